"""A table file opened: its format, packing and hash found out from its bytes, not from its name."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from graph.errors import UnreadableTable
from graph.ingest.tables import delimited, objects, sheet
from graph.ingest.tables.raw import Row, Table

_CHUNK = 2**20
_SAMPLE = 2**16
_LARGEST_BOOK = 128 * 2**20


@dataclass(frozen=True, slots=True)
class Opened:
    """A table with the SHA-256 of the file's bytes."""

    sha256: str
    table: Table


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """Open a table: CSV, TSV, XLSX, JSON, JSON lines or Parquet, packed by gzip or not.

    Raises UnreadableTable for what is none of them, empty, or damaged.
    """
    if not path.is_file():
        reason = "is not a file" if path.exists() else "does not exist"
        raise UnreadableTable(path, reason, "Name a table file that exists.")
    sha256 = _sha256(path)
    with path.open("rb") as raw:
        is_packed = raw.read(2) == b"\x1f\x8b"
    try:
        with _stream(path, packed=is_packed) as stream:
            start = stream.read(_SAMPLE)
        if not start.strip():
            raise UnreadableTable(path, "is empty", "Give a file that holds a table.")
        with _stream(path, packed=is_packed) as stream:
            table = _table(path, stream, start, packed=is_packed)
            with closing(_whole(path, table.rows)) as rows:
                yield Opened(sha256, Table(rows, table.told, table.delimiter))
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise _cut(path) from None


def _table(path: Path, stream: BinaryIO, start: bytes, *, packed: bool) -> Table:
    inside = "gzip, " if packed else ""
    if start.startswith(b"PK\x03\x04"):
        data = stream.read(_LARGEST_BOOK + 1)
        if len(data) > _LARGEST_BOOK:
            raise UnreadableTable(path, "is a workbook of more than 128 MB", "Save the sheet as CSV.")
        held = sheet.table(path, data)
        return Table(held.rows, inside + held.told)
    if start.startswith(b"PAR1"):
        if packed:
            raise UnreadableTable(path, "is Parquet packed again by gzip", "Unpack it first.")
        return Table(objects.parquet(path), "Parquet")
    first = start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if first == b"{" and _is_lines(start):
        return Table(objects.lines(stream), inside + "JSON lines")
    if first in (b"[", b"{"):
        return Table(objects.array(path, stream), inside + "JSON")
    return _delimited(path, stream, start, inside, packed=packed)


def _delimited(path: Path, stream: BinaryIO, start: bytes, inside: str, *, packed: bool) -> Table:
    decoding = delimited.Decoding()
    with _stream(path, packed=packed) as again:
        while chunk := again.read(_CHUNK):
            decoding.see(chunk)
    encoding = decoding.encoding()
    if encoding != "utf-16" and start.count(b"\0"):
        raise UnreadableTable(path, "is no table that is read here", "Give CSV, TSV, XLSX, JSON or Parquet.")
    how = delimited.dialect(start.decode(encoding, "replace"), encoding)
    return Table(delimited.rows(stream, how), inside + how.told(), how.delimiter)


def _is_lines(start: bytes) -> bool:
    """Whether a text that opens with an object has one a line: the first is whole and no table itself."""
    try:
        first = json.loads(start.lstrip().split(b"\n", 1)[0])
    except ValueError:
        return False
    lists = [held for held in first.values() if isinstance(held, list)]
    return not any(isinstance(item, dict) for held in lists for item in held)


def _whole(path: Path, rows: Iterator[Row]) -> Generator[Row, None, None]:
    try:
        yield from rows
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise _cut(path) from None


def _cut(path: Path) -> UnreadableTable:
    return UnreadableTable(path, "is packed by gzip and broken off or damaged", "Fetch the file again.")


def _stream(path: Path, *, packed: bool) -> BinaryIO:
    return cast(BinaryIO, gzip.open(path)) if packed else path.open("rb")


def _sha256(path: Path) -> str:
    total = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            total.update(chunk)
    return total.hexdigest()
