"""What became of results, on a graph drawn by hand and beside the catalogue's questions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import Graph

from graph.analysis.analysis import Finding
from graph.analysis.held import Held
from graph.analysis.listing import analysis
from graph.analysis.uptake import Use, is_disputed
from graph.errors import InvalidParameter
from graph.identifiers import ID, NS
from graph.store import layout
from graph.store.dataset import Dataset
from graph.store.query_file import bind, load
from graph.terms import PROV

DRAWING = Path(__file__).parent / "drawings" / "uptake.ttl"
QUESTIONS = Path(__file__).parents[3] / "sparql" / "catalogue"
IN_USE, ENDED = NS + "uptake-in-use", NS + "uptake-ended"
Draw = Callable[[Graph], Dataset]


@pytest.fixture
def held(draw: Draw) -> Held:
    """The drawing with the decision on the first statement of use, which a release keeps elsewhere."""
    dataset = draw(Graph().parse(DRAWING))
    decision, graph = NamedNode(ID + "e1"), NamedNode(layout.DECISIONS)
    dataset.extend(
        [
            Quad(decision, NamedNode(NS + "about"), NamedNode(ID + "a1"), graph),
            Quad(decision, NamedNode(NS + "decidedInRole"), Literal("graph editor"), graph),
            Quad(decision, NamedNode(PROV + "atTime"), Literal("2020-06-01T12:00:00Z"), graph),
        ]
    )
    return Held(dataset)


def test_every_result_has_its_uses_with_date_source_and_who_checked(held: Held) -> None:
    told = [
        (row["result"], row["uptake"], row["since"], row["document"], row["checked"], row["state"])
        for row in _rows(held)
        if row["project"] == "p1"
    ]
    assert told == [
        ("r1", "uptake-in-use", "2020-05-01", "d1", "graph editor", "state-direct"),
        ("r1", "uptake-planned", "", "", "", "state-direct"),
        ("r2", "", "", "", "", "state-not-stated"),
        ("r3", "uptake-planned", "2019-12", "", "", "state-proposed"),
        ("r4", "uptake-ended", "", "", "", "state-conflict"),
        ("r4", "uptake-in-use", "", "", "", "state-conflict"),
    ]


def test_a_project_without_a_result_is_unknown_and_never_said_to_have_left_none(held: Held) -> None:
    found = {row["project"]: row for row in _rows(held) if not row["result"]}
    assert {name: (row["ended"], row["endedState"], row["state"]) for name, row in found.items()} == {
        "p2": ("2019", "state-conflict", "state-unknown"),
        "p3": ("2022-12-31", "state-conflict", "state-proposed"),
    }


@pytest.mark.parametrize(
    ("day", "ended"),
    [("2018-12-31", None), ("2019", 1), ("", 1), ("2023", 2)],
)
def test_a_project_is_over_when_every_register_says_so(held: Held, day: str, ended: int | None) -> None:
    said = _said(_found(held, asOf=day), "ended")
    assert [values["count"] for values in said] == ([ended] if ended else [])


def test_the_later_period_and_all_periods_can_be_asked(held: Held) -> None:
    assert {row["project"] for row in _rows(held, period="2021-2027")} == {"p4"}
    assert {row["project"] for row in _rows(held, period="all")} == {"p1", "p2", "p3", "p4"}


@pytest.mark.parametrize("period", ["2014-2020", "2021-2027"])
def test_counts_are_those_of_the_catalogues_question(held: Held, period: str) -> None:
    asked = bind(load(QUESTIONS / "results-by-uptake.rq"), {"period": period})
    by_sparql = {uptake: int(count) for uptake, count, *_ in held.dataset.texts(asked) if int(count)}
    found = _found(held, period=period)
    by_use = {values["uptake"]: values["count"] for values in _said(found, "said")}
    silent = sum(int(values["count"]) for values in _said(found, "silent"))
    assert {**by_use, "": silent} == {"": 0, **by_sparql}


def test_results_of_whose_use_nothing_is_said_are_those_of_the_catalogues_question(held: Held) -> None:
    by_sparql = {row[1] for row in held.dataset.texts(load(QUESTIONS / "results-without-uptake.rq").text)}
    silent = {ID + row["result"] for row in _rows(held) if row["result"] and not row["uptake"]}
    assert silent == by_sparql


@pytest.mark.parametrize(
    ("other", "disputed"),
    [
        (Use(ENDED, "direct"), True),
        (Use(ENDED, "direct", since="2022"), False),
        (Use(ENDED, "proposed", since="2020"), False),
        (Use(IN_USE, "denied"), True),
        (Use(NS + "uptake-planned", "direct"), False),
    ],
)
def test_what_cannot_both_be_is_a_conflict(other: Use, *, disputed: bool) -> None:
    use = Use(IN_USE, "direct", since="2020")
    assert is_disputed(use, [use, other]) == disputed
    assert is_disputed(other, [use, other]) == disputed


@pytest.mark.parametrize("day", ["soon", "2024-13", "2023-02-29"])
def test_a_date_that_is_none_is_refused(day: str, held: Held) -> None:
    with pytest.raises(InvalidParameter, match="asOf"):
        _found(held, asOf=day)


def _found(held: Held, **given: str) -> Finding:
    return analysis("uptake").find(held, given)


def _rows(held: Held, **given: str) -> list[dict[str, str]]:
    found = _found(held, **given)
    return [
        {
            name: str(getattr(cell, "value", "")).removeprefix(ID).removeprefix(NS)
            for name, cell in zip(found.columns, row, strict=True)
        }
        for row in found.rows
    ]


def _said(found: Finding, key: str) -> list[dict[str, str | int]]:
    return [dict(remark.values) for remark in found.remarks if remark.key == key]
