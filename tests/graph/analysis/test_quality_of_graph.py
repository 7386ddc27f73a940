"""The quality of the graph itself, on a graph drawn by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store
from rdflib import Graph

from graph.analysis.analysis import Finding
from graph.analysis.held import Held
from graph.analysis.quality_of_graph import find, summary
from graph.identifiers import ID, NS
from graph.release import counting
from graph.store import layout
from graph.store.dataset import Dataset
from graph.terms import OA, PROV, XSD, state

DRAWING = Path(__file__).parent / "drawings" / "quality.ttl"
Draw = Callable[[Graph], Dataset]


@pytest.fixture
def held(draw: Draw) -> Held:
    """The drawing, with the places of its passages and the one decision that a release keeps elsewhere."""
    dataset = draw(Graph().parse(DRAWING))
    reading, decisions = NamedNode(layout.assertions("v1")), NamedNode(layout.DECISIONS)
    decided = NamedNode(ID + "e9")
    at = Literal("2026-02-01T08:00:00Z", datatype=NamedNode(XSD + "dateTime"))
    dataset.extend(
        [
            Quad(NamedNode(ID + "e1"), NamedNode(NS + "inSection"), NamedNode(ID + "s1"), reading),
            Quad(NamedNode(ID + "e1"), NamedNode(OA + "hasSource"), NamedNode(ID + "v1"), reading),
            Quad(NamedNode(ID + "e2"), NamedNode(NS + "inSection"), NamedNode(ID + "s2"), reading),
            Quad(decided, NamedNode(NS + "about"), NamedNode(ID + "a1"), decisions),
            Quad(decided, NamedNode(PROV + "atTime"), at, decisions),
        ]
    )
    return Held(dataset)


def test_every_measure_is_as_counted_by_hand(held: Held) -> None:
    counted = {
        ("sections", ID + "v1"): (2, 3),
        ("slots", ID + "v1"): (1, 2),
        ("evidenced", NS + "targets"): (2, 2),
        ("evidenced", NS + "concerns"): (0, 1),
        ("reviewed", NS + "targets"): (1, 2),
        ("reviewed", NS + "concerns"): (0, 1),
        ("dated", ""): (1, 2),
    }
    found = _by_measure(find(held, {}))
    assert {key: found[key] for key in counted} == counted


def test_a_name_shown_in_another_language_is_not_counted_as_its_own(held: Held) -> None:
    found = _by_measure(find(held, {}))
    finnish, swedish = found["labels", "fi"], found["labels", "sv"]
    assert finnish[0] is not None
    assert swedish[0] == finnish[0] - 1
    assert swedish[1] == finnish[1]


def test_what_the_shapes_said_is_unknown_until_a_release_tells_it(held: Held) -> None:
    shapes = NamedNode(NS + "quality-shapes")
    (before,) = (row for row in find(held, {}).rows if row[0] == shapes)
    assert (before[2], before[4]) == (None, NamedNode(state("unknown")))
    counting.describe(held.dataset, 48)
    (after,) = (row for row in find(held, {}).rows if row[0] == shapes)
    assert (getattr(after[2], "value", ""), after[4]) == ("48", NamedNode(state("direct")))


def test_the_summary_is_one_row_of_the_totals(held: Held) -> None:
    found = summary(held)
    (row,) = found.rows
    values = [getattr(cell, "value", None) for cell in row]
    named = dict(zip(found.columns, values, strict=True))
    assert named == {
        **{"sections": "3", "sectionsFound": "2", "sectionsFilled": "1"},
        **{"links": "3", "evidenced": "2", "reviewed": "1", "documents": "2", "dated": "1", "warnings": None},
    }


def test_the_dates_of_the_latest_document_and_decision_are_told(held: Held) -> None:
    said = {remark.key: remark.values.get("date") for remark in summary(held).remarks}
    assert (said["latest"], said["decided"]) == ("2024-03", "2026-02-01")


def test_of_an_empty_release_nothing_is_drawn() -> None:
    found = find(Held(Dataset(Store())), {})
    assert found.picture is None
    assert {remark.key for remark in found.remarks} == {"summary", "not-judged"}


def _by_measure(found: Finding) -> dict[tuple[str, str], tuple[int | None, int]]:
    return {
        (_value(row[0]).removeprefix(NS + "quality-"), _value(row[1])): (
            int(_value(row[2])) if row[2] is not None else None,
            int(_value(row[3]) or 0),
        )
        for row in found.rows
    }


def _value(term: object) -> str:
    return str(getattr(term, "value", ""))
