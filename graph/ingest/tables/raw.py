"""What readers of tables give: rows of cells with their place, whatever the file's format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.ingest.tables.cells import Cell


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it stands in a file: where, its cells, what was assumed to read it, or why it cannot be."""

    line: int
    cells: Sequence[Cell]
    assumed: str = ""
    unreadable: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table's rows, its heading row among the first; ``told`` says how it was read.

    ``delimiter`` is what stands between fields in a text, nothing where the format parts its cells itself.
    """

    rows: Iterator[Row]
    told: str
    delimiter: str = ""
