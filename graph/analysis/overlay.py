"""A copy of a policy layer to try changes on: the release's own is never touched."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from graph.analysis.claims import Edge
from graph.analysis.policy_layer import PolicyLayer
from graph.identifiers import NS


def edges(layer: PolicyLayer, thing: str) -> list[Edge]:
    """List the links that begin or end at a thing."""
    held = (*layer.graph.out_edges(thing, keys=True), *layer.graph.in_edges(thing, keys=True))
    return [Edge(start, relation, end, standing) for start, end, (relation, standing) in held]


class Overlay:
    """A policy layer whose things and links can be taken out and put in."""

    def __init__(self, layer: PolicyLayer) -> None:
        self.layer = PolicyLayer(layer.graph.copy(), dict(layer.sections), dict(layer.complete))

    def add(self, edge: Edge) -> None:
        """Put a link in, and its inverse; it stays one link if it is there."""
        for way in edge.ways:
            self.layer.graph.add_edge(way.start, way.end, key=(way.relation, way.standing))

    def cut(self, links: Iterable[Edge]) -> list[Edge]:
        """Take links out and their inverses; return those that were there."""
        gone = []
        for edge in dict.fromkeys(way for link in links for way in link.ways):
            key = (edge.relation, edge.standing)
            if self.layer.graph.has_edge(edge.start, edge.end, key):
                self.layer.graph.remove_edge(edge.start, edge.end, key)
                gone.append(edge)
        return gone

    def put(self, thing: str, *kinds: str) -> None:
        """Put a thing in, of these kinds (local names)."""
        self.layer.graph.add_node(thing, kinds={NS + kind for kind in kinds})

    def drop(self, thing: str) -> None:
        """Take a thing out with all its links."""
        self.layer.graph.remove_node(thing)

    @contextmanager
    def without(self, links: Iterable[Edge], versions: Collection[str] = ()) -> Iterator[PolicyLayer]:
        """Give the layer without these links, and without what was read in these document versions."""
        gone, known = self.cut(links), dict(self.layer.sections)
        for thing, sections in known.items() if versions else ():
            self.layer.sections[thing] = {s for s in sections if s.version not in versions}
        try:
            yield self.layer
        finally:
            self.layer.sections.update(known)
            for edge in gone:
                self.layer.graph.add_edge(edge.start, edge.end, key=(edge.relation, edge.standing))
