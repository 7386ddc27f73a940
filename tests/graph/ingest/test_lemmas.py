"""Every inflected form meets its basic form in at least one analysis; unlike words meet in none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ingest.lemmas import Lemmatiser, fold, nominal, stem


@pytest.mark.parametrize(
    ("inflected", "basic"),
    [
        ("pitkäaikaistyöttömille", "pitkäaikaistyötön"),
        ("hyvinvointialueiden", "hyvinvointialueet"),
        ("digisyrjäytyneille", "digisyrjäytyneet"),
        ("työllistyvien", "työllistyvät"),
        ("18-29-vuotiaiden", "18-29-vuotiaat"),
        ("nuorilla", "nuori"),
        ("aktiivista", "aktiivinen"),
        ("TL5-hankkeissa", "TL5-hanke"),
        ("maahanmuuttajataustaisten", "maahanmuuttajataustainen"),
        ("uhreille", "uhri"),
        ("lyhtyasiantuntijuutta", "lyhtyasiantuntijuus"),
        ("maastopäivien", "maastopäivä"),
    ],
)
def test_an_inflected_form_meets_its_basic_form(inflected: str, basic: str, lemmas: Lemmatiser) -> None:
    assert lemmas.analyses(inflected) & lemmas.analyses(basic)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kehittää", "kehittäjät"),
        ("opiskeluun", "opiskelijat"),
        ("ikääntyneet", "ikääntyvät"),
        ("kunta", "kuntoutus"),
        ("yhteisötyö", "yhteisöllä"),
    ],
)
def test_words_that_only_look_alike_do_not_meet(one: str, other: str, lemmas: Lemmatiser) -> None:
    assert not lemmas.analyses(one) & lemmas.analyses(other)


def test_an_ambiguous_form_keeps_its_verb_and_its_participle(lemmas: Lemmatiser) -> None:
    assert {"kärsiä", "kärsivä"} <= lemmas.analyses("kärsivät")


@given(st.text(alphabet="abdeghijklmnoprstuvyäö-", min_size=1, max_size=24))
def test_a_stem_is_a_beginning_of_its_word(word: str) -> None:
    assert word.startswith(stem(word))


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing_more(word: str) -> None:
    assert fold(fold(word)) == fold(word)


def test_a_participle_takes_the_vowels_of_its_word() -> None:
    assert (nominal("työllistyvien"), nominal("asuvien"), nominal("talo")) == ("työllistyvä", "asuva", None)


def test_a_lemmatiser_is_asked_once_for_a_word() -> None:
    asked: list[str] = []

    def look_up(word: str, lang: str) -> str:
        asked.append(word)
        return word

    lemmas = Lemmatiser(look_up, look_up)
    lemmas.analyses("Sana")
    lemmas.analyses("Sana")
    assert asked == ["sana"]


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("ohjasi", "ohjata"),
        ("kokosi", "koota"),
        ("palkkasi", "palkata"),
        ("lisäsi", "lisätä"),
        ("keskittyneessä", "keskittynyt"),
        ("asiasi", "asia"),
    ],
)
def test_a_past_that_looks_like_what_is_yours_is_a_verb_s(word: str, lemma: str, lemmas: Lemmatiser) -> None:
    assert lemma in lemmas.analyses(word)
