"""Voikko reads where it is installed and asked for; what it gives a word is told apart from simplemma's."""

from __future__ import annotations

import pytest

from graph.errors import LemmatiserMissing
from graph.ingest.lemmas import Lemmatiser, lemmatiser, stem
from graph.ingest.voikko import VoikkoLemmatiser


def _of(words: dict[str, list[str]]) -> VoikkoLemmatiser:
    """Make a lemmatiser of some words with their basic forms, and of a Swedish word."""
    return VoikkoLemmatiser(
        lambda word: [{"BASEFORM": basic} for basic in words.get(word, ())],
        lambda word, lang: f"{word}-{lang}",
        lambda word, lang: word if lang == "fi" else None,
    )


def test_all_basic_forms_of_a_word_are_kept() -> None:
    found = _of({"Lyhdyt": ["Lyhty", "lyhdyttää"]}).analyses("Lyhdyt")
    assert found == {"lyhdyt", "lyhty", "lyhdyttää"}


def test_a_word_without_analysis_is_known_by_its_stem() -> None:
    assert _of({}).analyses("mossimajakoille") == {"mossimajakoille", f"{stem('mossimajakoille')}~"}


def test_endings_that_tell_a_basic_form_tell_it_beside_the_dictionary() -> None:
    assert "vanhempi" in _of({"vanhemmat": ["vanha"]}).analyses("vanhemmat")


def test_words_of_other_languages_are_read_by_the_default_lemmatiser() -> None:
    assert _of({"gruppen": ["x"]}).analyses("gruppen", "sv") == {"gruppen", "gruppen-sv"}


def test_an_unknown_lemmatiser_is_refused_with_its_remedy() -> None:
    with pytest.raises(LemmatiserMissing, match="sanakirja") as refused:
        lemmatiser("sanakirja")
    assert "KYTKOS_LEMMATISER" in refused.value.remedy


@pytest.fixture(scope="module")
def installed() -> Lemmatiser:
    try:
        return lemmatiser("voikko")
    except LemmatiserMissing as error:
        pytest.skip(f"{error}; it is an extra")


@pytest.mark.parametrize(
    ("inflected", "basic"),
    [
        ("nuorilla", "nuori"),
        ("työllistyvien", "työllistyvät"),
        ("maahanmuuttajataustaisten", "maahanmuuttajataustainen"),
        ("18-29-vuotiaiden", "18-29-vuotiaat"),
        ("sosiaalipalveluja", "sosiaalipalvelut"),
    ],
)
def test_an_inflected_form_meets_its_basic_form(inflected: str, basic: str, installed: Lemmatiser) -> None:
    assert installed.analyses(inflected) & installed.analyses(basic)


def test_documents_tell_that_voikko_read_them(installed: Lemmatiser) -> None:
    from graph.ingest.reader import named

    assert (installed.name, named(installed)) == ("voikko", "kytkos-reader 1 (voikko)")
