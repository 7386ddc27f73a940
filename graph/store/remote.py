"""A release in another store, asked over HTTP by the SPARQL 1.1 Protocol."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import IO, cast

import pyoxigraph
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
)

from graph.errors import StoreFailed
from graph.store.address import Address
from graph.store.clauses import clauses
from graph.store.dataset import Dataset, Term
from graph.store.endpoint import GRAPH, PATIENCE, QUERIES, TABLE, Endpoint, Pieces
from graph.store.query_file import load
from graph.store.renaming import RELEASES, Renaming
from graph.store.tokens import tokens

#: A graph that is never there, for a dataset of none.
_NOWHERE = RELEASES + "none"
_ALL = "CONSTRUCT WHERE { ?s ?p ?o }"

#: Things whose quads are remembered, for pages name the same ones again and again.
_KEPT = 16384

Evaluated = QuerySolutions | QueryBoolean | QueryTriples


@dataclass(frozen=True, slots=True)
class Publication:
    """A release that was published into a store; the one with the highest number serves."""

    release: str
    number: int
    graphs: tuple[str, ...]


class RemoteStore:
    """The two ways in which a release's store is read, over HTTP."""

    def __init__(self, endpoint: Endpoint, names: Renaming, graphs: tuple[str, ...]) -> None:
        self._endpoint = endpoint
        self._names = names
        self._graphs = graphs
        self._about = lru_cache(maxsize=_KEPT)(self._all_about)
        #: Judges the syntax and the functions, so that no store is sent what is not SPARQL.
        self._empty = Store()

    def query(
        self,
        query: str,
        *,
        base_iri: str | None = None,
        use_default_graph_as_union: bool = False,
        default_graph: Iterable[NamedNode] = (),
        named_graphs: Iterable[NamedNode] = (),
    ) -> Evaluated:
        """Evaluate a query; raises SyntaxError, RuntimeError as the engine does, and what asking raises."""
        form = type(self._empty.query(query, base_iri=base_iri))
        own = clauses(query, base_iri or "")
        given = [graph.value for graph in default_graph], [graph.value for graph in named_graphs]
        default, named = given if any(given) else (own.default, own.named)
        if not (default or named):
            everything = [name for name in self._graphs if name != self._names.default]
            theirs = everything if use_default_graph_as_union else [self._names.default]
            return self._asked(form, own.query, base_iri, theirs, everything)
        return self._asked(form, own.query, base_iri, self._known(default), self._known(named))

    def quads_for_pattern(
        self,
        subject: NamedNode | BlankNode | Triple | None,
        predicate: NamedNode | None,
        obj: Term | None,
        graph: NamedNode | DefaultGraph | BlankNode | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads of this form, in one graph or in all; what is said of a thing is asked once."""
        if isinstance(subject, NamedNode) and graph is None:
            held = self._about(subject)
            yield from (q for q in held if predicate in (None, q.predicate) and obj in (None, q.object))
        else:
            yield from self._matching(subject, predicate, obj, graph)

    def _all_about(self, thing: NamedNode) -> tuple[Quad, ...]:
        return tuple(self._matching(thing, None, None, None))

    def _matching(
        self,
        subject: NamedNode | BlankNode | Triple | None,
        predicate: NamedNode | None,
        obj: Term | None,
        graph: NamedNode | DefaultGraph | BlankNode | None,
    ) -> Iterator[Quad]:
        given = {"?subject": subject, "?predicate": predicate, "?object": obj, "?graph": graph}
        text = load(QUERIES / ("in-graph.rq" if graph is not None else "anywhere.rq")).text
        bound = {name: str(term) for name, term in given.items() if term is not None}
        answer = self.query("".join(bound.get(token.text, token.text) for token in tokens(text)))
        assert isinstance(answer, QuerySolutions)
        columns = {variable.value for variable in answer.variables}
        for row in answer:
            cells = [row[name[1:]] if name[1:] in columns else term for name, term in given.items()]
            yield Quad(cells[0], cells[1], cells[2], cells[3] or DefaultGraph())  # type: ignore[arg-type]

    def _asked(
        self, form: type, query: str, base: str | None, default: list[str], named: list[str]
    ) -> Evaluated:
        text = self._names.out(f"BASE <{base}> {query}" if base else query)
        accept = GRAPH if form is QueryTriples else TABLE
        pieces = self._endpoint.asked(text, default or [_NOWHERE], named or [_NOWHERE], accept)
        read = cast("IO[bytes]", io.BufferedReader(Pieces(self._names.back(pieces)), 1 << 16))
        try:
            if form is QueryTriples:
                return _triples(read)
            return pyoxigraph.parse_query_results(read, format=QueryResultsFormat.XML)
        except (SyntaxError, ValueError) as problem:
            raise StoreFailed(self._endpoint.url, f"its answer cannot be read: {problem}") from None

    def _known(self, graphs: Iterable[str]) -> list[str]:
        """Return where those graphs are that belong to the release: a query reads no others."""
        theirs = (self._names.out(graph) for graph in graphs)
        return [graph for graph in theirs if graph in self._graphs and graph != self._names.default]


def _triples(read: IO[bytes]) -> QueryTriples:
    held = Store()
    held.bulk_extend(Quad(*quad.triple) for quad in pyoxigraph.parse(read, format=RdfFormat.N_TRIPLES))
    answer = held.query(_ALL)
    assert isinstance(answer, QueryTriples)
    return answer


def publications(endpoint: Endpoint) -> list[Publication]:
    """Return the releases that were published into a store, the one that serves last."""
    found: dict[tuple[int, str], list[str]] = {}
    for release, number, graph in endpoint.table("published"):
        found.setdefault((int(number), release), []).append(graph)
    return [
        Publication(release.removeprefix(RELEASES), number, tuple(sorted(graphs)))
        for (number, release), graphs in sorted(found.items())
    ]


def open_remote(where: Address, seconds: float = PATIENCE) -> Dataset:
    """Open the release that serves in a store; raises StoreFailed where there is none."""
    endpoint = Endpoint(where, seconds)
    published = publications(endpoint)
    if not published:
        raise StoreFailed(where.url, "no release was published into it")
    serving = published[-1]
    remote = RemoteStore(endpoint, Renaming(serving.release), serving.graphs)
    # To be asked, a dataset needs no more of its store than what this one has.
    return Dataset(cast("Store", remote), serving.release)


def store_of(endpoint: Endpoint, release: str) -> RemoteStore:
    """Open a release that was published into a store, be it the one that serves or the one before."""
    for held in publications(endpoint):
        if held.release == release:
            return RemoteStore(endpoint, Renaming(release), held.graphs)
    raise StoreFailed(endpoint.url, f"release {release} is not in it any more")
