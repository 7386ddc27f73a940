"""Workbooks (XLSX): what they rest on first, then a sheet for each table; same data, same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from graph.export.cover import Cover
from graph.export.formula import is_formula
from graph.export.table import Row, Table, Value

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

#: How a text is written, and how one that a spreadsheet would run.
_Formats: TypeAlias = "tuple[Format, Format]"

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Rows of a sheet below its header, and characters of a cell (Excel's specifications and limits).
_ROWS, _CHARACTERS, _NAME = 1_048_575, 32_767, 31
#: A fixed day, without which the same data would give other bytes each time.
_WRITTEN = datetime(2021, 7, 1)  # noqa: DTZ001 - workbooks know no time zones
_WIDTH, _WIDE = 24, 60


def write(output: Path | BytesIO, cover: Cover, tables: Iterable[Table]) -> None:
    """Write a workbook; each row goes to disk as it comes."""
    from xlsxwriter import Workbook  # takes long to load, and few ask for it

    with Workbook(output, {"constant_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": cover.parts[0].heading[0], "created": _WRITTEN})
        written = _Sheets(book)
        written.cover(cover)
        for table in tables:
            written.table(table)


class _Sheets:
    """Write the sheets of one workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._head = _formats(book, {"bold": True, "bottom": 1})
        self._wrapped = _formats(book, {"text_wrap": True, "valign": "top"})
        self._plain = _formats(book, {})

    def cover(self, cover: Cover) -> None:
        """Write the first sheet."""
        sheet = self._book.add_worksheet(cover.name[:_NAME])
        sheet.set_column(0, len(cover.parts[0].heading) - 1, _WIDE)
        place = 0
        for part in cover.parts:
            for line, form in ((part.heading, self._head), *((line, self._wrapped) for line in part.lines)):
                for column, text in enumerate(line):
                    _write(sheet, place, column, text, form)
                place += 1
            place += 1

    def table(self, table: Table) -> None:
        """Write a table, in as many sheets as it needs."""
        rows = iter(table.rows)
        number = 1
        while True:
            first = next(rows, None)
            if first is None and number > 1:
                return
            name = table.name if number == 1 else f"{table.name} {number}"
            begun = () if first is None else (first,)
            self._sheet(name, table.columns, chain(begun, islice(rows, _ROWS - len(begun))))
            number += 1

    def _sheet(self, name: str, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
        sheet = self._book.add_worksheet(name[:_NAME])
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, len(columns) - 1, _WIDTH)
        for place, column in enumerate(columns):
            _write(sheet, 0, place, column, self._head)
        last = 0
        for last, row in enumerate(rows, 1):
            for place, held in enumerate(row):
                self._cell(sheet, last, place, held)
        sheet.autofilter(0, 0, last, len(columns) - 1)

    def _cell(self, sheet: Worksheet, row: int, column: int, held: Value) -> None:
        if isinstance(held, str):
            _write(sheet, row, column, held, self._plain)
        elif held is not None:
            sheet.write_number(row, column, held)


def _formats(book: Workbook, said: Mapping[str, object]) -> _Formats:
    return book.add_format({**said}), book.add_format({**said, "quote_prefix": True})


def _write(sheet: Worksheet, row: int, column: int, text: str, formats: _Formats) -> None:
    """Write a text as it is; whoever edits a cell that looks like a formula, or pastes it, still has text."""
    sheet.write_string(row, column, text[:_CHARACTERS], formats[is_formula(text)])
