"""The pool of workers: a runaway query costs one of them, and the others never notice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Store

from graph.errors import Busy, OutOfMemory, OutOfTime
from sparql import engine
from sparql.frames import HEAD, Kind, Question, error_from, question
from sparql.limits import Limits
from sparql.protocol import Operation
from sparql.template import Template
from sparql.worker import work


@dataclass(eq=False, slots=True)
class Worker:
    """A worker process and the streams to and from it."""

    pid: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def received(self) -> tuple[Kind, bytes]:
        kind, length = HEAD.unpack(await self.reader.readexactly(HEAD.size))
        return Kind(kind), await self.reader.readexactly(length)


class Pool:
    """Some workers over one store; start it before the process has threads, in the loop that will ask.

    It is broken when no more workers can be forked, as when the system ended the process that forks them.
    """

    def __init__(self, store: Store, limits: Limits, size: int) -> None:
        self.limits = limits
        self._size = size
        self._store = store
        self._free: asyncio.Queue[Worker | None] = asyncio.Queue()
        self._waiting = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_stopped = False
        self.is_broken = False

    async def start(self) -> None:
        """Fork the workers."""
        self.template = Template(lambda channel: work(self._store, channel, self.limits.memory))
        for _ in range(self._size):
            await self._add()

    async def stop(self) -> None:
        """End the workers and whatever they are at."""
        self._is_stopped = True
        await asyncio.gather(*self._tasks)
        await asyncio.to_thread(self.template.close)
        while not self._free.empty():
            if (worker := self._free.get_nowait()) is not None:
                worker.writer.close()

    async def ask(
        self,
        operation: Operation,
        accept: str | None,
        most: int | None = None,
        client: str = "",  # noqa: ARG002 - as engines have it
    ) -> Answer:
        """Begin an answer: whole where it fits the buffer; else its chunks must be read, and it closed.

        Raises Busy, OutOfTime, OutOfMemory, TooLarge and what evaluating and writing raise. Cancelling this
        ends the query.
        """
        seconds = min(operation.seconds or self.limits.seconds, self.limits.seconds)
        deadline = asyncio.get_running_loop().time() + seconds
        worker = await self._leased(deadline)
        answer = Answer(self, worker, deadline, seconds)
        try:
            await answer.begin(
                Question(operation, accept, min(most or self.limits.answer, self.limits.answer))
            )
        except BaseException:
            answer.close()
            raise
        return answer

    def release(self, worker: Worker, *, is_idle: bool) -> None:
        """Take a worker back: an idle one answers the next query, another is replaced."""
        if self._is_stopped:
            worker.writer.close()
        elif is_idle:
            self._free.put_nowait(worker)
        else:
            self._begin(self._replace(worker))

    async def _leased(self, deadline: float) -> Worker:
        if self.is_broken or (self._free.empty() and self._waiting >= self.limits.waiting):
            raise Busy(self._retry_after())
        self._waiting += 1
        try:
            async with asyncio.timeout_at(deadline):
                worker = await self._free.get()
        except TimeoutError:
            raise Busy(self._retry_after()) from None
        finally:
            self._waiting -= 1
        if worker is None:
            # Nobody comes any more: who waits next is to know it too.
            self._free.put_nowait(None)
            raise Busy(self._retry_after())
        return worker

    def _retry_after(self) -> int:
        return max(1, round(self.limits.seconds / 4))

    async def _replace(self, worker: Worker) -> None:
        worker.writer.close()
        try:
            await asyncio.to_thread(self.template.end, worker.pid)
            if not self._is_stopped:
                await self._add()
        except OSError:
            self.is_broken = True
            self._free.put_nowait(None)

    async def _add(self) -> None:
        pid, channel = await asyncio.to_thread(self.template.fork)
        reader, writer = await asyncio.open_connection(sock=channel)
        self._free.put_nowait(Worker(pid, reader, writer))

    def _begin(self, job: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(job)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


class Answer(engine.Answer):
    """An answer as a worker gives it."""

    def __init__(self, pool: Pool, worker: Worker, deadline: float, seconds: float) -> None:
        self._pool = pool
        self._worker: Worker | None = worker
        self._deadline = deadline
        self._seconds = seconds

    async def begin(self, asked: Question) -> None:
        """Send the question, and read until the buffer is full or the answer ends."""
        if self._worker is not None:
            self._worker.writer.write(question(asked))
        pieces: list[bytes] = []
        size = 0
        while size <= self._pool.limits.buffered and (piece := await self._piece()):
            pieces.append(piece)
            size += len(piece)
        self.body, self.is_whole = b"".join(pieces), self._worker is None

    async def chunks(self) -> AsyncIterator[bytes]:
        """Yield the whole answer; an error here means that what came before is no answer."""
        yield self.body
        while piece := await self._piece():
            yield piece

    def time_left(self) -> asyncio.Timeout:
        """Return a bound on anything done for this answer, such as sending it to a slow reader."""
        return asyncio.timeout_at(self._deadline)

    def close(self) -> None:
        """Give the worker back; one whose answer was not read to its end is replaced."""
        self._let_go(is_idle=False)

    async def _piece(self) -> bytes | None:
        """Return the next piece, none of which is empty, or nothing at the end."""
        while self._worker is not None:
            kind, content = await self._received(self._worker)
            if kind is Kind.DATA and content:
                return content
            if kind is Kind.MEDIA_TYPE:
                self.media_type = content.decode()
            elif kind is not Kind.DATA:
                self._let_go(is_idle=True)
                if kind is Kind.ERROR:
                    raise error_from(content)
        return None

    async def _received(self, worker: Worker) -> tuple[Kind, bytes]:
        try:
            async with self.time_left():
                return await worker.received()
        except TimeoutError:
            raise OutOfTime(self._seconds) from None
        except (asyncio.IncompleteReadError, ConnectionError):
            raise OutOfMemory(self._pool.limits.memory) from None

    def _let_go(self, *, is_idle: bool) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            self._pool.release(worker, is_idle=is_idle)
