"""A passage's words keep their way back to the raw text."""

from __future__ import annotations

from graph.ingest.lemmas import Lemmatiser
from graph.ingest.passages import Word, passage, spelled


def _words(text: str, lemmas: Lemmatiser) -> list[Word]:
    return [
        w for s in passage(text, "content", "paragraph", (0, len(text)), lemmas).sentences for w in s.words
    ]


def test_a_word_of_a_later_sentence_leads_back_to_its_raw_place(lemmas: Lemmatiser) -> None:
    raw = "Ensin  tämä.\nSitten   nuo\u00adret."
    read = passage(raw, "content", "paragraph", (0, len(raw)), lemmas)
    word = read.sentences[1].words[1]
    start, end = read.normal.raw_span(word.start, word.end)
    assert (word.text, raw[start:end]) == ("nuoret", "nuo\u00adret")


def test_a_suspended_compound_holds_the_whole_it_stands_for(lemmas: Lemmatiser) -> None:
    first = _words("sosiaali- ja terveyspalvelut", lemmas)[0]
    assert first.open
    assert "sosiaalipalvelu" in first.whole


def test_a_colon_ending_belongs_to_its_word(lemmas: Lemmatiser) -> None:
    first = _words("EU:n strategia", lemmas)[0]
    assert (first.text, first.tail, spelled([first])) == ("EU", ":n", "EU:n")


def test_an_address_is_one_word(lemmas: Lemmatiser) -> None:
    assert [w.text for w in _words("katso https://www.example.org/a?b=1 nyt", lemmas)][1] == (
        "https://www.example.org/a?b=1"
    )


def test_a_search_in_a_sentence_is_made_once(lemmas: Lemmatiser) -> None:
    sentence = passage("Sanoja.", "content", "paragraph", (0, 7), lemmas).sentences[0]
    made: list[int] = []
    for _ in range(2):
        sentence.once("count", lambda words: made.append(len(words)))
    assert len(made) == 1


def test_each_sentence_has_those_beside_it(lemmas: Lemmatiser) -> None:
    raw = "Ensin tämä. Sitten tuo. Lopuksi muu."
    read = passage(raw, "content", "paragraph", (0, len(raw)), lemmas)
    assert [read.before(s) for s in read.sentences] == [None, *read.sentences[:-1]]
    assert [read.after(s) for s in read.sentences] == [*read.sentences[1:], None]
