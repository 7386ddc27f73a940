"""What is drawn of a matrix: more things down than across, and of too many those that most is said of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from graph.analysis.picture import Matrix

Thing = TypeVar("Thing", bound=Hashable)

#: States that say that nothing was found, or that it cannot be told.
SILENT = frozenset({"absent", "not-stated", "unknown"})


def cut(held: Matrix, down: int, across: int) -> Matrix:
    """Return the part of a matrix that can be shown, turned so that the longer side is down.

    Things that most is said of are kept, in the order they are in.
    """
    turned = _turned(held) if len(held.columns) > len(held.rows) else held
    said = [pair for pair, spot in turned.spots.items() if spot.state not in SILENT]
    rows = kept(turned.rows, Counter(row for row, _ in said), down)
    columns = kept(turned.columns, Counter(column for _, column in said), across)
    down_kept, across_kept = set(rows), set(columns)
    spots = {
        pair: spot for pair, spot in turned.spots.items() if pair[0] in down_kept and pair[1] in across_kept
    }
    return Matrix(rows, columns, spots)


def kept(things: Iterable[Thing], weights: Mapping[Thing, float], most: int) -> tuple[Thing, ...]:
    """Return the heaviest of some things, in the order they are in."""
    held = tuple(things)
    first = sorted(range(len(held)), key=lambda n: (-weights.get(held[n], 0), n))[:most]
    return tuple(held[n] for n in sorted(first))


def _turned(held: Matrix) -> Matrix:
    return Matrix(held.columns, held.rows, {(b, a): spot for (a, b), spot in held.spots.items()})
