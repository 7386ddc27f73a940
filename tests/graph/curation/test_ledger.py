"""Edits, merges and splits: what they make of links, in the order of the log, and that each can be undone."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from graph.assertion import Assertion, Decision, to_line
from graph.curation.states import Link, Verdicts, decided
from tests.graph.invented import LINKS, TARGETED, UNDECIDED, WHEN, decision, link

EDITED = replace(TARGETED, relation="targetsIndirectly", rule="curator")
OTHER = replace(TARGETED, object="xnew", label="toiset", start=180, end=196)


def placing(number: int, action: str, old: Assertion, new: Assertion, **more: Any) -> Decision:
    return decision(number, action, old, assertion={**json.loads(to_line(new)), **more})


def merge(number: int, code: str, into: str) -> Decision:
    return Decision(f"e{number}", WHEN, "editor", "graph editor", "merge", "sama", subject=code, object=into)


def undo(number: int, undone: int) -> Decision:
    return Decision(f"e{number}", WHEN, "editor", "graph editor", "undo", "erehdys", undoes=f"e{undone}")


def found(verdicts: Verdicts, relation: str, target: str) -> Link:
    return next(
        held
        for held in verdicts.links
        if (held.assertion.relation, held.assertion.object) == (relation, target)
    )


def test_an_edit_rejects_a_link_and_puts_another_in_its_place() -> None:
    verdicts = decided(LINKS, [placing(1, "edit", TARGETED, EDITED)])
    assert found(verdicts, "targets", "xgroup").state == "rejected"
    assert found(verdicts, "targetsIndirectly", "xgroup").state == "accepted"
    assert verdicts.lost == ()


def test_one_undo_takes_an_edit_back_whole() -> None:
    assert (
        decided(LINKS, [placing(1, "edit", TARGETED, EDITED), undo(2, 1)]).links == decided(LINKS, []).links
    )


def test_an_edit_of_an_accepted_link_is_shown_as_a_contradiction_of_it() -> None:
    verdicts = decided(LINKS, [decision(1, "accept", TARGETED), placing(2, "edit", TARGETED, EDITED)])
    (held,) = verdicts.contradicted
    assert (held.assertion.object, held.state) == ("xgroup", "rejected")


def test_an_edit_of_the_name_only_accepts_the_link_under_it() -> None:
    (held,) = decided([TARGETED], [placing(1, "edit", TARGETED, replace(TARGETED, label="nimi"))]).links
    assert (held.state, held.assertion.label) == ("accepted", "nimi")


def test_an_edit_of_the_polarity_rejects_what_was_affirmed() -> None:
    denied = replace(TARGETED, polarity="denied", rule="curator")
    verdicts = decided([TARGETED], [placing(1, "edit", TARGETED, denied, was="affirmed")])
    assert {held.assertion.polarity: held.state for held in verdicts.links} == {
        "affirmed": "rejected",
        "denied": "accepted",
    }


def test_a_merge_moves_all_links_and_what_was_decided_on_them() -> None:
    made = [decision(1, "accept", UNDECIDED), merge(2, "xother", "xgroup")]
    verdicts = decided(LINKS, made)
    held = found(verdicts, "targets", "xgroup")
    assert (len(held.mentions), held.state) == (3, "accepted")
    assert verdicts.merged == {"xother": "xgroup"}


def test_a_merge_of_a_subject_moves_its_links() -> None:
    verdicts = decided(LINKS, [merge(1, "xtheme", "k2801")])
    assert {held.assertion.subject for held in verdicts.links} == {TARGETED.document, "k2801"}


def test_links_that_a_merge_makes_one_and_that_were_decided_otherwise_contradict() -> None:
    made = [decision(1, "accept", TARGETED), decision(2, "reject", UNDECIDED), merge(3, "xother", "xgroup")]
    (held,) = decided(LINKS, made).contradicted
    assert held.state == "rejected"


def test_later_decisions_are_on_what_was_merged() -> None:
    after = replace(UNDECIDED, object="xgroup")
    verdicts = decided(LINKS, [merge(1, "xother", "xgroup"), decision(2, "accept", after)])
    assert found(verdicts, "targets", "xgroup").state == "accepted"
    assert verdicts.lost == ()


def test_an_undone_merge_leaves_two_things() -> None:
    made = [decision(1, "accept", UNDECIDED), merge(2, "xother", "xgroup"), undo(3, 2)]
    verdicts = decided(LINKS, made)
    assert (found(verdicts, "targets", "xother").state, verdicts.merged) == ("accepted", {})


@pytest.mark.parametrize(
    "merges",
    [[("xa", "xb"), ("xb", "xc")], [("xb", "xc"), ("xa", "xb")], [("xc", "xa"), ("xa", "xb"), ("xb", "xc")]],
)
def test_chains_and_circles_of_merges_end_at_the_name_that_was_kept_last(
    merges: list[tuple[str, str]],
) -> None:
    read = [link("targets", "xtheme", code, "TargetGroup", code, start=80) for code in ("xa", "xb", "xc")]
    verdicts = decided(read, [merge(n, *pair) for n, pair in enumerate(merges)])
    assert {held.assertion.object for held in verdicts.links} == {"xc"}
    assert "xc" not in verdicts.merged


def test_a_split_moves_the_chosen_mentions_only() -> None:
    later = replace(TARGETED, start=180, end=190, mention="sepitetyt", label="sepitetyt")
    verdicts = decided(
        [TARGETED, later], [placing(1, "split", later, replace(later, object="xnew", label="toiset"))]
    )
    assert [m.start for m in found(verdicts, "targets", "xgroup").mentions] == [80]
    moved = found(verdicts, "targets", "xnew")
    assert ([m.start for m in moved.mentions], moved.state, moved.assertion.label) == (
        [180],
        "accepted",
        "toiset",
    )


def test_an_undone_split_leaves_one_thing() -> None:
    made = [placing(1, "split", TARGETED, OTHER), undo(2, 1)]
    assert decided(LINKS, made).links == decided(LINKS, []).links


def test_what_was_placed_in_another_version_is_no_mention_of_this_one() -> None:
    new = link("targets", "xtheme", "xnew", "TargetGroup", "lisätyt", start=300, rule="curator")
    added = placing(1, "add", new, new, version="vone")
    assert decided(LINKS, [added], {new.document: "vtwo"}).lost == (added,)
    assert decided(LINKS, [added], {new.document: "vone"}).lost == ()


def test_a_decision_on_misread_words_holds_and_says_how_alike_they_are() -> None:
    misread = replace(TARGETED, mention="sepitctyt ryhmät")
    verdicts = decided([misread], [decision(1, "accept", TARGETED)])
    assert verdicts.links[0].state == "accepted"
    assert 0.9 < verdicts.reanchored["e1"] < 1


def test_names_by_language_and_the_wider_concept_come_with_the_acceptance() -> None:
    made = [
        decision(1, "accept", TARGETED, assertion={"label-sv": "gamla", "broader": "k1"}),
        decision(2, "accept", TARGETED, assertion={"label-sv": "nya", "label-en": "new"}),
    ]
    (held,) = decided([TARGETED], made).links
    assert (held.names, held.broader) == ({"sv": "nya", "en": "new"}, "k1")
