"""Parts of pages with holes: what stands between the holes is written once, and kept."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

#: What a part is written with in place of its values; an address keeps them as they are.
HOLES = tuple(Markup(f"~~{number}~~") for number in range(9))  # noqa: S704
_HOLE = re.compile(r"~~(\d)~~")


class Holed:
    """A part of a page that was written with holes, to be filled as often as need be."""

    __slots__ = ("_order", "_text")

    def __init__(self, part: str) -> None:
        literal = _HOLE.split(part)
        self._order = tuple(map(int, literal[1::2]))
        self._text = "%s".join(text.replace("%", "%%") for text in literal[::2])

    def filled(self, *values: str) -> str:
        """Return the part as HTML, with values for its holes; what is no markup is escaped."""
        safe = [escape(value) for value in values]
        return self._text % tuple([safe[number] for number in self._order])

    def all_filled(self, rows: Sequence[Sequence[str]]) -> str:
        """Return the part once for each row of values, which must be safe to write."""
        order = self._order
        return "".join([self._text % tuple([values[number] for number in order]) for values in rows])
