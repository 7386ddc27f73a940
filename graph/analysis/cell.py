"""A coverage cell as a value: what is known of one coverer and one covered thing."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

from graph.identifiers import NS
from graph.store.dataset import Dataset
from graph.store.query_file import load
from graph.terms import STATES

_QUERY = Path(str(files("graph.analysis") / "queries" / "cells.rq"))
_STATE = NS + "state-"


@dataclass(frozen=True, slots=True)
class Cell:
    """The states that hold, and the narrower groups, parts or projects it is covered through.

    ``out_of`` counts all things of the sorts it is covered through; ``rung`` is 0 but for policy instruments;
    ``unlisted`` counts those that it is covered through besides, where they are too many to be listed.
    """

    holds: frozenset[str]
    through: frozenset[str] = field(default_factory=frozenset)
    out_of: int = 0
    rung: int = 0
    unlisted: int = 0

    @property
    def state(self) -> str:
        """The first of the states that hold."""
        return _first(self.holds)

    @property
    def count(self) -> int:
        """How many things it is covered through."""
        return len(self.through) + self.unlisted


@cache
def _first(holds: frozenset[str]) -> str:
    return next(state for state in STATES if state in holds)


Cells = dict[tuple[str, str], Cell]


def cells(dataset: Dataset) -> Cells:
    """Read the cells of a release, by coverer and covered thing.

    Raises ValueError for a cell that contradicts itself.
    """
    found: dict[tuple[str, str], dict[str, set[str]]] = {}
    for coverer, covered, relation, value in dataset.texts(load(_QUERY).text):
        held = found.setdefault((coverer, covered), {})
        held.setdefault(relation.removeprefix(NS), set()).add(value.removeprefix(_STATE))
    return {pair: _cell(pair, held) for pair, held in found.items()}


def _cell(pair: tuple[str, str], held: dict[str, set[str]]) -> Cell:
    def number(name: str) -> int:
        return int(next(iter(held.get(name, {"0"}))))

    cell = Cell(frozenset(held["holds"]), frozenset(held.get("through", ())), number("outOf"), number("rung"))
    if held["state"] != {cell.state} or number("count") != cell.count:
        raise ValueError(f"the cell of {pair[0]} and {pair[1]} contradicts itself")
    return cell
