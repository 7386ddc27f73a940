"""Headings: which row of a table names its columns, and which of them a mapping reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import UnreadableTable
from graph.ingest.tables.cells import Cell, plain
from graph.ingest.tables.mapping import Column, Mapping
from graph.ingest.tables.raw import Row

_FIRST_ROWS = 30


@dataclass(frozen=True, slots=True)
class Headings:
    """The table's columns in their order, None for each that is not read.

    ``missing`` are those of the mapping that the table lacks, ``left_out`` the headings that nobody reads.
    """

    columns: tuple[Column | None, ...]
    line: int
    missing: tuple[str, ...]
    left_out: tuple[str, ...]


def fold(heading: Cell) -> str:
    """Return a heading as headings are compared: without case, marks at its ends, and double spaces."""
    return plain(heading).casefold().strip(" ;:*.\ufeff")


def find(path: Path, rows: Iterator[Row], mapping: Mapping) -> Headings:
    """Read rows up to the headings; raises UnreadableTable where a required column is missing."""
    best: Headings | None = None
    for _, row in zip(range(_FIRST_ROWS), rows, strict=False):
        found = _matched(row, mapping)
        if not _required(mapping, found.columns):
            return found
        if best is None or len(found.missing) < len(best.missing):
            best = found
    missing = _required(mapping, best.columns if best else ())
    seen = ", ".join(repr(name[:40]) for name in (best.left_out if best else ())[:12]) or "none"
    remedy = (
        "Add the headings of this table to the mapping, or let one be proposed: kytkos import FILE. "
        f"Headings that nobody reads: {seen}."
    )
    raise UnreadableTable(path, f"has no column for: {'; '.join(missing)}", remedy)


def _matched(row: Row, mapping: Mapping) -> Headings:
    names = {fold(heading): column for column in mapping.columns for heading in column.headings}
    taken: list[Column | None] = []
    for cell in row.cells:
        column = names.get(fold(cell))
        taken.append(None if column in taken else column)
    while taken and taken[-1] is None and not fold(row.cells[len(taken) - 1]):
        taken.pop()
    missing = tuple(column.headings[0] for column in mapping.columns if column not in taken)
    unread = (plain(cell) for cell, column in zip(row.cells, taken, strict=False) if column is None)
    return Headings(tuple(taken), row.line, missing, tuple(name for name in unread if name))


def _required(mapping: Mapping, columns: Sequence[Column | None]) -> list[str]:
    """Return what is missing that no row can do without, by all the headings it may have."""
    return [
        " or ".join(repr(heading) for heading in column.headings)
        for column in mapping.columns
        if (column.is_required or column.is_ == "code") and column not in columns
    ]
