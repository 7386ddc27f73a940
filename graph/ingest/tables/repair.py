"""Rows with more or fewer fields than columns: put right where there is exactly one way to."""

from __future__ import annotations

from collections.abc import Sequence

from graph.ingest.tables.cells import plain, read
from graph.ingest.tables.mapping import Column, Mapping

_MOST_WAYS = 2
_MOST_FIELDS = 400


def repaired(
    fields: Sequence[str], columns: Sequence[Column | None], mapping: Mapping, delimiter: str
) -> tuple[list[str], str] | None:
    """Return the row with delimiters that stand inside a text put back, and what was assumed.

    Codes, dates, sums and code lists must each be one field that reads as declared; only columns of text may
    hold several. None where there is no such way, or more than one: nothing is shifted by guess.
    """
    trimmed = list(fields)
    while len(trimmed) > len(columns) and not trimmed[-1].strip():
        trimmed.pop()
    if len(trimmed) < len(columns) or len(trimmed) > _MOST_FIELDS:
        return None
    ways = _Ways(trimmed, columns, mapping).all()
    if len(ways) != 1:
        return None
    row, told, place = [], [], 0
    for width, column in zip(ways[0], columns, strict=True):
        row.append(delimiter.join(trimmed[place : place + width]))
        if width > 1:
            told.append(f"{_name(column)} holds fields {place + 1} to {place + width}")
        place += width
    return row, "; ".join(told)


class _Ways:
    """The ways to give each column its fields, two at most: with two it is open which is right."""

    def __init__(self, fields: Sequence[str], columns: Sequence[Column | None], mapping: Mapping) -> None:
        self._fields = fields
        self._columns = columns
        self._mapping = mapping
        self._dead: set[tuple[int, int]] = set()

    def all(self) -> list[tuple[int, ...]]:
        """Return the widths of the columns, each way a tuple."""
        return self._from(0, 0)

    def _from(self, column: int, place: int) -> list[tuple[int, ...]]:
        left_columns, left = len(self._columns) - column, len(self._fields) - place
        if not left_columns:
            return [] if left else [()]
        if left < left_columns or (column, place) in self._dead:
            return []
        ways: list[tuple[int, ...]] = []
        widest = left - left_columns + 1 if self._is_text(column) else 1
        for width in range(1, widest + 1):
            if width == 1 and not self._fits(column, place):
                continue
            ways.extend((width, *rest) for rest in self._from(column + 1, place + width))
            if len(ways) >= _MOST_WAYS:
                return ways[:_MOST_WAYS]
        if not ways:
            self._dead.add((column, place))
        return ways

    def _is_text(self, column: int) -> bool:
        held = self._columns[column]
        return held is None or (held.type in ("text", "name") and held.pattern is None)

    def _fits(self, column: int, place: int) -> bool:
        held, field = self._columns[column], self._fields[place]
        if held is None or (held.type == "text" and held.pattern is None):
            return True
        if not plain(field):
            return not held.is_required
        return not read(field, held, self._mapping).doubt


def _name(column: Column | None) -> str:
    return column.headings[0] if column else "a column that is not read"
