"""A matrix as a table to read: its strongest part, each state by a word, and where it is explained."""

from __future__ import annotations

from dataclasses import dataclass

from api.saying import Words
from graph.analysis.picture import Matrix
from graph.analysis.reach import Reach
from graph.export.drawing.cut import cut

#: Things down and across that a page shows at most; files hold all.
_DOWN, _ACROSS = 150, 20


@dataclass(frozen=True, slots=True)
class Filled:
    """A cell: its state, how much is in it, and the address where that is explained, or an empty text."""

    state: str
    amount: int
    why: str


@dataclass(frozen=True, slots=True)
class Heat:
    """The things down and across, the cells between them, and how many things of how many are shown."""

    rows: tuple[tuple[str, tuple[Filled | None, ...]], ...]
    columns: tuple[str, ...]
    shown: int
    count: int


def heat(held: Matrix, words: Words, reach: Reach) -> Heat:
    """Arrange a matrix: more things down than across, and of too many those that most is said of."""
    part = cut(held, _DOWN, _ACROSS)

    def filled(row: str, column: str) -> Filled | None:
        spot = part.spots.get((row, column))
        if spot is None:
            return None
        pair = (row, column) if row in reach.members else (column, row)
        explained = pair[0] in reach.members and pair[1] in reach.covered
        return Filled(spot.state, spot.amount, words.why(*pair) if explained else "")

    return Heat(
        tuple((row, tuple(filled(row, column) for column in part.columns)) for row in part.rows),
        part.columns,
        len(part.rows) + len(part.columns),
        len(held.rows) + len(held.columns),
    )
