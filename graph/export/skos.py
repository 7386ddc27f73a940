"""A concept scheme by itself, as SKOS that Skosmos loads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat, Triple

from graph.export.names import local_name
from graph.release.turtle import GENID
from graph.store import layout
from graph.store.dataset import Dataset
from graph.terms import PREFIXES, RDF, SKOS

_TYPE = NamedNode(RDF + "type")
_SCHEMES = NamedNode(layout.SCHEMES)


def schemes(dataset: Dataset) -> dict[str, str]:
    """Return the concept schemes of a release by their codes."""
    found = dataset.store.quads_for_pattern(None, _TYPE, NamedNode(SKOS + "ConceptScheme"), _SCHEMES)
    named = (quad.subject.value for quad in found if isinstance(quad.subject, NamedNode))
    return {local_name(iri): iri for iri in sorted(named)}


def write(path: Path, dataset: Dataset, scheme: str) -> None:
    """Write a scheme and its concepts as Turtle, with the top concepts said from both ends."""
    held = sorted(set(_triples(dataset, NamedNode(scheme))), key=str)
    pyoxigraph.serialize(held, output=str(path), format=RdfFormat.TURTLE, prefixes=PREFIXES)


def _triples(dataset: Dataset, scheme: NamedNode) -> Iterator[Triple]:
    inside = dataset.store.quads_for_pattern(None, NamedNode(SKOS + "inScheme"), scheme, _SCHEMES)
    for subject in (scheme, *(quad.subject for quad in inside)):
        for quad in dataset.store.quads_for_pattern(subject, None, None, _SCHEMES):
            # How names came about is said by nodes that other programs would show as concepts.
            if not any(str(term).startswith(f"<{GENID}") for term in (quad.subject, quad.object)):
                yield quad.triple
                if quad.predicate.value == SKOS + "topConceptOf" and quad.object == scheme:
                    yield Triple(scheme, NamedNode(SKOS + "hasTopConcept"), quad.subject)
