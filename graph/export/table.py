"""A release as tables: what every form for people who use no RDF is written from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

Value = str | int | float | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The things of one kind, or the links of one relation; ``iri`` is that of the kind or relation.

    The rows are read once, as they are written, so that no table is held in memory.
    """

    name: str
    iri: str
    columns: tuple[str, ...]
    rows: Iterator[Row]
