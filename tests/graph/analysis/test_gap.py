"""Why a cell is not covered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Graph

from graph.analysis.gap import whynot
from graph.analysis.policy_layer import policy_layer
from graph.analysis.reach import Reach
from graph.errors import NotFound
from graph.identifiers import ID, NS
from graph.store.dataset import Dataset

DRAWINGS = Path(__file__).parent / "drawings"
Draw = Callable[[Graph], Dataset]


@pytest.fixture
def reach(request: pytest.FixtureRequest, draw: Draw) -> Reach:
    return Reach(policy_layer(draw(Graph().parse(DRAWINGS / f"{request.param}.ttl"))))


@pytest.mark.parametrize(
    ("reach", "coverer", "covered", "missing"),
    [
        ("direct", "t1", "g2", ("statement", "t1")),
        ("direct", "t2", "g1", ("document", "t2")),
        ("sections", "t1", "g1", ("section", "t1")),
        ("sections", "m1", "i1", ("section", "m1")),
        ("projects", "S10001", "g3", ("result", "S10001")),
        ("projects", "2021-2027", "g1", ("projects", "2021-2027")),
        ("projects", "2014-2020", "g3", ("statement", "2014-2020")),
        ("disputed", "t1", "g3", ("review", "s1")),
        ("coordination", "c1", "g1", None),
    ],
    indirect=["reach"],
)
def test_the_least_that_is_missing_is_told(
    reach: Reach, coverer: str, covered: str, missing: tuple[str, str] | None
) -> None:
    found = whynot(reach, ID + coverer, ID + covered).missing
    assert found == (() if missing is None else ((missing[0], ID + missing[1]),))


@pytest.mark.parametrize("reach", ["direct"], indirect=True)
def test_what_was_read_and_what_would_do_is_told(reach: Reach) -> None:
    gap = whynot(reach, ID + "t1", ID + "g2")
    assert (gap.read, gap.relations) == ((ID + "v1",), (NS + "targets",))


@pytest.mark.parametrize("reach", ["direct"], indirect=True)
def test_there_is_no_gap_between_things_that_cannot_cover(reach: Reach) -> None:
    with pytest.raises(NotFound):
        whynot(reach, ID + "g1", ID + "g2")


def test_a_weak_cell_with_a_proposed_link_lacks_the_decision_first(draw: Draw) -> None:
    proposal = """
    id:a9 a kyt:Assertion ; rdf:subject id:s1 ; rdf:predicate kyt:targets ; rdf:object id:g2 ;
      kyt:decisionState kyt:status-proposed ; kyt:polarity kyt:polarity-affirmed .
    """
    drawing = (DRAWINGS / "broader.ttl").read_text() + proposal
    gap = whynot(Reach(policy_layer(draw(Graph().parse(data=drawing)))), ID + "s1", ID + "g2")
    assert (gap.state, gap.missing[0]) == ("weak", ("review", ID + "s1"))
    assert len(gap.missing) == 2
