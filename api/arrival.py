"""A request's body as it arrives, no slower than a sender in good faith sends it."""

from __future__ import annotations

import asyncio

from starlette.types import Message, Receive

from graph.errors import SlowRequest

#: Seconds for a body to begin to arrive, and bytes a second after that, over the whole of it.
GRACE, RATE = 20.0, 10_000


class Arrival:
    """Receive a request; raises SlowRequest when its body falls behind."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._until = asyncio.get_running_loop().time() + GRACE
        self._is_whole = False

    async def __call__(self) -> Message:
        """Return what comes next: a piece of the body, or that the sender is gone."""
        if self._is_whole:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._until):
                message = await self._receive()
        except TimeoutError:
            raise SlowRequest(RATE) from None
        self._until += len(message.get("body", b"")) / RATE
        self._is_whole = not message.get("more_body", False)
        return message
