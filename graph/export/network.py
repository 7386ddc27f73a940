"""The accepted links as a graph of things: for Gephi and the like, and as plain JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from graph.export.cover import Sentences, citation
from graph.export.names import LANGUAGES, Names, local_name
from graph.export.table import Table
from graph.release.manifest import Manifest

if TYPE_CHECKING:
    import networkx as nx


def network(kinds: Mapping[str, str], names: Names, tables: Iterable[Table]) -> nx.MultiDiGraph[str]:
    """Return things, given with their kinds, with the links that are stated of them.

    A thing has a label, a kind and names; a link its relation, and as weight the number of places in
    documents that state it, or 1 where the vocabulary does. Links that are proposed or denied are no edges.
    """
    import networkx as nx  # takes long to load, and few ask for it

    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for iri, kind in sorted(kinds.items()):
        named = {tag: names.of(iri, tag) for tag in LANGUAGES}
        texts = {f"name{tag.title()}": text for tag, (text, _) in named.items()}
        made.add_node(local_name(iri), label=named["fi"][0], kind=kind, iri=iri, **texts)
    for table in tables:
        subject, target = table.columns.index("subject"), table.columns.index("object")
        state = table.columns.index("state")
        for row in table.rows:
            ends = row[subject], row[target]
            if row[state] == "direct" and all(end in made for end in ends):
                _count(made, str(ends[0]), str(ends[1]), table.name)
    return made


def as_graphml(path: Path, made: nx.MultiDiGraph[str], held: Manifest) -> None:
    """Write GraphML as Gephi reads it."""
    import networkx as nx

    made.graph.update(release=held.id, citation=citation(held, "en"))
    nx.write_graphml_xml(made, path, named_key_ids=True)


def as_json(path: Path, made: nx.MultiDiGraph[str], held: Manifest, scope: Sentences) -> None:
    """Write nodes and links, with what they rest on first."""
    said = {
        "release": held.id,
        "citation": {tag: citation(held, tag) for tag in LANGUAGES},
        "scope": {tag: list(scope[tag]) for tag in LANGUAGES},
        "nodes": [{"id": code, **told} for code, told in made.nodes(data=True)],
        "links": [{"source": s, "target": t, **told} for s, t, told in made.edges(data=True)],
    }
    path.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _count(made: nx.MultiDiGraph[str], subject: str, target: str, relation: str) -> None:
    if made.has_edge(subject, target, relation):
        made[subject][target][relation]["weight"] += 1
    else:
        made.add_edge(subject, target, relation, label=relation, relation=relation, weight=1)
