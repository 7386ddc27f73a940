"""The order of review."""

from __future__ import annotations

from graph.assertion import Assertion
from graph.curation.queue import ordered
from graph.curation.states import decided
from tests.graph.invented import DESCRIBED, LINKS, TARGETED, UNDECIDED, link


def order(*assertions: Assertion) -> list[str]:
    return [held.assertion.code for held in ordered(decided(assertions, []).links)]


def test_what_other_links_hang_on_comes_first() -> None:
    assert order(*LINKS)[0] == DESCRIBED.code


def test_of_like_relations_the_better_connected_comes_first() -> None:
    more = link("targets", "xsub", "xother", "TargetGroup", "muut", start=90)
    assert order(TARGETED, UNDECIDED, more)[0] == UNDECIDED.code


def test_ties_follow_the_text_whatever_the_order_given() -> None:
    assert order(TARGETED, UNDECIDED) == order(UNDECIDED, TARGETED) == [TARGETED.code, UNDECIDED.code]
