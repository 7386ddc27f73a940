"""A page of a long table: which of its rows it has, of how many, and which pages there are besides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from api.reader import Reader
from graph.errors import InvalidArgument

#: Rows of a page, and the field of an address that says which.
ROWS, FIELD = 100, "page"
_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Leaf:
    """The page of this number, from 1, of a table of so many rows."""

    number: int
    count: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.count // ROWS))

    @property
    def first(self) -> int:
        """The number of its first row, from 1."""
        return (self.number - 1) * ROWS + 1

    @property
    def last(self) -> int:
        """The number of its last row."""
        return min(self.number * ROWS, self.count)

    @property
    def others(self) -> tuple[tuple[str, int], ...]:
        """Pages to turn to, each by what it is to this one: first, before, after and last."""
        known = (("first", 1), ("before", self.number - 1), ("after", self.number + 1), ("last", self.pages))
        is_beyond = {"first": self.number > 2, "last": self.number < self.pages - 1}
        return tuple(
            (name, page) for name, page in known if 1 <= page <= self.pages and is_beyond.get(name, True)
        )

    def rows(self, rows: Sequence[_Row]) -> Sequence[_Row]:
        """Return the rows of this page."""
        return rows[self.first - 1 : self.last]


def leaf(reader: Reader, count: int) -> Leaf:
    """Return the page that an address asks for, the first if it names none.

    Raises InvalidArgument for one that is not there.
    """
    said = dict(reader.query).get(FIELD, "1")
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0
    found = Leaf(number, count)
    if not 1 <= number <= found.pages:
        raise InvalidArgument(FIELD, f"there are pages 1 to {found.pages}")
    return found
