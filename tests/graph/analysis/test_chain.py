"""The chain of intervention logic, on a graph whose chains were followed by hand."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from rdflib import Graph

from graph.analysis.analysis import Finding
from graph.analysis.chain import chain, find
from graph.analysis.held import Held
from graph.analysis.picture import Flow
from graph.errors import NotFound
from graph.identifiers import ID
from graph.store.dataset import Dataset

Draw = Callable[[Graph], Dataset]
DRAWING = Path(__file__).parent / "drawings" / "gaps" / "chain.ttl"
WHOLE = [
    ("Programme", "k1", "partial", ""),
    ("SpecificObjective", "o1", "partial", ""),
    ("Theme", "t1", "direct", ""),
    ("SubTheme", "u1", "direct", ""),
    ("Call", "", "unknown", "chain-broken"),
    ("Project", "p1", "direct", ""),
    ("TargetGroup", "g1", "direct", ""),
    ("Indicator", "r1", "direct", ""),
]
SHORT = [
    ("Programme", "k1", "partial", ""),
    ("SpecificObjective", "o2", "direct", ""),
    ("Theme", "", "weak", "chain-broken"),
    ("SubTheme", "", "unknown", "chain-broken"),
    ("Call", "", "unknown", "chain-broken"),
    ("Project", "", "unknown", "no-project"),
    ("TargetGroup", "", "unknown", "chain-broken"),
    ("Indicator", "", "unknown", "chain-broken"),
]


@pytest.fixture
def held(draw: Draw) -> Held:
    return Held(draw(Graph().parse(DRAWING)))


@pytest.mark.parametrize(
    ("start", "by_hand"),
    [
        ("c1", WHOLE),
        ("c2", SHORT),
        # A result of p1 is described, which would tell: so of its objective it is known that nothing is said.
        ("c3", [("Programme", "", "not-stated", "no-theme")]),
        ("c4", [("Programme", "", "proposed", "unreviewed")]),
        ("c5", [("Programme", "", "not-stated", "handled-elsewhere")]),
    ],
)
def test_a_chain_is_what_the_hand_followed(
    start: str, by_hand: list[tuple[str, str, str, str]], held: Held
) -> None:
    found = chain(held, ID + start)
    assert [(li.step, li.thing.removeprefix(ID), li.state, li.gap) for li in found] == by_hand


def test_an_act_is_followed_with_its_parts(held: Held) -> None:
    found = find(held, {"start": ID + "i1", "all": "no"})
    assert _starts(found) == {"i1", "c1", "c2"}


def test_all_instruments_are_followed_when_asked_for(held: Held) -> None:
    found = find(held, {"start": ID + "c1", "all": "yes"})
    assert _starts(found) == {
        "i1",
        "c1",
        "c2",
        "c3",
        "c4",
        "c5",
    }


def test_only_links_that_are_there_are_drawn(held: Held) -> None:
    picture = find(held, {"start": ID + "c1", "all": "no"}).picture
    assert isinstance(picture, Flow)
    drawn = [(a.removeprefix(ID), b.removeprefix(ID)) for a, b, _, _ in picture.links]
    steps = ["c1", "k1", "o1", "t1", "u1"]
    assert drawn == [*pairwise(steps), ("p1", "g1")]


def test_a_chain_from_what_is_no_instrument_is_refused(held: Held) -> None:
    with pytest.raises(NotFound):
        find(held, {"start": ID + "g1", "all": "no"})


def test_a_project_list_that_is_declared_complete_makes_its_lack_absence(draw: Draw) -> None:
    complete = "id:y2 a kyt:CompletenessStatement ; kyt:completeFor id:o2 ; kyt:completeRelation kyt:funds ."
    drawing = Graph().parse(data=DRAWING.read_text() + complete, format="turtle")
    found = {link.step: link.state for link in chain(Held(draw(drawing)), ID + "c2")}
    assert (found["Project"], found["SubTheme"]) == ("absent", "unknown")


def _starts(found: Finding) -> set[str]:
    return {str(getattr(row[0], "value", "")).removeprefix(ID) for row in found.rows}
