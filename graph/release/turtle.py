"""Turtle taken into a release: no blank node left, the same names on any machine."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pyoxigraph
from rdflib import BNode, Graph, URIRef
from rdflib.term import Node

from graph.errors import InvalidRelease
from graph.identifiers import GENID, digest


def load(path: Path) -> Graph:
    """Parse a Turtle file; raises InvalidRelease that names file and place.

    The stricter parser goes first: the other would resolve relative IRIs against this machine's folders.
    """
    try:
        for _ in pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE):
            pass
    except (SyntaxError, ValueError) as problem:
        raise InvalidRelease((f"{path}: not Turtle: {problem}",)) from None
    return Graph().parse(path, format="turtle")


def triples(graph: Graph) -> Iterator[pyoxigraph.Triple]:
    """Yield the triples of a graph with an IRI in place of each blank node.

    Raises InvalidRelease for blank nodes that point at each other in a circle: they have no content of
    their own to be named by.
    """
    data = skolemised(graph).serialize(format="nt", encoding="utf-8")
    for quad in pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.N_TRIPLES):
        yield quad.triple


def skolemised(graph: Graph) -> Graph:
    """Return the graph with each blank node named by what it says and by what points at it."""
    order = _inside_first(graph)
    content: dict[Node, str] = {}
    for node in order:
        content[node] = _digest(graph.predicate_objects(node), content)
    names: dict[Node, Node] = {}
    for node in reversed(order):
        from_outside = _digest(((p, names.get(s, s)) for s, p in graph.subject_predicates(node)), {})
        names[node] = URIRef(GENID + digest(content[node], from_outside, length=20))
    renamed = Graph()
    for s, p, o in graph:
        renamed.add((names.get(s, s), p, names.get(o, o)))
    return renamed


def _inside_first(graph: Graph) -> list[Node]:
    inside: dict[Node, set[Node]] = {}
    for s, _, o in graph:
        for node in (s, o):
            if isinstance(node, BNode):
                inside.setdefault(node, set())
        if isinstance(s, BNode) and isinstance(o, BNode):
            inside[s].add(o)
    try:
        return list(TopologicalSorter(inside).static_order())
    except CycleError:
        reason = "blank nodes point at each other in a circle; give one of them an IRI"
        raise InvalidRelease((reason,)) from None


def _digest(pairs: Iterator[tuple[Node, Node]], content: dict[Node, str]) -> str:
    written = sorted(f"{p.n3()} {content.get(o) or o.n3()}" for p, o in pairs)
    return digest(*written, length=32)
