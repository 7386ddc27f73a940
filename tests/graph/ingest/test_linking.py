"""Labels are found in any inflection, the longest first, and never where only their letters agree."""

from __future__ import annotations

import pytest

from graph.ingest.lemmas import Lemmatiser
from graph.ingest.linking import Linker
from graph.ingest.passages import words_of
from graph.ingest.vocabulary import Label


def _linked(text: str, labels: list[str], lemmas: Lemmatiser, language: str = "fi") -> list[tuple[str, str]]:
    linker = Linker([Label(name, language, name, preferred=True) for name in labels], lemmas)
    words = tuple(words_of(text, lemmas))
    return [
        (" ".join(w.text for w in words[m.first : m.last]), code)
        for m in linker.mentions(words)
        for code in m.codes
    ]


def test_the_longest_label_wins(lemmas: Lemmatiser) -> None:
    labels = ["vanhemmat", "yhden vanhemman perheet"]
    assert _linked("Tuetaan yhden vanhemman perheitä.", labels, lemmas) == [
        ("yhden vanhemman perheitä", "yhden vanhemman perheet")
    ]


def test_a_label_that_two_concepts_share_keeps_both(lemmas: Lemmatiser) -> None:
    labels = [Label("asukkaat", "fi", code, preferred=True) for code in ("k1", "k2")]
    words = tuple(words_of("asukkaiden", lemmas))
    assert [m.codes for m in Linker(labels, lemmas).mentions(words)] == [("k1", "k2")]


def test_a_modifier_keeps_agreeing_with_its_head(lemmas: Lemmatiser) -> None:
    assert _linked("nuorten vanhemmat", ["nuoret vanhemmat"], lemmas) == []
    assert _linked("nuorten vanhempien", ["nuoret vanhemmat"], lemmas) == [
        ("nuorten vanhempien", "nuoret vanhemmat")
    ]


def test_a_genitive_modifier_stays_one(lemmas: Lemmatiser) -> None:
    assert _linked("lastensuojelun työntekijöille", ["lastensuojelun työntekijät"], lemmas)


def test_an_acronym_is_found_only_as_it_is_written(lemmas: Lemmatiser) -> None:
    assert _linked("oka ja OKA:n", ["OKA"], lemmas) == [("OKA", "OKA")]


def test_a_label_of_another_language_is_not_inflected(lemmas: Lemmatiser) -> None:
    assert _linked("European Child Guarantee", ["Child Guarantee"], lemmas, "en") == [
        ("Child Guarantee", "Child Guarantee")
    ]


@pytest.mark.parametrize(
    "text", ["Osallisuuden palat -prosessi", "Osallisuuden palat –prosessi", "osallisuuden palat prosessin"]
)
def test_hyphens_between_the_words_of_a_name_do_not_matter(text: str, lemmas: Lemmatiser) -> None:
    assert _linked(text, ["Osallisuuden palat -prosessi"], lemmas)


def test_a_comma_in_a_label_is_a_comma_in_the_text(lemmas: Lemmatiser) -> None:
    assert _linked("henkilöille, joiden arki on raskas", ["henkilöt, joiden arki on raskas"], lemmas)
