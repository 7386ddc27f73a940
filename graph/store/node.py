"""Codes, prefixed names and literals of workspace files as RDF terms."""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from graph.errors import InvalidIdentifier
from graph.identifiers import NS, resource

_OWN_TERM = re.compile(r"kyt:[A-Za-z][A-Za-z0-9-]{0,63}")


def node(written: str) -> NamedNode | Literal:
    """Return the term that a workspace file writes as a code, ``kyt:…`` or an N-Triples literal.

    Raises InvalidIdentifier for anything else.
    """
    if not isinstance(written, str):
        raise InvalidIdentifier(repr(written))
    if written.startswith('"'):
        return _literal(written)
    if written.startswith("kyt:"):
        if not _OWN_TERM.fullmatch(written):
            raise InvalidIdentifier(written)
        return NamedNode(NS + written[len("kyt:") :])
    return NamedNode(resource(written))


def _literal(written: str) -> Literal:
    line = f"<x:s> <x:p> {written} ."
    try:
        terms = [quad.object for quad in parse(line, format=RdfFormat.N_TRIPLES)]
    except SyntaxError:
        raise InvalidIdentifier(written) from None
    if len(terms) != 1 or not isinstance(terms[0], Literal):
        raise InvalidIdentifier(written)
    return terms[0]
