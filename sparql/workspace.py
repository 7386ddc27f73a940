"""The workspace as it is asked and changed: queries in workers of their own, and one change at a time.

A change is made by a worker that may be killed at any moment; only what it wrote aside is put in place.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from filelock import Timeout

from graph.errors import Busy, KytkosError, OutOfMemory, OutOfTime, WorkerLost
from graph.store.scratch import Scratch
from sparql.change import Outcome, Write, sent
from sparql.engine import Answer, Load
from sparql.frames import Kind, error_from
from sparql.home import Worker
from sparql.limits import Limits
from sparql.protocol import Operation
from sparql.template import Template
from sparql.turns import Turns
from sparql.update import Update
from sparql.workers import NO_MEMORY, Pool

_ANYTHING = Operation("ASK {}")

#: Seconds between two looks at whether another server is done with its change.
_PAUSE = 0.05

Given = TypeVar("Given")


class WorkspaceEngine:
    """Ask and change the workspace of a folder; its processes start when somebody first does."""

    def __init__(self, folder: Path, limits: Limits, size: int) -> None:
        self.limits = limits
        self._scratch = Scratch(folder)
        start = partial(Template.started, "sparql.keeper", str(folder), str(limits.memory), "")
        self._pool = Pool(start, limits, size)
        # Who holds a token may send as many changes at once as may wait.
        self._turns: Turns[None] = Turns(replace(limits, share=limits.waiting), 1)
        self._turns.add(None)
        self._starting = asyncio.Lock()
        self._is_started = False

    @property
    def is_broken(self) -> bool:
        """Whether the workspace's processes cannot be started."""
        return self._pool.is_broken

    def load(self) -> Load:
        """Return how many queries are being answered, and how many wait."""
        return self._pool.load()

    async def start(self) -> None:
        """Start the processes, unless they were."""
        async with self._starting:
            if not self._is_started:
                await self._pool.start()
                self._is_started = True

    async def stop(self) -> None:
        """End the processes and whatever they are at."""
        if self._is_started:
            await self._pool.stop()

    async def ask(
        self, operation: Operation, accept: str | None, most: int | None = None, client: str = ""
    ) -> Answer:
        """Begin an answer from the workspace as its files say now; raises what Engine.ask does."""
        await self.start()
        return await self._pool.ask(operation, accept, most, client)

    def version(self) -> str:
        """Return what changes whenever the scratch graphs do."""
        return sha256(repr(self._scratch.stamp()).encode()).hexdigest()[:16]

    async def change(
        self, change: Update | Write, client: str, admit: Callable[[], None], done: Callable[[Outcome], None]
    ) -> Outcome:
        """Make a change that holds, on disk and for every query, when this returns.

        ``admit`` may raise once no other change can come between, and ``done`` before what was changed is put
        in place. Raises what change.apply() does, Busy, OverShare, OutOfTime, OutOfMemory, WorkerLost.
        """
        await self.start()
        deadline = asyncio.get_running_loop().time() + self.limits.seconds
        await self._turns.take(client, deadline)
        try:
            return await self._alone(change, deadline, admit, done)
        finally:
            self._turns.add(None)
            self._turns.leave(client)

    async def _alone(
        self,
        change: Update | Write,
        deadline: float,
        admit: Callable[[], None],
        done: Callable[[Outcome], None],
    ) -> Outcome:
        await self._locked(deadline)
        try:
            admit()
            with self._scratch.aside() as aside:
                outcome = await self._made(change, aside, deadline)
                await _finished(asyncio.to_thread(self._settle, aside, outcome, done))
            return outcome
        finally:
            self._scratch.lock.release()

    async def _locked(self, deadline: float) -> None:
        """Wait for other servers of the same workspace."""
        while True:
            try:
                self._scratch.lock.acquire(blocking=False)
                return
            except Timeout:
                if asyncio.get_running_loop().time() > deadline:
                    raise Busy(self.limits.retry_after) from None
                await asyncio.sleep(_PAUSE)

    def _settle(self, aside: Path, outcome: Outcome, done: Callable[[Outcome], None]) -> None:
        done(outcome)
        self._scratch.put(aside)

    async def _made(self, change: Update | Write, aside: Path, deadline: float) -> Outcome:
        worker = await self._forked()
        try:
            async with asyncio.timeout_at(deadline):
                worker.writer.write(sent(change, aside))
                await worker.writer.drain()
                kind, content = await worker.received()
        except TimeoutError:
            raise OutOfTime(self.limits.seconds) from None
        except (asyncio.IncompleteReadError, ConnectionError):
            raise self._lost(await self._ended(worker)) from None
        finally:
            await _finished(self._ended(worker))
        if kind is Kind.ERROR:
            raise error_from(content)
        return Outcome(**json.loads(content))

    async def _forked(self) -> Worker:
        task = asyncio.ensure_future(self._fork())
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            await self._ended(await task)
            raise

    async def _fork(self) -> Worker:
        try:
            home = self._pool.home
            pid, channel = await asyncio.to_thread(home.fork)
        except OSError:
            # Who asks finds out that their home is lost, and waits for another.
            (await self._pool.ask(_ANYTHING, None)).close()
            home = self._pool.home
            pid, channel = await asyncio.to_thread(home.fork)
        reader, writer = await asyncio.open_connection(sock=channel)
        return Worker(home, pid, reader, writer)

    async def _ended(self, worker: Worker) -> int | None:
        """End a worker and return its exit code; with its home every worker is gone, and there is none."""
        worker.writer.close()
        try:
            return await asyncio.to_thread(worker.home.end, worker.pid)
        except OSError:
            return None

    def _lost(self, code: int | None) -> KytkosError:
        if code is None:
            return Busy(self.limits.retry_after)
        return OutOfMemory(self.limits.memory) if code in NO_MEMORY else WorkerLost(code)


async def _finished(work: Coroutine[Any, Any, Given]) -> Given:
    """Await work that must not be left half-way: who is cancelled meanwhile goes when it is done."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise
