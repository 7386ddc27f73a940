"""A change to a workspace's scratch graphs, made on a store in memory; managed graphs refuse it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from graph.errors import FailedUpdate, InvalidDocument, ManagedGraph, NotFound, TooLarge
from graph.store.layout import is_managed
from sparql.frames import HEAD
from sparql.limits import DEPTH
from sparql.results import invalid
from sparql.update import Plan, Update, plan

_TRIPLE_TERM = re.compile(rb"<<|>>")
_REASON = re.compile(r"Parser error [^:]*: (.*)", re.DOTALL)

#: What a change begins with as it is sent, where a question begins with its own kind.
CHANGE = b"C"

#: Formats in which a graph can be sent.
READ: dict[str, RdfFormat] = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}


@dataclass(frozen=True, slots=True)
class Document:
    """An RDF document as it was sent; relative IRIs in it are relative to ``base``."""

    media_type: str
    data: bytes
    base: str


@dataclass(frozen=True, slots=True)
class Write:
    """PUT, POST or DELETE of the Graph Store Protocol on one graph; without a name, the default graph."""

    method: str
    graph: str | None
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a change: whether it created the graph that it names, and the scratch quads there are."""

    is_created: bool
    quads: int


def apply(store: Store, change: Update | Write) -> bool:
    """Change a store and say whether a graph was created by its name.

    The store is of no use after an error. Raises ManagedGraph, InvalidQuery, InvalidDocument, FailedUpdate,
    ForbiddenQuery, NotFound for a graph to be deleted, TooLarge.
    """
    if isinstance(change, Write):
        return _written(store, change)
    _updated(store, change)
    return False


def _updated(store: Store, update: Update) -> None:
    planned = plan(update)
    _refuse_managed(store, planned)
    is_doubtful = planned.is_open or any(map(is_managed, planned.with_graphs))
    before = _managed(store) if is_doubtful else None
    try:
        store.update(planned.text, base_iri=update.base or None)
    except SyntaxError as problem:
        raise invalid(str(problem)) from None
    except (RuntimeError, OSError, ValueError) as problem:
        raise FailedUpdate(str(problem)) from None
    if before is not None and _managed(store) != before:
        raise ManagedGraph(next(filter(is_managed, planned.with_graphs), ""))


def _refuse_managed(store: Store, planned: Plan) -> None:
    for graph in sorted(planned.graphs):
        if is_managed(graph):
            raise ManagedGraph(graph)
    if planned.any_named:
        for name in store.named_graphs():
            if isinstance(name, NamedNode) and is_managed(name.value):
                raise ManagedGraph(name.value)


def _managed(store: Store) -> frozenset[Quad]:
    names = [name for name in store.named_graphs() if isinstance(name, NamedNode) and is_managed(name.value)]
    return frozenset(quad for name in names for quad in store.quads_for_pattern(None, None, None, name))


def _written(store: Store, write: Write) -> bool:
    if write.graph is not None and is_managed(write.graph):
        raise ManagedGraph(write.graph)
    name = NamedNode(write.graph) if write.graph is not None else DefaultGraph()
    is_there = not isinstance(name, NamedNode) or store.contains_named_graph(name)
    if write.method == "DELETE" and not is_there:
        raise NotFound("graph", str(write.graph))
    quads = [quad for document in write.documents for quad in _quads(document, name)]
    if write.method != "POST":
        store.clear_graph(name)
    if isinstance(name, NamedNode):
        store.remove_graph(name) if write.method == "DELETE" else store.add_graph(name)
    store.bulk_extend(quads)
    return not is_there


def _quads(document: Document, name: NamedNode | DefaultGraph) -> Iterator[Quad]:
    """Read a document; its blank nodes are its own, whatever they are called."""
    _refuse_deep(document.data)
    try:
        found = parse(
            document.data, format=READ[document.media_type], base_iri=document.base, rename_blank_nodes=True
        )
        for quad in found:
            if not isinstance(quad.graph_name, DefaultGraph):
                raise InvalidDocument("a document of one graph names another one in it")
            yield Quad(quad.subject, quad.predicate, quad.object, name)
    except SyntaxError as problem:
        raise _unreadable(problem) from None


def _refuse_deep(data: bytes) -> None:
    """Raise TooLarge for triple terms within triple terms, which the parser's stack cannot hold."""
    depth = 0
    for found in _TRIPLE_TERM.finditer(data):
        depth += 1 if found[0] == b"<<" else -1
        if depth > DEPTH:
            raise TooLarge("the nesting of triple terms", DEPTH)


def _unreadable(problem: SyntaxError) -> InvalidDocument:
    found = _REASON.fullmatch(problem.msg)
    return InvalidDocument(found[1] if found else problem.msg, problem.lineno, problem.offset)


def sent(change: Update | Write, aside: Path) -> bytes:
    """Return a change as it is sent, with the path of the file that what comes of it is written into."""
    held: dict[str, Any] = {"aside": str(aside), "sizes": []}
    documents: tuple[Document, ...] = ()
    if isinstance(change, Update):
        held["update"] = asdict(change)
    else:
        documents = change.documents
        described = [(document.media_type, document.base) for document in documents]
        held |= {"method": change.method, "graph": change.graph, "documents": described}
        held["sizes"] = [len(document.data) for document in documents]
    content = json.dumps(held).encode()
    return b"".join((HEAD.pack(CHANGE, len(content)), content, *(document.data for document in documents)))


def sizes(content: bytes) -> tuple[int, ...]:
    """Return the lengths of the documents that follow a change as it is sent."""
    return tuple(json.loads(content)["sizes"])


def received(content: bytes, parts: tuple[bytes, ...]) -> tuple[Update | Write, Path]:
    """Read a change as it was sent, and where what comes of it is to be written."""
    held = json.loads(content)
    if "update" in held:
        text, default, named, base = held["update"].values()
        return Update(text, tuple(default), tuple(named), base), Path(held["aside"])
    described = zip(held["documents"], parts, strict=True)
    documents = tuple(Document(media_type, data, base) for (media_type, base), data in described)
    return Write(held["method"], held["graph"], documents), Path(held["aside"])
