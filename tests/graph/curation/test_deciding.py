"""Decisions are checked against what there is before they are made."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.assertion import Assertion, Decision, to_line
from graph.curation.deciding import Curator, Desk, Replacement, plain, touched
from graph.curation.states import decided
from graph.errors import InvalidDecision, NotFound
from tests.graph.curation.conftest import EDITOR
from tests.graph.invented import LINKS, TARGETED, TARGETED_AGAIN, UNDECIDED, decision, link, version


def desk(*read: Assertion, made: tuple[Decision, ...] = ()) -> Desk:
    return Desk(decided(read or LINKS, made), [version()], EDITOR)


def test_a_decision_says_who_when_why_and_in_which_role() -> None:
    made = desk().accept(TARGETED.code, {"label-sv": "grupper", "label-en": ""})
    assert (made.by, made.role, made.reason) == (EDITOR.by, EDITOR.role, EDITOR.reason)
    assert (made.key, made.quote, dict(made.assertion)) == (
        TARGETED.key,
        TARGETED.mention,
        {"label-sv": "grupper"},
    )
    assert made.at.endswith("+00:00")


def test_two_decisions_are_never_one() -> None:
    assert desk().accept(TARGETED.code, {}).id != desk().reject(TARGETED.code).id


def test_a_decision_on_a_denied_link_is_on_the_denial() -> None:
    denied = replace(TARGETED, polarity="denied")
    assert desk(denied).accept(denied.code, {}).assertion == {"polarity": "denied"}


def test_an_edit_keeps_what_it_does_not_change() -> None:
    made = desk().edit(TARGETED.code, Replacement(relation="targetsIndirectly"))
    assert made.key == TARGETED.key
    placed = dict(made.assertion)
    assert (placed["relation"], placed["object"], placed["start"]) == ("targetsIndirectly", "xgroup", 80)
    assert (placed["rule"], placed["was"]) == ("curator", "affirmed")


def test_an_edit_to_another_known_thing_takes_its_name_and_kind() -> None:
    made = desk().edit(TARGETED.code, Replacement(object="xother"))
    assert (made.assertion["label"], made.assertion["candidate"]) == ("muut sepitetyt", True)


@pytest.mark.parametrize(
    ("code", "into", "error"),
    [
        ("xother", "xother", InvalidDecision),
        ("xother", "xtheme", InvalidDecision),
        ("xnone", "xother", NotFound),
    ],
)
def test_a_merge_is_of_two_things_of_one_kind(code: str, into: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        desk().merge(code, into)


def test_what_has_an_official_name_is_not_merged_away() -> None:
    official = replace(TARGETED, object="k1005")
    with pytest.raises(InvalidDecision, match="official"):
        desk(official, UNDECIDED).merge("k1005", "xother")


def test_a_split_takes_like_mentions_of_a_section_together() -> None:
    with pytest.raises(InvalidDecision, match="180"):
        desk().split(TARGETED.code, [80], "toiset")
    (made,) = desk().split(TARGETED.code, [], "toiset")
    assert made.assertion["label"] == "toiset"


def test_a_split_makes_one_decision_for_each_wording() -> None:
    other = replace(TARGETED_AGAIN, mention="sepitetyt")
    assert len(desk(TARGETED, other).split(TARGETED.code, [], "toiset")) == 2


def test_what_is_added_is_of_a_document_that_is_there_and_within_it() -> None:
    new = link("targets", "xtheme", "xnew", "TargetGroup", "lisätyt", start=300)
    assert desk().add(new).key == new.key
    with pytest.raises(NotFound):
        desk().add(replace(new, document="dnone"))
    with pytest.raises(InvalidDecision, match="ends before"):
        desk().add(replace(new, end=501))


def test_a_lost_decision_is_held_on_another_link_and_undone_where_it_was() -> None:
    lost = decision(1, "reject", replace(TARGETED, object="xgone"), quote="sepitetyt")
    made, undone = desk(*LINKS, made=(lost,)).reanchor("e1", UNDECIDED.code)
    assert (made.action, made.object, undone.action, undone.undoes) == ("reject", "xother", "undo", "e1")
    assert decided(LINKS, [lost, made, undone]).lost == ()


def test_the_nearest_link_is_of_the_same_relation_and_most_alike() -> None:
    lost = decision(1, "accept", replace(TARGETED, object="xgone"), quote="muut sepitetyt")
    near = desk(*LINKS, made=(lost,)).nearest(lost)
    assert near is not None
    assert near.assertion.code == UNDECIDED.code
    far = decision(2, "accept", replace(TARGETED, object="xgone"), quote="avaruuslentäjät")
    assert desk(*LINKS, made=(far,)).nearest(far) is None


@pytest.mark.parametrize("words", ["", "  ", "a\x00", "a\x1b[2J", "a\x9f", "\ud800", "a" * 301])
def test_words_that_no_page_can_show_are_refused(words: str) -> None:
    with pytest.raises(InvalidDecision):
        Curator("editor", words, "näin")
    with pytest.raises(InvalidDecision):
        plain("label", words, 300)


@given(st.text(min_size=1, max_size=300))
def test_words_that_are_let_through_can_be_written_as_one_line(words: str) -> None:
    try:
        curator = Curator("editor", "graph editor", words)
    except InvalidDecision:
        return
    made = Desk(decided(LINKS, []), [version()], curator).reject(TARGETED.code)
    assert to_line(made).encode().count(b"\n") == 0


def test_decisions_touch_each_other_by_link_or_by_thing() -> None:
    on_it, beside = decision(1, "accept", TARGETED), decision(2, "accept", UNDECIDED)
    assert touched([on_it, beside], decision(3, "reject", TARGETED)) == (on_it,)
    merged = desk().merge("xother", "xgroup")
    assert touched([on_it, beside], merged) == (on_it, beside)
    assert touched([merged], decision(4, "reject", TARGETED)) == (merged,)
    assert touched([on_it, beside], desk().undo("e1")) == (on_it,)
    assert touched([], on_it) == ()
