"""The review of a workspace: what it says now, and that decisions are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.assertion import Decision
from graph.curation.deciding import Desk
from graph.curation.log import DecisionLog
from graph.curation.review import Review
from graph.errors import DecidedMeanwhile, InvalidDecision, NotFound
from graph.store.workspace import Workspace
from tests.graph.curation.conftest import EDITOR
from tests.graph.invented import TARGETED, UNDECIDED, decision, workspace


@pytest.fixture
def reviewed(tmp_path: Path) -> Workspace:
    return workspace(tmp_path / "reviewed")


def actions(held: Workspace) -> list[str]:
    return [made.action for made in DecisionLog(held).read()]


def test_what_another_process_decides_is_seen(reviewed: Workspace) -> None:
    review = Review(reviewed)
    before = review.state()
    assert review.state() is before
    DecisionLog(Workspace(reviewed.path)).append(decision(7, "reject", UNDECIDED))
    assert review.state().head == "e7"
    assert before.head == "e2"


def test_an_empty_workspace_has_an_empty_log(tmp_path: Path) -> None:
    state = Review(Workspace(tmp_path)).state()
    assert (state.head, state.log, state.verdicts.links) == ("-", (), ())


def test_of_several_decisions_none_is_written_where_one_cannot_be_made(reviewed: Workspace) -> None:
    def made(desk: Desk) -> list[Decision]:
        return [desk.reject(UNDECIDED.code), desk.reject("anone")]

    with pytest.raises(NotFound):
        Review(reviewed).decide(EDITOR, made)
    assert actions(reviewed) == ["accept", "accept"]


def test_a_decision_that_could_not_be_read_back_is_not_written(reviewed: Workspace) -> None:
    with pytest.raises(InvalidDecision):
        Review(reviewed).decide(EDITOR, lambda desk: [desk.accept(UNDECIDED.code, {"broader": "no code"})])
    assert actions(reviewed) == ["accept", "accept"]


def test_a_curator_who_saw_less_is_told_what_was_decided_meanwhile(reviewed: Workspace) -> None:
    review = Review(reviewed)
    seen = review.state().head
    DecisionLog(reviewed).append(decision(7, "reject", UNDECIDED))
    with pytest.raises(DecidedMeanwhile) as told:
        review.decide(EDITOR, lambda desk: [desk.accept(UNDECIDED.code, {})], seen)
    assert told.value.decisions == ("e7",)
    review.decide(EDITOR, lambda desk: [desk.reject(TARGETED.code)], seen)
    with pytest.raises(DecidedMeanwhile):
        review.decide(EDITOR, lambda desk: [desk.reject(TARGETED.code)], "e7", strictly=True)


def test_a_head_that_never_was_is_as_if_nothing_had_been_seen(reviewed: Workspace) -> None:
    with pytest.raises(DecidedMeanwhile):
        Review(reviewed).decide(EDITOR, lambda desk: [desk.reject(TARGETED.code)], "enone")
