"""Sections: what of a document stands under which heading of its form, and what is not there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from graph.ingest.form import Form
from graph.ingest.heading import LONGEST_FLOW, Heading, Match, match, middles, number_of
from graph.ingest.rows import Row, rows
from graph.text.blocks import Block, lines, trim
from graph.text.normal import normalise

Reason = Literal["not-found", "breaks-off", "first-rows-missing", "first-entries-missing", "heading-missing"]

_SHORT = 16
_LONG = 30
_TITLE = 160
_MIDDLE = 60
_CONTENTS = 3
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


def sections(text: str, blocks: tuple[Block, ...], form: Form) -> Sections:
    """Find the sections of a document of this form.

    Headings may be wrapped, unnumbered, renumbered, reordered, renamed within reason or misread by a
    scanner; a list whose entries show what it is needs none. What is not found is told, with the reason.
    """
    places = _places(text, blocks, form)
    first = min((p.start for p in places), default=len(text))
    header = rows(text, form, first)
    found = (*_header_section(header), *_spans(text, places))
    keys = {s.key for s in found}
    missing = tuple(k for k in form.keys if k not in keys)
    return Sections(found, missing, tuple(_lost(text, blocks, form, found, header)))


def header_rows(text: str, form: Form, found: Sections) -> tuple[Row, ...]:
    """Return the rows of the header table, in the order of the text; a row's value may be empty."""
    header = found.get("header")
    return rows(text, form, header.end) if header else ()


def _places(text: str, blocks: tuple[Block, ...], form: Form) -> list[Match]:
    """Return the place of each heading found, the surest way first."""
    places = _best(_without_contents(text, list(_plain(text, blocks, form))))
    for further in (_run_in, _renumbered, _renamed, _headless):
        taken = {p.heading.key for p in places}
        wanted = [h for h in form.headings if h.key not in taken]
        places = _best([*places, *further(text, blocks, wanted, places)])
    return places


def _plain(text: str, blocks: tuple[Block, ...], form: Form) -> Iterator[Match]:
    bullets = {
        b.start
        for b in blocks
        if b.kind == "list-item" and number_of(text, _line_start(text, b.start)) is None
    }
    heads = [b for b in blocks if b.kind == "heading"]
    for line in lines(text):
        place = match(text, line.start, form.headings)
        if place and not any(place.start <= b < place.end for b in bullets) and _stands(text, place, heads):
            yield place


def _stands(text: str, place: Match, heads: list[Block]) -> bool:
    """Tell a heading from a sentence that begins like one."""
    if not place.whole:
        return _runs_in(place)
    if text[place.end - 1] == "." and place.likeness < (80 if place.letters > 2 * _LONG else 92):
        return False
    marked = place.number is not None or any(place.start <= b.start < place.end for b in heads)
    needed = (76 if marked else 84) if place.letters > _SHORT else (84 if marked else 90)
    return place.likeness >= needed


def _runs_in(place: Match) -> bool:
    """Tell a heading after which its text runs on: numbered as in the form, or long."""
    numbered = place.number is not None and place.number == place.heading.number
    enough = place.likeness >= 88 and place.letters > _SHORT if numbered else place.likeness >= 92
    return place.ended and enough and (numbered or place.letters > _LONG)


def _without_contents(text: str, places: list[Match]) -> list[Match]:
    """Leave out a table of contents: headings one after the other that come again elsewhere."""
    run: list[Match] = []
    listed: list[Match] = []
    for place in sorted(places, key=lambda p: p.start):
        if run and text[run[-1].end : place.start].strip():
            listed, run = listed + (run if len(run) >= _CONTENTS else []), []
        run.append(place)
    listed += run if len(run) >= _CONTENTS else []
    once = {p.heading.key for p in listed} - {p.heading.key for p in places if p not in listed}
    return [p for p in places if p not in listed or p.heading.key in once]


def _best(places: Iterable[Match]) -> list[Match]:
    """Keep one place for each heading, and for each place one heading."""
    kept: dict[str, Match] = {}
    for place in places:
        known = kept.get(place.heading.key)
        if known is None or _rank(place) > _rank(known):
            kept[place.heading.key] = place
    return sorted(kept.values(), key=lambda p: p.start)


def _rank(place: Match) -> tuple[bool, bool, float, int]:
    return (place.whole, place.number == place.heading.number, place.likeness, place.letters)


def _run_in(text: str, _: tuple[Block, ...], wanted: list[Heading], __: list[Match]) -> Iterator[Match]:
    """Find headings in the middle of a line, where re-wrapping has put them."""
    for start in middles(text) if wanted and len(text) <= LONGEST_FLOW else ():
        place = match(text, start, wanted)
        if place and _runs_in(place):
            yield place


def _renumbered(
    text: str, blocks: tuple[Block, ...], wanted: list[Heading], places: list[Match]
) -> Iterator[Match]:
    """Find a heading by its number alone, where all others bear the form's numbers."""
    numbered = [p for p in places if p.number]
    if len(numbered) < 3 or any(p.number != p.heading.number for p in numbered):
        return
    for heading, block in _between(text, blocks, wanted, places):
        start = _line_start(text, block.start)
        if number_of(text, start) == heading.number:
            yield Match(heading, 0, 0, start, block.end, whole=True, ended=True, number=heading.number)


def _renamed(
    text: str, blocks: tuple[Block, ...], wanted: list[Heading], places: list[Match]
) -> Iterator[Match]:
    """Find a heading by its telling words, in its place among the others."""
    for heading, block in _between(text, blocks, wanted, places):
        title = normalise(text, block.start, block.end).text.casefold()
        if any(word in title for word in heading.words):
            start = _line_start(text, block.start)
            yield Match(
                heading, 0, 0, start, block.end, whole=True, ended=True, number=number_of(text, start)
            )


def _between(
    text: str, blocks: tuple[Block, ...], wanted: list[Heading], places: list[Match]
) -> Iterator[tuple[Heading, Block]]:
    """Pair each heading not found with the headings of the text between its neighbours of the form."""
    for heading in wanted:
        before = [p.end for p in places if p.heading.number < heading.number]
        after = [p.start for p in places if p.heading.number > heading.number]
        low, high = max(before, default=0), min(after, default=len(text))
        for block in blocks:
            if block.kind == "heading" and low <= block.start and block.end <= high and heading.number:
                yield heading, block


def _headless(
    text: str, blocks: tuple[Block, ...], wanted: list[Heading], places: list[Match]
) -> Iterator[Match]:
    """Find a list that has lost its heading by its entries, the last run of them."""
    for heading in wanted:
        run = _last_run(text, blocks, heading.entry) if heading.entry else []
        if run and all(p.start < run[0].start for p in places):
            start = _line_start(text, run[0].start)
            yield Match(heading, 0, 0, start, start, whole=False, ended=False, number=None)


def _last_run(text: str, blocks: tuple[Block, ...], entry: str) -> list[Block]:
    items: list[Block] = []
    for block in blocks:
        if block.kind != "list-item":
            items = items if items and re.search(entry, text[items[-1].start : items[-1].end]) else []
        elif re.search(entry, normalise(text, block.start, block.end).text):
            items.append(block)
    return items


def _line_start(text: str, offset: int) -> int:
    start = max(text.rfind("\n", 0, offset), text.rfind("\f", 0, offset)) + 1
    return trim(text, start, offset)[0]


def _header_section(header: tuple[Row, ...]) -> Iterator[Section]:
    if header:
        start = header[0].label_start
        yield Section("header", "Perustiedot", start, max(r.end for r in header), start, start)


def _spans(text: str, places: list[Match]) -> Iterator[Section]:
    for i, place in enumerate(places):
        heading = place.heading
        after = (p.start for p in places[i + 1 :] if heading.inside or p.heading.inside != heading.key)
        _, end = trim(text, place.start, next(after, len(text)))
        yield Section(heading.key, heading.label, place.start, end, place.start, place.end, heading.inside)


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
