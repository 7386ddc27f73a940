"""Words of one text are found again in another, near where they are to be expected."""

from __future__ import annotations

import random
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.text.refinding import Words

TEXT = (
    "Toiminnan kohderyhmänä ovat merimiehet ja luotsien lesket. Mukana ovat myös majakkasaarten "
    "asukkaat sekä STM. Muita ryhmiä ovat merimiehet maissa ja ikääntyvät hylkeenpyytäjät."
)


def test_words_are_found_as_they_are_nearest_to_where_they_are_expected() -> None:
    second = TEXT.rindex("merimiehet")
    found = next(Words(TEXT).find("merimiehet", second - 20))
    assert (found.start, found.end, found.likeness) == (second, second + 10, 1.0)


def test_misread_words_are_found_whole() -> None:
    misread = TEXT.replace("hylkeenpyytäjät", "hylkecnpyytajat")
    found = next(Words(misread).find("ikääntyvät hylkeenpyytäjät", TEXT.index("ikääntyvät")))
    assert misread[found.start : found.end] == "ikääntyvät hylkecnpyytajat"
    assert 0.75 < found.likeness < 1


@pytest.mark.parametrize("quote", ["kala", "avaruuslentäjät", "", "–", "M"])
def test_what_is_not_there_is_not_found(quote: str) -> None:
    assert list(Words(TEXT).find(quote, 40)) == []


def test_a_short_quote_is_a_word_of_its_own() -> None:
    assert list(Words("HSTMA ja ESTM").find("STM", 3)) == []
    assert next(Words("HSTMA ja STM").find("STM", 3)).start == 9


def test_a_short_quote_is_not_looked_for_far_away() -> None:
    assert list(Words("ryhmä. " + "x " * 2000).find("ryhmä", 3500)) == []


def test_a_long_quote_is_found_wherever_it_went() -> None:
    found = next(Words(TEXT + " muuta" * 900).find("majakkasaarten asukkaat", 5000))
    assert found.start == TEXT.index("majakkasaarten")


@given(st.integers(12, 80), st.integers(0, 18), st.integers(1, 5))
def test_no_breaking_of_lines_hides_words(width: int, first: int, count: int) -> None:
    words = TEXT.split()
    quote = " ".join(words[first : first + count]).strip(".")
    broken = "\n".join(textwrap.wrap(TEXT, width))
    found = next(Words(broken).find(quote, broken.index(words[first][:3])))
    assert "".join(broken[found.start : found.end].split()) == "".join(quote.split())


@given(st.text(max_size=60), st.text(max_size=200), st.none() | st.integers(0, 250))
def test_what_is_found_is_a_place_of_the_text(quote: str, text: str, near: int | None) -> None:
    for found in Words(text).find(quote, near):
        assert 0 <= found.start < found.end <= len(text)
        assert 0 < found.likeness <= 1


@given(st.integers(0, 10_000))
def test_ends_are_ends_of_words(seed: int) -> None:
    chance = random.Random(seed)
    misread = "".join(chance.choice("aeilnt") if c.isalpha() and chance.random() < 0.05 else c for c in TEXT)
    for found in Words(misread).find("majakkasaarten asukkaat", TEXT.index("majakka")):
        assert not misread[found.start - 1].isalnum()
        assert not misread[found.end : found.end + 1].isalnum()
