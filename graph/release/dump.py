"""A release written out as RDF, quad by quad: none of it is held, however large it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Literal

import pyoxigraph
from pyoxigraph import Quad, RdfFormat, Triple

from graph.store.layout import in_default
from graph.terms import PREFIXES

Form = Literal["nq", "trig", "ttl", "nt", "jsonld", "rdf"]
FORMATS: dict[str, RdfFormat] = {
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
}
_PLAIN = (RdfFormat.N_QUADS, RdfFormat.N_TRIPLES)


def write(quads: Iterable[Quad], form: Form, output: IO[bytes]) -> None:
    """Write what a release states, given in canonical order; the same release gives the same bytes.

    Forms that know named graphs hold them all; Turtle, N-Triples and RDF/XML hold the default graph.
    """
    chosen = FORMATS[form]
    held = quads if chosen.supports_datasets else _default(quads)
    prefixes = None if chosen in _PLAIN else PREFIXES
    pyoxigraph.serialize(held, output=output, format=chosen, prefixes=prefixes)


def _default(quads: Iterable[Quad]) -> Iterator[Triple]:
    """Yield each triple of the default graph once; in canonical order its repetitions stand together."""
    former: Triple | None = None
    for quad in quads:
        if in_default(getattr(quad.graph_name, "value", "")) and quad.triple != former:
            former = quad.triple
            yield former
