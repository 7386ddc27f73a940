"""What is known of a request when it has been answered: for counts and logs, and nothing of who asked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import NamedTuple

#: Seconds after which those who watch are told, and how many requests they are told of together at most.
PAUSE, MOST = 0.1, 1_000


class Seen(NamedTuple):
    """An answered request: by which route, how, in how many seconds, and which query was asked, if any.

    The ``route`` is a template such as ``/page/{code}``, of which there are few; where none was found it is
    ``other``. An answer that was cut, or that nobody read, is not ``whole``. It was over ``at`` a time, in
    seconds of the epoch.
    """

    method: str
    route: str
    path: str
    status: int
    seconds: float
    bytes: int
    release: str
    query: str | None = None
    is_whole: bool = True
    at: float = 0.0


Watcher = Callable[[Sequence[Seen]], None]


class Watchers:
    """Tell who watches of what was seen, of many requests together: one by one it costs much more."""

    def __init__(self, watchers: Sequence[Watcher]) -> None:
        self._watchers = watchers
        self._seen: list[Seen] = []
        self._loop: asyncio.AbstractEventLoop | None = None

    def __call__(self, seen: Seen) -> None:
        """Tell of a request: soon while requests are gathered, else at once."""
        self._seen.append(seen)
        if self._loop is None or len(self._seen) >= MOST:
            self.tell()
        elif len(self._seen) == 1:
            self._loop.call_later(PAUSE, self.tell)

    def tell(self) -> None:
        """Tell of all that has not been told."""
        seen, self._seen = self._seen, []
        if seen:
            for watcher in self._watchers:
                watcher(seen)

    @asynccontextmanager
    async def gathering(self) -> AsyncIterator[None]:
        """Gather requests as long as this loop serves them."""
        self._loop = asyncio.get_running_loop()
        try:
            yield
        finally:
            self._loop = None
            self.tell()
