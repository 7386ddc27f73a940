"""The Graph Store Protocol from the writing side: graphs put into another store, added to and taken away."""

from __future__ import annotations

import weakref
from collections.abc import Iterable
from itertools import islice

import httpx

from graph.errors import OutOfTime, StoreFailed
from graph.store.address import Address

#: Triples sent at once: some 8 MB, which Virtuoso takes in two seconds.
BATCH = 50_000
_FORM = {"Content-Type": "application/n-triples"}


class GraphStore:
    """Another store's graphs, written by whoever may; raises StoreFailed and OutOfTime."""

    def __init__(self, where: Address, seconds: float = 600.0) -> None:
        self._url = where.url
        self._seconds = seconds
        self._client = httpx.Client(auth=where.auth, timeout=seconds)
        weakref.finalize(self, self._client.close)

    def put(self, graph: str, lines: Iterable[str]) -> None:
        """Let a graph hold these lines of N-Triples and nothing else; to others it grows as it is sent."""
        left = iter(lines)
        if first := tuple(islice(left, BATCH)):
            self._send("PUT", graph, first)
            self.add(graph, left)

    def add(self, graph: str, lines: Iterable[str]) -> None:
        """Add lines of N-Triples to a graph: to others a single one is there or not."""
        left = iter(lines)
        while batch := tuple(islice(left, BATCH)):
            self._send("POST", graph, batch)

    def remove(self, graph: str) -> None:
        """Take a graph away, if it is there."""
        self._send("DELETE", graph, ())

    def _send(self, method: str, graph: str, lines: tuple[str, ...]) -> None:
        content = "".join(f"{line}\n" for line in lines).encode()
        try:
            response = self._client.request(
                method, self._url, params={"graph": graph}, content=content, headers=_FORM if content else {}
            )
        except httpx.TimeoutException:
            raise OutOfTime(self._seconds) from None
        except httpx.HTTPError as problem:
            raise StoreFailed(self._url, str(problem) or type(problem).__name__) from None
        is_gone = method == "DELETE" and response.status_code == httpx.codes.NOT_FOUND
        if not (response.is_success or is_gone):
            told = response.text.strip().partition("\n")[0][:300]
            raise StoreFailed(self._url, f"it answered {response.status_code} to {method}: {told}")
