"""What visitors' queries are asked of: workers over a release, or another store; the faces know no more."""

from __future__ import annotations

from abc import ABC, abstractmethod
from asyncio import Timeout
from collections.abc import AsyncIterator
from enum import Enum
from typing import NamedTuple, Protocol

from graph.errors import AnswerTooLarge
from sparql.limits import Limits
from sparql.protocol import Operation


class Reason(Enum):
    """Why a worker is replaced.

    A slow one has let the others go first, and cannot go back to their pace; what a stale one holds is past.
    """

    DEADLINE = "deadline"
    MEMORY = "memory"
    DIED = "died"
    LEFT = "left"
    SLOW = "slow"
    STALE = "stale"


class Load(NamedTuple):
    """How many queries an engine answers, and how many wait for that."""

    running: int
    waiting: int


class Answer(ABC):
    """An answer as it comes: its media type and beginning, and whether that is the whole.

    Where the answer was ``cut`` at a limit and its format can say so, the body is the beginning, and says so.
    """

    media_type: str = ""
    body: bytes = b""
    is_whole: bool = False
    cut: AnswerTooLarge | None = None

    @abstractmethod
    def chunks(self) -> AsyncIterator[bytes]:
        """Yield the whole answer; an error here means that what came before is no answer."""

    @abstractmethod
    def time_left(self) -> Timeout:
        """Return a bound on anything done for this answer, such as sending it to a slow reader."""

    @abstractmethod
    def close(self) -> None:
        """Let go of what the answer holds, and stop it if it was not read to its end; may be called twice."""


class Engine(Protocol):
    """What answers queries within limits, in the loop that started it."""

    limits: Limits

    @property
    def is_broken(self) -> bool:
        """Whether no query can be answered any more."""
        ...

    def load(self) -> Load:
        """Return how many queries it answers now."""
        ...

    async def start(self) -> None:
        """Get ready to be asked."""
        ...

    async def stop(self) -> None:
        """End whatever is being answered."""
        ...

    async def ask(
        self, operation: Operation, accept: str | None, most: int | None = None, client: str = ""
    ) -> Answer:
        """Begin an answer of at most so many bytes: whole where it fits the buffer.

        ``client`` tells apart who asks, for fair shares. Raises Busy, OutOfTime, OutOfMemory, TooLarge and
        what evaluating and writing raise. Cancelling this ends the query.
        """
        ...
