"""A value that must go, found in any text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InvalidParameter
from graph.release.mask import COVER, Mask

VALUE = "Äidän Keksitty-Henkilö"


@pytest.mark.parametrize(
    "written",
    [
        VALUE,
        VALUE.upper(),
        VALUE.replace(" ", "\n  "),
        unicodedata.normalize("NFD", VALUE),
        f"({VALUE}n)",
    ],
)
def test_a_value_is_found_however_it_is_written(written: str) -> None:
    mask = Mask(VALUE)
    assert mask.finds(written)
    assert not mask.finds(mask.over(written))


@given(
    st.text(max_size=30), st.text(max_size=30), st.sampled_from([VALUE, "a@example.org", "+999 (12) [x] \\d"])
)
def test_nothing_but_the_value_is_overwritten_and_offsets_hold(before: str, after: str, value: str) -> None:
    over = Mask(value).over(before + value + after)
    assert len(over) == len(before + value + after)
    assert not Mask(value).finds(over)
    assert [c for c in over if c != COVER and not c.isspace()] == [
        c for c in Mask(value).over(before) + Mask(value).over(after) if c != COVER and not c.isspace()
    ]


def test_white_space_within_the_value_stays() -> None:
    assert Mask("ab cd").over("xx ab\ncd yy") == f"xx {COVER * 2}\n{COVER * 2} yy"


def test_json_is_masked_in_names_and_values_alike() -> None:
    masked = Mask("secret").over_json({"secret": ["a secret", {"b": "SECRET"}, 1, None, True]})
    assert masked == {COVER * 6: [f"a {COVER * 6}", {"b": COVER * 6}, 1, None, True]}


@pytest.mark.parametrize("value", ["", "  ", "a", "a b"])
def test_a_value_too_short_is_refused(value: str) -> None:
    with pytest.raises(InvalidParameter):
        Mask(value)
