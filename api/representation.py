"""Representations of an answer: what names one, whether the sender has it already, and how it is packed."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import astuple
from hashlib import sha256

from graph.store.tokens import tokens
from sparql.negotiation import accepts_coding
from sparql.protocol import Operation

#: What is shorter than this many bytes grows, or hardly shrinks, when it is packed.
WORTH_PACKING = 1024

_BY_CHANCE = frozenset({"rand", "now", "uuid", "struuid", "bnode"})


def tag(release: str, asked: Operation, accept: str | None, *, is_packed: bool) -> str | None:
    """Return the entity tag of an answer, known before it is made: a release does not change.

    There is none for an empty workspace and for a query that may be answered differently each time.
    """
    if not release or any(token.text.lower() in _BY_CHANCE for token in tokens(asked.query)):
        return None
    named = repr((release, astuple(asked), accept or "*/*", is_packed))
    return f'"{sha256(named.encode()).hexdigest()[:32]}"'


def is_held(headers: Mapping[str, str], current: str | None) -> bool:
    """Say whether the sender holds the answer already (RFC 9110, 13.1.2)."""
    held = [piece.strip().removeprefix("W/") for piece in headers.get("if-none-match", "").split(",")]
    return current is not None and current in held


def takes_gzip(headers: Mapping[str, str]) -> bool:
    """Say whether the sender reads packed answers."""
    return accepts_coding(headers.get("accept-encoding"), "gzip")


def packed(body: bytes) -> bytes:
    """Pack a body, the same body always in the same way."""
    return gzip.compress(body, compresslevel=5, mtime=0)
