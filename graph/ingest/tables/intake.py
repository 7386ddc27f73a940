"""A table taken into a workspace: every row accounted for, the file in place at once or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from graph.ingest.tables import headings
from graph.ingest.tables.headings import Headings
from graph.ingest.tables.mapping import Mapping as Declared
from graph.ingest.tables.opening import Opened, opened
from graph.ingest.tables.raw import Row
from graph.ingest.tables.rows import Records
from graph.store import table
from graph.store.table import STATES, Amount, Record, TableVersion
from graph.store.workspace import Workspace

#: Told after every so many rows.
_STEP = 20_000
_ONE_WORD = 2**64 - 1
#: The relation that the rows of each field state.
_RELATIONS = {
    "fund": "fundedFrom",
    "priority": "isPartOf",
    "objective": "isPartOf",
    "theme": "isPartOf",
    "programme": "isPartOf",
    "call": "isPartOf",
    "group": "isPartOf",
    "beneficiary": "hasImplementer",
    "authority": "hasIntermediateBody",
    "region": "spatial",
    "money": "hasFunding",
}


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a table: its head as it is held, and what the headings left open.

    ``is_new`` says that the workspace did not hold it so before; ``told`` are the rows that are not simply
    imported; ``changes`` counts codes that are new, changed and gone against the version before.
    """

    version: TableVersion
    path: Path
    headings: Headings
    told: tuple[Record, ...]
    is_new: bool
    changes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Dates:
    """The day of the import, and the day that the register's data are of, where it is known (ISO 8601)."""

    imported: str
    as_of: str = ""


def take_in(
    workspace: Workspace,
    path: Path,
    mapping: Declared,
    dates: Dates,
    tell: Callable[[int], None] = lambda _rows: None,
) -> Imported:
    """Read a table by a mapping into a workspace; the same again changes nothing.

    Raises UnreadableTable, UnreadableDocument for a damaged workbook; nothing is written then.
    """
    with opened(path) as held, workspace.lock:
        found = headings.find(path, held.table.rows, mapping)
        version = table.numbered(_head(held, mapping, dates, found), workspace.table_files(mapping.code))
        place = workspace.table_path(version.register, version.code)
        body = place.with_name(f".{place.name}.rows")
        body.parent.mkdir(parents=True, exist_ok=True)
        told, counted = _written(body, Records(mapping, found, held.table.delimiter), held.table.rows, tell)
        whole = replace(version, rows=counted.rows(), sums=counted.sums())
        before = table.head(place) if place.exists() else None
        if before and replace(before, imported="") == replace(whole, imported=""):
            body.unlink()
            return Imported(before, place, found, told, is_new=False, changes={})
        former = table.standing(workspace.table_files(mapping.code)).get(mapping.code)
        changes = _changes(former, body) if former else {}
        workspace.declare()
        table.write(place, whole, body)
    return Imported(whole, place, found, told, is_new=True, changes=changes)


def _head(held: Opened, mapping: Declared, dates: Dates, found: Headings) -> TableVersion:
    read = [column for column in found.columns if column is not None]
    stated = {_RELATIONS[column.is_]: None for column in read if column.is_ in _RELATIONS}
    return TableVersion(
        register=mapping.code,
        title=mapping.register,
        sha256=held.sha256,
        mapping=mapping.name,
        mapping_sha256=mapping.sha256,
        imported=dates.imported,
        kind=mapping.kind,
        unit="call" if mapping.kind == "Call" else mapping.unit,
        language=mapping.language,
        period=mapping.period,
        as_of=dates.as_of or mapping.as_of,
        source=mapping.source,
        codes=mapping.codes,
        read_as=held.table.told,
        relations=("hasRecord", *stated),
        columns=tuple(dict.fromkeys(column.is_ for column in read)),
    )


class _Counted:
    """Rows by state and sums by column, currency and state, added up as they come."""

    def __init__(self) -> None:
        self._rows: Counter[str] = Counter()
        self._sums: dict[tuple[str, str], Counter[str]] = {}
        self._added: dict[tuple[str, str, str], Decimal] = {}

    def add(self, record: Record) -> None:
        """Count a record."""
        self._rows[record.state] += 1
        for held in record.money:
            for part in ("read", _part(record, held)):
                key = (held.column, held.currency or "?", part)
                self._added[key] = self._added.get(key, Decimal()) + Decimal(held.amount)

    def rows(self) -> dict[str, int]:
        """Return how many rows were read, and of each state."""
        return {"read": self._rows.total(), **{state: self._rows[state] for state in STATES}}

    def sums(self) -> dict[str, dict[str, dict[str, str]]]:
        """Return the sums read, and what became of them, by column and currency."""
        found: dict[str, dict[str, dict[str, str]]] = {}
        for (column, currency, part), total in self._added.items():
            found.setdefault(column, {}).setdefault(currency, {})[part] = format(total, "f")
        return found


def _part(record: Record, held: Amount) -> str:
    return "held back" if held.amount.startswith("-") and record.state != "refused" else record.state


def _written(
    body: Path, records: Records, rows: Iterator[Row], tell: Callable[[int], None]
) -> tuple[tuple[Record, ...], _Counted]:
    counted, told = _Counted(), []
    with body.open("wb") as file:
        number = 0
        for row in rows:
            if not row.unreadable and not any(cell not in (None, "") for cell in row.cells):
                continue
            number += 1
            record = records.record(number, row)
            file.write(table.line_of(record))
            counted.add(record)
            if record.state != "imported":
                told.append(replace(record, values={}, money=()))
            if number % _STEP == 0:
                tell(number)
    return tuple(told), counted


def _changes(former: Path, body: Path) -> dict[str, int]:
    """Count the codes that are new, changed and gone, by what the rows say and not by where they stand."""
    before, now = _said(table.records(former)), _said(table.lines(body))
    return {
        "new": len(now.keys() - before.keys()),
        "changed": sum(now[code] != before[code] for code in now.keys() & before.keys()),
        "gone": len(before.keys() - now.keys()),
    }


def _said(records: Iterator[Record]) -> dict[str, int]:
    """Return of each code the sum of hashes of what its rows say, in whatever order they stand."""
    found: dict[str, int] = {}
    for record in records:
        if record.state != "refused":
            said = hash((tuple(sorted(record.values.items())), record.money))
            found[record.code] = (found.get(record.code, 0) + said) & _ONE_WORD
    return found
