"""Rows: the header table on top of a form, through lost columns and broken lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph.ingest.form import Form, compared
from graph.ingest.heading import Compared, Match, middles
from graph.text.blocks import lines, trim

_CUTOFF = 85
_LONG_CUTOFF = 78
_SURE = 92
_SHORT = 8
_REACH = 2500
_TAG_LENGTH = 80
_SEPARATOR = re.compile(r"(?:\*\*|__|</?\w+>|[ \t)¹²³\d*])*(?:[\t|:]| {2,}|\r?\n)|\s*$")
_GAP = re.compile(r"\n[ \t]*(?:\r?\n)")
_TABLE_TAG = r"</?(?:td|th|tr|table|thead|tbody|p|br|div)\b[^<>]*>"
_OPENING = re.compile(rf"(?:[\s:|)¹²³]|\*\*(?=\s)|</\w+>|{_TABLE_TAG})*", re.IGNORECASE)
_CELL_END = re.compile(rf"(?:[\s|]|{_TABLE_TAG})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the header table: its key and label in the form, where its label begins, its value's span."""

    key: str
    label: str
    label_start: int
    start: int
    end: int


def rows(text: str, form: Form, stop: int, seen: Compared | None = None) -> tuple[Row, ...]:
    """Return the rows of the header table that stand before ``stop``, in the order of the text.

    Rows whose label is not the form's are part of the value before them. A value may be empty.
    """
    labels = _labels(text, form, stop, seen or compared(text, [form]))
    found = []
    for label, following in zip(labels, [*labels[1:], None], strict=False):
        end = following.start if following else _end_of_value(text, label.end, stop)
        found.append(Row(label.heading.key, label.heading.label, label.start, *_value(text, label.end, end)))
    return tuple(found)


def _labels(text: str, form: Form, stop: int, seen: Compared) -> list[Match]:
    labels = frozenset(form.rows)
    places = [seen.match(line.start, labels) for line in lines(text[:stop])]
    best = _best(p for p in places if p and p.end <= stop and _is_label(text, p))
    if best and len(best) < len(form.rows):
        first = min(p.start for p in best.values())
        wanted = frozenset(r for r in form.rows if r.key not in best)
        inside = (
            seen.match(first + middle, wanted) for middle in middles(text[first : min(stop, first + _REACH)])
        )
        best |= _best(p for p in inside if p and p.likeness >= _SURE and p.letters > _SHORT and p.end <= stop)
    return [p for p in sorted(best.values(), key=lambda p: p.start) if not _in_another(p, best.values())]


def _best(places: Iterable[Match]) -> dict[str, Match]:
    best: dict[str, Match] = {}
    for place in places:
        known = best.get(place.heading.key)
        if known is None or place.likeness > known.likeness:
            best[place.heading.key] = place
    return best


def _in_another(place: Match, places: Iterable[Match]) -> bool:
    """Tell a label that was read into a surer one."""
    return any(
        o.start < place.end and place.start < o.end and (o.likeness, o.start) > (place.likeness, place.start)
        for o in places
    )


def _is_label(text: str, label: Match) -> bool:
    """Tell a label from a value that begins like one: a column ends after it, or it is long and sure."""
    if label.likeness < (_CUTOFF if label.letters < 2 * _SHORT else _LONG_CUTOFF):
        return False
    return label.whole or bool(_SEPARATOR.match(text, label.end)) or label.letters > 2 * _SHORT


def _end_of_value(text: str, start: int, stop: int) -> int:
    """Return where the last value ends: with its paragraph, which may begin after a gap."""
    first, _ = _value(text, start, stop)
    gap = _GAP.search(text, first, stop)
    return gap.start() if gap else stop


def _value(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of a value without what closes its label, and without the marks between cells."""
    opening = _OPENING.match(text, start, end)
    start = opening.end() if opening else start
    while closing := _CELL_END.search(text, max(start, end - _TAG_LENGTH), end):
        end = closing.start()
    return trim(text, start, end)
