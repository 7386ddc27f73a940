"""A mapping: which columns of a table are read, as what; what it does not name never enters."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping as Held
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from graph.errors import InvalidMapping

#: What a column can be, and how its cells are read.
FIELDS = {
    "code": "code",
    "other-code": "code",
    "title": "text",
    "title-en": "text",
    "summary": "text",
    "start": "date",
    "end": "date",
    "beneficiary": "name",
    "beneficiary-id": "text",
    "authority": "text",
    "fund": "list",
    "priority": "list",
    "objective": "list",
    "theme": "list",
    "programme": "list",
    "call": "list",
    "group": "code",
    "unit": "list",
    "status": "text",
    "region": "list",
    "location": "text",
    "intervention": "text",
    "rate": "number",
    "currency": "text",
    "money": "money",
    "participants": "count",
}
KINDS = ("Project", "Call")
UNITS = ("project", "sub-project", "group-project", "call")
STAGES = ("planned", "called", "committed", "paid")
#: Counts of fewer persons are withheld, unless a mapping sets another number, of three or more.
SMALLEST_CELL, _LEAST_CELL, _MOST_CELL = 5, 3, 1000
COMPOSITIONS = ("eu-and-state", "eu", "state", "municipal", "private", "public")
_KEYS = frozenset(
    "name register register-code source language kind unit period as-of currency dates decimal persons "
    "organisation-words codes columns smallest-cell".split()
)
_COLUMN_KEYS = frozenset("heading is required pattern codes stage composition several".split())
_REGISTER = re.compile(r"[a-z][a-z0-9-]{1,40}")
_DATE_PARTS = re.compile(r"(?:d{1,2}|m{1,2}|yyyy|[./\- ])+")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is read: by which headings it is known, what it is, and what its cells may hold.

    ``codes`` says what a cell's word stands for: a resource's code, or nothing where it is known and means
    nothing here; its words are in lower case, ``*`` is any other. ``several`` parts the values of one cell.
    """

    headings: tuple[str, ...]
    is_: str
    is_required: bool = False
    pattern: re.Pattern[str] | None = None
    codes: Held[str, str] | None = None
    stage: str = ""
    composition: str = ""
    several: str = ""

    @property
    def type(self) -> str:
        """How its cells are read: text, name, code, list, date, number, money or count."""
        return FIELDS[self.is_]


@dataclass(frozen=True, slots=True)
class Mapping:
    """How one kind of table is read; see docs/how-to/import-a-table.md for every field."""

    name: str
    register: str
    code: str
    columns: tuple[Column, ...]
    sha256: str
    source: str = ""
    language: str = "fi"
    kind: str = "Project"
    unit: str = "project"
    period: str = ""
    as_of: str = ""
    currency: str = ""
    dates: tuple[str, ...] = ("yyyy-mm-dd",)
    decimal: str = "."
    persons: str = "withhold"
    organisation_words: tuple[str, ...] = ()
    codes: str = "own"
    smallest_cell: int = SMALLEST_CELL


def shipped() -> tuple[str, ...]:
    """Return the names of the mappings that come with Kytkös."""
    return tuple(sorted(path.stem for path in _folder().glob("*.yaml")))


def load(name_or_file: str) -> Mapping:
    """Read a shipped mapping by its name, or one of the user's by its file; raises InvalidMapping."""
    path = _folder() / f"{name_or_file}.yaml" if name_or_file in shipped() else Path(name_or_file)
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        known = ", ".join(shipped())
        raise InvalidMapping(name_or_file, f"is neither a file of text nor one of: {known}") from None
    return parse(text, path.stem)


def of_register(mapping: Mapping, code: str) -> Mapping:
    """Return the mapping for another register of the same columns, such as another country's.

    Raises InvalidMapping for what cannot be a register's code.
    """
    if not _REGISTER.fullmatch(code):
        raise InvalidMapping(mapping.name, f"register-code {code!r} is no code")
    return replace(mapping, code=code)


def parse(text: str, name: str) -> Mapping:
    """Read a mapping from its YAML; raises InvalidMapping, naming what is wrong."""
    try:
        raw = yaml.safe_load(text)
    except yaml.YAMLError as problem:
        where = getattr(problem, "problem_mark", None)
        raise InvalidMapping(name, f"is not YAML{f' at line {where.line + 1}' if where else ''}") from None
    reading = _Parser(name)
    return reading.mapping(raw, hashlib.sha256(text.encode()).hexdigest())


class _Parser:
    def __init__(self, name: str) -> None:
        self._name = name

    def mapping(self, raw: object, sha256: str) -> Mapping:
        """Check every field of a mapping."""
        held = self._known(raw, _KEYS, "the mapping")
        columns = held.get("columns")
        self._demand(isinstance(columns, list) and bool(columns), "columns must be a list of columns")
        read = tuple(self._column(column, place) for place, column in enumerate(columns or (), 1))
        self._check_columns(read)
        dates = held.get("dates", "yyyy-mm-dd")
        return Mapping(
            name=self._text(held, "name", self._name),
            register=self._text(held, "register", ""),
            code=self._code(held),
            columns=read,
            sha256=sha256,
            source=self._text(held, "source", " ").strip(),
            language=self._choice(held, "language", ("fi", "sv", "en"), "fi"),
            kind=self._choice(held, "kind", KINDS, "Project"),
            unit=self._choice(held, "unit", UNITS, "project"),
            period=self._text(held, "period", " ").strip(),
            as_of=self._text(held, "as-of", " ").strip(),
            currency=self._text(held, "currency", " ").strip(),
            dates=tuple(self._date(form) for form in (dates if isinstance(dates, list) else [dates])),
            decimal=self._choice(held, "decimal", (".", ","), "."),
            persons=self._choice(held, "persons", ("withhold", "publish"), "withhold"),
            organisation_words=tuple(map(str, held.get("organisation-words", ()))),
            codes=self._choice(held, "codes", ("own", "foreign"), "own"),
            smallest_cell=self._smallest(held.get("smallest-cell", SMALLEST_CELL)),
        )

    def _column(self, raw: object, place: int) -> Column:
        where = f"column {place}"
        held = self._known(raw, _COLUMN_KEYS, where)
        heading = held.get("heading")
        headings = tuple(map(str, heading)) if isinstance(heading, list) else (str(heading or ""),)
        self._demand(all(h.strip() for h in headings), f"{where} needs a heading")
        is_ = held.get("is")
        self._demand(is_ in FIELDS, f"{where} ({headings[0]}) is {is_!r}, not one of: {', '.join(FIELDS)}")
        codes = held.get("codes")
        self._demand(codes is None or isinstance(codes, dict), f"{where}: codes must be a list of pairs")
        for key, known in (("stage", STAGES), ("composition", COMPOSITIONS)):
            self._demand(held.get(key, known[0]) in known, f"{where}: {key} is one of: {', '.join(known)}")
        return Column(
            headings=headings,
            is_=str(is_),
            is_required=held.get("required") is True,
            pattern=self._pattern(held.get("pattern"), where),
            codes=None if codes is None else {str(k).casefold(): str(v or "") for k, v in codes.items()},
            stage=str(held.get("stage", "")),
            composition=str(held.get("composition", "")),
            several=str(held.get("several", "")),
        )

    def _check_columns(self, columns: tuple[Column, ...]) -> None:
        named = [column.is_ for column in columns if column.is_ not in ("money", "other-code")]
        for name in ("code", "title"):
            self._demand(name in named, f"no column is the {name}")
        twice = sorted({name for name in named if named.count(name) > 1})
        self._demand(not twice, f"two columns are the {', '.join(twice)}")

    def _pattern(self, raw: object, where: str) -> re.Pattern[str] | None:
        if raw is None:
            return None
        try:
            return re.compile(str(raw))
        except re.error as problem:
            raise InvalidMapping(self._name, f"{where}: pattern: {problem}") from None

    def _smallest(self, given: object) -> int:
        is_fit = type(given) is int and _LEAST_CELL <= given <= _MOST_CELL
        self._demand(is_fit, f"smallest-cell is a whole number from {_LEAST_CELL} to {_MOST_CELL}")
        return given if isinstance(given, int) else SMALLEST_CELL

    def _date(self, form: object) -> str:
        text = str(form)
        is_whole = all(part in text for part in ("d", "m", "yyyy")) and bool(_DATE_PARTS.fullmatch(text))
        self._demand(is_whole, f"dates: {text!r} is no form such as d.m.yyyy or yyyy-mm-dd")
        return text

    def _code(self, held: Held[str, Any]) -> str:
        code = self._text(held, "register-code", self._name)
        self._demand(bool(_REGISTER.fullmatch(code)), f"register-code {code!r} is no code")
        return code

    def _known(self, raw: object, keys: frozenset[str], where: str) -> dict[str, Any]:
        self._demand(isinstance(raw, dict), f"{where} must be fields with their values")
        held: dict[str, Any] = dict(raw) if isinstance(raw, dict) else {}
        unknown = sorted(str(key) for key in held if key not in keys)
        self._demand(not unknown, f"{where} has unknown fields: {', '.join(unknown)}")
        return held

    def _text(self, held: Held[str, Any], key: str, default: str) -> str:
        text = str(held.get(key, default) or default)
        self._demand(bool(text), f"{key} is missing")
        return text

    def _choice(self, held: Held[str, Any], key: str, known: tuple[str, ...], default: str) -> str:
        chosen = str(held.get(key, default))
        self._demand(chosen in known, f"{key} is one of: {' '.join(known)}")
        return chosen

    def _demand(self, holds: bool, otherwise: str) -> None:  # noqa: FBT001
        if not holds:
            raise InvalidMapping(self._name, otherwise)


def _folder() -> Path:
    return Path(str(files("graph.ingest.tables") / "mappings"))
