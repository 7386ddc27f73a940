"""Small graphs drawn by hand, as a release would hold them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import NamedNode, Quad
from rdflib import RDF, Graph, URIRef
from rdflib.term import Node

from graph.identifiers import NS
from graph.release import turtle
from graph.store import layout
from graph.store.dataset import Dataset
from graph.terms import OA
from ontology import source
from tests.graph.released import follow

Draw = Callable[[Graph], Dataset]
_SET_APART: dict[Node | None, str | None] = {
    URIRef(NS + "Assertion"): layout.assertions("v1"),
    URIRef(OA + "SpecificResource"): layout.assertions("v1"),
    URIRef(OA + "TextQuoteSelector"): layout.assertions("v1"),
    URIRef(NS + "CoverageCell"): None,
}


@pytest.fixture(scope="session")
def words() -> tuple[Quad, ...]:
    """The terms and code lists that rules need to know of."""
    lists = Graph().parse(source.paths("schemes")[0])
    return (*quads(source.graph("terms"), layout.ONTOLOGY), *quads(lists, layout.SCHEMES))


@pytest.fixture(scope="session")
def draw(words: tuple[Quad, ...]) -> Draw:
    """Hold a drawing as a release that has its inferences; expected cells are left out."""

    def drawn(drawing: Graph) -> Dataset:
        dataset = Dataset.of(words)
        for graph, part in parted(drawing).items():
            dataset.extend(quads(part, graph))
        follow(dataset)
        return dataset

    return drawn


def parted(drawing: Graph) -> dict[str, Graph]:
    """Give each subject's triples to the graph in which a release would hold them."""
    parts: dict[str, Graph] = {}
    for subject in set(drawing.subjects()):
        graph = _SET_APART.get(drawing.value(subject, RDF.type), layout.ACCEPTED)
        if graph is not None:
            for triple in drawing.triples((subject, None, None)):
                parts.setdefault(graph, Graph()).add(triple)
    return parts


def quads(graph: Graph, name: str) -> list[Quad]:
    """Return a graph's triples as quads of a named graph."""
    held = NamedNode(name)
    return [Quad(t.subject, t.predicate, t.object, held) for t in turtle.triples(graph)]
