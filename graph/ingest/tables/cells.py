"""Cells as typed values: what a cell says, or why it is doubted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from graph.ingest.tables.mapping import Column, Mapping

Cell = str | int | float | Decimal | date | None

_BLANK = re.compile(r"[\s\u00a0\u200b\ufeff]+")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?")
_CURRENCY = re.compile(
    r"^(?P<before>€|[A-Z]{3})?\s*(?P<number>[^A-Za-z€]*?)\s*(?P<after>€|[A-Z]{3}|euroa?)?$"
)
_SIGNS = {"€": "EUR", "euro": "EUR", "euroa": "EUR"}
_NO_CODE = re.compile(r"[^A-Za-z0-9._()-]")
#: Sums that are a thousand times as much where the sign is not the one that was declared for decimals.
_GROUPED = {".": re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}"), ",": re.compile(r"[+-]?[1-9]\d{0,2},\d{3}")}
_LONGEST_CODE, LONGEST_TEXT, _MOST_DIGITS = 64, 4000, 15


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says, ``value`` in its one written form; ``doubt`` is why it is doubted or not taken.

    ``withheld`` is why it is not taken though it says what it should.
    """

    value: str = ""
    doubt: str = ""
    currency: str = ""
    withheld: str = ""


def read(cell: Cell, column: Column, mapping: Mapping) -> Reading:
    """Read one cell as its column declares."""
    if column.type == "date":
        return _date(cell, mapping)
    if column.type in ("money", "number"):
        return _number(cell, mapping, has_currency=column.type == "money")
    if column.type == "count":
        return _count(cell, mapping)
    text = plain(cell)
    if text and column.pattern and not column.pattern.fullmatch(text):
        return Reading("" if column.type == "code" else text, f"{shown(text)} is not as declared")
    if column.type == "code" and text.startswith(("http://", "https://")):
        text = text.rstrip("/").rpartition("/")[2]
    if column.type == "code" and text and (_NO_CODE.search(text) or len(text) > _LONGEST_CODE):
        return Reading("", f"{shown(text)} cannot be a code")
    if column.type == "list" and text and column.codes is not None and not _all_known(text, column):
        return Reading(text, f"{shown(text)} is not in the list of codes")
    if column.type == "name" and text and not any(map(str.isalpha, text)):
        return Reading("", f"{shown(text)} is no name")
    if len(text) > LONGEST_TEXT:
        return Reading(text[:LONGEST_TEXT], f"cut at {LONGEST_TEXT} characters")
    return Reading(text)


def plain(cell: Cell) -> str:
    """Return a cell as text, its white space made single."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return _BLANK.sub(" ", str(cell)).strip()


def shown(text: str) -> str:
    """Return a text for a message, cut and without control characters."""
    return repr(text[:40] + ("…" if len(text) > 40 else ""))


def parts(text: str, column: Column) -> list[str]:
    """Return the words of a cell that may hold several."""
    words = text.split(column.several) if column.several else [text]
    return [word.strip() for word in words if word.strip()]


def known(word: str, column: Column) -> str | None:
    """Return what a word of a code list stands for; None where the list has no such word."""
    return None if column.codes is None else column.codes.get(word.casefold(), column.codes.get("*"))


def _all_known(text: str, column: Column) -> bool:
    return all(known(word, column) is not None for word in parts(text, column))


def _date(cell: Cell, mapping: Mapping) -> Reading:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return Reading(cell.isoformat())
    text = plain(cell)
    if not text:
        return Reading()
    if iso := _ISO.fullmatch(text):
        return _day(text, iso[1], iso[2], iso[3])
    for form in mapping.dates:
        if found := _form(form).fullmatch(text):
            return _day(text, found["y"], found["m"], found["d"])
    return Reading("", f"{shown(text)} is no date of the form {' or '.join(mapping.dates)}")


def _day(text: str, year: str, month: str, day: str) -> Reading:
    try:
        return Reading(date(int(year), int(month), int(day)).isoformat())
    except ValueError:
        return Reading("", f"{shown(text)} is no day of the calendar")


@cache
def _form(form: str) -> re.Pattern[str]:
    written = re.escape(form).replace("yyyy", r"(?P<y>\d{4})")
    written = re.sub(r"d{1,2}", r"(?P<d>\\d{1,2})", written.replace(r"\d", "\0"), count=1)
    return re.compile(re.sub(r"m{1,2}", r"(?P<m>\\d{1,2})", written, count=1).replace("\0", r"\d"))


def _count(cell: Cell, mapping: Mapping) -> Reading:
    """Read a count of persons; one below the least that is shown is withheld, for few may be known by it.

    None is nobody, and stays.
    """
    found = _number(cell, mapping, has_currency=False)
    if found.doubt or not found.value:
        return Reading("", found.doubt and "is no count of persons")
    number = Decimal(found.value)
    if number != number.to_integral_value() or number < 0:
        return Reading("", "is no count of persons")
    if 0 < number < mapping.smallest_cell:
        return Reading("", withheld=f"fewer than {mapping.smallest_cell} persons: the count is withheld")
    return Reading(str(int(number)))


def _number(cell: Cell, mapping: Mapping, *, has_currency: bool) -> Reading:
    if isinstance(cell, int | float | Decimal):
        return _decimal(str(Decimal(str(cell)).normalize()), "")
    text = plain(cell).replace("−", "-").rstrip("%").strip()
    if not text:
        return Reading()
    found = _CURRENCY.match(text)
    if not found or (found["before"] and found["after"]):
        return Reading("", f"{shown(text)} is no number")
    named = found["before"] or found["after"] or ""
    currency = _SIGNS.get(named, named) if has_currency else ""
    reading = _decimal(found["number"], mapping.decimal, currency)
    if has_currency and not reading.doubt and _GROUPED[mapping.decimal].fullmatch(found["number"]):
        return Reading("", f"{shown(text)} has three decimals, or are they thousands?")
    return reading


def _decimal(text: str, sign: str, currency: str = "") -> Reading:
    """Read a number by the declared decimal sign; another is assumed only where it can be nothing else."""
    dense = re.sub(r"[\s\u00a0\u202f']", "", text)
    doubt = ""
    if sign == ",":
        if re.fullmatch(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?", dense):
            dense = dense.replace(".", "")
        elif re.fullmatch(r"[+-]?\d+\.\d{1,2}", dense):
            doubt = f"{shown(text)}: the decimal sign is a full stop, a comma was declared"
        dense = dense.replace(",", ".") if dense.count(",") == 1 and "." not in dense else dense
    elif sign == ".":
        if re.fullmatch(r"[+-]?\d{1,3}(?:,\d{3})+\.\d+", dense):
            dense = dense.replace(",", "")
        elif re.fullmatch(r"[+-]?\d+,\d{1,2}", dense):
            doubt = f"{shown(text)}: the decimal sign is a comma, a full stop was declared"
            dense = dense.replace(",", ".")
    try:
        number = Decimal(dense)
    except ArithmeticError:
        return Reading("", f"{shown(text)} is no number with the decimal sign declared")
    if not number.is_finite() or number.adjusted() > _MOST_DIGITS:
        return Reading("", f"{shown(text)} is no sum of money")
    return Reading(format(number, "f"), doubt, currency)
