"""Workbooks (XLSX, ISO/IEC 29500): the rows of the first sheet, formulas by their last value, never run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from xml.etree.ElementTree import Element

from graph.errors import UnreadableTable
from graph.ingest.tables.cells import Cell
from graph.ingest.tables.raw import Row, Table
from graph.text.formats.package import Package, attribute, child, local

_REFERENCE = re.compile(r"([A-Z]{1,3})\d+")
_DATE_FORMATS = frozenset((*range(14, 18), 22, *range(27, 32), *range(50, 59)))
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_MOST_COLUMNS = 2000


def table(path: Path, data: bytes) -> Table:
    """Read the first sheet of a workbook; raises UnreadableTable, or UnreadableDocument if damaged."""
    package = Package(path, data)
    sheets = sorted(
        (n for n in package.names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n)),
        key=lambda name: int(re.sub(r"\D", "", name)),
    )
    if not sheets:
        raise UnreadableTable(path, "is a workbook without a sheet", "Give a workbook that has a table.")
    book = package.xml("xl/workbook.xml") if "xl/workbook.xml" in package.names else None
    is_1904 = attribute(child(book, "workbookPr"), "date1904") in ("1", "true")
    reading = _Sheet(_strings(package), _date_styles(package), is_1904=is_1904)
    others = f", the first of {len(sheets)} sheets" if len(sheets) > 1 else ""
    return Table(reading.rows(package.xml(sheets[0])), f"XLSX workbook{others}")


class _Sheet:
    def __init__(self, strings: list[str], dates: list[bool], *, is_1904: bool) -> None:
        self._strings = strings
        self._dates = dates
        self._start = date(1904, 1, 1) if is_1904 else date(1899, 12, 30)

    def rows(self, sheet: Element) -> Iterator[Row]:
        """Yield the rows that hold anything, by their numbers in the sheet."""
        data = child(sheet, "sheetData")
        for place, row in enumerate(data if data is not None else (), 1):
            cells: list[Cell] = []
            doubts: list[str] = []
            for cell in row:
                at = _column(attribute(cell, "r"), len(cells))
                cells.extend([None] * (min(at, _MOST_COLUMNS) - len(cells)))
                cells.append(self._value(cell))
                if child(cell, "f") is not None and self._value(cell) is None:
                    doubts.append(f"{attribute(cell, 'r')} is a formula without a value")
            if any(cell is not None for cell in cells):
                yield Row(int(attribute(row, "r") or place), cells, "; ".join(doubts))

    def _value(self, cell: Element) -> Cell:
        kind, held = attribute(cell, "t"), child(cell, "v")
        if kind == "inlineStr":
            return _text_of(child(cell, "is"))
        text = held.text if held is not None else None
        if text is None or kind == "e":
            return None
        if kind == "s":
            place = int(text) if text.isdigit() else -1
            return self._strings[place] if 0 <= place < len(self._strings) else None
        if kind in ("str", "b", "d"):
            return text
        return self._number(text, attribute(cell, "s"))

    def _number(self, text: str, style: str) -> Cell:
        try:
            number = Decimal(text)
        except InvalidOperation:
            return text
        is_date = style.isdigit() and int(style) < len(self._dates) and self._dates[int(style)]
        if is_date and 0 < number < 2958466:  # 31.12.9999
            return self._start + timedelta(days=int(number))
        # A workbook holds binary numbers: 0.1 + 0.2 is written with seventeen digits.
        return number if number == number.to_integral_value() else round(number, 6).normalize()


def _strings(package: Package) -> list[str]:
    if "xl/sharedStrings.xml" not in package.names:
        return []
    return [_text_of(item) for item in package.xml("xl/sharedStrings.xml")]


def _text_of(item: Element | None) -> str:
    runs = item.iter() if item is not None else ()
    return "".join(part.text or "" for part in runs if local(part) == "t")


def _date_styles(package: Package) -> list[bool]:
    if "xl/styles.xml" not in package.names:
        return []
    styles = package.xml("xl/styles.xml")
    own = {
        attribute(form, "numFmtId"): _QUOTED.sub("", attribute(form, "formatCode")).lower()
        for form in child(styles, "numFmts") or ()
    }
    return [_is_date(attribute(xf, "numFmtId"), own) for xf in child(styles, "cellXfs") or ()]


def _is_date(number: str, own: dict[str, str]) -> bool:
    if number in own:
        return "y" in own[number] or "d" in own[number]
    return number.isdigit() and int(number) in _DATE_FORMATS


def _column(reference: str, following: int) -> int:
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return following
    place = 0
    for letter in found[1]:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
