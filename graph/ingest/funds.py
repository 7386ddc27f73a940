"""Funds: the European Union's funds that a form names, which pay for something and are followed by nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graph.ingest.claims import candidate
from graph.ingest.instrument_names import InstrumentNames, Named
from graph.ingest.paper import Tools
from graph.ingest.passages import Sentence, Word
from graph.ingest.phrases import Phrase, lemma
from graph.ingest.singulars import titled

_KIND = "EUPolicyInstrument"
_OWN = "esr"
_FUND = "rahasto"


class Funds:
    """Finds funds by their abbreviations and by the last part of their names; the form's own is none."""

    def __init__(self, tools: Tools, names: InstrumentNames) -> None:
        self._tools = tools
        self._names = names
        words = tools.rules.words
        self._short, self._national = words["funds"], tools.rules.ends["national_funds"]

    def named(self, sentence: Sentence) -> Iterator[Named]:
        """Iterate over the funds that a sentence names."""
        for phrase in self._tools.phrases_of(sentence):
            for at in range(phrase.first, phrase.last):
                word = sentence.words[at]
                short = word.text.split("-")[0].casefold()
                if short in self._short or (short == _OWN and self._is_of_before(sentence.words, at)):
                    last = self._names.after_numbers(sentence.words, at + 1)
                    label = word.text.split("-")[0]
                    yield candidate(_KIND, label, identity=short), at, last
                elif self._is_fund(word):
                    yield self._whole(sentence, replace(phrase, head=at))

    def _is_fund(self, word: Word) -> bool:
        name = lemma(word) if word.analyses else ""
        return name.endswith(_FUND) and not name.endswith(self._national)

    def _is_of_before(self, words: tuple[Word, ...], at: int) -> bool:
        """Tell the form's own fund of the programming period before ("ESR 2014–2020")."""
        following = words[at + 1].text if at + 1 < len(words) else ""
        return following.startswith(("2007", "2014"))

    def _whole(self, sentence: Sentence, phrase: Phrase) -> Named:
        words, head = sentence.words, phrase.head
        first = self._names.with_issuer(words, self._tools.phrases.start_of(phrase, words))
        last = self._names.after_numbers(words, head + 1)
        label = titled(words[first:last], head - first)
        return candidate(_KIND, label, identity=" ".join(lemma(w) for w in words[first:last])), first, last
