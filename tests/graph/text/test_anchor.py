"""An anchor is a short, exact prefix of its passage, and is found again only where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.text.anchor import CHARACTERS, WORDS, anchor, verify

TEXT = "Kohderyhmänä ovat merimiehet, luotsien lesket ja majakkasaarten asukkaat."
WORDY = st.lists(st.text("abä-,. \n", min_size=1, max_size=60), min_size=1, max_size=40).map(" ".join)


def test_a_short_mention_is_kept_whole() -> None:
    start = TEXT.index("luotsien")
    assert anchor(TEXT, start, start + len("luotsien lesket")) == "luotsien lesket"


def test_a_long_mention_ends_after_the_twelfth_word() -> None:
    text = " ".join(f"sana{i}" for i in range(20))
    assert anchor(text, 0, len(text)) == " ".join(f"sana{i}" for i in range(12))


def test_a_mention_of_long_words_ends_within_the_limit_of_characters() -> None:
    text = " ".join(["pitkäaikaistyöttömyysturvalainsäädäntö"] * 6)
    assert anchor(text, 0, len(text)) == " ".join(["pitkäaikaistyöttömyysturvalainsäädäntö"] * 3)


def test_one_overlong_word_is_cut_inside() -> None:
    assert anchor("x" * 300, 0, 300) == "x" * CHARACTERS


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (0, 999), (-1, 4), (12, 13)])
def test_a_span_without_words_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no words"):
        anchor(TEXT, start, end)


@given(WORDY, st.data())
def test_an_anchor_is_an_exact_prefix_within_the_limits(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if not text[start:end].strip():
        return
    mention = anchor(text, start, end)
    assert text[start:end].startswith(mention)
    assert 0 < len(mention) <= CHARACTERS
    assert len(mention.split()) <= WORDS
    assert mention == mention.rstrip()
    assert verify(text, start, end, mention)


def test_a_changed_text_does_not_verify() -> None:
    start, end = TEXT.index("merimiehet"), TEXT.index("merimiehet") + 10
    assert verify(TEXT, start, end, "merimiehet")
    assert not verify("x" + TEXT, start, end, "merimiehet")
    assert not verify(TEXT[:start], start, end, "merimiehet")
    assert not verify(TEXT, start, end, "")
