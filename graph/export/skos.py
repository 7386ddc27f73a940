"""A concept scheme by itself, as SKOS that Skosmos loads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat, Triple

from graph.export.names import local_name
from graph.identifiers import GENID
from graph.store import layout
from graph.store.dataset import Dataset
from graph.terms import PREFIXES, RDF, SKOS

_TYPE = NamedNode(RDF + "type")
_IN_SCHEME, _TOP, _HAS_TOP, _BROADER, _NARROWER, _RELATED = (
    NamedNode(SKOS + name)
    for name in ("inScheme", "topConceptOf", "hasTopConcept", "broader", "narrower", "related")
)
_TURNED = {_BROADER: _NARROWER, _NARROWER: _BROADER, _RELATED: _RELATED}
_SCHEMES = NamedNode(layout.SCHEMES)


def schemes(dataset: Dataset) -> dict[str, str]:
    """Return the concept schemes of a release by their codes."""
    found = dataset.store.quads_for_pattern(None, _TYPE, NamedNode(SKOS + "ConceptScheme"), _SCHEMES)
    named = (quad.subject.value for quad in found if isinstance(quad.subject, NamedNode))
    return {local_name(iri): iri for iri in sorted(named)}


def write(path: Path, dataset: Dataset, scheme: str) -> None:
    """Write a scheme and its concepts as Turtle, with every link within it said from both ends.

    What has nothing broader in the scheme is a top concept, so that a hierarchy that is walked down from the
    top leaves nothing out (Skosmos, Data Model).
    """
    held = sorted(_both_ways(set(_triples(dataset, NamedNode(scheme))), NamedNode(scheme)), key=str)
    pyoxigraph.serialize(held, output=str(path), format=RdfFormat.TURTLE, prefixes=PREFIXES)


def _triples(dataset: Dataset, scheme: NamedNode) -> Iterator[Triple]:
    inside = dataset.store.quads_for_pattern(None, _IN_SCHEME, scheme, _SCHEMES)
    for subject in (scheme, *(quad.subject for quad in inside)):
        for quad in dataset.store.quads_for_pattern(subject, None, None, _SCHEMES):
            # How names came about is said by nodes that other programs would show as concepts.
            if not any(str(term).startswith(f"<{GENID}") for term in (quad.subject, quad.object)):
                yield quad.triple


def _both_ways(held: set[Triple], scheme: NamedNode) -> set[Triple]:
    concepts = {t.subject for t in held if t.predicate == _IN_SCHEME and t.object == scheme}
    inside = {t for t in held if t.subject in concepts and t.object in concepts}
    turned = {
        Triple(t.object, _TURNED[t.predicate], t.subject)
        for t in inside
        if t.predicate in _TURNED and isinstance(t.object, NamedNode)
    }
    lower = {t.subject for t in inside | turned if t.predicate == _BROADER}
    top = {t.subject for t in held if t.predicate == _TOP and t.object == scheme} | (concepts - lower)
    said = {triple for c in top for triple in (Triple(c, _TOP, scheme), Triple(scheme, _HAS_TOP, c))}
    return held | turned | said
