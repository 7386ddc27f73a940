"""The ontology's graphs as a release takes them in."""

from __future__ import annotations

from dataclasses import dataclass, field

from rdflib import Graph

from ontology import source


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms, schemes, reference data and shapes that a release is built with."""

    terms: Graph = field(default_factory=Graph)
    schemes: Graph = field(default_factory=Graph)
    reference: Graph = field(default_factory=Graph)
    shapes: Graph = field(default_factory=Graph)


def shipped() -> Vocabulary:
    """Load the ontology that this version comes with."""
    return Vocabulary(
        source.graph("terms"),
        source.graph("schemes"),
        source.graph("reference"),
        source.graph("shapes"),
    )
