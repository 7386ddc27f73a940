"""A sentence falls into noun phrases, each with its head, its bound and its place in a clause."""

from __future__ import annotations

import pytest

from graph.ingest.lemmas import Lemmatiser
from graph.ingest.passages import Word, words_of
from graph.ingest.phrases import Phrase, Phrases
from graph.ingest.rules import Rules


@pytest.fixture(scope="module")
def phrases(rules: Rules) -> Phrases:
    return Phrases(rules)


def _cut(text: str, phrases: Phrases, lemmas: Lemmatiser) -> dict[str, Phrase]:
    words = tuple(words_of(text, lemmas))
    return {" ".join(w.text for w in words[p.first : p.last]): p for p in phrases.of(words)}


def test_a_list_is_cut_at_its_commas_and_conjunctions(phrases: Phrases, lemmas: Lemmatiser) -> None:
    found = _cut("Kohderyhmänä ovat nuoret, entiset seilorit ja heidän puolisonsa.", phrases, lemmas)
    assert {"nuoret", "entiset seilorit", "puolisonsa"} <= set(found)


def test_a_suspended_compound_is_not_cut(phrases: Phrases, lemmas: Lemmatiser) -> None:
    assert "sosiaali ja terveysalan ammattilaiset" in _cut(
        "sosiaali- ja terveysalan ammattilaiset", phrases, lemmas
    )


def test_a_relative_clause_is_aside_until_the_list_goes_on(phrases: Phrases, lemmas: Lemmatiser) -> None:
    found = _cut("nuoret, joiden vanhemmat ovat poissa, ja romanit", phrases, lemmas)
    assert (found["vanhemmat"].aside, found["romanit"].aside, found["nuoret"].aside) == (True, False, False)


def test_places_after_the_head_are_not_the_head(phrases: Phrases, lemmas: Lemmatiser) -> None:
    found = _cut("ammattilaiset sosiaalihuollossa", phrases, lemmas)
    assert found["ammattilaiset sosiaalihuollossa"].head == 0


@pytest.mark.parametrize(
    ("word", "finite"),
    [
        ("tuetaan", True),
        ("lisätään", True),
        ("tehdään", True),
        ("kuntaan", False),
        ("toimintaan", False),
        ("kohdistuu", True),
    ],
)
def test_a_verb_is_told_from_a_noun_that_looks_like_one(
    word: str, finite: bool, phrases: Phrases, lemmas: Lemmatiser
) -> None:
    assert phrases.is_finite(Word(word, 0, len(word), lemmas.analyses(word))) == finite


def test_a_participle_before_a_noun_is_no_verb(phrases: Phrases, lemmas: Lemmatiser) -> None:
    assert "saarilla asuvat nuoret" in _cut("Kohderyhmänä ovat saarilla asuvat nuoret.", phrases, lemmas)


def test_the_participle_of_a_perfect_tense_is_a_verb(phrases: Phrases, lemmas: Lemmatiser) -> None:
    assert "oppaan" in _cut("Hanke on julkaissut oppaan.", phrases, lemmas)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("entiset seilorit ja nuoret", "participants"),
        ("majakkatyön ammattilaiset", "intermediaries"),
        ("majakkayhdistykset", "intermediaries"),
        ("lyhtyjen sytyttäjät", "participants"),
        ("kuntien työntekijät", "intermediaries"),
        ("digitaaliset palvelut", ""),
        ("uudet polut", ""),
    ],
)
def test_the_head_of_a_phrase_tells_whether_it_is_people(
    text: str, role: str, phrases: Phrases, lemmas: Lemmatiser
) -> None:
    assert phrases.role(tuple(words_of(text, lemmas))) == role


def test_a_noun_phrase_begins_after_adverbials(phrases: Phrases, lemmas: Lemmatiser) -> None:
    words = tuple(words_of("linjassa kansallisen ohjelman", lemmas))
    assert phrases.start_of(phrases.of(words)[0], words) == 1
