"""Money of a large portfolio, added up over columns: the same sums as walked from project to project."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Triple
from rdflib import RDF, Graph, Literal, URIRef

from graph.analysis.analysis import Finding
from graph.analysis.held import Held
from graph.analysis.listing import analysis
from graph.errors import TooManyProjects
from graph.identifiers import ID, NS
from graph.store import layout
from graph.store.dataset import Dataset
from graph.terms import DCT, LADDER, state
from tests.graph.analysis.test_coverage import drawings
from tests.graph.analysis.test_portfolio_cells import counting, with_periods

Draw = Callable[[Graph], Dataset]
DRAWINGS = sorted((Path(__file__).parent / "drawings").glob("*.ttl"))
ASKED = [
    {"by": by, "split": split}
    for by in ("theme", "group", "instrument")
    for split in ("none", "equal", "whole")
]
#: What columns do not tell: as of when a sum is, and by which source.
UNTOLD = ("asOf", "source", "sources")


def seen(found: Finding) -> list[Mapping[str, object]]:
    rows = (dict(zip(found.columns, row, strict=True)) for row in found.rows)
    return [{name: value for name, value in row.items() if name not in UNTOLD} for row in rows]


def same(dataset: Dataset, folder: Path) -> None:
    walked, counted = Held(dataset), counting(dataset, folder)
    columns = counted.portfolio
    assert columns is not None
    for asked in ASKED:
        if asked["by"] == "instrument" and columns.rungs.marks.max(initial=0) == len(LADDER):
            with pytest.raises(TooManyProjects):
                analysis("money").find(counted, asked)
            continue
        one, other = (analysis("money").find(held, asked) for held in (walked, counted))
        assert seen(one) == seen(other), asked
        assert one.picture == other.picture
        # How many projects have no certain sum is told of columns only.
        assert one.remarks == tuple(remark for remark in other.remarks if remark.key != "unsure"), asked


def paid(drawing: Graph, sums: list[tuple[str, str, int]]) -> Graph:
    """Give projects of a drawing committed sums and no others, at most one of a composition each."""
    for project in drawing.subjects(RDF.type, URIRef(NS + "Project")):
        drawing.remove((project, URIRef(NS + "hasFunding"), None))
    # Whose parts a thing's projects are is what columns know; that a theme is a period is nonsense to them.
    for thing, period in drawing.subject_objects(URIRef(NS + "period")):
        if (period, RDF.type, URIRef(NS + "ProgrammingPeriod")) not in drawing:
            drawing.remove((thing, URIRef(NS + "period"), period))
    for code, composition, cents in {(p, c): (p, c, n) for p, c, n in sums}.values():
        money = URIRef(f"{ID}m-{code}-{composition}")
        drawing.add((URIRef(ID + code), URIRef(NS + "hasFunding"), money))
        said = {"fundingScope": "fundingScope-project", "stage": "stage-committed"}
        said["composition"] = f"composition-{composition}"
        for relation, value in said.items():
            drawing.add((money, URIRef(NS + relation), URIRef(NS + value)))
        drawing.add((money, URIRef(NS + "amount"), Literal(f"{cents // 100}.{cents % 100:02}")))
        drawing.add((money, URIRef(NS + "currency"), Literal("EUR")))
    return drawing


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_sums_over_columns_are_those_of_walking(path: Path, draw: Draw, tmp_path: Path) -> None:
    drawing = with_periods(Graph().parse(path))
    projects = sorted(str(p).removeprefix(ID) for p in drawing.subjects(RDF.type, URIRef(NS + "Project")))
    sums = [(p, "eu", 10_001 + 7 * at) for at, p in enumerate(projects)]
    same(draw(paid(drawing, [*sums, *((p, "state", 3) for p in projects[::2])])), tmp_path)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawing=drawings(), data=st.data())
def test_sums_over_columns_are_those_of_walking_any_graph(
    drawing: Graph, data: st.DataObject, draw: Draw, tmp_path: Path
) -> None:
    projects = sorted(str(p).removeprefix(ID) for p in drawing.subjects(RDF.type, URIRef(NS + "Project")))
    one = st.tuples(
        st.sampled_from(projects or ["p1"]), st.sampled_from(["eu", "state"]), st.integers(0, 10**6)
    )
    same(
        draw(paid(with_periods(drawing), data.draw(st.lists(one, max_size=6) if projects else st.just([])))),
        tmp_path,
    )


def test_sums_that_are_not_certain_are_counted_and_never_added(draw: Draw, tmp_path: Path) -> None:
    dataset = draw(Graph().parse(DRAWINGS[0].parent / "money.ttl"))
    walked, counted = Held(dataset), counting(dataset, tmp_path)
    whole, certain = (seen(analysis("money").find(held, {"split": "whole"})) for held in (walked, counted))
    kinds = ("thing", "scope", "composition", "currency", "stage")
    left = {tuple(row[name] for name in kinds): row for row in certain}
    open_ones = [row for row in whole if row["amount"] is None and row["scope"] is not None]
    assert open_ones
    for row in open_ones:
        held = left.get(tuple(row[name] for name in kinds))
        assert held is None or held == row or held["state"] == NamedNode(state("partial"))
    remarks = analysis("money").find(counted, {}).remarks
    assert any(remark.key == "unsure" and remark.values["count"] for remark in remarks)


def test_what_columns_do_not_tell_is_refused(draw: Draw, tmp_path: Path) -> None:
    held = counting(draw(Graph().parse(DRAWINGS[0])), tmp_path)
    for asked in ({"by": "project"}, {"asOf": "2024"}):
        with pytest.raises(TooManyProjects):
            analysis("money").find(held, asked)


def test_sums_of_projects_that_rows_put_inside_one_another_are_added_once(draw: Draw, tmp_path: Path) -> None:
    drawing = with_periods(Graph())
    for code, kind in (("t1", "Theme"), ("p1", "Project"), ("p2", "Project"), ("p3", "Project")):
        drawing.add((URIRef(ID + code), RDF.type, URIRef(NS + kind)))
    for code in ("p1", "p3"):
        drawing.add((URIRef(ID + "t1"), URIRef(NS + "funds"), URIRef(ID + code)))
    dataset = draw(paid(drawing, [("p1", "eu", 1000), ("p2", "eu", 400), ("p3", "eu", 30)]))
    row = Triple(NamedNode(ID + "p1"), NamedNode(DCT + "hasPart"), NamedNode(ID + "p2"))
    dataset.add(layout.record("row"), [row])
    same(dataset, tmp_path)
    sums = seen(analysis("money").find(counting(dataset, tmp_path), {"by": "theme"}))
    assert [getattr(row["amount"], "value", "") for row in sums] == ["10.30"]
