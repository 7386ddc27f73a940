"""A document as the rules see it: its passages by section, its header's rows, and what it is to be compared with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.ingest.lemmas import Lemmatiser
from graph.ingest.linking import Linker, Mention
from graph.ingest.passages import Passage, Sentence
from graph.ingest.phrases import Phrases
from graph.ingest.rules import Rules
from graph.ingest.vocabulary import Concept, Vocabulary

GROUPS = ("TargetGroup",)
INSTRUMENTS = (
    "EUPolicyInstrument",
    "CountryRecommendation",
    "RecommendationPart",
    "NationalProgramme",
    "InternationalTreaty",
    "EnablingCondition",
)


@dataclass(frozen=True)
class Tools:
    """What every document is read with: made once, used for all."""

    vocabulary: Vocabulary
    lemmatiser: Lemmatiser
    linker: Linker
    phrases: Phrases
    rules: Rules

    def concepts(self, mention: Mention, *kinds: str) -> list[Concept]:
        """Return the concepts of these kinds that a mention can stand for."""
        found = (self.vocabulary.concepts[code] for code in mention.codes)
        return [c for c in found if c.kind in kinds]


@dataclass(frozen=True, slots=True)
class Field:
    """A row of the header table: its key in the form, its label and its value."""

    key: str
    label: Passage
    value: Passage


@dataclass(frozen=True)
class Paper:
    """One document: work code, form, redacted text, and its passages in order."""

    code: str
    form: str
    text: str
    passages: tuple[Passage, ...]
    fields: tuple[Field, ...]

    def within(self, *sections: str) -> Iterator[Passage]:
        """Iterate over the passages of some sections, without headings."""
        return (p for p in self.passages if p.section in sections and p.kind != "heading")

    def field(self, key: str) -> Field | None:
        """Return a row of the header table."""
        return next((found for found in self.fields if found.key == key), None)


def span_of(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """Return the span in the passage's normal text of words ``first:last`` of a sentence."""
    return sentence.words[first].start, sentence.words[last - 1].end
