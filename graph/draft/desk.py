"""The desk where drafts are handed in: one process reads them by turns, and is replaced if it ends."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from graph.draft.draft import ReadDraft
from graph.draft.frames import HEAD, Kind, frame, reading_from, refusal_from
from graph.errors import DraftOutOfTime, DraftsWaiting, ReadingLost

#: Seconds that a process has to end by itself.
_FAREWELL_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class DeskLimits:
    """What one draft may cost: seconds to read it and to wait its turn, seconds to begin, bytes, drafts."""

    seconds: float = 30
    start_seconds: float = 120
    memory: int = 3 << 30
    waiting: int = 4


class Desk:
    """Hands drafts to the reading process, which starts with the first of them (some seconds, 0.5 GB)."""

    def __init__(self, limits: DeskLimits | None = None) -> None:
        self.limits = limits or DeskLimits()
        self._process: Process | None = None
        self._turn = asyncio.Lock()
        self._waiting = 0

    @property
    def pid(self) -> int | None:
        """The number of the reading process, or None where there is none."""
        return self._process.pid if self._process and self._process.returncode is None else None

    def require_room(self) -> None:
        """Raise DraftsWaiting where as many drafts wait as may wait."""
        if self._waiting >= self.limits.waiting:
            raise DraftsWaiting(round(self.limits.seconds))

    async def read(self, draft: bytes, media_type: str) -> ReadDraft:
        """Read a draft in one of the media types of frames.MEDIA_TYPES.

        Raises UnreadableDocument and UnsupportedMediaType for what it is, DraftsWaiting where too many wait,
        DraftOutOfTime, and ReadingLost where the process ended or failed.
        """
        self.require_room()
        self._waiting += 1
        try:
            async with asyncio.timeout(self.limits.start_seconds):
                await self._turn.acquire()
        except TimeoutError:
            raise DraftsWaiting(round(self.limits.seconds)) from None
        finally:
            self._waiting -= 1
        try:
            return await self._read(draft, media_type)
        finally:
            self._turn.release()

    async def stop(self) -> None:
        """End the reading process and whatever it is at."""
        process, self._process = self._process, None
        if process is None or process.stdin is None:
            return
        # An idle process ends when there is nothing more to come.
        process.stdin.close()
        try:
            async with asyncio.timeout(_FAREWELL_SECONDS):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()

    async def _read(self, draft: bytes, media_type: str) -> ReadDraft:
        was_idle = self._process is not None
        try:
            kind, content = await self._answered(draft, media_type)
        except ReadingLost:
            # A process that ended while it was idle says so only now.
            if not was_idle:
                raise
            kind, content = await self._answered(draft, media_type)
        if kind is Kind.REFUSED:
            raise refusal_from(content)
        if kind is not Kind.READING:
            raise ReadingLost
        return await asyncio.to_thread(reading_from, content)

    async def _answered(self, draft: bytes, media_type: str) -> tuple[Kind, bytes]:
        is_whole = False
        try:
            process = await self._started()
            async with asyncio.timeout(self.limits.seconds):
                answer = await _exchanged(process, draft, media_type)
            is_whole = True
        except TimeoutError:
            raise DraftOutOfTime(self.limits.seconds) from None
        except (OSError, asyncio.IncompleteReadError):
            raise ReadingLost from None
        finally:
            # What is half said would be taken for the answer to the next draft.
            if not is_whole:
                await self.stop()
        return answer

    async def _started(self) -> Process:
        if self._process is None or self._process.returncode is not None:
            module = ("-B", "-m", "graph.draft.process", str(self.limits.memory))
            room = Path(str(files("graph"))).parent
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, *module, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, cwd=room
            )
            async with asyncio.timeout(self.limits.start_seconds):
                await _received(self._process)
        return self._process


async def _exchanged(process: Process, draft: bytes, media_type: str) -> tuple[Kind, bytes]:
    assert process.stdin
    process.stdin.write(frame(Kind.MEDIA_TYPE, media_type.encode()) + frame(Kind.DRAFT, draft))
    await process.stdin.drain()
    return await _received(process)


async def _received(process: Process) -> tuple[Kind, bytes]:
    assert process.stdout
    kind, length = HEAD.unpack(await process.stdout.readexactly(HEAD.size))
    return Kind(kind), await process.stdout.readexactly(length)
