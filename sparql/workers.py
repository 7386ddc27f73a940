"""The pool of workers: a runaway query costs one of them, and the others never notice."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import suppress
from typing import Any

from graph.errors import AnswerTooLarge, Busy, KytkosError, OutOfMemory, OutOfTime, WorkerLost
from sparql import engine
from sparql.engine import Load, Reason
from sparql.frames import Kind, Question, error_from, question
from sparql.home import Home, Worker
from sparql.limits import Limits
from sparql.protocol import Operation
from sparql.rows import shortened
from sparql.turns import Turns

#: How a process ends that gets no more memory: by itself, or by a system that has no more.
NO_MEMORY = frozenset({-signal.SIGABRT, -9})

#: Seconds after which a home that cannot be made is tried again, each time twice as many.
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0

#: Seconds after which a query goes on at a low priority.
_PATIENCE = 1.0

_log = logging.getLogger(__name__)


class Pool:
    """Some workers over one store; start it in the loop that will ask.

    A client has ``size`` of them at most, and there is one more, so that whoever has none finds one. Their
    home is made again when it is lost, as when the system ended its process; the pool is broken as long as
    that fails.
    """

    def __init__(
        self,
        make_home: Callable[[], Home],
        limits: Limits,
        size: int,
        replaced: Callable[[Reason], None] = lambda _: None,
    ) -> None:
        """Know where workers come from, and whom to tell of each that is replaced."""
        self.limits = limits
        self.is_broken = False
        self._make_home = make_home
        self._size = size
        self._replaced = replaced
        self._turns: Turns[Worker] = Turns(limits, size)
        self._making = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = asyncio.Event()

    def load(self) -> Load:
        """Return how many queries are being answered, and how many wait."""
        return Load(self._turns.taken, self._turns.waiting)

    async def start(self) -> None:
        """Fork the workers; raises OSError where their home cannot be made."""
        self.loop = asyncio.get_running_loop()
        self.home = await asyncio.to_thread(self._make_home)
        for _ in range(self._size + 1):
            await self._add()

    async def stop(self) -> None:
        """End the workers and whatever they are at."""
        self._stopping.set()
        self._turns.refuse()
        await asyncio.gather(*self._tasks)
        await asyncio.to_thread(self.home.close)
        for worker in self._turns.clear():
            worker.writer.close()

    async def ask(
        self, operation: Operation, accept: str | None, most: int | None = None, client: str = ""
    ) -> Answer:
        """Begin an answer: whole where it fits the buffer; else its chunks must be read, and it closed.

        Raises Busy, OverShare, OutOfTime, OutOfMemory, TooLarge, WorkerLost and what evaluating and writing
        raise. Cancelling this ends the query.
        """
        seconds = min(operation.seconds or self.limits.seconds, self.limits.seconds)
        deadline = self.loop.time() + seconds
        bytes_ = min(most or self.limits.answer, self.limits.answer)
        while True:
            answer = Answer(self, await self._taken(client, deadline), deadline, seconds)
            try:
                await answer.begin(operation, accept, bytes_)
            except WorkerLost as problem:
                # One that went with its home, or holds what is past, did not go for what it was asked.
                if problem.code is not None:
                    raise
            except BaseException:
                answer.close()
                raise
            else:
                return answer

    def release(self, worker: Worker, reason: Reason | None) -> None:
        """Take a worker back: an idle one answers the next query, one with a reason to go is replaced."""
        reason = Reason.SLOW if reason is None and worker.is_slow else reason
        if self._stopping.is_set():
            worker.writer.close()
        elif reason is None:
            self._turns.add(worker)
        else:
            self._replaced(reason)
            self._begin(self._replace(worker))
        self._turns.leave(worker.client)

    async def lost(self, worker: Worker) -> KytkosError:
        """Replace a worker that ended by itself, and say why it did."""
        ended: asyncio.Future[int | None] = asyncio.get_running_loop().create_future()
        self._begin(self._replace(worker, ended))
        self._turns.leave(worker.client)
        code = await ended
        self._replaced(Reason.MEMORY if code in NO_MEMORY else Reason.DIED)
        return OutOfMemory(self.limits.memory) if code in NO_MEMORY else WorkerLost(code)

    async def _taken(self, client: str, deadline: float) -> Worker:
        while not self.is_broken and not self._stopping.is_set():
            worker = await self._turns.take(client, deadline)
            worker.client = client
            if not worker.reader.at_eof():
                return worker
            # It ended while it was idle, as when its home was lost.
            self.release(worker, Reason.DIED)
        raise Busy(self.limits.retry_after)

    async def _replace(self, worker: Worker, ended: asyncio.Future[int | None] | None = None) -> None:
        worker.writer.close()
        code = None
        # With its home every worker of it is gone.
        with suppress(OSError):
            if ended is None:
                await asyncio.to_thread(worker.home.kill, worker.pid)
            else:
                code = await asyncio.to_thread(worker.home.end, worker.pid)
        if ended is not None and not ended.done():
            ended.set_result(code)
        await self._add()

    async def _add(self) -> None:
        pause = _FIRST_PAUSE
        while not self._stopping.is_set():
            home = self.home
            try:
                pid, channel = await asyncio.to_thread(home.fork)
            except OSError as problem:
                pause = await self._renewed(home, problem, pause)
                continue
            reader, writer = await asyncio.open_connection(sock=channel)
            self._turns.add(Worker(home, pid, reader, writer))
            return

    async def _renewed(self, lost: Home, problem: OSError, pause: float) -> float:
        """Make a home again, unless somebody has; return how long to wait if that fails, too."""
        async with self._making:
            if self.home is not lost or self._stopping.is_set():
                return pause
            _log.error("%s; starting it again", problem)
            await asyncio.to_thread(lost.close)
            try:
                self.home = await asyncio.to_thread(self._make_home)
                self.is_broken = False
                return _FIRST_PAUSE
            except OSError:
                self.is_broken = True
                self._turns.refuse()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), pause)
                return min(2 * pause, _LONGEST_PAUSE)

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
        self._timer = pool.loop.call_at(min(pool.loop.time() + _PATIENCE, deadline), self._look)

    async def begin(self, operation: Operation, accept: str | None, most: int) -> None:
        """Send the question, and read until the buffer is full or the answer ends."""
        if self._worker is not None:
            asked = Question(operation, accept, most, self._pool.limits.rows)
            self._worker.writer.write(question(asked))
        pieces: list[bytes] = []
        size = 0
        try:
            while size <= self._pool.limits.buffered and (piece := await self._piece()):
                pieces.append(piece)
                size += len(piece)
        except AnswerTooLarge as problem:
            self.body = self._shortened(b"".join(pieces), operation.base)
            if not self.body:
                raise
            self.cut = problem
        else:
            self.body = b"".join(pieces)
        self.is_whole = self._worker is None

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
        is_late = self._pool.loop.time() >= self._deadline
        self._let_go(Reason.DEADLINE if is_late else Reason.LEFT)

    def _shortened(self, body: bytes, address: str) -> bytes:
        return shortened(body, self.media_type, self._pool.limits.rows, f"{address}#limits") or b""

    async def _piece(self) -> bytes | None:
        """Return the next piece, none of which is empty, or nothing at the end."""
        while self._worker is not None:
            kind, content = await self._received(self._worker)
            if kind is Kind.MEDIA_TYPE:
                self.media_type = content.decode()
                continue
            if kind is Kind.STALE:
                self._let_go(Reason.STALE)
                raise WorkerLost(None)
            if kind is not Kind.DATA:
                self._let_go(None)
            if kind is Kind.ERROR:
                raise error_from(content)
            if content:
                return content
        return None

    def _look(self) -> None:
        """Let others go first while this takes long, and at the deadline read no more."""
        worker = self._worker
        if worker is None:
            return
        if self._pool.loop.time() < self._deadline:
            worker.slow_down()
            self._timer = self._pool.loop.call_at(self._deadline, self._look)
        else:
            worker.reader.set_exception(OutOfTime(self._seconds))

    async def _received(self, worker: Worker) -> tuple[Kind, bytes]:
        try:
            return await worker.received()
        except (asyncio.IncompleteReadError, ConnectionError):
            self._worker = None
            self._timer.cancel()
            raise await self._pool.lost(worker) from None

    def _let_go(self, reason: Reason | None) -> None:
        worker, self._worker = self._worker, None
        self._timer.cancel()
        if worker is not None:
            self._pool.release(worker, reason)
