"""A document as the rules see it: passages by section, the header's rows, and what to compare it with."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from graph.ingest.claims import Thing, known
from graph.ingest.extent import Extents
from graph.ingest.languages import Language
from graph.ingest.left import NOTHING, Leaving, Left
from graph.ingest.lemmas import Lemmatiser
from graph.ingest.linking import Linker, Mention, openings
from graph.ingest.passages import Passage, Sentence, Word, words_of
from graph.ingest.phrases import Phrase, Phrases
from graph.ingest.rules import Rule, Rules
from graph.ingest.vocabulary import Vocabulary
from graph.ingest.wording import Wording, wording

INSTRUMENTS = (
    "EUPolicyInstrument",
    "CountryRecommendation",
    "RecommendationPart",
    "NationalProgramme",
    "InternationalTreaty",
    "EnablingCondition",
)
#: Kinds whose labels compete for the same words: the longest label wins, whatever its kind.
FAMILIES = {
    "groups": ("TargetGroup", *INSTRUMENTS),
    "instruments": INSTRUMENTS,
    "organisations": ("Organization",),
    "methods": ("Method",),
    "phenomena": ("Phenomenon",),
}


@dataclass(frozen=True)
class Tools:
    """What every document is read with: made once, used for all."""

    vocabulary: Vocabulary
    lemmatiser: Lemmatiser
    linkers: Mapping[str, Linker]
    phrases: Phrases
    rules: Rules
    language: Language = "fi"

    @cached_property
    def _firsts(self) -> frozenset[str]:
        return frozenset[str]().union(*(linker.firsts for linker in self.linkers.values()))

    @cached_property
    def _leaving(self) -> Leaving:
        return Leaving(self.rules, self.phrases)

    @cached_property
    def extents(self) -> Extents:
        """Where names begin."""
        return Extents(self.rules, self.phrases)

    def named(
        self, family: str, kinds: Collection[str], sentence: Sentence
    ) -> Iterator[tuple[Mention, list[Thing]]]:
        """Iterate over the mentions of concepts of some kinds; the family's other kinds can hide them."""
        for mention in self.mentions(family, sentence):
            found = [self.vocabulary.concepts[code] for code in mention.codes]
            kept = [known(c, k) for c in found for k in c.kinds if k in kinds]
            if kept:
                yield mention, kept

    def mentions(self, family: str, sentence: Sentence) -> list[Mention]:
        """Return the mentions of a family's concepts in a sentence."""

        def find(words: tuple[Word, ...]) -> list[Mention]:
            places = sentence.once("openings", lambda words: openings(words, self._firsts))
            return list(self.linkers[family].mentions(words, places))

        return sentence.once(family, find)

    def said(self, passage: Passage, sentence: Sentence, lead: str = "") -> Wording:
        """Return the cues of a sentence, and of the one that leads in the list it is an item of."""
        text = passage.text_of(sentence)
        if lead:
            words = tuple(words_of(f"{lead} {text}", self.lemmatiser, self.language))
            return wording(text, self.rules, lead, self._left(words, 0))

        def read(words: tuple[Word, ...]) -> Wording:
            left = self._left(words, sentence.start)
            if self._is_taken_back(passage, sentence, text) or self._goes_on_left(passage, sentence):
                left = replace(left, taken_up=(*left.taken_up, (0, len(text))))
            return wording(text, self.rules, left=left)

        return sentence.once("wording", read)

    def _left(self, words: tuple[Word, ...], start: int) -> Left:
        """Return whom a Finnish sentence that starts at a place leaves to others."""
        return self._leaving.of(words, start) if self.language == "fi" else NOTHING

    def _is_taken_back(self, passage: Passage, sentence: Sentence, text: str) -> bool:
        """Tell a sentence, not on whom the action is for, whose people the next one leaves to others."""
        after = passage.after(sentence) if self.language == "fi" else None
        if after is None or not after.once("follows", self._leaving.follow):
            return False
        return not self.rules.wordings["target_cue"].search(text)

    def _goes_on_left(self, passage: Passage, sentence: Sentence) -> bool:
        """Tell a sentence on those within what the one before it leaves to others ("Sen piirissä ovat")."""
        words = sentence.words[:2]
        begins = words[0].text in ("Sen", "Niiden") and words[-1].text in self.rules.words["circles"]
        before = passage.before(sentence) if begins and self.language == "fi" else None
        return before is not None and bool(self._left(before.words, before.start).to_others)

    def is_background(self, passage: Passage, sentence: Sentence) -> bool:
        """Tell a sentence that says why something is done."""
        told = sentence.once("background", lambda _: self._tells("background", passage.text_of(sentence)))
        return told or self.is_elsewhere(passage, sentence)

    def is_elsewhere(self, passage: Passage, sentence: Sentence) -> bool:
        """Tell a sentence on other countries, on times before or on statistics."""
        return sentence.once("elsewhere", lambda _: self._tells("elsewhere", passage.text_of(sentence)))

    def _tells(self, cue: str, text: str) -> bool:
        """Tell what a sentence says by its main clause: why it is so makes no past or statistics of it."""
        pattern = self.rules.wordings[cue]
        if not pattern.search(text):
            return False
        return bool(pattern.search(self.rules.wordings["subordinate"].sub("", text[self.reason(text) :])))

    def reason(self, text: str) -> int:
        """Return where a sentence ends to tell why, and what follows from it begins, or 0."""
        found = self.rules.wordings["reason"].search(text)
        return found.end() if found else 0

    def places_of(self, rule: Rule, passage: Passage, sentence: Sentence) -> list[re.Match[str]]:
        """Return where a rule's wording stands in a sentence."""
        return sentence.once(rule.id, lambda _: list(rule.find(passage.text_of(sentence))))

    def phrases_of(self, sentence: Sentence) -> list[Phrase]:
        """Return the noun phrases of a sentence."""
        return sentence.once("phrases", self.phrases.of)


@dataclass(frozen=True, slots=True)
class Field:
    """A row of the header table: its key in the form, its label and its value."""

    key: str
    label: Passage
    value: Passage


@dataclass(frozen=True)
class Paper:
    """One document: work code, form, redacted text, passages in order, the year its activity begins."""

    code: str
    form: str
    text: str
    passages: tuple[Passage, ...]
    fields: tuple[Field, ...]
    begins: int

    def within(self, *sections: str) -> Iterator[Passage]:
        """Iterate over the passages of some sections, without headings."""
        return (p for p in self.passages if p.section in sections and p.kind != "heading")

    def field(self, key: str) -> Field | None:
        """Return a row of the header table."""
        return next((found for found in self.fields if found.key == key), None)


def span_of(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """Return the span in the passage's normal text of words ``first:last`` of a sentence."""
    return sentence.words[first].start, sentence.words[last - 1].end
