"""Search: things of a release by the words of their names, how each was found and what they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler

from graph.errors import InvalidArgument
from sparql.index import FACETS, Facet, Index
from sparql.wordlist import Numbers, folded, words_of

#: How a thing was found, the surest first: its name or code is what was asked; its words start so; they are
#: other forms of what was asked; they hold it; they are spelt nearly so.
How = Literal["exact", "prefix", "lemma", "part", "fuzzy"]
HOWS: tuple[How, ...] = get_args(How)

#: Of each thing of a release, the place of how it was found among HOWS, and more where it was not.
_Ranks: TypeAlias = NDArray[np.uint8]
_Marks: TypeAlias = NDArray[np.bool_]
_UNFOUND = len(HOWS)
_FEW = 5_000


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found: how, and by which of its names, with the name's language."""

    iri: str
    kinds: tuple[str, ...]
    how: How | None
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: how many things, some of them, and by facet how many would be left with each value."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[Facet, Mapping[str, int]]


class Search:
    """Find things in an index; any number of threads may."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.kinds = index.kinds
        #: Every value that a facet has: kinds by name, others by code.
        self.values = {facet: frozenset(index.values[facet]) for facet in FACETS}

    def find(
        self, asked: str, filters: Mapping[Facet, str] | None = None, start: int = 0, most: int = 100
    ) -> Found:
        """Find things by words, all of which they have; no words find everything. Filters narrow it down.

        Of the hits, ``most`` from ``start`` on are given.
        """
        words = words_of(folded(asked))
        ranks = self._ranked(folded(asked), words)
        kept = {facet: self._having(facet, value) for facet, value in (filters or {}).items()}
        left = _all(ranks < _UNFOUND, kept.values())
        hits = tuple(
            self._hit(number, HOWS[ranks[number]] if words else None, words)
            for number in _page(np.where(left, ranks, _UNFOUND), start, start + most)
        )
        return Found(int(np.count_nonzero(left)), hits, self._counts(ranks < _UNFOUND, kept))

    def _ranked(self, asked: str, words: list[str]) -> _Ranks:
        """Rank everything by how it was found."""
        if not words:
            return np.full(len(self._index), _UNFOUND if asked else 0, np.uint8)
        different = list(dict.fromkeys(words))
        ranks = self._together(different)
        if ranks.min(initial=_UNFOUND) == _UNFOUND:
            ranks = self._together(different, is_misspelt=True)
        ranks[self._index.called(asked)] = 0
        return ranks

    def _together(self, words: list[str], *, is_misspelt: bool = False) -> _Ranks:
        """Rank what every word finds, by the least sure of them."""
        ranks = np.zeros(len(self._index), np.uint8)
        among = None
        # A long word leaves few things, and then only their words are gone through for the others.
        for word in sorted(words, key=len, reverse=True):
            np.maximum(ranks, self._ranks(word, among, is_misspelt=is_misspelt), out=ranks)
            left = np.flatnonzero(ranks < _UNFOUND)
            if not len(left):
                break
            among = self._index.words_of(left) if len(left) <= _FEW else None
        return ranks

    def _ranks(self, word: str, among: Numbers | None, *, is_misspelt: bool) -> _Ranks:
        ranks = np.full(len(self._index), _UNFOUND, np.uint8)
        names, lemmas = self._index.words, self._index.lemmas
        # What is surer comes later and stands.
        if is_misspelt:
            ranks[names.things(names.near(word))] = HOWS.index("fuzzy")
            ranks[lemmas.things(lemmas.near(word))] = HOWS.index("fuzzy")
        ranks[names.things(names.holding(word, among))] = HOWS.index("part")
        ranks[names.things(names.forms(word))] = HOWS.index("lemma")
        ranks[lemmas.things(lemmas.starting(word))] = HOWS.index("lemma")
        ranks[names.things(names.starting(word))] = HOWS.index("prefix")
        return ranks

    def _having(self, facet: Facet, value: str) -> _Marks:
        marks = np.zeros(len(self._index), np.bool_)
        marks[self._index.having(facet, value)] = True
        return marks

    def _counts(self, found: _Marks, kept: Mapping[Facet, _Marks]) -> dict[Facet, dict[str, int]]:
        """Count by facet what is left by the filters of the other ones."""
        return {
            facet: self._index.counts(facet, _all(found, (kept[other] for other in kept if other != facet)))
            for facet in FACETS
        }

    def _hit(self, number: int, how: How | None, words: list[str]) -> Hit:
        held = self._index.entry(number)
        name, language = max(held.names, key=lambda named: _likeness(folded(named[0]), words))
        return Hit(held.iri, held.kinds, how, name, language)


def narrowed(search: Search, given: Mapping[Facet, str | None]) -> dict[Facet, str]:
    """Return the filters that are given; raises InvalidArgument for a value that no thing here has."""
    filters = {facet: held for facet, held in given.items() if held}
    for facet, held in filters.items():
        known = search.values[facet]
        if held not in known:
            near = get_close_matches(held, known, n=3) or sorted(known)[:20]
            raise InvalidArgument(facet, f"none of that name or code is here; there are {', '.join(near)}")
    return filters


def _all(found: _Marks, kept: Iterable[_Marks]) -> _Marks:
    for marks in kept:
        found = found & marks
    return found


def _page(ranks: _Ranks, start: int, end: int) -> list[int]:
    """Return the numbers from one place to another in the order of how they were found."""
    numbers: list[int] = []
    for rank in range(_UNFOUND):
        if len(numbers) < end:
            numbers += np.flatnonzero(ranks == rank)[: end - len(numbers)].tolist()
    return numbers[start:]


def _likeness(name: str, words: list[str]) -> float:
    """Say how well a name shows why it was found: each word by the word of the name that is most like it."""
    held = words_of(name)
    most = sum(max((_alike(word, other) for other in held), default=0.0) for word in words)
    return most - len(name) / 10_000


def _alike(word: str, other: str) -> float:
    is_whole = word == other
    return is_whole + JaroWinkler.similarity(word, other) + (word in other)
