"""Search: things of a release by the words of their names, how each was found and what they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler

from graph.errors import InvalidArgument
from sparql.index import FACETS, Facet, Index
from sparql.wordlist import Numbers, Wordlist, folded, words_of

#: How a thing was found, the surest first: its name or code is what was asked; its words start so; they are
#: other forms of what was asked; they hold it; they are spelt nearly so.
How = Literal["exact", "prefix", "lemma", "part", "fuzzy"]
HOWS: tuple[How, ...] = get_args(How)

#: A thing's rank is the place of how it was found among HOWS, and more where it was not.
_UNFOUND = len(HOWS)
#: So many things are looked at one by one; of more it is quicker to mark all that another word finds.
_FEW = 4_000
#: Where more than one in so many are found, marks for all are quicker than an order of those.
_DENSE = 16
_NOTHING = np.empty(0, np.int64)


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


@dataclass(frozen=True, slots=True)
class _Ranked:
    """What was found: numbers of things in order, and beside them how; both None where it is everything."""

    things: NDArray[Any] | None
    ranks: NDArray[Any] | None
    total: int

    def among(self, kept: Iterable[NDArray[Any]]) -> _Ranked:
        """Return what is also in each of these, which are in order."""
        left = self
        for things in sorted(kept, key=len):
            if left.things is None or left.ranks is None:
                left = _Ranked(things, np.zeros(len(things), np.uint8), len(things))
            else:
                left = left.chosen(_are_in(left.things, things))
        return left

    def both(self, marks: NDArray[np.uint8]) -> _Ranked:
        """Return what is also found in another way, by the less sure of both; all things have ``marks``."""
        assert self.things is not None
        assert self.ranks is not None
        ranks = np.maximum(self.ranks, marks[self.things])
        return replace(self, ranks=ranks).chosen(ranks < _UNFOUND)

    def chosen(self, are_kept: NDArray[np.bool_]) -> _Ranked:
        """Return those that are marked."""
        assert self.things is not None
        assert self.ranks is not None
        kept = np.flatnonzero(are_kept)  # which is quicker than to go by marks twice
        return _Ranked(self.things[kept], self.ranks[kept], len(kept))

    def by_rank(self) -> Iterator[tuple[int, NDArray[Any]]]:
        """Yield the things that were found in each way."""
        assert self.things is not None
        assert self.ranks is not None
        for rank in range(_UNFOUND):
            yield rank, self.things[self.ranks == rank]

    def page(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return things from one place to another, the surest first, each with how it was found."""
        if self.things is None:
            return [(number, 0) for number in range(start, min(end, self.total))]
        found: list[tuple[int, int]] = []
        for rank, things in self.by_rank():
            if len(found) < end:
                found += [(number, rank) for number in things[: end - len(found)].tolist()]
        return found[start:]


class Search:
    """Find things in an index; any number of threads may."""

    def __init__(self, index: Index, few: int = _FEW) -> None:
        """Find things in this index; at most so ``few`` are looked at one by one."""
        self._index, self._few = index, few
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
        found = self._ranked(folded(asked), words)
        kept = {facet: self._index.having(facet, value) for facet, value in (filters or {}).items()}
        left = found.among(kept.values())
        hits = tuple(
            self._hit(number, HOWS[rank] if words else None, words)
            for number, rank in left.page(start, start + most)
        )
        # A facet is counted without its own filter; those that have none are counted among the same.
        others = {
            facet: found.among(held for other, held in kept.items() if other != facet) for facet in kept
        }
        facets = {facet: self._index.counts(facet, others.get(facet, left).things) for facet in FACETS}
        return Found(left.total, hits, facets)

    def _ranked(self, asked: str, words: list[str]) -> _Ranked:
        """Rank everything by how it was found."""
        if not words:
            return _Ranked(_NOTHING, _NOTHING, 0) if asked else _Ranked(None, None, len(self._index))
        different = list(dict.fromkeys(words))
        found = self._together(different)
        if not found.total:
            found = self._together(different, is_misspelt=True)
        called = self._index.called(asked)
        return self._merged([(0, called), *found.by_rank()]) if len(called) else found

    def _together(self, words: list[str], *, is_misspelt: bool = False) -> _Ranked:
        """Rank what every word finds, by the least sure of them."""
        names = self._index.words
        # What the fewest begin with leaves few things, and then only their words are gone through.
        words = sorted(words, key=lambda word: (names.count(names.starting(word)), -len(word)))
        found = self._merged(self._pieces(words[0], is_misspelt=is_misspelt))
        for word in words[1:]:
            if found.total > self._few:
                found = found.both(self._marked(self._pieces(word, is_misspelt=is_misspelt)))
            elif found.total:
                found = self._of_these(found, word, is_misspelt=is_misspelt)
        return found

    def _pieces(self, word: str, *, is_misspelt: bool) -> list[tuple[int, NDArray[Any]]]:
        """Return what a word finds in each way; a thing may come several times."""
        return [
            (rank, held.things(numbers))
            for held in (self._index.words, self._index.lemmas)
            for rank, numbers in self._matches(held, word, is_misspelt=is_misspelt)
        ]

    def _of_these(self, found: _Ranked, word: str, *, is_misspelt: bool) -> _Ranked:
        """Rank what a word finds among what was found, by looking at the words of these things alone."""
        assert found.things is not None
        assert found.ranks is not None
        best = np.full(found.total, _UNFOUND, np.uint8)
        for held in (self._index.words, self._index.lemmas):
            ranks = np.full(len(held), _UNFOUND, np.uint8)
            for rank, matched in self._matches(held, word, is_misspelt=is_misspelt):
                ranks[matched] = rank
            best = np.minimum(best, held.least(ranks, found.things, _UNFOUND))
        together = np.maximum(found.ranks, best)
        return replace(found, ranks=together).chosen(together < _UNFOUND)

    def _matches(
        self, held: Wordlist, word: str, *, is_misspelt: bool
    ) -> Iterator[tuple[int, Numbers | slice]]:
        """Yield the words that a word finds, with how; what is surer comes later."""
        if is_misspelt:
            yield HOWS.index("fuzzy"), held.near(word)
        if held is self._index.lemmas:
            yield HOWS.index("lemma"), held.starting(word)
        else:
            yield HOWS.index("part"), held.holding(word)
            yield HOWS.index("lemma"), held.forms(word)
            yield HOWS.index("prefix"), held.starting(word)

    def _merged(self, pieces: Sequence[tuple[int, NDArray[Any]]]) -> _Ranked:
        """Return every thing once, by the surest way in which it was found."""
        count = sum(len(things) for _, things in pieces)
        if count * _DENSE > len(self._index):
            marks = self._marked(pieces)
            found = np.flatnonzero(marks < _UNFOUND)
            return _Ranked(found, marks[found], len(found))
        both = np.concatenate([(things.astype(np.int64) << 3) | rank for rank, things in pieces])
        both.sort()
        things = both >> 3
        is_first = np.ones(len(things), np.bool_)
        is_first[1:] = things[1:] != things[:-1]
        return _Ranked(things[is_first], (both[is_first] & 7).astype(np.uint8), int(is_first.sum()))

    def _marked(self, pieces: Sequence[tuple[int, NDArray[Any]]]) -> NDArray[np.uint8]:
        """Mark all things by the surest way in which each was found."""
        marks = np.full(len(self._index), _UNFOUND, np.uint8)
        for rank, things in sorted(pieces, key=lambda piece: -piece[0]):
            marks[things] = rank
        return marks

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


def _are_in(few: NDArray[Any], many: NDArray[Any]) -> NDArray[np.bool_]:
    """Say of each of some numbers whether it is among others; both are in order."""
    if not len(many):
        return np.zeros(len(few), np.bool_)
    if len(few) * _DENSE > len(many):
        marks = np.zeros(max(few[-1], many[-1]) + 1, np.bool_)
        marks[many] = True
        marked: NDArray[np.bool_] = marks[few]
        return marked
    places = np.minimum(np.searchsorted(many, few), len(many) - 1)
    found: NDArray[np.bool_] = many[places] == few
    return found


def _likeness(name: str, words: list[str]) -> float:
    """Say how well a name shows why it was found: each word by the word of the name that is most like it."""
    held = words_of(name)
    most = sum(max((_alike(word, other) for other in held), default=0.0) for word in words)
    return most - len(name) / 10_000


def _alike(word: str, other: str) -> float:
    is_whole = word == other
    return is_whole + JaroWinkler.similarity(word, other) + (word in other)
