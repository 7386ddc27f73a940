"""Rows as records: typed by their columns, each imported, doubtful or refused with its reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.ingest.tables import cells
from graph.ingest.tables.cells import Cell, plain, shown
from graph.ingest.tables.grantees import is_person
from graph.ingest.tables.headings import Headings
from graph.ingest.tables.mapping import Column, Mapping
from graph.ingest.tables.raw import Row
from graph.ingest.tables.repair import repaired
from graph.store.table import Amount, Record
from graph.text.addresses import emails, phones
from graph.text.personal import MASK

#: A region of the Union's nomenclature (Regulation (EC) No 1059/2003), level 1 to 3.
_NUTS = re.compile(r"[A-Z]{2}[A-Z0-9]{1,3}")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


class Refused(Exception):
    """A row that cannot be imported, and why."""


@dataclass(slots=True)
class _Draft:
    """A record while its cells are read."""

    values: dict[str, str] = field(default_factory=dict)
    money: list[Amount] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    lacks: list[str] = field(default_factory=list)


class Records:
    """Turn the rows of one table into records; codes that come again are known by what they came with."""

    def __init__(self, mapping: Mapping, headings: Headings, delimiter: str) -> None:
        self._mapping = mapping
        self._columns = headings.columns
        self._delimiter = delimiter
        #: Of each code the line it first stood on, and a hash of what was said there.
        self._seen: dict[str, tuple[int, int]] = {}

    def record(self, number: int, row: Row) -> Record:
        """Read a row, which is the table's ``number``-th; it is accounted for whatever it holds."""
        try:
            return self._read(number, row)
        except Refused as reason:
            return Record(number, row.line, "refused", notes=(str(reason),))

    def _read(self, number: int, row: Row) -> Record:
        if row.unreadable:
            raise Refused(row.unreadable)
        draft = _Draft(doubts=[row.assumed] if row.assumed else [])
        for cell, column in zip(self._aligned(row, draft), self._columns, strict=False):
            if column is not None:
                self._take(cell, column, draft)
        code = draft.values.pop("code", "")
        if not code or draft.lacks:
            lacks = draft.lacks if code else ["it has no code", *draft.lacks]
            raise Refused("; ".join((*lacks, *draft.doubts)))
        self._check(draft)
        again = self._again(code, row.line, draft)
        state = "refused" if again == "same" else "doubtful" if draft.doubts else "imported"
        notes = tuple(draft.doubts + draft.notes)
        return Record(number, row.line, state, code, draft.values, tuple(draft.money), notes)

    def _aligned(self, row: Row, draft: _Draft) -> Sequence[Cell]:
        """Return as many cells as columns: put right where fields are more or fewer, or refused."""
        wide, columns = len(row.cells), len(self._columns)
        if wide == columns:
            return row.cells
        rest = [plain(cell) for cell in row.cells[columns:]]
        if not self._delimiter:
            if any(rest):
                raise Refused(f"it has {wide} cells for {columns} columns")
            return row.cells
        if wide < columns:
            return self._filled(row, draft)
        fields = [str(cell) for cell in row.cells]
        found = repaired(fields, self._columns, self._mapping, self._delimiter)
        if found is None:
            raise Refused(f"it has {wide} fields for {columns} columns, and not one way only to read them")
        if found[1]:
            draft.doubts.append(f"{wide} fields for {columns} columns: assumed that {found[1]}")
        return found[0]

    def _filled(self, row: Row, draft: _Draft) -> Sequence[Cell]:
        wide, columns = len(row.cells), len(self._columns)
        for cell, column in zip(row.cells, self._columns, strict=False):
            if column and column.type != "text" and cells.read(cell, column, self._mapping).doubt:
                raise Refused(f"it has {wide} fields for {columns} columns, and those do not fit in order")
        draft.doubts.append(f"{wide} fields for {columns} columns: assumed that the last are missing")
        return (*row.cells, *([None] * (columns - wide)))

    def _take(self, cell: Cell, column: Column, draft: _Draft) -> None:
        found = cells.read(cell, column, self._mapping)
        for reason, told in ((found.doubt, draft.doubts), (found.withheld, draft.notes)):
            told.extend([f"{column.headings[0]}: {reason}"] if reason else [])
        if not found.value:
            if column.is_required and column.is_ != "code":
                draft.lacks.append(f"{column.headings[0]} is missing")
            return
        match column.type:
            case "money":
                self._take_money(column, found, draft)
            case "list":
                draft.values[column.is_] = found.value
                if codes := self._codes(found.value, column):
                    draft.values[f"{column.is_}-code"] = codes
            case "text":
                draft.values[column.is_] = self._text(found.value, column, draft)
            case "name" if self._is_withheld(found.value):
                draft.notes.append(f"{column.headings[0]} is withheld: it may be a natural person's name")
            case "code" if column.is_ == "other-code":
                former = draft.values.get("other-code", "")
                draft.values["other-code"] = f"{former} {found.value}".strip()
            case _:
                draft.values[column.is_] = self._text(found.value, column, draft)

    def _take_money(self, column: Column, found: cells.Reading, draft: _Draft) -> None:
        declared = draft.values.get("currency", "") or self._mapping.currency
        if found.currency and declared and found.currency != declared:
            draft.doubts.append(
                f"{column.headings[0]}: the cell says {found.currency}, declared was {declared}; kept so"
            )
        if found.value.startswith("-"):
            draft.doubts.append(f"{column.headings[0]}: {shown(found.value)} is negative and held back")
        currency = found.currency or declared
        held = Amount(column.headings[0], found.value, currency, column.stage, column.composition)
        draft.money.append(held)

    def _codes(self, words: str, column: Column) -> str:
        if column.is_ == "region" and column.codes is None:
            return " ".join(word for word in cells.parts(words, column) if _NUTS.fullmatch(word))
        found = (cells.known(word, column) for word in cells.parts(words, column))
        return " ".join(code for code in found if code)

    def _is_withheld(self, name: str) -> bool:
        mapping = self._mapping
        return mapping.persons == "withhold" and is_person(name, mapping.organisation_words)

    def _text(self, text: str, column: Column, draft: _Draft) -> str:
        if text.startswith(_FORMULA) and column.type in ("text", "name"):
            draft.doubts.append(f"{column.headings[0]}: begins as a formula does; kept as text, never run")
        spans = [*emails(text), *phones(text)] if column.type == "text" else []
        for start, end in spans:
            text = text[:start] + MASK * (end - start) + text[end:]
        if spans:
            draft.notes.append(f"{column.headings[0]}: an address or number of a person was overwritten")
        return text

    def _check(self, draft: _Draft) -> None:
        start, end = draft.values.get("start", ""), draft.values.get("end", "")
        if start and end and end < start:
            draft.doubts.append(f"it ends on {end}, before it starts on {start}")
        # Once all cells are read: the column of currencies may stand after the sums.
        if currency := draft.values.pop("currency", ""):
            draft.money = [
                held if held.currency not in ("", self._mapping.currency) else _in(held, currency)
                for held in draft.money
            ]

    def _again(self, code: str, line: int, draft: _Draft) -> str:
        """Note what a code says; where it came before, say whether with the same content or other."""
        said = hash((tuple(sorted(draft.values.items())), tuple(draft.money)))
        first = self._seen.setdefault(code, (line, said))
        if first == (line, said):
            return ""
        if first[1] == said:
            draft.notes.append(f"it repeats line {first[0]}")
            return "same"
        draft.doubts.append(f"line {first[0]} has the same code and says other things; both are kept")
        return "other"


def _in(held: Amount, currency: str) -> Amount:
    return Amount(held.column, held.amount, currency, held.stage, held.composition)
