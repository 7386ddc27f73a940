"""The nearest links that would create an answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Graph

from graph.analysis.cell import Cells
from graph.analysis.coverage import coverage
from graph.analysis.held import Held
from graph.analysis.missing_links import find, wanted
from graph.analysis.picture import Flow
from graph.errors import NotFound
from graph.identifiers import ID, NS
from graph.store.dataset import Dataset

DRAWINGS = Path(__file__).parent / "drawings"
Draw = Callable[[Graph], Dataset]


@pytest.mark.parametrize(
    ("drawing", "coverer", "covered", "by_hand"),
    [
        ("direct", "t1", "g1", []),
        ("direct", "t1", "g2", [("t1", "targets", "g2", "direct", "statement")]),
        ("direct", "t2", "g1", [("t2", "targets", "g1", "direct", "document")]),
        (
            "disputed",
            "t1",
            "g2",
            [("t1", "targets", "g2", "conflict", "document"), ("s1", "targets", "g2", "partial", "document")],
        ),
        (
            "disputed",
            "t1",
            "g3",
            [("s1", "targets", "g3", "partial", "review"), ("t1", "targets", "g3", "direct", "statement")],
        ),
        ("narrower", "t1", "g1", [("t1", "targets", "g1", "direct", "document")]),
    ],
)
def test_the_links_that_would_do_are_those_found_by_hand(
    drawing: str, coverer: str, covered: str, by_hand: list[tuple[str, ...]], draw: Draw
) -> None:
    held = _held(draw, drawing)
    found = wanted(held.reach, ID + coverer, ID + covered)
    shown = [
        (
            w.subject.removeprefix(ID),
            w.relation.removeprefix(NS),
            w.object.removeprefix(ID),
            w.then,
            w.missing,
        )
        for w in found
    ]
    assert shown == by_hand


@pytest.mark.parametrize("path", sorted(DRAWINGS.glob("*.ttl")), ids=lambda path: path.stem)
def test_each_link_would_do_what_is_said_of_it(path: Path, draw: Draw) -> None:
    drawing = Graph().parse(path)
    held = Held(draw(drawing))
    for coverer, covered in _lacking(coverage(held.layer)):
        for link in wanted(held.reach, coverer, covered)[:2]:
            graph = held.layer.graph
            graph.add_edge(link.subject, link.object, key=(link.relation, "stated"))
            assert coverage(held.layer)[coverer, covered].state == link.then
            graph.remove_edge(link.subject, link.object, key=(link.relation, "stated"))


def test_what_keeps_a_cell_unknown_is_told(draw: Draw) -> None:
    found = find(_held(draw, "direct"), {"coverer": ID + "t2", "covered": ID + "g1"})
    assert [(r.key, r.values.get("missing")) for r in found.remarks] == [
        ("now", None),
        ("unknown", NS + "missing-document"),
    ]


def test_what_is_missing_is_drawn_in_the_state_of_today_and_with_what_it_would_lead_to(draw: Draw) -> None:
    picture = find(_held(draw, "direct"), {"coverer": ID + "t2", "covered": ID + "g1"}).picture
    assert isinstance(picture, Flow)
    assert picture.layers == ((ID + "t2",), (ID + "g1",), ("then-direct",))
    assert picture.links == ((ID + "t2", ID + "g1", 1, "unknown"), (ID + "g1", "then-direct", 1, "direct"))


def test_a_list_that_is_declared_complete_is_named(draw: Draw) -> None:
    found = find(_held(draw, "completeness"), {"coverer": ID + "t1", "covered": ID + "g2"})
    assert [remark.key for remark in found.remarks] == ["now", "declared"]


def test_what_cannot_cover_is_refused(draw: Draw) -> None:
    with pytest.raises(NotFound):
        find(_held(draw, "direct"), {"coverer": ID + "g1", "covered": ID + "g2"})


def _held(draw: Draw, name: str) -> Held:
    return Held(draw(Graph().parse(DRAWINGS / f"{name}.ttl")))


def _lacking(cells: Cells) -> list[tuple[str, str]]:
    return [pair for pair, cell in sorted(cells.items()) if cell.state not in ("direct", "conflict")][:6]
