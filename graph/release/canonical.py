"""Canonical N-Quads: one line a quad, sorted, the same bytes on any machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from itertools import islice

import pyoxigraph
from pyoxigraph import Quad

from graph.identifiers import GRAPH
from graph.store.layout import IDENTIFYING

_IDENTIFYING_ROOMS = tuple(f"{GRAPH}{room}/" for room in ("assertions", "record", "claimed", "proposed"))
_IDENTIFYING = frozenset(IDENTIFYING)
#: So many quads are written at once.
_PIECE = 100_000


def lines(quads: Iterable[Quad]) -> list[bytes]:
    """Return the quads as sorted canonical N-Quads lines without repetition.

    They hold no blank node, and so are what RDFC-1.0 would give.
    """
    found: set[bytes] = set()
    held = iter(quads)
    # In pieces, since all may be gigabytes.
    while piece := list(islice(held, _PIECE)):
        written = pyoxigraph.serialize(piece, format=pyoxigraph.RdfFormat.N_QUADS) or b""
        found.update(written.splitlines(keepends=True))
    return sorted(found)


def is_identifying(graph: str) -> bool:
    """Whether the quads of this named graph are part of a release's identity."""
    return graph in _IDENTIFYING or graph.startswith(_IDENTIFYING_ROOMS)


def identity(quads: Iterable[Quad]) -> str:
    """Return the SHA-256 over the canonical lines of the identifying graphs."""
    return sha256(lines(quad for quad in quads if is_identifying(getattr(quad.graph_name, "value", ""))))


def sha256(chunks: Iterable[bytes]) -> str:
    """Return the SHA-256 over the chunks, in hexadecimal."""
    total = hashlib.sha256()
    for chunk in chunks:
        total.update(chunk)
    return total.hexdigest()
