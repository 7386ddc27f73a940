"""Sections: what of a document stands under which heading of its form, and what is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from graph.ingest.form import Form, compared
from graph.ingest.heading import Compared, Match
from graph.ingest.places import places
from graph.ingest.rows import Row, rows
from graph.text.blocks import Block, trim

Reason = Literal["not-found", "breaks-off", "first-rows-missing", "first-entries-missing", "heading-missing"]

_MIDDLE = 60
_UNFINISHED = re.compile(r"[\w,\-–(]$")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document, its heading included; the heading is empty where the text has lost it.

    ``parent`` is the key of the section it lies inside (results inside summary), else empty.
    """

    key: str
    label: str
    start: int
    end: int
    heading_start: int
    heading_end: int
    parent: str = ""

    @property
    def body(self) -> tuple[int, int]:
        """The span after the heading."""
        return self.heading_end, self.end


@dataclass(frozen=True, slots=True)
class Missing:
    """A part that the text lacks, the reason, and where in the text that shows."""

    part: str
    reason: Reason
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections of a document in the order of its text, the keys of those not found, and what is lost."""

    found: tuple[Section, ...]
    missing: tuple[str, ...]
    lost: tuple[Missing, ...] = ()

    def get(self, key: str) -> Section | None:
        """Return the section with this key, if it was found."""
        return next((s for s in self.found if s.key == key), None)

    def at(self, offset: int) -> Section | None:
        """Return the innermost section that holds an offset."""
        holding = [s for s in self.found if s.start <= offset < s.end]
        return min(holding, key=lambda s: s.end - s.start, default=None)


def sections(text: str, blocks: tuple[Block, ...], form: Form, seen: Compared | None = None) -> Sections:
    """Find the sections of a document of this form.

    Headings may be wrapped, unnumbered, renumbered, reordered, renamed within reason or misread by a
    scanner; a list whose entries show what it is needs none. What is not found is told, with the reason.
    ``seen`` knows what was compared already.
    """
    seen = seen or compared(text, [form])
    headed = places(text, blocks, form, seen)
    first = min((p.start for p in headed), default=len(text))
    header = rows(text, form, first, seen)
    found = (*_header_section(header), *_spans(text, headed))
    keys = {s.key for s in found}
    missing = tuple(k for k in form.keys if k not in keys)
    return Sections(found, missing, tuple(_lost(text, blocks, form, found, header)))


def header_rows(text: str, form: Form, found: Sections, seen: Compared | None = None) -> tuple[Row, ...]:
    """Return the rows of the header table, in the order of the text; a row's value may be empty."""
    header = found.get("header")
    return rows(text, form, header.end, seen) if header else ()


def _header_section(header: tuple[Row, ...]) -> Iterator[Section]:
    if header:
        start = header[0].label_start
        yield Section("header", "Perustiedot", start, max(r.end for r in header), start, start)


def _spans(text: str, headed: list[Match]) -> Iterator[Section]:
    outer = ""
    for i, place in enumerate(headed):
        heading = place.heading
        parent = heading.inside if heading.inside == outer else ""
        outer = outer if parent else heading.key
        after = (p.start for p in headed[i + 1 :] if parent or p.heading.inside != heading.key)
        _, end = trim(text, place.start, next(after, len(text)))
        yield Section(heading.key, heading.label, place.start, end, place.start, place.end, parent)


def _lost(
    text: str, blocks: tuple[Block, ...], form: Form, found: tuple[Section, ...], header: tuple[Row, ...]
) -> Iterator[Missing]:
    if header and header[0].key != form.rows[0].key:
        yield Missing("header", "first-rows-missing", header[0].label_start)
    breaks = _break(text, blocks, found)
    if breaks:
        yield breaks
    order = {key: i for i, key in enumerate(form.keys)}
    keys = {s.key for s in found}
    for section in found:
        if section.heading_end == section.start and section.key != "header":
            reason: Reason = "first-entries-missing" if breaks else "heading-missing"
            yield Missing(section.key, reason, section.start)
    for key in (k for k in form.keys if k not in keys):
        gone = breaks is not None and order[key] > order[breaks.part]
        yield Missing(key, "breaks-off" if gone else "not-found", breaks.start if breaks and gone else None)


def _break(text: str, blocks: tuple[Block, ...], found: tuple[Section, ...]) -> Missing | None:
    """Return where the text breaks off: a long paragraph without an end before a section or the text ends."""
    bodies = [s for s in found if s.key != "header" and not s.parent]
    for section, following in zip(bodies, [*bodies[1:], None], strict=False):
        inner = [b for b in blocks if section.heading_end <= b.start and b.end <= section.end]
        if inner and _unfinished(
            text, inner, last=following is None or following.heading_end == following.start
        ):
            return Missing(section.key, "breaks-off", inner[-1].end)
    return None


def _unfinished(text: str, inner: list[Block], *, last: bool) -> bool:
    block = inner[-1]
    raw = text[block.start : block.end]
    if block.kind not in ("paragraph", "list-item") or "http" in raw[-200:] or len(raw) < _MIDDLE:
        return False
    if block.kind == "paragraph":
        return bool(_UNFINISHED.search(raw)) and (last or raw[-1] in ",-–")
    siblings = [b for b in inner[:-1] if b.kind == "list-item"]
    ended = all(text[b.end - 1] in ".;)" for b in siblings)
    return last and bool(_UNFINISHED.search(raw)) and bool(siblings) and ended


__all__ = ["Missing", "Row", "Section", "Sections", "header_rows", "sections"]
