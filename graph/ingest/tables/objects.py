"""Tables of objects: JSON (an array, or an object a line) and Parquet, by the names of their fields."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

import duckdb

from graph.errors import UnreadableTable
from graph.ingest.tables.cells import Cell
from graph.ingest.tables.raw import Row

_LARGEST_ARRAY = 256 * 2**20
_LONGEST_LINE = 2**20
_MOST_FIELDS = 500
_BATCH = 2048


def lines(stream: BinaryIO) -> Iterator[Row]:
    """Yield a row of headings and one for each object of a file with one object a line."""
    names: dict[str, int] = {}
    for number, line in _bounded(stream):
        if line is None:
            yield Row(number, (), unreadable=f"the line is longer than {_LONGEST_LINE} bytes")
        elif line.strip():
            yield from _row(number, line, names)


def array(path: Path, stream: BinaryIO) -> Iterator[Row]:
    """Yield a row of headings and one for each object of an array; raises UnreadableTable."""
    data = stream.read(_LARGEST_ARRAY + 1)
    if len(data) > _LARGEST_ARRAY:
        remedy = "Give it as JSON lines (one object a line), which is read however long it is."
        raise UnreadableTable(path, f"is an array of more than {_LARGEST_ARRAY >> 20} MB", remedy)
    try:
        held = json.loads(data, parse_float=Decimal)
    except (ValueError, RecursionError):
        raise UnreadableTable(path, "is not JSON", "Give a JSON array of objects.") from None
    inside = next((v for v in held.values() if isinstance(v, list)), held) if isinstance(held, dict) else held
    if not isinstance(inside, list):
        raise UnreadableTable(path, "is no array of objects", "Give a JSON array of objects.")
    names: dict[str, int] = {}
    for number, item in enumerate(inside, 1):
        yield from _object(number, item, names)


def parquet(path: Path) -> Iterator[Row]:
    """Yield a row of headings and those of a Parquet file, some thousands held at a time."""
    with duckdb.connect() as connection:
        try:
            found = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
        except duckdb.Error:
            remedy = "Write the file again, or give the table as CSV."
            raise UnreadableTable(path, "is no Parquet file that can be read", remedy) from None
        yield Row(0, [column[0] for column in found.description or ()])
        number = 0
        while batch := found.fetchmany(_BATCH):
            for row in batch:
                number += 1
                yield Row(number, [_cell(value) for value in row])


def _bounded(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    number = 0
    while line := stream.readline(_LONGEST_LINE):
        number += 1
        if len(line) < _LONGEST_LINE or line.endswith(b"\n"):
            yield number, line
            continue
        while (rest := stream.readline(_LONGEST_LINE)) and not rest.endswith(b"\n"):
            pass
        yield number, None


def _row(number: int, line: bytes, names: dict[str, int]) -> Iterator[Row]:
    try:
        yield from _object(number, json.loads(line, parse_float=Decimal), names)
    except (ValueError, RecursionError):
        yield Row(number, (), unreadable="the line is not JSON")


def _object(number: int, item: object, names: dict[str, int]) -> Iterator[Row]:
    """Yield the row of an object, before the first one that of its names; later names are added after."""
    if not isinstance(item, Mapping):
        yield Row(number, (), unreadable="is no object with names and values")
        return
    if not names:
        names.update((str(name), place) for place, name in enumerate(item))
        yield Row(0, list(names))
    cells: list[Cell] = [None] * len(names)
    unknown = [name for name in item if name not in names]
    for name, value in item.items():
        if name in names and len(names) <= _MOST_FIELDS:
            cells[names[name]] = _cell(value)
    told = f"fields that the first object has not: {', '.join(map(str, unknown[:5]))}" if unknown else ""
    yield Row(number, cells, told)


def _cell(value: Any) -> Cell:  # noqa: ANN401 - whatever a file holds
    if value is None or isinstance(value, dict):
        return None
    if isinstance(value, list):
        return "; ".join(str(item) for item in value if not isinstance(item, dict | list))
    if isinstance(value, bool):
        return str(value).lower()
    return (
        value if isinstance(value, str | int | float | Decimal) or hasattr(value, "isoformat") else str(value)
    )
