"""Forms of one word have a stem in common; other words, mostly, have none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sparql.inflection import ENDINGS, SHORTEST, is_form, stems


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ("nuorille", "nuoret"),
        ("työttömien", "työttömät"),
        ("lapsille", "lapset"),
        ("maahanmuuttajien", "maahanmuuttajat"),
        ("kvinnorna", "kvinnor"),
        ("workers", "worker"),
    ],
)
def test_forms_of_a_word_have_a_stem_in_common(asked: str, held: str) -> None:
    assert any(is_form(held, stem) for stem in stems(asked))


@pytest.mark.parametrize(("asked", "held"), [("nuori", "vanha"), ("työtön", "työkyky"), ("lapset", "lapio")])
def test_other_words_have_none(asked: str, held: str) -> None:
    assert not any(is_form(held, stem) for stem in stems(asked))


@given(st.text(alphabet="aeiklnostuäö", min_size=SHORTEST, max_size=20), st.sampled_from(sorted(ENDINGS)))
def test_a_stem_with_any_ending_leads_back_to_it(stem: str, ending: str) -> None:
    assert stem in stems(stem + ending)
