"""Answers kept after they were made: a release does not change, and so neither do they."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from http import HTTPStatus
from threading import Lock

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

#: Bytes of all that is kept.
ROOM = 64 << 20

#: Bytes that an answer takes besides its body: its key, its headers, and their places.
_BESIDES = 2048


@dataclass(frozen=True, slots=True)
class Held:
    """A whole answer with status 200; it answers requests as any application does."""

    body: bytes
    headers: tuple[tuple[bytes, bytes], ...]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - as ASGI has it
        """Send the answer."""
        await send({"type": "http.response.start", "status": 200, "headers": list(self.headers)})
        await send({"type": "http.response.body", "body": self.body})

    def response(self) -> Response:
        """Return the answer as the framework knows one."""
        made = Response(self.body)
        made.raw_headers = list(self.headers)
        return made


class Kept:
    """The answers asked for last, up to a number of bytes."""

    def __init__(self, most: int = ROOM) -> None:
        self.hits = self.misses = self.size = 0
        self._most = most
        self._held: dict[Hashable, Held] = {}
        self._lock = Lock()

    def find(self, key: Hashable) -> Held | None:
        """Return the kept answer to a request."""
        with self._lock:
            held = self._held.pop(key, None)
            if held is None:
                self.misses += 1
                return None
            self.hits += 1
            self._held[key] = held
            return held

    def keep(self, key: Hashable, made: Response) -> None:
        """Keep an answer, in the place of those that were asked for longest ago."""
        held = Held(bytes(made.body), tuple(made.raw_headers))
        with self._lock:
            self._drop(key)
            self._held[key] = held
            self.size += _size(held)
            while self.size > self._most:
                self._drop(next(iter(self._held)))

    def get(self, key: Hashable, make: Callable[[], Response]) -> Response:
        """Return the kept answer to a request, or make it; errors, raised or told on a page, are not kept."""
        if held := self.find(key):
            return held.response()
        made = make()
        if made.status_code == HTTPStatus.OK:
            self.keep(key, made)
        return made

    def _drop(self, key: Hashable) -> None:
        if held := self._held.pop(key, None):
            self.size -= _size(held)


def _size(held: Held) -> int:
    return len(held.body) + _BESIDES
