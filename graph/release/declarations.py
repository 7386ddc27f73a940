"""The registers said in RDF: what was accepted in the default graph, the rest beside the decisions on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from graph.curation.declarations import Declaration, Declared, is_address
from graph.identifiers import NS, resource
from graph.store import layout
from graph.store.node import node
from graph.terms import DCT, PROV, RDF, RDFS, REGISTERS

#: By which terms a statement of each register says what it is about.
_ABOUT = {"completeRelation": "completeFor", "handledBy": "covered", "between": "between"}


def statements(declared: Iterable[Declared]) -> Iterator[Quad]:
    """Say every statement; only an accepted one stands in the default graph, where rules find it."""
    for each in declared:
        graph = layout.ACCEPTED if each.state == "accepted" else layout.DECISIONS
        for predicate, value in _said(each.declaration, each.state):
            yield Quad(_id(each.declaration.code), NamedNode(predicate), value, NamedNode(graph))


def _said(said: Declaration, state: str) -> Iterator[tuple[str, NamedNode | Literal]]:
    yield RDF + "type", NamedNode(REGISTERS[said.relation])
    yield NS + _ABOUT[said.relation], node(said.subject)
    yield NS + said.relation, node(said.object)
    yield NS + "asOf", Literal(said.as_of)
    yield NS + "decisionState", NamedNode(f"{NS}status-{state}")
    yield PROV + "wasAttributedTo", _id(said.owner)
    yield DCT + "source", NamedNode(said.source) if is_address(said.source) else _id(said.source)
    if said.words:
        yield RDFS + "comment", Literal(said.words)


def _id(code: str) -> NamedNode:
    return NamedNode(resource(code))
