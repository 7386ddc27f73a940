"""Parts of pages with holes: what stands between the holes is written once, and kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from operator import itemgetter

from markupsafe import Markup, escape

#: What a part is written with in place of its values; an address keeps them as they are.
HOLES = tuple(Markup(f"~~{number}~~") for number in range(9))  # noqa: S704
_HOLE = re.compile(r"~~(\d)~~")


class Holed:
    """A part of a page that was written with holes, to be filled as often as need be."""

    __slots__ = ("_chosen", "_text")

    def __init__(self, part: str) -> None:
        literal = _HOLE.split(part)
        self._chosen = _choice([int(number) for number in literal[1::2]])
        self._text = "%s".join(text.replace("%", "%%") for text in literal[::2])

    def filled(self, *values: str) -> str:
        """Return the part as HTML, with values for its holes; what is no markup is escaped."""
        return self._text % self._chosen([escape(value) for value in values])

    def all_filled(self, rows: Sequence[Sequence[str]]) -> str:
        """Return the part once for each row of values, which must be safe to write."""
        text, chosen = self._text, self._chosen
        return "".join([text % chosen(values) for values in rows])


def _choice(order: list[int]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    """Return what puts values into this order, and repeats and leaves out as it does."""
    if len(order) > 1:
        return itemgetter(*order)
    return lambda values: tuple(values[number] for number in order)
