"""The Turtle files of the ontology: where they lie, and each part of them as one graph."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from rdflib import Graph

Part = Literal["terms", "schemes", "reference", "shapes"]

_ROOT = Path(__file__).resolve().parent
_PATTERNS: dict[Part, tuple[str, ...]] = {
    "terms": ("terms.ttl",),
    "schemes": ("code-lists.ttl", "schemes/*.ttl"),
    "reference": ("reference/*.ttl",),
    "shapes": ("shapes/*.ttl",),
}


def paths(part: Part) -> tuple[Path, ...]:
    """Return the files of one part of the ontology, in a fixed order."""
    return tuple(path for pattern in _PATTERNS[part] for path in sorted(_ROOT.glob(pattern)))


def graph(part: Part) -> Graph:
    """Read all files of one part of the ontology into a new graph, with the prefixes they declare."""
    read = Graph(bind_namespaces="none")
    for path in paths(part):
        read.parse(path, format="turtle")
    return read
