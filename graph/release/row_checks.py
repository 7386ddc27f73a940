"""What rows of registers must be, checked value by value: what shapes demand, for millions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from graph.store.table import WHOLES, Record

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._()-]{0,63}")
_REGION = re.compile(r"[A-Z]{2}[A-Z0-9]{0,3}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_NUMBER = re.compile(r"-?\d{1,18}(?:\.\d{1,6})?")
#: None, or as many as may be shown whatever a mapping says; fewer may be known by their number.
_COUNT = re.compile(r"0|[3-9]|[1-9]\d{1,8}")
_STAGES = frozenset(("", "planned", "called", "committed", "paid"))
_COMPOSITIONS = frozenset(("", "eu-and-state", "eu", "state", "municipal", "private", "public"))
_CODES = {
    **dict.fromkeys(("code", "group", "fund-code", *WHOLES), _CODE),
    "region-code": _REGION,
}


def problems(record: Record) -> list[str]:
    """Say what is wrong with a row that is stated; nothing of a refused one."""
    return [] if record.state == "refused" else [*_values(record), *_numbers(record.values), *_money(record)]


def _values(record: Record) -> Iterator[str]:
    values = record.values
    for name, pattern in _CODES.items():
        for code in (record.code if name == "code" else values.get(name, "")).split():
            if not pattern.fullmatch(code):
                yield f"{name}: {code[:80]!r} cannot be a code"
    for name in ("start", "end"):
        if name in values and not _is_day(values[name]):
            yield f"{name}: {values[name][:40]!r} is no day"
    for name in ("title", "beneficiary", "authority"):
        if name in values and not values[name].strip():
            yield f"{name} is empty"


def _numbers(values: Mapping[str, str]) -> Iterator[str]:
    if "rate" in values and not _NUMBER.fullmatch(values["rate"]):
        yield f"rate: {values['rate'][:40]!r} is no number"
    if "participants" in values and not _COUNT.fullmatch(values["participants"]):
        yield f"participants: {values['participants'][:40]!r} is no count that is shown"


def _money(record: Record) -> Iterator[str]:
    for held in record.money:
        if held.currency and not _CURRENCY.fullmatch(held.currency):
            yield f"{held.column}: {held.currency[:40]!r} is no currency's code"
        if held.stage not in _STAGES:
            yield f"{held.column}: there is no stage {held.stage[:40]!r}"
        if held.composition not in _COMPOSITIONS:
            yield f"{held.column}: there is no composition {held.composition[:40]!r}"


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False
