"""Queries by choices: every choice bounds them, nothing else does, and no choice can be more than a term."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from graph.errors import InvalidParameter
from graph.terms import STATES
from sparql.guided import CHOICES, built

LINKS = {"kind": "kyt:Theme", "relation": "kyt:targets", "other": "kyt:TargetGroup", "period": "2021-2027"}


def test_choices_without_a_state_ask_of_links() -> None:
    text = built(LINKS)
    assert "?thing a kyt:Theme ; kyt:targets ?other ." in text
    assert "?other a kyt:TargetGroup ." in text
    assert "?thing kyt:period id:2021-2027 ." in text


def test_what_is_not_chosen_does_not_bound_the_query() -> None:
    text = built({"kind": "kyt:Project", "relation": "dct:isPartOf"})
    assert "a kyt:Project ; <http://purl.org/dc/terms/isPartOf> ?other" in text
    assert "?other a" not in text
    assert "kyt:period" not in text


@pytest.mark.parametrize("state", STATES)
def test_a_state_asks_of_pairs(state: str) -> None:
    assert f"FILTER(?state = kyt:state-{state})" in built({**LINKS, "state": state})


@pytest.mark.parametrize("left_out", CHOICES)
def test_whatever_is_chosen_makes_a_query(left_out: str) -> None:
    given = {**LINKS, "state": "weak"}
    given.pop(left_out)
    Store().query(built(given))


def test_a_query_by_choices_has_no_comments_of_its_file() -> None:
    assert "#" not in built(LINKS).replace("ns#", "")


@pytest.mark.parametrize("name", CHOICES)
def test_a_choice_is_a_term_and_nothing_else(name: str) -> None:
    with pytest.raises(InvalidParameter):
        built({**LINKS, name: "kyt:x } INSERT {"})
