"""Representations of an answer: what names one, whether the sender has it already, and how it is packed."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

import brotli  # type: ignore[import-untyped]

from graph.errors import NotAcceptable
from graph.store.tokens import tokens
from sparql.negotiation import choose, coding
from sparql.protocol import Operation
from sparql.results import GRAPHS, TABLES

#: What is shorter than this many bytes grows, or hardly shrinks, when it is packed.
WORTH_PACKING = 1024

#: The codings there are, best first.
CODINGS = ("br", "gzip")

_QUALITY, _LEVEL = 5, 5
_BY_CHANCE = frozenset({"rand", "now", "uuid", "struuid", "bnode"})
_TABLES, _GRAPHS = tuple(TABLES), tuple(GRAPHS)
#: Headers and most queries of clients are shorter; longer ones are not remembered, lest they fill the memory.
_REMEMBERED = 2048


class Packer(NamedTuple):
    """What packs a body piece by piece: each piece, and what is left in the end."""

    packed: Callable[[bytes], bytes]
    rest: Callable[[], bytes]


def tag(release: str, asked: Operation, accept: str | None, coded: str = "") -> str | None:
    """Return the entity tag of an answer, known before it is made: a release does not change.

    There is none for an empty workspace and for a query that may be answered differently each time.
    """
    is_short = len(asked.query) <= _REMEMBERED
    return (_tag if is_short else _tag.__wrapped__)(release, asked, formats(accept), coded)


@lru_cache(1024)
def _tag(release: str, asked: Operation, written: tuple[str, str], coded: str) -> str | None:
    if not release or _is_by_chance(asked.query):
        return None
    dataset = (asked.default_graphs, asked.named_graphs, asked.base, asked.seconds)
    named = repr((release, asked.query, dataset, written, coded)).encode()
    return f'"{blake2b(named, digest_size=16).hexdigest()}"'


def formats(accept: str | None) -> tuple[str, str]:
    """Return the formats that a table and a graph are written in for a sender; empty where there is none."""
    return _chosen(accept, _TABLES), _chosen(accept, _GRAPHS)


def is_held(headers: Mapping[str, str], current: str | None) -> bool:
    """Say whether the sender holds the answer already (RFC 9110, 13.1.2)."""
    if current is None or "if-none-match" not in headers:
        return False
    return current in (piece.strip().removeprefix("W/") for piece in headers["if-none-match"].split(","))


def coding_of(headers: Mapping[str, str]) -> str:
    """Return the coding in which the sender likes packed answers best, or nothing."""
    header = headers.get("accept-encoding", "")
    return _coding(header) if len(header) <= _REMEMBERED else _coding.__wrapped__(header)


def packed(body: bytes, coded: str) -> bytes:
    """Pack a body, the same body always in the same way."""
    if coded == "br":
        return bytes(brotli.compress(body, quality=_QUALITY))
    return gzip.compress(body, compresslevel=_LEVEL, mtime=0)


def packer(coded: str) -> Packer:
    """Return what packs a body piece by piece."""
    if coded == "br":
        brotlied = brotli.Compressor(quality=_QUALITY)
        return Packer(brotlied.process, brotlied.finish)
    zipped = zlib.compressobj(_LEVEL, wbits=31)
    return Packer(zipped.compress, zipped.flush)


def _is_by_chance(query: str) -> bool:
    # Most queries hold no such letters, and need not be taken apart.
    heard = query.lower()
    if not any(letters in heard for letters in _BY_CHANCE):
        return False
    return any(token.text.lower() in _BY_CHANCE for token in tokens(query))


def _chosen(accept: str | None, offered: tuple[str, ...]) -> str:
    try:
        return choose(accept, offered)
    except NotAcceptable:
        return ""


@lru_cache(1024)
def _coding(header: str) -> str:
    return coding(header, CODINGS)
