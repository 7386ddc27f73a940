"""The named graphs: which there are, and which make up the default graph. Nowhere else."""

from __future__ import annotations

from graph.identifiers import GRAPH

ONTOLOGY = GRAPH + "ontology"
SCHEMES = GRAPH + "schemes"
ENTITIES = GRAPH + "entities"
ACCEPTED = GRAPH + "accepted"
INFERRED = GRAPH + "inferred"
DECISIONS = GRAPH + "decisions"
CATALOGUE = GRAPH + "catalogue"
_CUBES = GRAPH + "cube/"
COVERAGE = _CUBES + "coverage"

#: Steps between rules while a release is built; in no release.
SCRATCH = GRAPH + "scratch"

#: Their union is the default graph, with that of the records of authoritative registers.
DEFAULT = (ONTOLOGY, SCHEMES, ENTITIES, ACCEPTED, INFERRED)

#: What the identity of a release covers, besides the assertions graphs.
IDENTIFYING = (*DEFAULT, DECISIONS)


_RECORDS = GRAPH + "record/"


def record(version: str) -> str:
    """Return the graph of what one version of an authoritative register (its code) states."""
    return _RECORDS + version


def claimed(version: str) -> str:
    """Return the graph of what a version of a register states that nobody declared authoritative for it."""
    return f"{GRAPH}claimed/{version}"


def proposed(name: str) -> str:
    """Return the graph of what rows were read to propose by one rule (version and rule), undecided."""
    return f"{GRAPH}proposed/{name}"


def in_default(graph: str) -> bool:
    """Say whether a named graph is part of the default graph."""
    return graph in DEFAULT or is_record(graph)


def is_record(graph: str) -> bool:
    """Say whether a graph is of what an authoritative register states."""
    return graph.startswith(_RECORDS)


def cube(name: str) -> str:
    """Return the graph of a cube, which is also the cube's own IRI."""
    return _CUBES + name


def assertions(version: str) -> str:
    """Return the graph of the assertions read from one document version (its code)."""
    return f"{GRAPH}assertions/{version}"


def is_managed(graph: str) -> bool:
    """Say whether a graph is built from the workspace's files, and so written by commands only."""
    return graph.startswith(GRAPH)


def rule(name: str) -> str:
    """Return the graph of what one rule inferred, which is also the rule's own IRI."""
    return f"{GRAPH}inferred/{name}"
