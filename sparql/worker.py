"""A worker: one process that answers one query at a time, and may be killed at any moment.

It reads a question from its socket, evaluates and writes the answer in its only thread, and reads the next.
"""

from __future__ import annotations

import io
import os
import resource
import socket
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Store

from graph.errors import KytkosError, TooLarge
from sparql.frames import HEAD, Kind, Question, error, frame, question_from
from sparql.results import evaluated, written_to

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class _Answer(io.RawIOBase):
    """What the engine writes an answer into; a write past the limit stops the engine."""

    def __init__(self, channel: socket.socket, most: int) -> None:
        self._channel = channel
        self._left = self._most = most
        self.excess: TooLarge | None = None

    def opened(self, media_type: str) -> _Answer:
        self._channel.sendall(frame(Kind.MEDIA_TYPE, media_type.encode()))
        return self

    def write(self, piece: ReadableBuffer) -> int:
        data = bytes(piece)
        self._left -= len(data)
        if self._left < 0:
            self.excess = TooLarge("the answer's length in bytes", self._most)
            raise self.excess
        self._channel.sendall(frame(Kind.DATA, data))
        return len(data)


def work(store: Store, channel: socket.socket, memory: int) -> None:
    """Answer questions until the socket is closed, in at most so many bytes more than are in use now."""
    _confine(memory)
    with channel.makefile("rb") as questions:
        while head := questions.read(HEAD.size):
            _, length = HEAD.unpack(head)
            _answer(store, channel, question_from(questions.read(length)))


def _answer(store: Store, channel: socket.socket, asked: Question) -> None:
    answer = _Answer(channel, asked.most)
    try:
        written_to(evaluated(store, asked.operation), asked.accept, answer.opened)  # type: ignore[arg-type]
    except KytkosError as problem:
        channel.sendall(error(problem))
    except OSError:
        # The engine tells an error of write() as its own.
        if answer.excess is None:
            raise
        channel.sendall(error(answer.excess))
    else:
        channel.sendall(frame(Kind.END))


def _confine(memory: int) -> None:
    """Bound the memory, leave no core file, and be the first whom a system short of memory ends."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Without /proc there is no number to add to, and the deadline alone bounds the growth.
    with suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * os.sysconf("SC_PAGE_SIZE") + memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
