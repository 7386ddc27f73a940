"""Quotes are the same whatever breaks them, and alike where letters were misread."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.curation.quotes import ALIKE, alike, same_numbers


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("pitkäaikaistyöttömät", "pitkaaikaistyöttömät"),
        ("Nuoret, työttömät", "nuoret, tyottömät"),
        ("ohjaa-\nmot", "ohjaamot"),
    ],
)
def test_misread_and_broken_words_are_alike(one: str, other: str) -> None:
    assert alike(one, other) >= ALIKE


@pytest.mark.parametrize(
    ("one", "other"), [("sepitetyt ryhmät", "aivan muuta"), ("STM", "TEM"), ("STM", ""), ("nuoret", "vanhat")]
)
def test_other_words_are_not(one: str, other: str) -> None:
    assert alike(one, other) < ALIKE


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_a_share_and_whole_for_the_same(one: str, other: str) -> None:
    assert 0 <= alike(one, other) <= 1
    assert alike(one, one) == 1


def test_numbers_tell_names_apart() -> None:
    assert same_numbers("Osahanke 2", "osa-hanke 2")
    assert not same_numbers("Osahanke 1", "Osahanke 2")
