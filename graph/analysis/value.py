"""Values as the terms that rows hold."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from graph.terms import XSD

_INTEGER = NamedNode(XSD + "integer")
#: Types of dates as exactly as sources give them: year, month, day.
_DATES = {"": "gYear", "-": "gYearMonth", "--": "date"}


@lru_cache(maxsize=4096)
def number(value: int) -> Literal:
    """Return a whole number."""
    return Literal(str(value), datatype=_INTEGER)


def measure(value: float) -> Literal:
    """Return a measured number to four decimals, as one that any machine writes the same."""
    # Minus nought is nought.
    return Literal(f"{value + 0.0:.4f}", datatype=NamedNode(XSD + "decimal"))


def money(cents: int) -> Literal:
    """Return a sum of cents in units of its currency."""
    return Literal(str(Decimal(cents).scaleb(-2)), datatype=NamedNode(XSD + "decimal"))


def date(text: str) -> Literal | None:
    """Return a date of ISO 8601 as exactly as it is given, its time of day left out; None for no date."""
    day = text[:10]
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", day):
        return Literal(text) if text else None
    return Literal(day, datatype=NamedNode(XSD + _DATES["-" * day.count("-")]))


def is_day(text: str) -> bool:
    """Whether a text is a year, a month or a day that there is: 2024, 2024-06 or 2024-06-30."""
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text, re.ASCII):
        return False
    try:
        datetime.date.fromisoformat(text + "-01" * (2 - text.count("-")))
    except ValueError:
        return False
    return True


def thing(iri: str) -> NamedNode | None:
    """Return a thing, or None for no IRI."""
    return NamedNode(iri) if iri else None
