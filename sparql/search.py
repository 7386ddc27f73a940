"""Search: things of a release by the words of their names, how each was found and what they belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import Literal, get_args

from pyoxigraph import Literal as Text
from rapidfuzz.distance import JaroWinkler

from graph.analysis.reach import Reach
from graph.errors import InvalidArgument, TooManyNames
from graph.identifiers import NS, code_of
from graph.store.dataset import Dataset
from graph.terms import KINDS
from sparql.description import value
from sparql.labels import alphabetical
from sparql.query_folder import QueryFolder
from sparql.wordlist import Wordlist, folded, words_of

#: How a thing was found, the surest first: its name or code is what was asked; its words start so; they are
#: other forms of what was asked; they hold it; they are spelt nearly so.
How = Literal["exact", "prefix", "lemma", "part", "fuzzy"]
HOWS: tuple[How, ...] = get_args(How)
Facet = Literal["kind", "period", "theme", "group"]
FACETS: tuple[Facet, ...] = get_args(Facet)

#: Names that are held in memory at most: so many take some 600 MB and 20 s of one core.
MOST_NAMES = 200_000

#: Bookkeeping, which is reached from what it is about and would drown the rest.
INNER = {
    NS + name
    for name in (
        "Assertion CoverageCell Decision DocumentVersion Labelling MissingPart Section "
        "CompletenessStatement Rule Release"
    ).split()
} | {"http://www.w3.org/2004/02/skos/core#Concept", "http://www.w3.org/2004/02/skos/core#ConceptScheme"}
_PLACES: Mapping[str, Facet] = {
    NS + "ProgrammingPeriod": "period",
    NS + "Theme": "theme",
    NS + "TargetGroup": "group",
}
_KIND_NAMES = {iri: name for name, iri in KINDS.items()}


@dataclass(slots=True)
class Thing:
    """A thing that can be found: its kinds, its names as they are written, what it belongs to by facet."""

    iri: str
    kinds: dict[str, None] = field(default_factory=dict)
    names: dict[tuple[str, str], None] = field(default_factory=dict)
    belongs: dict[Facet, set[str]] = field(default_factory=dict)


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
    """The index of one release's names; made once, as a release does not change."""

    def __init__(
        self, dataset: Dataset, queries: QueryFolder, reach: Callable[[], Reach], most: int = MOST_NAMES
    ) -> None:
        """Read names, kinds and what things belong to; ``reach`` tells of parts and narrower groups.

        Raises TooManyNames before anything is read.
        """
        ((count,),) = queries.select(dataset, "how-many-names").rows
        if int(value(count)) > most:
            raise TooManyNames(int(value(count)), most)
        things = {iri: held for iri, held in _things(dataset, queries).items() if held.kinds and held.names}
        _place(things, dataset, queries, reach)
        self._things = sorted(things.values(), key=_order)
        #: The IRIs of kinds by the names that facets and addresses have for them.
        self.kinds = {kind_name(kind): kind for held in self._things for kind in held.kinds}
        numbers = {held.iri: number for number, held in enumerate(self._things)}
        self._exact: dict[str, list[int]] = {}
        words: list[tuple[str, int]] = []
        for number, held in enumerate(self._things):
            names = {folded(name) for name, _ in held.names} | {folded(code_of(held.iri))}
            for name in names:
                self._exact.setdefault(name, []).append(number)
            words += ((word, number) for word in {word for name in names for word in words_of(name)})
        self._words = Wordlist(words)
        lemmas = dataset.texts(queries.named("lemmas").text)
        self._lemmas = Wordlist((folded(lemma), numbers[iri]) for iri, lemma in lemmas if iri in numbers)

    @cached_property
    def values(self) -> Mapping[Facet, frozenset[str]]:
        """Every value that a facet has: kinds by name, others by code."""
        return {
            facet: frozenset(v for held in self._things for v in held.belongs.get(facet, ()))
            for facet in FACETS
        }

    def find(
        self, asked: str, filters: Mapping[Facet, str] | None = None, start: int = 0, most: int = 100
    ) -> Found:
        """Find things by words, all of which they have; no words find everything. Filters narrow it down.

        Of the hits, ``most`` from ``start`` on are given.
        """
        ranks = self._ranked(folded(asked))
        chosen = filters or {}
        hits = [n for n in sorted(ranks, key=lambda n: (ranks[n], n)) if self._passes(n, chosen)]
        words = words_of(folded(asked))
        return Found(
            len(hits),
            tuple(self._hit(n, HOWS[ranks[n]] if words else None, words) for n in hits[start : start + most]),
            {facet: self._counts(facet, ranks, chosen) for facet in FACETS},
        )

    def _ranked(self, asked: str) -> dict[int, int]:
        """Return the numbers of what is found, with the place of how among HOWS."""
        words = words_of(asked)
        if not words:
            return {} if asked else dict.fromkeys(range(len(self._things)), 0)
        ranks = _together([self._ranks(word) for word in words]) or _together(
            [self._ranks(word, is_misspelt=True) for word in words]
        )
        for number in self._exact.get(asked, ()):
            ranks[number] = 0
        return ranks

    def _ranks(self, word: str, *, is_misspelt: bool = False) -> dict[int, int]:
        found: dict[int, int] = {}

        def take(how: How, things: Iterable[int]) -> None:
            rank = HOWS.index(how)
            for number in things:
                found.setdefault(number, rank)

        take("prefix", self._words.things(self._words.starting(word)))
        take("lemma", self._lemmas.things(self._lemmas.starting(word)))
        take("lemma", self._words.things(self._words.forms(word)))
        take("part", self._words.things(self._words.holding(word)))
        if is_misspelt:
            take("fuzzy", self._words.things(self._words.near(word)))
            take("fuzzy", self._lemmas.things(self._lemmas.near(word)))
        return found

    def _passes(self, number: int, filters: Mapping[Facet, str]) -> bool:
        belongs = self._things[number].belongs
        return all(wanted in belongs.get(facet, ()) for facet, wanted in filters.items())

    def _counts(self, facet: Facet, ranks: Iterable[int], filters: Mapping[Facet, str]) -> dict[str, int]:
        others = {other: wanted for other, wanted in filters.items() if other != facet}
        passing = (self._things[number] for number in ranks if self._passes(number, others))
        return dict(Counter(v for held in passing for v in held.belongs.get(facet, ())).most_common())

    def _hit(self, number: int, how: How | None, words: list[str]) -> Hit:
        held = self._things[number]
        name, language = max(held.names, key=lambda named: _likeness(folded(named[0]), words))
        return Hit(held.iri, tuple(held.kinds), how, name, language)


def kind_name(iri: str) -> str:
    """Return the name of a kind as facets and addresses have it."""
    return _KIND_NAMES.get(iri) or iri.rpartition("#")[2]


def narrowed(search: Search, given: Mapping[Facet, str | None]) -> dict[Facet, str]:
    """Return the filters that are given; raises InvalidArgument for a value that no thing here has."""
    filters = {facet: held for facet, held in given.items() if held}
    for facet, held in filters.items():
        known = search.values[facet]
        if held not in known:
            near = get_close_matches(held, known, n=3) or sorted(known)[:20]
            raise InvalidArgument(facet, f"none of that name or code is here; there are {', '.join(near)}")
    return filters


def _together(ranks: list[dict[int, int]]) -> dict[int, int]:
    """Return what every word found, by the least sure of them."""
    first, *rest = sorted(ranks, key=len)
    return {
        number: max(rank, *(other[number] for other in rest)) if rest else rank
        for number, rank in first.items()
        if all(number in other for other in rest)
    }


def _likeness(name: str, words: list[str]) -> float:
    """Say how well a name shows why it was found: each word by the word of the name that is most like it."""
    held = words_of(name)
    most = sum(max((_alike(word, other) for other in held), default=0.0) for word in words)
    return most - len(name) / 10_000


def _alike(word: str, other: str) -> float:
    is_whole = word == other
    return is_whole + JaroWinkler.similarity(word, other) + (word in other)


def _order(held: Thing) -> tuple[int, str, str]:
    name = next(iter(held.names))[0]
    return len(name), alphabetical(name), held.iri


def _things(dataset: Dataset, queries: QueryFolder) -> dict[str, Thing]:
    found: dict[str, Thing] = {}
    for thing, kind in dataset.texts(queries.named("kinds-of-things").text):
        if kind not in INNER:
            found.setdefault(thing, Thing(thing)).kinds[kind] = None
    for term, name in dataset.select(queries.named("all-names").text).rows:
        if (held := found.get(value(term))) and isinstance(name, Text):
            held.names[name.value, name.language or ""] = None
    return found


def _place(
    things: Mapping[str, Thing], dataset: Dataset, queries: QueryFolder, reach: Callable[[], Reach]
) -> None:
    """Say what each thing belongs to: what it is linked to by an accepted link or is part of, and itself."""
    places = {iri: facet for iri, held in things.items() for k in held.kinds if (facet := _PLACES.get(k))}
    for iri, held in things.items():
        held.belongs["kind"] = {kind_name(kind) for kind in held.kinds}
        if iri in places:
            held.belongs.setdefault(places[iri], set()).add(code_of(iri))
    if not places:
        return
    whole = reach()
    within = [(thing, place) for place in places for thing in whole.members.get(place, ())]
    for thing, place in (*dataset.texts(queries.named("belonging").text), *within):
        if thing in things and place in places:
            wider = whole.broader.get(place, set()) & places.keys()
            codes = map(code_of, {place, *wider})
            things[thing].belongs.setdefault(places[place], set()).update(codes)
    for iri in places:
        if wider := whole.broader.get(iri, set()) & places.keys():
            things[iri].belongs[places[iri]].update(map(code_of, wider))
