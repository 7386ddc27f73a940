"""Delimited text: encoding, delimiter and quirks found out; rows in logical lines of bounded length."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from graph.ingest.tables.raw import Row

DELIMITERS = ",;\t|"
LONGEST_LINE = 2**20
_MOST_LINES = 40
_CHUNK = 2**20
_SAMPLE = 50


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text is written: its encoding, what stands between fields, and what at the end of each line."""

    encoding: str
    delimiter: str
    ending: str = ""

    def told(self) -> str:
        """Say it in one line."""
        between = {"\t": "tab", ",": "comma", ";": "semicolon", "|": "bar"}[self.delimiter]
        after = f", each line ends with {self.ending!r}" if self.ending else ""
        return f"{self.encoding}, {between} between fields{after}"


class Decoding:
    """Find out a text's encoding from all its bytes, which are seen chunk by chunk."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._is_utf8 = True
        self._first = b""

    def see(self, chunk: bytes) -> None:
        """Take the next bytes."""
        if len(self._first) < len(codecs.BOM_UTF8):
            self._first += chunk[:4]
        if self._is_utf8:
            try:
                self._decoder.decode(chunk)
            except UnicodeDecodeError:
                self._is_utf8 = False

    def encoding(self) -> str:
        """Return the name of the encoding: Unicode by its mark or its form, else that of Windows."""
        try:
            self._decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            self._is_utf8 = False
        if self._first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        if self._first.startswith(codecs.BOM_UTF8):
            return "utf-8-sig"
        return "utf-8" if self._is_utf8 else "windows-1252"


def dialect(sample: str, encoding: str) -> Dialect:
    """Find out what stands between fields, from a text's first lines."""
    lines = [line for line in sample.splitlines() if line.strip()][:_SAMPLE]
    scores = Counter({mark: _evenness(lines, mark) for mark in DELIMITERS})
    delimiter = scores.most_common(1)[0][0]
    ends = [line.rstrip(' "')[-1:] for line in lines[: _SAMPLE // 2]]
    has_ending = delimiter != ";" and bool(ends) and all(end == ";" for end in ends)
    return Dialect(encoding, delimiter, ";" if has_ending else "")


def _evenness(lines: list[str], mark: str) -> float:
    counts = [len(next(csv.reader([line], delimiter=mark), [])) - 1 for line in lines]
    usual, lines_with = Counter(counts).most_common(1)[0] if counts else (0, 0)
    first = max(counts[:5], default=0)
    return min(usual, first) * lines_with if usual else first / 2


def rows(stream: BinaryIO, how: Dialect) -> Iterator[Row]:
    """Yield the rows of a text; a line longer than LONGEST_LINE characters is told and passed over."""
    text = io.TextIOWrapper(stream, how.encoding, errors="replace", newline="")
    try:
        yield from _rows(_Lines(text), how)
    finally:
        text.detach()


def _rows(lines: _Lines, how: Dialect) -> Iterator[Row]:
    width = 0
    for number, line in lines:
        if line is None:
            yield Row(number, (), unreadable=f"the line is longer than {LONGEST_LINE} characters")
        elif line.strip("\ufeff \r\n"):
            row = _quoted(number, line, lines, how, width) if '"' in line else _row(number, line, how)
            width = width or len(row.cells)
            yield row


class _Lines:
    """Lines with their numbers, None for one that is too long; those that were looked at can be put back."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._number = 0
        self._back: deque[tuple[int, str | None]] = deque()

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> tuple[int, str | None]:
        if self._back:
            return self._back.popleft()
        line = self._text.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        self._number += 1
        if len(line) < LONGEST_LINE or line.endswith("\n"):
            return self._number, line
        while (rest := self._text.readline(LONGEST_LINE)) and not rest.endswith(("\n", "\r")):
            pass
        return self._number, None

    def put_back(self, looked_at: list[tuple[int, str | None]]) -> None:
        """Give these lines again, in their order."""
        self._back.extendleft(reversed(looked_at))


def _quoted(number: int, line: str, lines: _Lines, how: Dialect, width: int) -> Row:
    """Read a line with quotation marks, and those after it where a field holds line breaks.

    A mark that is stray opens nothing: where the lines together are no row of the usual width, the first
    stands for itself and the others are read again.
    """
    taken: list[tuple[int, str | None]] = []
    whole = line
    while _is_open(whole, how.delimiter) and len(taken) < _MOST_LINES:
        following = next(lines, None)
        if following is None:
            break
        taken.append(following)
        whole += following[1] or ""
    row = _row(number, whole, how)
    if not taken and not _is_open(whole, how.delimiter):
        return row
    if len(row.cells) == width and not _is_open(whole, how.delimiter):
        return row
    lines.put_back(taken)
    bare = line.rstrip("\r\n").rstrip().removesuffix(how.ending)
    return Row(number, bare.split(how.delimiter), "a quotation mark was taken as it stands", text=line)


def _is_open(text: str, delimiter: str) -> bool:
    """Whether a quoted field is open at the end of a text, by RFC 4180."""
    is_open, at_start, place = False, True, 0
    while place < len(text):
        mark = text[place]
        if is_open:
            if mark == '"' and text[place + 1 : place + 2] == '"':
                place += 1
            elif mark == '"':
                is_open = False
        elif mark == '"' and at_start:
            is_open = True
        at_start = mark == delimiter
        place += 1
    return is_open


def _row(number: int, line: str, how: Dialect) -> Row:
    text = line.rstrip("\r\n")
    inner = _unwrapped(text, how)
    if inner is not None:
        fields = [field.replace('""', '"') for field in inner.split(how.delimiter)]
        return Row(number, fields, "the whole line stood in quotes", text=text)
    bare = text.rstrip().removesuffix(how.ending) if how.ending else text
    try:
        fields = next(csv.reader([bare], delimiter=how.delimiter, strict=False), [])
    except csv.Error as problem:
        return Row(number, (), unreadable=f"not delimited text: {problem}", text=text)
    return Row(number, fields, text=text)


def _unwrapped(text: str, how: Dialect) -> str | None:
    """Return what is inside a line that stands in quotes as one field, though it has the marks of many."""
    if not text.startswith('"') or how.delimiter not in text:
        return None
    bare = text.rstrip().removesuffix(how.ending).rstrip() if how.ending else text.rstrip()
    if not bare.endswith('"'):
        return None
    (fields,) = csv.reader([bare], delimiter=how.delimiter) if "\n" not in bare else ([],)
    if len(fields) != 1:
        return None
    inner = fields[0].rstrip()
    return inner.removesuffix(how.ending) if how.ending else inner
