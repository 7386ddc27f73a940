"""Statements of the registers: declared, reviewed and taken back as links are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.assertion import Decision
from graph.curation.deciding import Curator, Desk
from graph.curation.declarations import Declaration, declared
from graph.curation.review import Review
from graph.curation.states import decided
from graph.errors import InvalidDecision
from graph.store.workspace import Workspace

EDITOR = Curator("editor", "graph editor", "the fund's own page says so")
SAID = Declaration("handledBy", "k1034", "k2701", "k2501", "2026-01-31", "https://example.org/a", "hoidetaan")
COMPLETE = Declaration("completeRelation", "k2801", "kyt:targets", "k2501", "2026", "d123")


def test_a_statement_waits_for_a_decision_and_an_undo_takes_it_back(held: Workspace) -> None:
    review = Review(held)
    (first,) = review.decide(EDITOR, lambda desk: [desk.declare(SAID)])
    assert [(d.state, d.declaration) for d in review.state().declared] == [("proposed", SAID)]
    (second,) = review.decide(EDITOR, lambda desk: [desk.accept(SAID.code, {})])
    assert [d.state for d in review.state().declared] == ["accepted"]
    review.decide(EDITOR, lambda desk: [desk.undo(second.id)])
    assert [d.state for d in review.state().declared] == ["proposed"]
    review.decide(EDITOR, lambda desk: [desk.reject(SAID.code)])
    assert [d.state for d in review.state().declared] == ["rejected"]
    review.decide(EDITOR, lambda desk: [desk.undo(first.id)])
    assert review.state().declared == ()


def test_a_statement_declared_again_is_reviewed_again(held: Workspace) -> None:
    review = Review(held)
    for said in (SAID, replace(SAID, as_of="2027-01-31")):
        review.decide(EDITOR, lambda desk, said=said: [desk.declare(said)])  # type: ignore[misc]
        state = review.state().declared[0].state
        review.decide(EDITOR, lambda desk: [desk.accept(SAID.code, {})])
        assert state == "proposed"
    (only,) = review.state().declared
    assert (only.state, only.declaration.as_of) == ("accepted", "2027-01-31")


def test_an_overlap_is_one_statement_whichever_of_the_two_is_named_first() -> None:
    one = Declaration("between", "k2802", "k2801", "k2501", "2026", "d123")
    made = [_desk().declare(said) for said in (one, replace(one, subject="k2801", object="k2802"))]
    assert len({decision.key for decision in made}) == 1


def test_statements_are_no_links_and_lose_no_evidence() -> None:
    taken: list[Decision] = [_desk().declare(SAID)]
    taken.append(_desk(taken).accept(SAID.code, {}))
    verdicts = decided((), taken)
    assert (verdicts.links, verdicts.lost) == ((), ())


@pytest.mark.parametrize(
    "wrong",
    [
        {"relation": "targets"},
        {"subject": "two words"},
        {"object": "k1034"},
        {"owner": ""},
        {"as_of": "yesterday"},
        {"source": "the fund's page"},
        {"source": "kyt:targets"},
        {"words": "one two three four five six seven eight nine ten eleven twelve thirteen"},
    ],
    ids=str,
)
def test_a_statement_that_is_not_whole_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(InvalidDecision):
        _desk().declare(replace(SAID, **wrong))


def test_only_the_list_of_a_relation_can_be_declared_complete() -> None:
    assert _desk().declare(COMPLETE).object == "kyt:targets"
    with pytest.raises(InvalidDecision, match="kyt:targets"):
        _desk().declare(replace(COMPLETE, object="k1034"))


def test_the_same_is_not_declared_twice() -> None:
    with pytest.raises(InvalidDecision, match="already"):
        _desk([_desk().declare(SAID)]).declare(SAID)


def _desk(taken: list[Decision] | None = None) -> Desk:
    return Desk(decided((), ()), (), EDITOR, declared(taken or ()))
