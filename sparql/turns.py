"""Whose turn it is: places are given to clients in turn, so that one who asks much keeps nobody waiting."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from typing import Generic, TypeVar

from graph.errors import Busy, OverShare
from sparql.limits import Limits

Place = TypeVar("Place")


class Turns(Generic[Place]):
    """Give places, such as idle workers, to who waits for one; each client's requests in their order.

    No client has more than ``most`` places at once: where there are more, what another asks is begun at once.
    """

    def __init__(self, limits: Limits, most: int) -> None:
        self._limits = limits
        self._most = most
        self._free: deque[Place] = deque()
        self._taken: Counter[str] = Counter()
        #: The clients in the order of their turns, each with its requests.
        self._waiting: dict[str, deque[asyncio.Future[Place]]] = {}

    @property
    def waiting(self) -> int:
        """The number of requests that wait."""
        return sum(map(len, self._waiting.values()))

    @property
    def taken(self) -> int:
        """The number of places that somebody has."""
        return sum(self._taken.values())

    async def take(self, client: str, deadline: float) -> Place:
        """Wait for a place until a time of the loop's clock, and take it.

        Raises Busy where too many wait or the time is over, and OverShare where too many of this client's
        wait.
        """
        if self._free and self._taken[client] < self._most:
            # Whoever may have a place while one is free has been given it.
            return self._given(client)
        self._admit(client)
        turn: asyncio.Future[Place] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(client, deque()).append(turn)
        try:
            async with asyncio.timeout_at(deadline):
                return await turn
        except BaseException as problem:
            self._withdraw(client, turn)
            if isinstance(problem, TimeoutError):
                raise Busy(self._limits.retry_after) from None
            raise

    def leave(self, client: str) -> None:
        """Say that a client has no longer one of the places that it took."""
        self._taken[client] -= 1
        if not self._taken[client]:
            del self._taken[client]
        self._give()

    def add(self, place: Place) -> None:
        """Let a place be taken, for the first time or again."""
        self._free.append(place)
        self._give()

    def clear(self) -> list[Place]:
        """Return the places that are free, which then nobody gets."""
        places = [*self._free]
        self._free.clear()
        return places

    def refuse(self) -> None:
        """Send away all who wait."""
        for turns in self._waiting.values():
            for turn in turns:
                if not turn.done():
                    turn.set_exception(Busy(self._limits.retry_after))
        self._waiting.clear()

    def _admit(self, client: str) -> None:
        if len(self._waiting.get(client, ())) >= self._limits.share:
            raise OverShare(self._limits.retry_after)
        if self.waiting >= self._limits.waiting:
            raise Busy(self._limits.retry_after)

    def _give(self) -> None:
        while self._free and (client := self._next()) is not None:
            turns = self._waiting.pop(client)
            turn = turns.popleft()
            # One that was cancelled has not left yet.
            if not turn.done():
                turn.set_result(self._given(client))
            if turns:
                self._waiting[client] = turns

    def _next(self) -> str | None:
        return next((client for client in self._waiting if self._taken[client] < self._most), None)

    def _given(self, client: str) -> Place:
        self._taken[client] += 1
        return self._free.pop()

    def _withdraw(self, client: str, turn: asyncio.Future[Place]) -> None:
        """Let a request that came to nothing leave the line, and what it was given at the last moment."""
        if turn in (turns := self._waiting.get(client, deque())):
            turns.remove(turn)
            if not turns:
                del self._waiting[client]
        elif turn.done() and not turn.cancelled() and turn.exception() is None:
            self._free.append(turn.result())
            self.leave(client)
