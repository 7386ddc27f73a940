"""What a finding looks like: plain values that a drawing is made of, apart from how it is drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of a matrix: its state (a name of graph.terms.STATES), and how much is in it."""

    state: str
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Matrix:
    """States of things against things, by IRIs; a pair that is not in ``spots`` is drawn empty."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    spots: dict[tuple[str, str], Spot]


@dataclass(frozen=True, slots=True)
class Bar:
    """A length with its name (an IRI, or words), and the parts it is made of: (IRI or words, amount)."""

    name: str
    parts: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Lengths of one unit, which ``unit`` names: a key of the analysis' words."""

    bars: tuple[Bar, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class Flow:
    """Links between neighbouring layers of things: (from, to, amount, state), by IRIs."""

    layers: tuple[tuple[str, ...], ...]
    links: tuple[tuple[str, str, int, str], ...]


class Lead(NamedTuple):
    """From one thing over another to what becomes of it, with the state of each half."""

    start: str
    over: str
    now: str
    end: str
    then: str


def leading(leads: Iterable[Lead]) -> Flow:
    """Draw what leads where in three layers, as wide as there are leads."""
    held = tuple(dict.fromkeys(leads))
    layers = (tuple(dict.fromkeys(getattr(lead, end) for lead in held)) for end in ("start", "over", "end"))
    first = Counter((lead.start, lead.over, lead.now) for lead in held)
    second = Counter((lead.over, lead.end, lead.then) for lead in held)
    links = (
        (start, end, amount, state)
        for half in (first, second)
        for (start, end, state), amount in half.items()
    )
    return Flow(tuple(layers), tuple(links))


@dataclass(frozen=True, slots=True)
class Web:
    """Things with weights and the community each is in, and links between them with weights."""

    nodes: tuple[tuple[str, float, int], ...]
    links: tuple[tuple[str, str, float], ...]


Picture: TypeAlias = Matrix | Bars | Flow | Web
