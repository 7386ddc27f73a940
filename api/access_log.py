"""The log of requests: one line of JSON for each, and one more for a slow query; nothing tells who asked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from typing import TextIO

from api.seen import Seen

#: Characters of a path that are told.
_PATH = 200


class AccessLog:
    """Write what was asked, when, and how it was answered.

    A query is told by the beginning of its SHA-256, by which equal ones are found. Its text is told of slow
    ones only, and only where that is wanted, since people write names in queries.
    """

    def __init__(self, stream: TextIO, slow: float, *, tells_queries: bool = False) -> None:
        """Write to a stream; queries from so many seconds on are slow."""
        self._stream = stream
        self._slow = slow
        self._tells_queries = tells_queries

    def __call__(self, seen: Sequence[Seen]) -> None:
        """Tell of requests; where that cannot be written, nobody is kept waiting for it."""
        told = "".join(map(self._told, seen))
        with suppress(OSError, ValueError):
            self._stream.write(told)
            self._stream.flush()

    def _told(self, seen: Seen) -> str:
        told = self._request(seen)
        if seen.query is not None and seen.seconds >= self._slow:
            return told + self._slow_query(seen, seen.query)
        return told

    def _request(self, seen: Seen) -> str:
        return _line(
            "request",
            seen.at,
            {
                "method": seen.method,
                "path": seen.path[:_PATH],
                "status": seen.status,
                "ms": round(1000 * seen.seconds, 1),
                "bytes": seen.bytes,
                "whole": seen.is_whole,
                "query": None if seen.query is None else hashed(seen.query),
                "release": seen.release or None,
            },
        )

    def _slow_query(self, seen: Seen, query: str) -> str:
        told = {"query": hashed(query), "seconds": round(seen.seconds, 3), "status": seen.status}
        return _line("slow query", seen.at, {**told, "text": query} if self._tells_queries else told)


def hashed(query: str) -> str:
    """Return the beginning of a query's SHA-256."""
    return sha256(query.encode(errors="replace")).hexdigest()[:16]


def _line(event: str, at: float, told: dict[str, object]) -> str:
    time = datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds")
    return json.dumps({"time": time, "event": event, **told}) + "\n"
