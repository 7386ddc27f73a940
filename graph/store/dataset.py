"""A release's triples, asked by SPARQL."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
)

from graph.errors import InvalidQuery
from graph.store import layout
from graph.store.outside import refuse_service

Term = NamedNode | BlankNode | Literal | Triple
_PLACE = re.compile(r"error at (\d+):(\d+): ")


@dataclass(frozen=True, slots=True)
class Table:
    """The answer of a SELECT: column names, and rows of terms with None where a variable is unbound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


class Dataset:
    """Ask one release; what is asked is evaluated, and read to its end, in the caller's thread.

    The default graph is the union of those that layout.in_default names, held as triples of its own: the
    engine counts a triple twice that two graphs of a default-graph list share. ``folder`` is the release's,
    where it has one: its integer columns stand there.
    """

    def __init__(self, store: Store, release: str = "", folder: Path | None = None) -> None:
        self.store = store
        self.release = release
        self.folder = folder

    @classmethod
    def of(cls, quads: Iterable[Quad], release: str = "", folder: Path | None = None) -> Dataset:
        """Hold these quads in memory."""
        store = Store()
        store.bulk_extend(with_default(quads))
        return cls(store, release, folder)

    def select(self, text: str, *, everywhere: bool = False) -> Table:
        """Answer a SELECT over the default graph, or ``everywhere`` over the union of all graphs.

        Raises InvalidQuery, ForbiddenQuery.
        """
        solutions = self._solutions(text, everywhere=everywhere)
        return Table(tuple(variable.value for variable in solutions.variables), tuple(map(tuple, solutions)))

    def rows(self, text: str) -> Iterator[tuple[Term | None, ...]]:
        """Yield the rows of a SELECT as the engine finds them, for answers that are too much to hold."""
        return map(tuple, self._solutions(text))

    def texts(self, text: str) -> list[tuple[str, ...]]:
        """Answer a SELECT by the bare values of its terms, with the empty string where one is unbound."""
        return [tuple(str(getattr(term, "value", "")) for term in row) for row in self.select(text).rows]

    def ask(self, text: str) -> bool:
        """Answer an ASK; raises InvalidQuery, ForbiddenQuery."""
        answer = self._answer(text)
        if not isinstance(answer, QueryBoolean):
            raise InvalidQuery("expected an ASK query")
        return bool(answer)

    def construct(self, text: str) -> tuple[Triple, ...]:
        """Answer a CONSTRUCT or DESCRIBE; raises InvalidQuery, ForbiddenQuery."""
        return tuple(self.triples(text))

    def triples(self, text: str) -> Iterator[Triple]:
        """Yield a CONSTRUCT's triples as the engine finds them, in what was held when it was asked."""
        triples = self._answer(text)
        if not isinstance(triples, QueryTriples):
            raise InvalidQuery("expected a CONSTRUCT or DESCRIBE query")
        yield from triples

    def quads(self, graph: str | None = None) -> Iterable[Quad]:
        """Yield the quads of one named graph, or of all of them; never those of the default graph."""
        if graph is not None:
            return self.store.quads_for_pattern(None, None, None, NamedNode(graph))
        everywhere = self.store.quads_for_pattern(None, None, None, None)
        return (quad for quad in everywhere if not isinstance(quad.graph_name, DefaultGraph))

    def add(self, graph: str, triples: Iterable[Triple]) -> None:
        """Hold more triples in a named graph, as a release is built."""
        name = NamedNode(graph)
        self.extend(Quad(t.subject, t.predicate, t.object, name) for t in triples)

    def extend(self, quads: Iterable[Quad]) -> None:
        """Hold more quads of named graphs, as a release is built."""
        self.store.extend(with_default(quads))

    def drop(self, graph: str) -> None:
        """Let go of a named graph that is not part of the default graph."""
        self.store.remove_graph(NamedNode(graph))

    def _solutions(self, text: str, *, everywhere: bool = False) -> QuerySolutions:
        solutions = self._answer(text, everywhere=everywhere)
        if not isinstance(solutions, QuerySolutions):
            raise InvalidQuery("expected a SELECT query")
        return solutions

    def _answer(self, text: str, *, everywhere: bool = False) -> QuerySolutions | QueryBoolean | QueryTriples:
        refuse_service(text)
        try:
            return self.store.query(text, use_default_graph_as_union=everywhere)
        except SyntaxError as problem:
            raise _invalid(str(problem)) from None


def with_default(quads: Iterable[Quad]) -> Iterable[Quad]:
    """Add to quads those of the default graph that follow from them."""
    for quad in quads:
        yield quad
        if isinstance(quad.graph_name, NamedNode) and layout.in_default(quad.graph_name.value):
            yield Quad(quad.subject, quad.predicate, quad.object)


def _invalid(message: str) -> InvalidQuery:
    place = _PLACE.match(message)
    if place is None:
        return InvalidQuery(message)
    return InvalidQuery(message[place.end() :], int(place[1]), int(place[2]))
