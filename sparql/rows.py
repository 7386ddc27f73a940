"""Rows of written tables: counted as the engine writes them, and shortened so that the table says so.

The engine writes a table by itself, four times as fast as rows could be handed to it one by one; so they are
counted in what it has written, by marks that no value can hold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import escape

_JSON = ("application/sparql-results+json", "application/json")
_XML = ("application/sparql-results+xml", "application/xml")

#: Count the rows that are begun with each piece of a table.
Counter = Callable[[bytes], int]


def counter(media_type: str) -> Counter:
    """Return what counts the rows of a table in this format; triples of graphs are not counted."""
    kind = media_type.partition(";")[0]
    if kind in _JSON:
        return _json()
    if kind in _XML:
        return _marks(b"<result>")
    return {"text/csv": _csv, "text/tab-separated-values": _lines}.get(kind, _none)()


def shortened(body: bytes, media_type: str, most: int, link: str) -> bytes | None:
    """Return the beginning of a table as a whole one of at most so many rows, with a link to why.

    Nothing for formats that have no place for a link (SPARQL 1.1 Query Results JSON, 3.1.2; XML, 2.2).
    """
    kind = media_type.partition(";")[0]
    if kind in _JSON:
        # The mark stands between rows. A quote in a string is escaped; where a string ends in the first two
        # letters of the mark, a comma or bracket follows.
        kept = _before(re.compile(rb',\{"(?![,}])'), body, most - 1)
        head = b'{"head":{"link":[%b],' % json.dumps(link).encode()
        return kept and kept.replace(b'{"head":{', head, 1) + b"]}}"
    if kind in _XML:
        kept = _before(re.compile(rb"<result>"), body, most)
        head = b'<link href="%b"/></head>' % escape(link).encode()
        return kept and kept.replace(b"</head>", head, 1) + b"</results></sparql>"
    return None


def _before(mark: re.Pattern[bytes], body: bytes, place: int) -> bytes | None:
    """Return what stands before the mark at a place, or before the last one."""
    marks = [found.start() for found in mark.finditer(body)]
    return body[: marks[min(place, len(marks) - 1)]] if marks else None


def _none() -> Counter:
    return lambda _: 0


def _lines() -> Counter:
    heading = 1

    def count(piece: bytes) -> int:
        nonlocal heading
        ended = piece.count(b"\n") - heading
        heading = 0 if ended >= 0 else heading
        return max(ended, 0)

    return count


def _csv() -> Counter:
    lines, is_quoted = _lines(), False

    def count(piece: bytes) -> int:
        nonlocal is_quoted
        parts = piece.split(b'"')
        outside = b"".join(parts[is_quoted::2])
        is_quoted ^= len(parts) % 2 == 0
        return lines(outside)

    return count


def _json() -> Counter:
    marks = [_marks(mark) for mark in (b',{"', b',{",', b',{"}')]
    first = 1

    def count(piece: bytes) -> int:
        nonlocal first
        begun, *others = (counted(piece) for counted in marks)
        started, first = first, 0
        return started + begun - sum(others)

    return count


def _marks(mark: bytes) -> Counter:
    tail = b""

    def count(piece: bytes) -> int:
        nonlocal tail
        held = tail + piece
        tail = held[1 - len(mark) :]
        return held.count(mark)

    return count
