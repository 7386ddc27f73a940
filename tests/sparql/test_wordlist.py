"""A list of words finds exactly those that looking at every word finds."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from sparql.inflection import is_form, stems
from sparql.wordlist import Gathered, Wordlist, is_spelt, words_of

# Few letters, so that words are near each other; some of more than one byte.
WORDS = st.text("aeiknötå9", min_size=1, max_size=10)
LISTS = st.lists(WORDS, max_size=30, unique=True)


def listed(pairs: Iterable[tuple[str, int]], things: int) -> Wordlist:
    """Make a list of words, each with the number of one of so many things that has it."""
    gathered = Gathered()
    for word, thing in pairs:
        gathered.take((word,), thing)
    return Wordlist(gathered.columns(np.arange(things, dtype=np.int32)))


def held(words: list[str]) -> Wordlist:
    return listed(((word, number) for number, word in enumerate(words)), len(words))


def found(words: list[str], asked: object) -> list[str]:
    """Each word has a thing of its own, so things tell which words were found."""
    return [words[number] for number in held(words).things(asked)]  # type: ignore[arg-type]


@given(LISTS, WORDS)
@settings(deadline=None)
def test_words_are_found_by_their_beginning(words: list[str], start: str) -> None:
    assert found(words, held(words).starting(start)) == sorted(w for w in words if w.startswith(start))


@given(LISTS, WORDS)
@settings(deadline=None)
def test_words_are_found_by_a_part_of_three_letters_or_more(words: list[str], part: str) -> None:
    holding = sorted(word for word in words if part in word and len(part) > 2 and is_spelt(word))
    assert found(words, held(words).holding(part)) == holding


@given(LISTS, st.text("aä", min_size=3, max_size=9), WORDS, WORDS)
@settings(deadline=None)
def test_words_are_found_by_a_long_part_that_comes_more_than_once(
    words: list[str], part: str, before: str, behind: str
) -> None:
    several = sorted({*words, part, before + part, part + behind, before + part + part + behind})
    holding = [word for word in several if part in word and is_spelt(word)]
    assert found(several, held(several).holding(part)) == holding


@given(LISTS, WORDS)
@settings(deadline=None)
def test_words_are_found_by_their_forms(words: list[str], word: str) -> None:
    forms = sorted(w for w in words if any(is_form(w, stem) for stem in stems(word)))
    assert found(words, held(words).forms(word)) == forms


@given(LISTS, WORDS)
@settings(deadline=None)
def test_words_are_found_misspelt_the_nearest_first(words: list[str], word: str) -> None:
    far = 1 if len(word) < 7 else 2
    near = sorted(
        (OSA.distance(word, other), other)
        for other in words
        if is_spelt(other) and len(word) > 3 and OSA.distance(word, other) <= far
    )
    assert found(words, held(words).near(word)) == [other for _, other in near]


def test_a_word_of_many_things_gives_them_all() -> None:
    several = listed([("ovi", 3), ("talo", 1), ("ovi", 5)], 6)
    assert several.things(several.starting("ovi")).tolist() == [3, 5]
    assert several.things(np.array([1, 0])).tolist() == [1, 3, 5]


def test_the_least_mark_of_each_things_words_is_told() -> None:
    several = listed([("ovi", 0), ("talo", 1), ("ovi", 2), ("talo", 2)], 4)
    marks = np.array([4, 2], np.uint8)
    assert several.least(marks, np.array([0, 1, 2, 3]), 6).tolist() == [4, 2, 2, 6]


def test_an_owner_is_the_word_that_owns() -> None:
    assert words_of("people's _doors_") == ["people", "doors"]
