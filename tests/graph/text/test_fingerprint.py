"""A fingerprint tells versions of one text from two texts, and no word can be read from it."""

from __future__ import annotations

import base64
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.text.fingerprint import SIZE, fingerprint, likeness, without
from tests.examples.variants import DOCUMENTS, LINES, example

WORDS = st.lists(st.text("abcdeåäö", min_size=2, max_size=8), min_size=1, max_size=60)


@given(WORDS, st.randoms(use_true_random=False))
def test_breaks_case_and_order_leave_no_mark(words: list[str], chance: random.Random) -> None:
    mixed = list(words)
    chance.shuffle(mixed)
    assert fingerprint(" ".join(words)) == fingerprint("\n\n".join(mixed).upper().lower())


@given(WORDS, WORDS)
def test_likeness_is_the_share_of_common_words_where_all_are_counted(
    one: list[str], other: list[str]
) -> None:
    first, second = set(one), set(other)
    share = len(first & second) / len(first | second)
    assert likeness(fingerprint(" ".join(one)), fingerprint(" ".join(other))) == pytest.approx(share)


def test_likeness_of_long_texts_is_near_the_true_share() -> None:
    one, other = ({f"sana{n}" for n in range(start, start + 4000)} for start in (0, 1000))
    assert likeness(fingerprint(" ".join(one)), fingerprint(" ".join(other))) == pytest.approx(0.6, abs=0.12)


def test_a_word_broken_at_the_end_of_a_line_is_one_word() -> None:
    assert fingerprint("pitkäaikais-\n  työttömät") == fingerprint("pitkäaikaistyöttömät")


def test_documents_of_one_form_are_not_alike() -> None:
    marks = {name: fingerprint(example(name)) for name in LINES}
    pairs = [(a, b) for a in marks for b in marks if a < b]
    assert pairs
    assert max(likeness(marks[a], marks[b]) for a, b in pairs) < 0.45
    assert all((DOCUMENTS / name).is_file() for name in marks)


def test_it_is_small_whatever_the_text() -> None:
    assert len(base64.b64decode(fingerprint(" ".join(map(str, range(10_000)))))) == SIZE * 4
    assert fingerprint("") == ""


@pytest.mark.parametrize("written", ["!", "abc", "YWI="])
def test_what_is_no_fingerprint_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        likeness(written, fingerprint("sana"))


@given(WORDS, WORDS)
def test_words_that_are_erased_leave_no_hash(one: list[str], other: list[str]) -> None:
    left = [word for word in one if word not in other]
    assert without(fingerprint(" ".join(one)), " ".join(other)) == fingerprint(" ".join(left))
