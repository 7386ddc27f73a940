"""Coverage and gaps counted over a release's columns, beside the same walked on its policy layer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from rdflib import DCTERMS, RDF, Graph, URIRef

from graph.analysis.analysis import Finding
from graph.analysis.columns import to_files
from graph.analysis.held import Held
from graph.analysis.listing import analysis
from graph.analysis.portfolio_cells import PortfolioCells
from graph.errors import TooManyProjects
from graph.identifiers import ID, NS
from graph.release.columns import read
from graph.store.dataset import Dataset
from graph.store.workspace import Workspace
from kytkos.notebook import dataset_at
from tests.graph.analysis.test_coverage import drawings

Draw = Callable[[Graph], Dataset]
DRAWINGS = sorted((Path(__file__).parent / "drawings").glob("*.ttl"))
WHOLES = ("Theme", "MeasurePackage", "SubTheme", "StrategicGoal", "SpecificObjective", "ProgrammingPeriod")
COVERAGE = [
    {"coverers": kind, "covered": covered, "route": route}
    for kind in WHOLES
    for covered in ("TargetGroup", "PolicyInstrument")
    for route in ("hierarchy", "direct")
]


def counting(dataset: Dataset, folder: Path) -> Held:
    """Hold a release as if it had more projects than can be walked."""
    for name, written in to_files(read(dataset)).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written)
    held = Held(Dataset(dataset.store, dataset.release, folder), most_walked=-1)
    assert isinstance(held.cells, PortfolioCells)
    return held


def found(held: Held, name: str, asked: Mapping[str, str]) -> Finding:
    return analysis(name).find(held, asked)


def gaps_of(held: Held, asked: Mapping[str, str]) -> set[tuple[object, ...]]:
    """Return the gaps but those of single projects, which columns only count."""
    layer = Held(held.dataset, most_walked=10**9).layer
    projects = {p for p in layer.of_kind("Project") if not layer.is_a(p, "CoordinationProject")}
    rows = found(held, "gaps", asked).rows
    return {row for row in rows if getattr(row[3], "value", "") not in projects}


def with_periods(drawing: Graph) -> Graph:
    """Say of the periods that they are such, as each release does."""
    for period in ("2014-2020", "2021-2027"):
        drawing.add((URIRef(ID + period), RDF.type, URIRef(NS + "ProgrammingPeriod")))
    return drawing


def same(dataset: Dataset, folder: Path) -> None:
    walked, counted = Held(dataset), counting(dataset, folder)
    for asked in COVERAGE:
        one, other = (found(held, "coverage", asked) for held in (walked, counted))
        assert (one.rows, one.remarks, one.picture) == (other.rows, other.remarks, other.picture), asked
    for kind in ("groups", "instruments"):
        for period in ("2014-2020", "2021-2027"):
            asked = {"kind": kind, "period": period}
            assert gaps_of(walked, asked) == gaps_of(counted, asked), asked


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_columns_answer_as_the_policy_layer_does(path: Path, draw: Draw, tmp_path: Path) -> None:
    same(draw(with_periods(Graph().parse(path))), tmp_path)


def objective_of_projects() -> Graph:
    """Draw an objective of which nothing but a project is a part."""
    drawing = with_periods(Graph())
    for code, kind in (("o1", "SpecificObjective"), ("p1", "Project"), ("g1", "TargetGroup")):
        drawing.add((URIRef(ID + code), RDF.type, URIRef(NS + kind)))
    drawing.add((URIRef(ID + "o1"), DCTERMS.hasPart, URIRef(ID + "p1")))
    drawing.add((URIRef(ID + "p1"), DCTERMS.isPartOf, URIRef(ID + "o1")))
    drawing.add((URIRef(ID + "p1"), URIRef(NS + "targets"), URIRef(ID + "g1")))
    return drawing


def test_an_objective_covers_though_all_its_parts_are_projects(draw: Draw, tmp_path: Path) -> None:
    dataset = draw(objective_of_projects())
    assert ID + "o1" in Held(dataset).reach.members
    same(dataset, tmp_path)


@pytest.mark.slow
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawing=drawings())
def test_columns_answer_as_the_policy_layer_does_of_any_graph(
    drawing: Graph, draw: Draw, tmp_path: Path
) -> None:
    same(draw(with_periods(drawing)), tmp_path)


@pytest.mark.slow
def test_the_published_release_is_answered_the_same_over_its_columns(shipped: Path, tmp_path: Path) -> None:
    dataset = dataset_at(Workspace(shipped).path)
    same(dataset, tmp_path)


def test_what_goes_from_project_to_project_is_refused_and_never_answered_without_them(
    draw: Draw, tmp_path: Path
) -> None:
    held = counting(draw(Graph().parse(DRAWINGS[0])), tmp_path)
    for asked in ({"coverers": "Project"}, {"route": "evidence"}):
        with pytest.raises(TooManyProjects):
            found(held, "coverage", asked)


def test_a_policy_layer_without_projects_has_all_else(draw: Draw, tmp_path: Path) -> None:
    dataset = draw(Graph().parse(DRAWINGS[0].parent / "projects.ttl"))
    whole, alone = Held(dataset).layer, counting(dataset, tmp_path).layer
    coordinating = set(whole.of_kind("CoordinationProject"))
    assert set(whole.of_kind("Project")) - coordinating
    assert set(alone.of_kind("Project")) == coordinating
    kinds = ("Theme", "SubTheme", "SpecificObjective", "ProgrammingPeriod", "TargetGroup", "Document")
    assert alone.of_kind(*kinds) == whole.of_kind(*kinds)
