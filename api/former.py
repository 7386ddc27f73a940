"""Older releases that somebody queries: opened when one is asked for, a few of them kept open."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from api.serving import Served

#: Releases that stay open; each takes the memory and the processes of the one that serves.
MOST = 2


class Former:
    """The older releases that are open."""

    def __init__(self, opened: Callable[[Path], Served], most: int = MOST) -> None:
        """Open a release's folder by ``opened``, in a thread."""
        self._opened = opened
        self._most = most
        self._held: OrderedDict[str, Served] = OrderedDict()
        self._lock = asyncio.Lock()

    @asynccontextmanager
    async def serving(self, folder: Path) -> AsyncIterator[Served]:
        """Hold a release open for one request; raises what opening and starting it raise."""
        served = await self._enter(folder)
        try:
            yield served
        finally:
            served.requests -= 1

    async def stop(self) -> None:
        """End whatever is being answered."""
        held = tuple(self._held.values())
        self._held.clear()
        await asyncio.gather(*(served.stop() for served in held))

    async def _enter(self, folder: Path) -> Served:
        async with self._lock:
            served = self._held.get(folder.name)
            if served is None:
                served = await asyncio.to_thread(self._opened, folder)
                await served.start()
                self._held[folder.name] = served
            self._held.move_to_end(folder.name)
            served.requests += 1
            await self._let_go()
        return served

    async def _let_go(self) -> None:
        """Close those asked for longest ago that nobody asks now."""
        idle = [name for name, served in self._held.items() if not served.requests]
        for name in idle[: max(0, len(self._held) - self._most)]:
            await self._held.pop(name).stop()
