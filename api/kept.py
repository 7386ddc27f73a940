"""Pages kept after they were made: a release does not change, and so neither do they."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock

from fastapi import Response


class Kept:
    """The answers asked for last, up to a number of them."""

    def __init__(self, most: int = 512) -> None:
        self._most = most
        self._answers: dict[Hashable, tuple[bytes, dict[str, str]]] = {}
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Response]) -> Response:
        """Return the kept answer to a request, or make it; errors are raised and not kept."""
        with self._lock:
            held = self._answers.pop(key, None)
        if held is None:
            made = make()
            held = bytes(made.body), dict(made.headers)
        with self._lock:
            self._answers[key] = held
            while len(self._answers) > self._most:
                self._answers.pop(next(iter(self._answers)))
        return Response(held[0], headers=dict(held[1]))
