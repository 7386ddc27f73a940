"""Whether a client is still there, watched only where an answer takes its time."""

from __future__ import annotations

import asyncio
from types import TracebackType

from starlette.types import Receive

from graph.errors import SlowRequest

#: Seconds that an answer may take before anybody looks whether it is still waited for.
UNWATCHED = 0.05


class Presence:
    """End the work within this context when the client hangs up; what follows the context is then run.

    Watching takes a task; most answers are there before it would begin.
    """

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._watching: asyncio.Task[None] | None = None
        self._has_left = False

    async def __aenter__(self) -> None:
        """Begin to watch, after a while."""
        loop = asyncio.get_running_loop()
        working = asyncio.current_task(loop)
        assert working is not None
        self._working = working
        self._timer = loop.call_later(UNWATCHED, self._watch)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Watch no more."""
        self._timer.cancel()
        if self._watching is not None:
            self._watching.cancel()
        # Whoever else has cancelled the work is told so.
        return self._has_left and self._working.uncancel() == 0 and kind is asyncio.CancelledError

    def _watch(self) -> None:
        self._watching = asyncio.create_task(self._watched())

    async def _watched(self) -> None:
        try:
            while (await self._receive())["type"] != "http.disconnect":
                pass
        except SlowRequest:
            # Who does not send the rest of a request does not wait for its answer.
            pass
        self._has_left = True
        self._working.cancel()
