"""Workers, and where they come from: a process each, with streams to and from it."""

from __future__ import annotations

import asyncio
import os
import socket
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from sparql.frames import HEAD, Kind

#: The priority that a slow query's worker loses; 19 is the lowest there is.
_NICE = 10


class Home(Protocol):
    """Where workers come from, and who ends them; its methods block, and raise OSError when it is gone."""

    def fork(self) -> tuple[int, socket.socket]:
        """Return a new worker's process number, and this end of its socket."""
        ...

    def end(self, pid: int) -> int:
        """Kill a worker, wait until it is gone, and return its exit code; below 0 is a signal."""
        ...

    def kill(self, pid: int) -> None:
        """Kill a worker, and do not wait until all its memory is given back."""
        ...

    def close(self) -> None:
        """End every worker."""
        ...


@dataclass(eq=False, slots=True)
class Worker:
    """A worker process, where it came from, and the streams to and from it."""

    home: Home
    pid: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    client: str = ""
    is_slow: bool = False

    def slow_down(self) -> None:
        """Let all others go first from now on; there is no way back."""
        self.is_slow = True
        with suppress(OSError, AttributeError):
            now = os.getpriority(os.PRIO_PROCESS, self.pid)
            os.setpriority(os.PRIO_PROCESS, self.pid, now + _NICE)

    async def received(self) -> tuple[Kind, bytes]:
        kind, length = HEAD.unpack(await self.reader.readexactly(HEAD.size))
        return Kind(kind), await self.reader.readexactly(length)
