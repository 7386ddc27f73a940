"""Nominals: the noun phrases of a stretch of words, parted where Finnish agreement parts them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from graph.ingest.passages import Word, after_hyphen
from graph.ingest.phrases import Phrase, Phrases, case_of

Cases = frozenset[str]
#: Longer nouns are compounds.
_SIMPLE = 11
_NOMINATIVE = frozenset({"nom"})
#: Ends of participles in the nominative, which a dictionary may take for partitives.
_PLAIN = ("va", "vä", "ma", "mä", "tu", "ty", "nut", "nyt")
_REMEMBERED = 100_000
#: Conjunctions that no bound parts a phrase at: those between the parts of compounds.
_JOINTS = ("ja", "sekä", "tai")
_OBJECT = frozenset({"nom", "par", "gen"})
#: Forms of nouns that tell what is done ("juurruttamiseksi"), which own the genitive before them.
_DEED = re.compile(r"m(?:inen|is(?:ta|tä|en|een|es\w+|eks\w+|ell\w+|elt\w+|i\w+))$")
#: Past participles of passives, perfects, and what an agent did ("laaditun", "syntyneen", "perustama").
_PARTICIPLE = re.compile(
    r"\w(?:(?:t|tt|d|ll|nn|rr|st)[uy](?:n|a|ä|t|ja|jä|jen|[sl][stl][aä]|lle|ihin)?|n[uy]t|nee(?:n|t|ssa|lla|llä)|nutta|nyttä|neita|neiden"
    r"|m(?:a|ä|an|än|at|ät|aa|ää|ia|iä|ien|a[sl][stl]a|ä[sl][stl]ä))$"
)


@dataclass(frozen=True)
class Nominal:
    """A noun phrase: its words, the last its head, and the cases that its head can stand in."""

    words: tuple[Word, ...]
    cases: Cases

    @property
    def head(self) -> Word:
        """The word that the others belong to."""
        return self.words[-1]

    @cached_property
    def is_deed(self) -> bool:
        """Whether the head says that something is done."""
        return bool(_DEED.search(self.head.text))


class Nominals:
    """Parts stretches of words; ``heads`` are ends of nouns whose nominatives are known.

    Make it by ``nominals``, so that all documents share what is remembered.
    """

    def __init__(self, phrases: Phrases, heads: tuple[str, ...]) -> None:
        self._phrases = phrases
        self._heads = heads
        simple = (h for h in heads if len(h) <= _SIMPLE and not h.endswith(tuple(set(heads) - {h})))
        self._bare = frozenset(simple)
        self._known = lru_cache(_REMEMBERED)(self._has_known_end)
        self._plain = tuple(h for h in heads if h[-1] in "aän")
        self._genitives = tuple(h + "n" for h in heads)

    def cases(self, word: Word) -> Cases:
        """Return a word's cases; a participle or a compound that ends as a known head does is nominative."""
        text = word.text.casefold()
        participle = text.endswith(_PLAIN) and (self._phrases.verbs.is_participle(word) or self.governs(word))
        return _NOMINATIVE if participle or text.endswith(self._plain) else case_of(word)

    def of(self, words: tuple[Word, ...]) -> list[Nominal]:
        """Return the noun phrases of a stretch, in its order."""
        return self.within(words, self._phrases.of(words))

    def within(self, words: tuple[Word, ...], phrases: Iterable[Phrase]) -> list[Nominal]:
        """Return the noun phrases that some runs of nominal words of a sentence part into, in its order."""
        found: list[Nominal] = []
        for phrase in phrases:
            found += self._parted(words[phrase.first : phrase.last])
        return found

    def _parted(self, words: tuple[Word, ...]) -> list[Nominal]:
        """Part a run of nominal words from its end: each head takes what agrees with it or owns it."""
        found: list[Nominal] = []
        last = len(words)
        while last > 0:
            first = self._start(words, last - 1)
            found.append(Nominal(words[first:last], self.cases(words[last - 1])))
            last = first
        return found[::-1]

    def _start(self, words: tuple[Word, ...], head: int) -> int:
        """Return where the phrase of a head begins."""
        wanted, first = self.cases(words[head]), head
        taken = False
        while first > 0:
            word, after = words[first - 1], words[first]
            told = self._phrases.verbs.is_participle(after) and not self.is_known(after)
            if (told or (self.governs(after) and first != head)) and not taken:
                first, taken = self._complement(words, first), True
                continue
            if not self._belongs(word, after, wanted):
                break
            first -= 1
        return first

    def _complement(self, words: tuple[Word, ...], participle: int) -> int:
        """Return where what a participle governs begins ("työnantajille suunnattu")."""
        at = participle - 1
        if at < 0 or self.cases(words[at]) & _NOMINATIVE:
            return participle
        while at > 0 and "gen" in self.cases(words[at - 1]):
            at -= 1
        return at

    def _belongs(self, word: Word, after: Word, wanted: Cases) -> bool:
        cases = self.cases(word)
        if after.text in _JOINTS or word.text in _JOINTS:
            return True
        if word.open or word.tail or word.text[:1].isdigit():
            return True
        if after_hyphen(word, after):
            return True
        if "gen" in cases and not self._is_object_before(word, after, wanted):
            return True
        # The stem of an adjective in -inen that the dictionary lacks ("eläinavusteisella").
        unknown = any(a.endswith("is~") for a in word.analyses)
        modifies = unknown or self._phrases.is_quality(word) or self.governs(word)
        return modifies and bool(cases & wanted)

    def _is_object_before(self, word: Word, after: Word, wanted: Cases) -> bool:
        """Tell the object of "laati oppaan kunnille" from the owner of "kunnan asukkaille"."""
        product = word.text.casefold().endswith(self._genitives) or self.is_known(word)
        return product and not wanted & _OBJECT and not _DEED.search(after.text)

    def is_known(self, word: Word) -> bool:
        """Tell whether a word ends in one of the known heads, in any form."""
        return self._known(word.lemmas)

    def _has_known_end(self, lemmas: frozenset[str]) -> bool:
        return any(lemma.endswith(self._heads) for lemma in lemmas)

    def is_bare(self, word: Word) -> bool:
        """Tell a known head that is no part of a compound."""
        return not word.lemmas.isdisjoint(self._bare)

    def governs(self, word: Word) -> bool:
        """Tell a participle that says what was done: what it governs stands before it."""
        return bool(_PARTICIPLE.search(word.text)) and not self.is_known(word)


@lru_cache(maxsize=8)
def nominals(phrases: Phrases, heads: tuple[str, ...]) -> Nominals:
    """Return what parts stretches of words by some known heads, made once."""
    return Nominals(phrases, heads)
