from __future__ import annotations

from pathlib import Path

import pytest

from graph.curation.deciding import Curator, Desk
from graph.curation.log import DecisionLog
from graph.curation.review import Review
from graph.curation.states import Verdicts
from graph.curation.trust import accepted_rules, trusted
from graph.errors import InvalidDecision
from graph.store.workspace import Workspace

CURATOR = Curator("editor", "graph editor", "it is the authority's own register")


def test_one_decision_accepts_a_register_for_named_relations_and_an_undo_takes_it_back(
    tmp_path: Path,
) -> None:
    review, log = Review(Workspace(tmp_path)), DecisionLog(Workspace(tmp_path))
    (made,) = review.decide(CURATOR, lambda desk: [desk.trust("own", ["hasRecord", "isPartOf"])])
    assert trusted(log.read()) == {"own": frozenset({"hasRecord", "isPartOf"})}
    review.decide(CURATOR, lambda desk: [desk.undo(made.id)])
    assert trusted(log.read()) == {}


def test_the_later_decision_on_a_register_holds(tmp_path: Path) -> None:
    review, log = Review(Workspace(tmp_path)), DecisionLog(Workspace(tmp_path))
    for relations in (["hasRecord", "isPartOf"], ["hasRecord"]):
        review.decide(CURATOR, lambda desk, named=relations: [desk.trust("own", named)])  # type: ignore[misc]
    assert trusted(log.read()) == {"own": frozenset({"hasRecord"})}


@pytest.mark.parametrize("relations", [[], ["targets"], ["isPartOf", "likes"]])
def test_a_register_is_not_trusted_for_what_rows_cannot_state(relations: list[str]) -> None:
    with pytest.raises(InvalidDecision):
        Desk(Verdicts((), ()), (), CURATOR).trust("own", relations)


def test_rules_are_accepted_by_a_decision_of_their_own_with_what_they_do_not_hold_for(tmp_path: Path) -> None:
    review, log = Review(Workspace(tmp_path)), DecisionLog(Workspace(tmp_path))
    review.decide(CURATOR, lambda desk: [desk.trust("own", ["hasRecord"])])
    (made,) = review.decide(
        CURATOR, lambda desk: [desk.trust_rules("own", {"rows.title-group": ["X2", "X1"]})]
    )
    assert accepted_rules(log.read()) == {"own": {"rows.title-group": frozenset({"X1", "X2"})}}
    assert trusted(log.read()) == {"own": frozenset({"hasRecord"})}
    review.decide(CURATOR, lambda desk: [desk.trust_rules("own", {})])
    assert accepted_rules(log.read()) == {"own": {}}
    review.decide(CURATOR, lambda desk: [desk.undo(made.id)])
    assert accepted_rules(log.read()) == {"own": {}}
