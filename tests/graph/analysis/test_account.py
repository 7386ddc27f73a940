"""An account of a cell says what is known of it and what would have to be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Graph

from graph.analysis.account import account, pair_of
from graph.analysis.held import Held
from graph.identifiers import ID, NS
from graph.store.dataset import Dataset

DRAWINGS = Path(__file__).parent / "drawings"
Drawn = Callable[..., Held]


@pytest.fixture
def drawn(draw: Callable[[Graph], Dataset]) -> Drawn:
    """Draw a drawing, to which more Turtle may be added."""

    def read(drawing: str, more: str = "") -> Held:
        text = (DRAWINGS / f"{drawing}.ttl").read_text()
        return Held(draw(Graph().parse(data=text + more, format="turtle")))

    return read


@pytest.mark.parametrize(
    ("drawing", "covered", "state", "has_chain", "has_gap"),
    [
        ("direct", "g1", "direct", True, False),
        ("direct", "g2", "not-stated", False, True),
        ("narrower", "g1", "partial", True, True),
        ("disputed", "g2", "denied", True, False),
        ("disputed", "g1", "conflict", True, False),
        ("disputed", "g3", "proposed", True, True),
    ],
)
def test_what_a_document_settles_has_a_chain_and_what_it_does_not_has_a_gap(
    drawing: str, covered: str, state: str, has_chain: bool, has_gap: bool, drawn: Drawn
) -> None:
    held = account(drawn(drawing), ID + "t1", ID + covered)
    assert held.cell.state == held.explanation.state == state
    assert (bool(held.explanation.steps), held.gap is not None) == (has_chain, has_gap)


def test_absence_names_the_statement_that_makes_it_so(drawn: Drawn) -> None:
    held = account(drawn("completeness"), ID + "t1", ID + "g2")
    assert held.cell.state == "absent"
    assert [iri.removeprefix(ID) for iri in held.declared] == ["k1"]


def test_a_gap_names_who_answers_for_the_whole(drawn: Drawn) -> None:
    told = "id:t1 kyt:hasResponsibleMinistry id:o1 . id:o1 a kyt:Assertion ."
    assert account(drawn("broader", told), ID + "s1", ID + "g2").answerable == (
        (ID + "o1", NS + "hasResponsibleMinistry"),
    )


@pytest.mark.parametrize(
    ("things", "state", "pair"),
    [
        (("t1", "g1"), "direct", ("t1", "g1")),
        (("g1", "t1", "v1"), "direct", ("t1", "g1")),
        (("t1", "g1"), "weak", None),
        (("t1", "t2", "g2"), "unknown", ("t2", "g2")),
        (("t2", "g1", "g2"), "unknown", None),
        (("t1", "t1", "g1"), "direct", ("t1", "g1")),
    ],
)
def test_a_state_is_of_the_one_pair_that_has_it(
    things: tuple[str, ...], state: str, pair: tuple[str, str] | None, drawn: Drawn
) -> None:
    found = pair_of(drawn("direct"), [ID + thing for thing in things], state)
    assert found == (None if pair is None else (ID + pair[0], ID + pair[1]))
