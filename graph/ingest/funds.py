"""Funds: the European Union's funds that a form names, which pay for something and are followed by nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from graph.ingest.claims import Thing, candidate, known
from graph.ingest.instrument_names import InstrumentNames, Named
from graph.ingest.name_numbers import after_numbers
from graph.ingest.paper import Tools
from graph.ingest.passages import Sentence, Word
from graph.ingest.phrases import Phrase, lemma
from graph.ingest.singulars import titled

_KIND = "EUPolicyInstrument"
_OWN = "esr"
_FUND = "rahasto"
_RECOVERY = "rrf-"


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
                    last = after_numbers(sentence.words, at + 1, self._tools.rules)
                    label = word.text.split("-")[0]
                    yield candidate(_KIND, label, identity=short), at, last
                elif word.text.casefold().startswith(_RECOVERY) and (recovery := self._recovery):
                    yield recovery, at, at + 1
                elif self._is_fund(word):
                    named = self._whole(sentence, replace(phrase, head=at))
                    if named[2] - named[1] > 1 or lemma(word) != _FUND:
                        yield named

    @cached_property
    def _recovery(self) -> Thing | None:
        """The facility that compounds such as "RRF-varat" speak of the money of."""
        vocabulary, name = self._tools.vocabulary, _RECOVERY.rstrip("-").upper()
        found = (c for c in vocabulary.of_kind(_KIND) if name in vocabulary.names_of(c.code))
        return next((known(c, _KIND) for c in found), None)

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
        last = after_numbers(words, head + 1, self._tools.rules)
        label = titled(words[first:last], head - first)
        return candidate(_KIND, label, identity=" ".join(lemma(w) for w in words[first:last])), first, last
