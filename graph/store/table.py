"""A register's version in a workspace: one file, a head and a record a line, written at once or not."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from graph.identifiers import digest
from graph.store.files import sync_folder
from graph.store.node import node
from graph.store.record import read_lines

STATES = ("imported", "doubtful", "refused")
#: The values of a row that name what its project is part of.
WHOLES = tuple(f"{name}-code" for name in ("programme", "priority", "objective", "theme", "call"))
_SHA256 = re.compile(r"[0-9a-f]{64}")
_AMOUNT = re.compile(r"-?\d{1,18}(?:\.\d{1,6})?")


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum as a row states it: a decimal number in words, its stage and composition by their codes.

    ``currency`` is a code of ISO 4217, or nothing where neither row nor mapping names one.
    """

    column: str
    amount: str
    currency: str = ""
    stage: str = ""
    composition: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One row: what it says by the names of the mapping's fields, and what was doubted or assumed of it.

    A refused row holds no value: what does not fit its columns may be anything, a person's name, too.
    """

    row: int
    line: int
    state: str
    code: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    money: tuple[Amount, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableVersion:
    """The head of a table's file: which file was read, of which register, by which mapping, and how much.

    ``rows`` counts them by state, and ``sums`` each column of money by currency: read, kept, held back.
    ``as_of`` is the date that the register's data are of, ``imported`` the date they were read; ``number``
    says which version of its register it is, from 1. ``relations`` are those that its rows state.
    """

    register: str
    title: str
    sha256: str
    mapping: str
    mapping_sha256: str
    imported: str
    kind: str
    unit: str
    language: str
    number: int = 1
    period: str = ""
    as_of: str = ""
    source: str = ""
    codes: str = "own"
    read_as: str = ""
    relations: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict)
    sums: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The version's code, from the register and the hash of the file."""
        return "t" + digest("table", self.register, self.sha256)


def write(path: Path, head: TableVersion, body: Path) -> None:
    """Put a table's file in place at once: its head, and the lines that were written to ``body``."""
    aside = path.with_name(f".{path.name}.part")
    with aside.open("wb") as whole, body.open("rb") as lines:
        whole.write(_line(asdict(head)))
        shutil.copyfileobj(lines, whole)
        whole.flush()
        os.fsync(whole.fileno())
    aside.replace(path)
    body.unlink()
    sync_folder(path.parent)


def line_of(record: Record) -> bytes:
    """Write a record as one line of JSON, without what is empty."""
    raw = {"row": record.row, "line": record.line, "state": record.state, "code": record.code}
    raw |= {"values": dict(record.values), "notes": list(record.notes)}
    raw["money"] = [
        {name: held for name in Amount.__slots__ if (held := getattr(sum_, name))} for sum_ in record.money
    ]
    return _line(raw)


@dataclass(frozen=True, slots=True)
class Lines:
    """A table's records, read from its file anew whenever they are gone through."""

    path: Path

    def __iter__(self) -> Iterator[Record]:
        return records(self.path)


def head(path: Path) -> TableVersion:
    """Read which version of which register a file is of; raises MalformedLine."""
    with path.open("rb") as file:
        (version,) = read_lines(path, file.readline() or b" ", _head_from)
    return version


def records(path: Path) -> Iterator[Record]:
    """Yield a table's records, one at a time; raises MalformedLine at the first line that is none."""
    yield from _lines(path, 2)


def lines(body: Path) -> Iterator[Record]:
    """Yield the records of a file without a head, as one is written; raises MalformedLine."""
    yield from _lines(body, 1)


def _lines(path: Path, first: int) -> Iterator[Record]:
    with path.open("rb") as file:
        for _ in range(first - 1):
            file.readline()
        for number, line in enumerate(file, first):
            yield from read_lines(path, line, record_from, number)


def standing(paths: Iterable[Path]) -> dict[str, Path]:
    """Return the file of each register's latest version, by the register's code; raises MalformedLine."""
    found: dict[str, tuple[int, str, Path]] = {}
    for path in paths:
        version = head(path)
        place = (version.number, version.sha256, path)
        found[version.register] = max(found.get(version.register, place), place)
    return {register: path for register, (_, _, path) in sorted(found.items())}


def numbered(version: TableVersion, paths: Iterable[Path]) -> TableVersion:
    """Give a version its number among those of its register: its own where its file is held already."""
    held = [head(path) for path in paths]
    own = next((one.number for one in held if one.sha256 == version.sha256), None)
    return replace(version, number=own or 1 + max((one.number for one in held), default=0))


def _head_from(raw: Mapping[str, Any]) -> TableVersion:
    _demand(set(raw) <= {f.name for f in fields(TableVersion)}, "the head has unknown fields")
    listed = {name: tuple(raw.get(name, ())) for name in ("relations", "columns")}
    value = TableVersion(**{**raw, **listed})
    _demand(bool(_SHA256.fullmatch(value.sha256)), "sha256 must be 64 hexadecimal digits")
    _demand(type(value.number) is int and value.number > 0, "number must be a whole number from 1")
    node(value.register)
    return value


def record_from(raw: Mapping[str, Any]) -> Record:
    """Read a record from decoded JSON; raises ValueError, TypeError for what is none."""
    value = Record(
        row=raw.get("row", 0),
        line=raw.get("line", 0),
        state=raw.get("state", ""),
        code=raw.get("code", ""),
        values=raw.get("values", {}),
        money=tuple(Amount(**held) for held in raw.get("money", ())),
        notes=tuple(raw.get("notes", ())),
    )
    _demand(type(value.row) is int and value.row > 0, "row must be a whole number from 1")
    _demand(value.state in STATES, f"unknown state {value.state!r}")
    _demand(all(isinstance(held, str) for held in value.values.values()), "values must be words")
    _demand(all(_AMOUNT.fullmatch(held.amount) for held in value.money), "an amount must be a number")
    _demand(value.state == "refused" or bool(value.code), "a record needs a code")
    return value


def _line(raw: Mapping[str, Any]) -> bytes:
    kept = {name: held for name, held in raw.items() if held not in ("", {}, [], (), None)}
    return json.dumps(kept, ensure_ascii=False, separators=(", ", ": ")).encode() + b"\n"


def _demand(holds: bool, otherwise: str) -> None:  # noqa: FBT001
    if not holds:
        raise ValueError(otherwise)
