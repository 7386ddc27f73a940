"""The order of review."""

from __future__ import annotations

from dataclasses import replace

from graph.assertion import Assertion
from graph.curation.queue import answers, ordered
from graph.curation.states import decided
from tests.graph.invented import DESCRIBED, LINKS, TARGETED, UNDECIDED, decision, link


def order(*assertions: Assertion) -> list[str]:
    return [held.assertion.code for held in ordered(decided(assertions, []).links)]


def test_what_other_links_hang_on_comes_first() -> None:
    assert order(*LINKS)[0] == DESCRIBED.code


def test_of_like_relations_the_better_connected_comes_first() -> None:
    more = link("targets", "xsub", "xother", "TargetGroup", "muut", start=90)
    assert order(TARGETED, UNDECIDED, more)[0] == UNDECIDED.code


def test_ties_follow_the_text_whatever_the_order_given() -> None:
    assert order(TARGETED, UNDECIDED) == order(UNDECIDED, TARGETED) == [TARGETED.code, UNDECIDED.code]


def test_a_link_weighs_as_many_answers_as_hang_on_it() -> None:
    part = link("hasPart", "xtheme", "xpart", "SubTheme", "osa", start=90)
    below = link("targets", "xpart", "xgroup", "TargetGroup", "ryhmä", start=95)
    counted = answers(decided([DESCRIBED, part, below], []).links)
    assert counted == {DESCRIBED.code: 1, part.code: 2, below.code: 2}
    assert order(below, part, DESCRIBED)[0] == part.code


def test_cells_that_an_accepted_link_settles_count_no_more() -> None:
    other = replace(TARGETED, document="dother")
    links = decided([TARGETED, other], [decision(1, "accept", TARGETED)]).links
    assert answers(links) == {other.code: 0}


def test_a_circle_of_parts_is_walked_once() -> None:
    one = link("hasPart", "xtheme", "xpart", "SubTheme", "osa", start=90)
    back = link("hasPart", "xpart", "xtheme", "Theme", "teema", start=95)
    assert answers(decided([one, back, TARGETED], []).links)[TARGETED.code] == 2


def test_links_that_findings_rest_on_come_before_all_others() -> None:
    links = decided([DESCRIBED, TARGETED, UNDECIDED], [decision(1, "accept", TARGETED)]).links
    first = [held.assertion.code for held in ordered(links, {TARGETED.code: 1, UNDECIDED.code: 2})]
    assert first == [UNDECIDED.code, TARGETED.code, DESCRIBED.code]
    assert ordered(links, {}) == ordered(links)
