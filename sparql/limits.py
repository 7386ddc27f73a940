"""What a query may be: no longer and no deeper than the engine's parser takes in its stride."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import TooLarge
from graph.store.tokens import tokens

#: Characters of a query: the parser nests every operator of a chain, and its stack ends at some 20,000.
LENGTH = 32_768

#: Brackets within brackets: from 200 on nested lists take the parser seconds; 1,000 calls end its stack.
DEPTH = 64

#: Steps of paths and negations: the parser takes the cube of a path's length.
STEPS = 200


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may cost, and how many may wait for their turn."""

    seconds: float = 30.0
    memory: int = 2 << 30
    answer: int = 256 << 20
    buffered: int = 256 << 10
    waiting: int = 64


_OPENING, _CLOSING, _STEP = frozenset("([{"), frozenset(")]}"), frozenset("/!")


def admit(query: str) -> None:
    """Pass a query on to be parsed; raises TooLarge for its length, nesting or number of path steps."""
    if len(query) > LENGTH:
        raise TooLarge("the query's length in characters", LENGTH)
    depth = steps = 0
    for token in tokens(query):
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        steps += token.text in _STEP
        if depth > DEPTH:
            raise TooLarge("the nesting of brackets", DEPTH)
        if steps > STEPS:
            raise TooLarge("the number of path steps and negations", STEPS)
