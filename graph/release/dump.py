"""A release written out as RDF."""

from __future__ import annotations

from typing import Literal

import pyoxigraph
from pyoxigraph import DefaultGraph, RdfFormat

from graph.release import canonical
from graph.store.dataset import Dataset
from graph.terms import PREFIXES

Form = Literal["nq", "trig", "ttl", "nt"]
_FORMATS = {"trig": RdfFormat.TRIG, "ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES}


def dump(dataset: Dataset, form: Form, graph: str | None = None) -> bytes:
    """Write a release in full as canonical N-Quads or TriG, or a graph of it as Turtle or N-Triples.

    Without a graph, Turtle and N-Triples hold the default graph. The same release gives the same bytes.
    """
    if form == "nq":
        return b"".join(canonical.lines(dataset.quads(graph)))
    if form == "trig":
        quads = sorted(dataset.quads(graph), key=str)
        return pyoxigraph.serialize(quads, format=RdfFormat.TRIG, prefixes=PREFIXES) or b""
    held = (
        dataset.quads(graph) if graph else dataset.store.quads_for_pattern(None, None, None, DefaultGraph())
    )
    triples = sorted((quad.triple for quad in held), key=str)
    prefixes = PREFIXES if form == "ttl" else None
    return pyoxigraph.serialize(triples, format=_FORMATS[form], prefixes=prefixes) or b""
