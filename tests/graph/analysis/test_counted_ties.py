"""Networks of a large portfolio, counted over columns: the same as walked from project to project."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Graph, URIRef

from graph.analysis import linkage
from graph.analysis.columns import to_files
from graph.analysis.held import Held
from graph.analysis.listing import analysis
from graph.errors import TooManyProjects
from graph.identifiers import ID, NS
from graph.release.columns import read
from graph.store.dataset import Dataset
from tests.graph.analysis.test_coverage import THINGS, drawings
from tests.graph.analysis.test_portfolio_cells import counting, with_periods

Draw = Callable[[Graph], Dataset]
DRAWINGS = sorted((Path(__file__).parent / "drawings").glob("*.ttl"))
THROUGH = ("all", "groups", "methods", "organisations", "instruments")
ASKED = [
    {"show": show, "among": among, "through": through}
    for show in ("bridges", "communities", "similarity", "together")
    for among in ("themes", "projects")
    for through in THROUGH
]


#: Links by methods and organisations that no generated drawing has of itself.
LINKED = st.tuples(
    st.sampled_from(sorted(THINGS)),
    st.sampled_from(["usesMethod", "hasImplementer", "cooperatesWith"]),
    st.sampled_from(["m1", "m2", "o1", "o2"]),
)
READ = """
PREFIX kyt: <https://w3id.org/kytkos/ns#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX id: <https://w3id.org/kytkos/id/>
INSERT {
  id:dRead a kyt:Document ; kyt:describes ?theme .
  id:vRead a kyt:DocumentVersion ; dct:isVersionOf id:dRead ; kyt:hasSection id:sRead .
  id:sRead a kyt:Section ; kyt:sectionKey "content" ; kyt:found true .
} WHERE { ?theme a kyt:Theme }
"""


def same(dataset: Dataset, folder: Path) -> None:
    walked, counted = Held(dataset), counting(dataset, folder)
    for asked in ASKED:
        one, other = (analysis("network").find(held, asked) for held in (walked, counted))
        assert one == other, asked


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_networks_over_columns_are_those_of_walking(path: Path, draw: Draw, tmp_path: Path) -> None:
    same(draw(with_periods(Graph().parse(path))), tmp_path)


@pytest.mark.slow
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawing=drawings(), linked=st.lists(LINKED, max_size=8))
def test_networks_over_columns_are_those_of_walking_any_graph(
    drawing: Graph, linked: list[tuple[str, str, str]], draw: Draw, tmp_path: Path
) -> None:
    # Of themes that nobody read nothing is told.
    drawing.update(READ)
    for start, relation, end in linked:
        drawing.add((URIRef(ID + start), URIRef(NS + relation), URIRef(ID + end)))
    same(draw(with_periods(drawing)), tmp_path)


def test_organisations_with_too_many_links_are_left_out_of_all_and_refused_alone(
    draw: Draw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset = draw(with_periods(Graph().parse(Path(__file__).parent / "drawings" / "ties.ttl")))
    monkeypatch.setattr(linkage, "MOST_LINKS", 2)
    held = counting(dataset, tmp_path)
    for show in ("bridges", "together"):
        found = analysis("network").find(held, {"show": show})
        told = [remark.values["what"] for remark in found.remarks if remark.key == "left"]
        assert told == ["organisations"]
    with pytest.raises(TooManyProjects) as refused:
        analysis("network").find(held, {"through": "organisations"})
    assert "through all" in refused.value.remedy


def test_columns_of_before_roles_were_counted_together_are_refused(draw: Draw, tmp_path: Path) -> None:
    dataset = draw(with_periods(Graph().parse(DRAWINGS[0])))
    counting(dataset, tmp_path)
    held = read(dataset)
    for name, written in to_files(replace(held, targeted=held.targeted[:-1])).items():
        (tmp_path / name).write_bytes(written)
    before = Held(Dataset(dataset.store, dataset.release, tmp_path), most_walked=-1)
    with pytest.raises(TooManyProjects, match="built before"):
        analysis("network").find(before, {"through": "groups"})
