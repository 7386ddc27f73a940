"""What decisions make of assertions."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.assertion import Assertion, Decision, to_line
from graph.curation.ledger import standing
from graph.curation.quotes import fold
from graph.curation.states import Verdicts, decided
from tests.graph.invented import LINKS, TARGETED, TARGETED_AGAIN, UNDECIDED, WHEN, decision, link

DENIED = replace(TARGETED, polarity="denied")
ADDED = link("targets", "xtheme", "xnew", "TargetGroup", "lisätyt", start=300, rule="curator")


def state(verdicts: Verdicts, assertion: Assertion) -> str:
    return next(held.state for held in verdicts.links if held.assertion.code == assertion.code)


def add(number: int, assertion: Assertion) -> Decision:
    return decision(number, "add", assertion, assertion=json.loads(to_line(assertion)))


def undo(number: int, undone: int) -> Decision:
    return Decision(f"e{number}", WHEN, "editor", "graph editor", "undo", "erehdys", undoes=f"e{undone}")


def test_what_nobody_decided_on_is_proposed() -> None:
    assert {held.state for held in decided(LINKS, []).links} == {"proposed"}


def test_the_mentions_of_a_link_are_one_link() -> None:
    (held,) = decided([TARGETED_AGAIN, TARGETED], []).links
    assert held.mentions == (TARGETED, TARGETED_AGAIN)


@pytest.mark.parametrize(
    ("actions", "expected"),
    [
        (["accept"], "accepted"),
        (["reject"], "rejected"),
        (["accept", "reject"], "rejected"),
        (["reject", "accept"], "accepted"),
    ],
)
def test_the_later_decision_wins(actions: list[str], expected: str) -> None:
    made = [decision(number, action, TARGETED) for number, action in enumerate(actions)]
    verdicts = decided(LINKS, made)
    assert state(verdicts, TARGETED) == expected
    assert state(verdicts, UNDECIDED) == "proposed"


def test_decisions_that_contradict_each_other_are_both_kept_and_listed() -> None:
    made = [decision(1, "accept", TARGETED), decision(2, "reject", TARGETED)]
    (held,) = decided(LINKS, made).contradicted
    assert held.decisions == tuple(made)


def test_decisions_that_agree_are_no_contradiction() -> None:
    made = [decision(1, "accept", TARGETED), decision(2, "accept", TARGETED_AGAIN)]
    assert decided(LINKS, made).contradicted == ()


def test_an_undone_decision_stands_no_more() -> None:
    made = [decision(1, "accept", TARGETED), decision(2, "reject", TARGETED), undo(3, 2)]
    assert state(decided(LINKS, made), TARGETED) == "accepted"
    assert decided(LINKS, made).contradicted == ()


def test_an_undone_undo_brings_the_decision_back() -> None:
    made = [decision(1, "reject", TARGETED), undo(2, 1), undo(3, 2)]
    assert [held.id for held in standing(made)] == ["e1"]


def test_a_denial_and_an_affirmation_are_links_of_their_own() -> None:
    verdicts = decided(
        [TARGETED, DENIED], [decision(1, "accept", TARGETED, assertion={"polarity": "denied"})]
    )
    assert (state(verdicts, TARGETED), state(verdicts, DENIED)) == ("proposed", "accepted")


@pytest.mark.parametrize("read_again", ["sepitetyt\n  ryhmät", "Sepitetyt ryhmät", "sepite-\ntyt ryhmät"])
def test_a_decision_survives_a_new_reading_of_its_words(read_again: str) -> None:
    moved = replace(TARGETED, mention=read_again, start=7, end=7 + len(read_again))
    assert state(decided([moved], [decision(1, "accept", TARGETED)]), moved) == "accepted"


def test_a_decision_whose_words_are_gone_is_reported_and_holds_no_more() -> None:
    made = decision(1, "accept", TARGETED)
    verdicts = decided([replace(TARGETED, mention="aivan muuta")], [made])
    assert verdicts.lost == (made,)
    assert state(verdicts, TARGETED) == "proposed"


def test_a_decision_without_words_is_on_the_link() -> None:
    assert state(decided(LINKS, [decision(1, "reject", TARGETED, quote="")]), TARGETED) == "rejected"


def test_the_name_that_comes_with_an_acceptance_is_the_thing_s() -> None:
    made = [decision(1, "accept", TARGETED, assertion={"label": "parempi nimi"})]
    (held,) = decided([TARGETED, TARGETED_AGAIN], made).links
    assert {mention.label for mention in held.mentions} == {"parempi nimi"}
    assert {mention.mention for mention in held.mentions} == {"sepitetyt ryhmät", "Sepitetyt ryhmät"}


def test_what_a_curator_adds_is_accepted_with_its_own_evidence() -> None:
    verdicts = decided(LINKS, [add(1, ADDED)])
    (held,) = (held for held in verdicts.links if held.is_added)
    assert (held.mentions, held.state) == ((ADDED,), "accepted")


def test_what_a_rule_finds_too_is_not_added_twice() -> None:
    found = replace(ADDED, rule="a-rule")
    (held,) = decided([found], [add(1, ADDED)]).links
    assert (held.mentions, held.state, held.is_added) == ((found,), "accepted", False)


def test_what_was_added_can_be_undone() -> None:
    assert decided([], [add(1, ADDED), undo(2, 1)]).links == ()


@given(st.lists(st.sampled_from(["accept", "reject", "undo"]), max_size=8), st.data())
def test_undoing_every_decision_leaves_all_proposed(actions: list[str], data: st.DataObject) -> None:
    made: list[Decision] = []
    for number, action in enumerate(actions):
        if action == "undo" and made:
            made.append(undo(number, data.draw(st.integers(0, number - 1))))
        elif action != "undo":
            made.append(decision(number, action, TARGETED))
    made += [undo(1000 + int(taken.id[1:]), int(taken.id[1:])) for taken in standing(made)]
    assert standing(made) == ()
    assert state(decided(LINKS, made), TARGETED) == "proposed"


@given(
    st.text(st.characters(categories=("L", "Nd")), min_size=2),
    st.integers(1),
    st.sampled_from(["-\n", " \n ", "-\n\n"]),
)
def test_breaking_a_word_over_lines_does_not_change_its_fold(word: str, place: int, broken: str) -> None:
    cut = 1 + place % (len(word) - 1)
    assert fold(word[:cut] + broken + word[cut:]) == fold(word)
