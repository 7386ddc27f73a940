"""A worker: one process that answers one query at a time, and may be killed at any moment.

It reads a question from its socket, evaluates and writes the answer in its only thread, and reads the next.
"""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Store

from graph.errors import AnswerTooLarge, KytkosError
from sparql.frames import HEAD, Kind, Question, error, frame, question_from
from sparql.results import evaluated, written_to
from sparql.rows import Counter, counter

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

#: Bytes of the stack: in the usual 8 MiB the parser can follow a chain of some 5,000 operators, in these any
#: query of the greatest length.
STACK = 64 << 20

#: Bytes of an answer that are sent together.
_TOGETHER = 32 << 10


class _Answer:
    """What the engine writes an answer into; a write past a limit stops the engine.

    Pieces are sent together: each that is sent wakes the server.
    """

    def __init__(self, channel: socket.socket, asked: Question) -> None:
        self._channel = channel
        self._asked = asked
        self._bytes = self._rows = 0
        self._before = b""
        self._unsent = bytearray()
        self._uncounted = bytearray()
        self._media_type = ""
        self._counted: Counter | None = None
        self.excess: AnswerTooLarge | None = None

    def opened(self, media_type: str) -> _Answer:
        self._before = frame(Kind.MEDIA_TYPE, media_type.encode())
        self._media_type = media_type
        return self

    def write(self, piece: ReadableBuffer) -> int:
        if self.excess is not None:
            # The engine tries to write once more what it could not.
            raise self.excess
        data = bytes(piece)
        self._unsent += data[: self._asked.most - self._bytes]
        if len(self._unsent) >= _TOGETHER:
            self._send(Kind.DATA)
        self._bytes += len(data)
        self._count(data)
        if self._bytes > self._asked.most:
            raise self._over("bytes", self._asked.most)
        if self._rows > self._asked.rows:
            raise self._over("rows", self._asked.rows)
        return len(data)

    def flush(self) -> None:
        """Have nothing to do where the engine asks for it, as what is sent together is known here."""

    def end(self) -> None:
        """Send what has not been sent, as the last."""
        self._send(Kind.END)

    def fail(self, problem: KytkosError) -> None:
        """Send what has not been sent, and why no more comes."""
        self._send(Kind.DATA, error(problem))

    def _send(self, kind: Kind, after: bytes = b"") -> None:
        self._channel.sendall(self._before + frame(kind, bytes(self._unsent)) + after)
        self._before = b""
        self._unsent.clear()

    def _count(self, data: bytes) -> None:
        # A row takes a byte at least, so that there is nothing to count in most answers.
        self._uncounted += data
        if self._bytes > self._asked.rows:
            self._counted = self._counted or counter(self._media_type)
            self._rows += self._counted(bytes(self._uncounted))
            self._uncounted.clear()

    def _over(self, what: str, limit: int) -> AnswerTooLarge:
        self.excess = AnswerTooLarge(what, limit)
        return self.excess


def work(store: Store, channel: socket.socket, memory: int) -> None:
    """Answer questions until the socket is closed, in at most so many bytes more than are in use now."""
    confine(memory)
    with channel.makefile("rb") as questions:
        while head := questions.read(HEAD.size):
            _, length = HEAD.unpack(head)
            answered(store, channel, question_from(questions.read(length)))


def answered(store: Store, channel: socket.socket, asked: Question) -> None:
    answer = _Answer(channel, asked)
    try:
        evaluation = evaluated(store, asked.operation)
        written_to(evaluation, asked.accept, answer.opened, asked.rows)  # type: ignore[arg-type]
    except KytkosError as problem:
        answer.fail(problem)
    except OSError:
        # The engine tells an error of write() as its own.
        if answer.excess is None:
            raise
        answer.fail(answer.excess)
    except MemoryError:
        # As the engine does, so that who waits on this process knows what it died of.
        os.abort()
    else:
        answer.end()


def confine(memory: int) -> None:
    """Bound the memory, leave no core file, and be the first whom a system short of memory ends."""
    try:
        import resource
    except ImportError:
        # Where there are no such limits, the deadline alone bounds the growth.
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, hard = resource.getrlimit(resource.RLIMIT_STACK)
    resource.setrlimit(resource.RLIMIT_STACK, (STACK if hard < 0 else min(STACK, hard), hard))
    # Without /proc there is no number to add to, and the deadline alone bounds the growth.
    with suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * os.sysconf("SC_PAGE_SIZE") + memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
