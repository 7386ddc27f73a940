"""Assertions and decisions as values and lines."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.assertion import (
    Assertion,
    Decision,
    DocumentVersion,
    assertion_from,
    decision_from,
    document_from,
    grouped,
    to_line,
)
from tests.graph.invented import LINKS, TARGETED, TARGETED_AGAIN, WHEN, version

TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
SCALARS = st.dictionaries(TEXT, TEXT | st.integers() | st.booleans(), max_size=3)
ASSERTIONS = st.builds(
    Assertion,
    *(TEXT, TEXT, TEXT, TEXT, TEXT, st.integers(), st.integers(), TEXT, TEXT),
    band=st.sampled_from(["A", "B", "C"]),
    polarity=st.sampled_from(["affirmed", "denied"]),
    role=TEXT,
    candidate=st.booleans(),
    mention=TEXT,
    values=SCALARS,
    qualifiers=SCALARS,
    document=TEXT,
)


@given(ASSERTIONS)
def test_an_assertion_comes_back_from_its_line(assertion: Assertion) -> None:
    line = to_line(assertion)
    assert "\n" not in line
    assert assertion_from(json.loads(line)) == assertion


@given(TEXT, TEXT, st.lists(SCALARS, max_size=2))
def test_a_document_comes_back_from_its_line(title: str, status: str, parts: list[dict[str, str]]) -> None:
    held = replace(
        version(title=title), status=status or "draft", sections=tuple(parts), missing=tuple(parts)
    )
    assert document_from(json.loads(to_line(held))) == held


@given(TEXT, TEXT, TEXT, SCALARS)
def test_a_decision_comes_back_from_its_line(
    reason: str, quote: str, by: str, carried: dict[str, str]
) -> None:
    held = Decision("e1", WHEN, by, "role", "accept", reason, *TARGETED.key, quote=quote, assertion=carried)
    assert decision_from(json.loads(to_line(held))) == held


def test_optional_fields_that_are_empty_are_left_out() -> None:
    raw = json.loads(to_line(replace(TARGETED, section="", mention="")))
    assert raw["section"] == ""
    assert "mention" not in raw
    assert "values" not in raw


@pytest.mark.parametrize("read", [assertion_from, document_from, decision_from])
def test_missing_and_unknown_fields_are_refused(read: object) -> None:
    assert callable(read)
    with pytest.raises(TypeError):
        read({})
    with pytest.raises(TypeError):
        read({"surprise": 1})


def test_the_code_is_that_of_the_link_and_not_of_the_place() -> None:
    assert TARGETED.code == TARGETED_AGAIN.code
    assert replace(TARGETED, polarity="denied").code != TARGETED.code
    assert replace(TARGETED, document="dother").code != TARGETED.code


@given(st.permutations(LINKS))
def test_mentions_are_grouped_in_the_order_of_the_text(assertions: list[Assertion]) -> None:
    groups = grouped(iter(assertions))
    assert groups[TARGETED.code] == [TARGETED, TARGETED_AGAIN]
    assert list(groups) == list(grouped(iter(LINKS)))


def test_a_document_version_is_a_value() -> None:
    assert isinstance(version(), DocumentVersion)
    assert version() == version()
