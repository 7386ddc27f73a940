"""The case of a word tells a member of a list from a place."""

from __future__ import annotations

import pytest

from graph.ingest.cases import cases


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("kunnissa", "ine"),
        ("järjestöistä", "ela"),
        ("nuorilla", "ade"),
        ("nuorille", "all"),
        ("kaupunkeihin", "ill"),
        ("nuoriin", "ill"),
        ("lasten", "gen"),
        ("nuoret", "nom"),
        ("vanhempia", "par"),
        ("läheisensä", "nom"),
        ("tueksi", "tra"),
        ("ohjausta", "par"),
    ],
)
def test_a_form_can_stand_in_its_case(word: str, expected: str) -> None:
    assert expected in cases(word)


def test_a_place_is_no_object() -> None:
    assert not cases("kuntayhtymissä") & {"nom", "gen", "par"}


def test_a_word_like_its_lemma_is_in_the_nominative() -> None:
    assert cases("sana", "sana") == {"nom"}
