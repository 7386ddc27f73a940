"""Columns: the cells of tables that stand under a heading of contact persons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.text.cues import CUE

Span = tuple[int, int]
_LINE = re.compile(r"[^\r\n]+")
_CELL = re.compile(r"[^|\t]+")
_RULE = re.compile(r"[\s|:+-]+")
_LONGEST = 60
#: Two words with capitals: the value of a row whose label is the cell before it.
_VALUE = re.compile(r"\s*[*_]*(?:█|[A-ZÅÄÖ][\w-]+\s+[A-ZÅÄÖ])")


def contact_cells(text: str) -> tuple[list[Span], list[Span]]:
    """Return the headings of contact columns, and the cells under them."""
    headings: list[Span] = []
    under: list[Span] = []
    columns: dict[int, int] = {}
    for line in _LINE.finditer(text):
        row = list(_cells(line.group(), line.start()))
        if not row:
            columns = {}
        elif found := {i: len(row) for i, cell in enumerate(row) if i and _heads(text, row, i)}:
            columns = found
            headings += [row[i] for i in found]
        elif not _RULE.fullmatch(line.group()):
            under += [row[i] for i, count in columns.items() if i < len(row) <= count]
    return headings, under


def _cells(line: str, offset: int) -> Iterator[Span]:
    inner = line.strip(" |") if "|" in line else line
    if "|" not in inner and "\t" not in inner:
        return
    start = offset + line.index(inner)
    yield from ((start + m.start(), start + m.end()) for m in _CELL.finditer(inner))


def _heads(text: str, row: list[Span], i: int) -> bool:
    """Tell the heading of a column from the label of a value beside it."""
    start, end = row[i]
    beside = i + 1 < len(row) and _VALUE.match(text, row[i + 1][0])
    return end - start <= _LONGEST and bool(CUE.search(text[start:end])) and not beside
