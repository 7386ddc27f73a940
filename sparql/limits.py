"""What a query may be: no longer and no deeper than the engine's parser takes in its stride."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from graph.errors import TooLarge
from graph.store.tokens import Token, tokens

#: Characters of a query: the parser nests every operator of a chain, and its stack ends at some 20,000.
LENGTH = 32_768

#: Brackets within brackets: from 200 on nested lists take the parser seconds; 1,000 calls end its stack.
DEPTH = 64

#: Steps of paths and negations: the parser takes the cube of a path's length.
STEPS = 200


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may cost, and how many may wait for their turn.

    An answer has so many ``rows`` (triples of a graph) and bytes at most; up to ``buffered`` bytes of it are
    held back until it is whole. Of those who wait, one client has a ``share`` at most.
    """

    seconds: float = 30.0
    memory: int = 2 << 30
    rows: int = 1_000_000
    answer: int = 256 << 20
    buffered: int = 256 << 10
    waiting: int = 64
    share: int = 16

    @property
    def retry_after(self) -> int:
        """Seconds after which a query that found no place may find one."""
        return max(1, round(self.seconds / 4))

    @lru_cache(64)  # noqa: B019 - there is one for each server
    def headers(self, seconds: float | None = None) -> Mapping[str, str]:
        """Return the limits that hold for a query, whose sender may have asked for fewer seconds."""
        return {
            "Kytkos-Limit-Seconds": f"{min(seconds or self.seconds, self.seconds):g}",
            "Kytkos-Limit-Rows": str(self.rows),
            "Kytkos-Limit-Bytes": str(self.answer),
            "Kytkos-Limit-Memory": str(self.memory),
        }


_OPENING, _CLOSING, _STEP = frozenset("([{"), frozenset(")]}"), frozenset("/!")


def admit(query: str, length: int = LENGTH, held: Iterable[Token] | None = None) -> None:
    """Pass a query on to be parsed; raises TooLarge for its length, nesting or number of path steps."""
    if len(query) > length:
        raise TooLarge("the query's length in characters", length)
    if _count(query, _OPENING) <= DEPTH and _count(query, _STEP) <= STEPS:
        # It cannot be over a limit, wherever these stand in it.
        return
    depth = steps = 0
    for token in tokens(query) if held is None else held:
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        steps += token.text in _STEP
        if depth > DEPTH:
            raise TooLarge("the nesting of brackets", DEPTH)
        if steps > STEPS:
            raise TooLarge("the number of path steps and negations", STEPS)


def _count(query: str, characters: frozenset[str]) -> int:
    return sum(map(query.count, characters))
