"""Verbs are told from the nouns and participles that look like them."""

from __future__ import annotations

import pytest

from graph.ingest.lemmas import Lemmatiser
from graph.ingest.passages import Word, words_of
from graph.ingest.rules import Rules
from graph.ingest.verbs import Verbs


@pytest.fixture(scope="module")
def verbs(rules: Rules) -> Verbs:
    return Verbs(rules.words)


def _word(text: str, lemmas: Lemmatiser) -> Word:
    return next(words_of(text, lemmas))


@pytest.mark.parametrize(
    ("word", "participle"),
    [
        ("asuvat", True),
        ("olleiden", True),
        ("kursseille", False),
        ("koulutettujen", True),
        ("kielitaidottomat", False),
        ("osallistumattomat", True),
        ("suuntaviivat", False),
        ("hyötyivät", False),
        ("seilorit", False),
    ],
)
def test_a_participle_is_told_from_a_noun_and_a_past(
    word: str, participle: bool, verbs: Verbs, lemmas: Lemmatiser
) -> None:
    assert verbs.is_participle(_word(word, lemmas)) == participle


@pytest.mark.parametrize(
    ("word", "object_"),
    [("suorittavat", True), ("puhuvat", True), ("uupuneille", False), ("olevat", False)],
)
def test_what_becomes_so_by_itself_takes_no_object(
    word: str, object_: bool, verbs: Verbs, lemmas: Lemmatiser
) -> None:
    assert verbs.takes_object(_word(word, lemmas)) == object_


@pytest.mark.parametrize(
    ("word", "infinitive"), [("tukemaan", True), ("maailmaan", False), ("kuntaan", False)]
)
def test_an_infinitive_is_told_from_a_noun(
    word: str, infinitive: bool, verbs: Verbs, lemmas: Lemmatiser
) -> None:
    assert verbs.is_infinitive(_word(word, lemmas)) == infinitive


def test_a_verb_with_its_subject_before_it_is_no_participle(verbs: Verbs, lemmas: Lemmatiser) -> None:
    words = tuple(words_of("hankkeet laativat oppaita", lemmas))
    assert verbs.is_one(words, 1)
