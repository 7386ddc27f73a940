"""What a shape demands, one constraint at a time, and what it tells a data owner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import DCTERMS, RDF, SH, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

_SPOKEN_OF_APART = {SH.path, SH.message, SH.severity, SH.prefixes, DCTERMS.source, RDF.type}
_TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)


@dataclass(frozen=True, slots=True)
class Constraint:
    """One demand of a shape.

    ``path`` is empty where the demand is on the resource itself; ``messages`` are by language.
    """

    path: str
    demand: str
    severity: str
    source: str
    messages: dict[str, str]


def shapes(source: Graph) -> list[URIRef]:
    """Return the node shapes of a graph, in the order of their IRIs."""
    return sorted(s for s in source.subjects(RDF.type, SH.NodeShape) if isinstance(s, URIRef))


def targets(source: Graph, shape: URIRef) -> list[str]:
    """Return what a shape applies to, such as ``targetClass kyt:Theme``."""
    return sorted(
        f"{_local(predicate)} {_text(source, target)}"
        for predicate in _TARGETS
        for target in source.objects(shape, predicate)
    )


def constraints(source: Graph, shape: URIRef) -> list[Constraint]:
    """Return the demands of a shape, in the order of their paths."""
    found = [_constraint(source, node) for node in _bearers(source, shape)]
    return sorted(found, key=lambda one: (one.path, one.demand, one.severity, sorted(one.messages.items())))


def _bearers(source: Graph, shape: URIRef) -> Iterator[Node]:
    """Yield the nodes that bear a message: the shape's properties and queries, and itself if it has any."""
    yield from source.objects(shape, SH.property)
    yield from source.objects(shape, SH.sparql)
    if (shape, SH.message, None) in source:
        yield shape


def _constraint(source: Graph, node: Node) -> Constraint:
    path, severity = source.value(node, SH.path), source.value(node, SH.severity)
    origin = source.value(node, DCTERMS.source)
    said = (m for m in source.objects(node, SH.message) if isinstance(m, Literal))
    return Constraint(
        path=_text(source, path) if path else "",
        demand=_demand(source, node),
        severity=_local(severity) if severity else "",
        source=_text(source, origin) if origin else "",
        messages={str(m.language): str(m) for m in said},
    )


def _demand(source: Graph, node: Node) -> str:
    """Write out a node's parameters, nested shapes in brackets, in the order of their names."""
    own = isinstance(node, URIRef)
    apart = {*_SPOKEN_OF_APART, *_TARGETS} | ({SH.property, SH.sparql} if own else set())
    pairs = [(p, o) for p, o in source.predicate_objects(node) if p not in apart]
    return ", ".join(sorted(f"{_local(p)} {_text(source, o)}" for p, o in pairs))


def _text(source: Graph, node: Node) -> str:
    if isinstance(node, Literal):
        return " ".join(str(node).split())
    if isinstance(node, URIRef):
        return node.n3(source.namespace_manager)
    if (node, RDF.first, None) in source:
        return "(" + ", ".join(_text(source, item) for item in Collection(source, node)) + ")"
    path = source.value(node, SH.path)
    parts = ([_text(source, path)] if path else []) + [_demand(source, node)]
    return "[" + " ".join(part for part in parts if part) + "]"


def _local(node: Node) -> str:
    return str(node).rpartition("#")[2]
