"""A release as it would be without one fact, for as long as a question is asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Store, Triple, parse

from graph.identifiers import GRAPH, NS
from graph.release.inference import rules
from graph.release.silence import Silence
from graph.store import layout
from graph.store.dataset import Dataset
from graph.store.query_file import QueryFile

Node = NamedNode | BlankNode | Triple

_REACHES = NamedNode(layout.SCRATCH + "#reaches")
_BEGINS = NamedNode(layout.SCRATCH + "#begins")
_COVERER = NamedNode(NS + "coverer")
_SCRATCH, _COVERAGE = NamedNode(layout.SCRATCH), NamedNode(layout.COVERAGE)
#: Cells made again stand here, apart from the others, until they replace the old ones.
_ASIDE = NamedNode(GRAPH + "aside")


@dataclass(frozen=True, slots=True)
class Fact:
    """The quads that state something, those that stand in their place without it, and what it links."""

    stated: tuple[Quad, ...]
    instead: tuple[Quad, ...]
    ends: tuple[NamedNode, NamedNode]


@contextmanager
def without(release: Dataset, fact: Fact, *, cells: bool = True) -> Iterator[Dataset]:
    """Take a fact from a release and infer again what follows; afterwards all is as it was.

    Cells are made again, unless nobody reads them, for the coverers only that reach an end of the fact, with
    it or without: a cell tells what its coverer reaches. Were there another way for a fact to change a cell,
    the cell would stay, and the answer with it: a test that expects a difference would fail, not pass.
    """
    journal = _Journal(release.store)
    touched = _reaching(release, fact) if cells else set()
    try:
        journal.take(fact.stated)
        journal.put(fact.instead)
        _follow(release, journal)
        if cells:
            touched |= _reaching(release, fact)
            _make_cells(release, touched, journal)
        yield release
    finally:
        journal.undo()


class _Journal:
    """What is taken from a store and put into it, to be undone."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._taken: list[Quad] = []
        self._put: list[Quad] = []

    def take(self, quads: Iterable[Quad]) -> None:
        """Remove quads of named graphs; a triple of the default graph goes with the last that held it."""
        for quad in quads:
            self._remove(quad)
            plain, holders = _plain(quad)
            if plain and not any(holder in self._store for holder in holders):
                self._remove(plain)

    def put(self, quads: Iterable[Quad]) -> None:
        """Add quads of named graphs, and their triples to the default graph where it unites those graphs."""
        for quad in quads:
            for new in filter(None, (quad, _plain(quad)[0])):
                if new not in self._store:
                    self._store.add(new)
                    self._put.append(new)

    def undo(self) -> None:
        """Bring back what was taken, and only that."""
        gone = set(self._taken) - set(self._put)
        for quad in set(self._put) - set(self._taken):
            self._store.remove(quad)
        self._store.extend(gone)

    def _remove(self, quad: Quad) -> None:
        if quad in self._store:
            self._store.remove(quad)
            self._taken.append(quad)


def _plain(quad: Quad) -> tuple[Quad | None, list[Quad]]:
    triple = (quad.subject, quad.predicate, quad.object)
    holders = [Quad(*triple, NamedNode(graph)) for graph in layout.DEFAULT]
    return (Quad(*triple) if quad in holders else None), holders


def _writing(graph: str) -> tuple[QueryFile, ...]:
    return tuple(rule for rule in rules() if GRAPH + rule.graph == graph)


def _follow(release: Dataset, journal: _Journal) -> None:
    """Infer again what is no cell, from nothing, as each rule looks at what those before it made."""
    whole = NamedNode(layout.INFERRED)
    owned = [(rule, NamedNode(layout.rule(rule.rule))) for rule in _writing(layout.INFERRED)]
    for _, own in owned:
        for quad in list(release.quads(own.value)):
            journal.take((quad, _in(whole, quad)))
    for rule, own in owned:
        for triple in release.construct(rule.text):
            journal.put((_in(own, triple), _in(whole, triple)))


@contextmanager
def _steps(release: Dataset) -> Iterator[Store]:
    try:
        for rule in _writing(layout.SCRATCH):
            release.add(layout.SCRATCH, release.construct(rule.text))
        yield release.store
    finally:
        release.drop(layout.SCRATCH)
        release.drop(_ASIDE.value)


def _reaching(release: Dataset, fact: Fact) -> set[Node]:
    with _steps(release) as store:
        reached = (store.quads_for_pattern(None, _REACHES, end, _SCRATCH) for end in fact.ends)
        return {quad.subject for quads in reached for quad in quads}


def _make_cells(release: Dataset, coverers: set[Node], journal: _Journal) -> None:
    """Make the cells of these coverers again: for the rules, no other one reaches anything or has cells."""
    with _steps(release) as store:
        for step in (_REACHES, _BEGINS):
            for quad in list(store.quads_for_pattern(None, step, None, _SCRATCH)):
                if quad.subject not in coverers:
                    store.remove(quad)
        for rule in _writing(layout.COVERAGE):
            release.add(_ASIDE.value, release.construct(rule.text.replace(layout.COVERAGE, _ASIDE.value)))
        new = {_in(_COVERAGE, quad) for quad in release.quads(_ASIDE.value)}
        silent = Silence.of(release).blocks(release, _ASIDE.value)
        new.update(parse(b"".join(chain.from_iterable(silent)), format=RdfFormat.N_QUADS))
    cells = [q.subject for c in coverers for q in store.quads_for_pattern(None, _COVERER, c, _COVERAGE)]
    old = {quad for cell in cells for quad in store.quads_for_pattern(cell, None, None, _COVERAGE)}
    journal.take(old - new)
    journal.put(new - old)


def _in(graph: NamedNode, stated: Quad | Triple) -> Quad:
    return Quad(stated.subject, stated.predicate, stated.object, graph)
