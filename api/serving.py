"""What is served: one release at a time; the next is taken up without a dropped request.

A request is bound to a release when it begins, and answered from that one to its end. A former release goes
when nobody asks it any more.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from api.site import Site
from graph.errors import KytkosError
from sparql.engine import Engine

#: Seconds between looks at which release is current.
INTERVAL = 1.0

_log = logging.getLogger(__name__)


@dataclass(eq=False, slots=True)
class Served:
    """A release as it is served: its site, what answers visitors' queries, and how many requests it has.

    Without an engine, queries run in threads of the server.
    """

    site: Site
    engine: Engine | None = None
    requests: int = 0

    async def start(self) -> None:
        """Get ready; raises what Engine.start raises."""
        if self.engine is not None:
            await self.engine.start()

    async def stop(self) -> None:
        """End whatever is being answered."""
        if self.engine is not None:
            await self.engine.stop()


class Serving:
    """Know what is served now, and let go of what was served before."""

    def __init__(self, first: Served) -> None:
        self.current = first
        #: Whether the release that is current could not be opened, so that the former one still answers.
        self.is_behind = False
        self._former: set[Served] = set()
        self._stopping: set[asyncio.Task[None]] = set()

    def enter(self) -> Served:
        """Bind a request to what is served now."""
        self.current.requests += 1
        return self.current

    def leave(self, served: Served) -> None:
        """Say that a request has been answered."""
        served.requests -= 1
        self._let_go(served)

    async def take_up(self, served: Served) -> None:
        """Serve this from now on; raises what its start raises, and then all stays as it was."""
        await served.start()
        former, self.current = self.current, served
        self._former.add(former)
        self._let_go(former)

    async def stop(self) -> None:
        """End whatever is being answered."""
        await asyncio.gather(*(served.stop() for served in (self.current, *self._former)), *self._stopping)

    def _let_go(self, served: Served) -> None:
        if served in self._former and not served.requests:
            self._former.discard(served)
            task = asyncio.create_task(served.stop())
            self._stopping.add(task)
            task.add_done_callback(self._stopping.discard)


class Watch:
    """Look after the release that is current, and take it up when it is another."""

    def __init__(self, serving: Serving, stamp: Callable[[], object], opened: Callable[[], Served]) -> None:
        """Look at what ``stamp`` gives: when it changes, ``opened`` opens the release, both in threads."""
        self._serving = serving
        self._stamp = stamp
        self._opened = opened
        self._seen = stamp()
        self._told = ""

    async def run(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            await asyncio.sleep(INTERVAL)
            await self.look()

    async def look(self) -> None:
        """Take up the release that is current; one that cannot be opened is told in the log, once."""
        try:
            stamp = await asyncio.to_thread(self._stamp)
            if stamp == self._seen:
                return
            self._seen = stamp
            served = await asyncio.to_thread(self._opened)
            if served.site.dataset.release == self._serving.current.site.dataset.release:
                return
            await self._serving.take_up(served)
        except (KytkosError, OSError) as problem:
            if str(problem) != self._told:
                _log.error("the new release is not served: %s", problem)
            self._told = str(problem)
            self._serving.is_behind = True
        else:
            self._told = ""
            self._serving.is_behind = False
            _log.warning("serving release %s", served.site.dataset.release)


def stamp_of(path: Path) -> tuple[int, int] | None:
    """Return what changes whenever a file is put in the place of this one, or nothing where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_ino
