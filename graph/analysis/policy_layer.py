"""The policy layer of a release as a networkx graph: who is part of what, covers what, on whose word."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from graph.identifiers import NS
from graph.store.dataset import Dataset
from graph.store.query_file import load
from graph.terms import DCT, SKOS

#: Nodes are IRIs; each edge's key is (relation, standing), standing being stated, denied or proposed.
if TYPE_CHECKING:
    import networkx as nx

Layer: TypeAlias = "nx.MultiDiGraph[str]"

#: What a theme or project has to show.
ENDS = (NS + "hasIndicator", NS + "produced")
PART, PART_OF, BROADER, RELATED = DCT + "hasPart", DCT + "isPartOf", SKOS + "broader", SKOS + "related"
#: What leads from a whole down to what is inside it.
DOWN = (PART, NS + "funds")


class Section(NamedTuple):
    """A section looked for in a document version that describes a thing, or names it."""

    version: str
    key: str
    found: bool
    describes: bool
    names: bool


@dataclass(frozen=True)
class PolicyLayer:
    """Things by their kinds, the links between them, and what was read of them.

    ``complete`` tells of which relations a thing's values are declared to be all there.
    """

    graph: Layer
    sections: dict[str, set[Section]] = field(default_factory=dict)
    complete: dict[str, set[str]] = field(default_factory=dict)

    def of_kind(self, *kinds: str) -> list[str]:
        """Return the things of any of these kinds (local names), sorted."""
        wanted = {NS + kind for kind in kinds}
        return sorted(
            n for n, kinds_of in self.graph.nodes(data="kinds", default=()) if wanted & set(kinds_of)
        )

    def is_a(self, thing: str, kind: str) -> bool:
        """Whether a thing is of a kind."""
        return NS + kind in self.graph.nodes[thing].get("kinds", ())

    def is_whole(self, thing: str) -> bool:
        """Whether anything is a part of a thing, though it may be left out of the layer."""
        return bool(self.graph.nodes[thing].get("is_whole") or self.targets(thing, PART))

    def targets(self, thing: str, relation: str, standing: str = "stated") -> list[str]:
        """Return what a thing links to by a relation."""
        return self._ends(self.graph.out_edges(thing, keys=True), 1, relation, standing)

    def sources(self, thing: str, relation: str, standing: str = "stated") -> list[str]:
        """Return what links to a thing by a relation."""
        return self._ends(self.graph.in_edges(thing, keys=True), 0, relation, standing)

    def between(self, start: str, end: str) -> Collection[tuple[str, str]]:
        """Return the links from one thing to another, as (relation, standing)."""
        return cast(Collection[tuple[str, str]], self.graph.get_edge_data(start, end, default={}))

    @staticmethod
    def _ends(edges: object, end: int, relation: str, standing: str) -> list[str]:
        return [edge[end] for edge in edges if edge[2] == (relation, standing)]  # type: ignore[attr-defined]


def policy_layer(dataset: Dataset, graph: Layer | None = None) -> PolicyLayer:
    """Read the policy layer of a release; the things and links may be given, where not all are wanted."""
    layer = PolicyLayer(_read(dataset) if graph is None else graph)
    for thing, version, key, found, describes, names in _rows(dataset, "sections"):
        section = Section(version, key, found == "true", describes == "true", names == "true")
        layer.sections.setdefault(thing, set()).add(section)
    for thing, relation, _ in _rows(dataset, "completeness"):
        layer.complete.setdefault(thing, set()).add(relation)
    return layer


def _read(dataset: Dataset) -> Layer:
    import networkx as nx  # takes long to load; many who import this do not read a layer

    graph: Layer = nx.MultiDiGraph()
    for thing, kind in _rows(dataset, "things"):
        graph.add_node(thing)
        graph.nodes[thing].setdefault("kinds", set()).add(kind)
    for start, relation, end, standing in _rows(dataset, "links"):
        graph.add_edge(start, end, key=(relation, standing))
    return graph


def _rows(dataset: Dataset, name: str) -> list[tuple[str, ...]]:
    query = load(Path(str(files("graph.analysis") / "queries" / f"{name}.rq")))
    return dataset.texts(query.text)
