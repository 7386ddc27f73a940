"""Places: where in a text each heading of a form stands, in whatever way it has come through."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.ingest.form import Form, compared
from graph.ingest.heading import LONGEST_FLOW, Compared, Heading, Match, middles, number_of
from graph.ingest.titles import Title, line_start, titles, told
from graph.text.blocks import Block, lines
from graph.text.normal import normalise

_SHORT = 16
_LONG = 30
_CONTENTS = 3
_LABEL = 85
_FEW = 4


def places(text: str, blocks: tuple[Block, ...], form: Form, seen: Compared | None = None) -> list[Match]:
    """Return the place of each heading of the form that is found, in the order of the text.

    Headings on lines of their own come first; what is still wanted is sought in the middle of lines, by the
    form's numbers, by telling words, and at last by the entries of a list that has lost its heading.
    """
    seen = seen or compared(text, [form])
    placed = _best(_without_contents(text, list(_plain(text, blocks, form, seen))))
    placed = _best([*placed, *_run_in(text, _wanted(form, placed), seen)])
    placed = _best([*placed, *_renumbered(text, blocks, _wanted(form, placed), placed)])
    if wanted := [h for h in _wanted(form, placed) if h.words]:
        first = _after_header(text, form, seen)
        placed = _best([*placed, *_renamed(text, blocks, wanted, placed, first)])
    placed = _best([*placed, *_headless(text, blocks, _wanted(form, placed), placed)])
    return _whole_parts(form, text, placed)


def _after_header(text: str, form: Form, seen: Compared) -> int:
    """Return where the first label of the header table ends: a title above it is no heading of a section."""
    labels = frozenset(form.rows)
    found = (seen.match(line.start, labels) for line in lines(text))
    return next((m.end for m in found if m and m.likeness >= _LABEL and m.end - m.start > _FEW), 0)


def _whole_parts(form: Form, text: str, placed: list[Match]) -> list[Match]:
    """Take a heading of a part for that of the section which it is inside of, where that has none."""
    own = {h.key: h for h in form.headings}
    found = {p.heading.key for p in placed}
    return [
        replace(p, heading=own[p.heading.inside])
        if p.heading.inside and p.heading.inside not in found and text[p.end - 1] != ":"
        else p
        for p in placed
    ]


def _wanted(form: Form, placed: list[Match]) -> list[Heading]:
    taken = {p.heading.key for p in placed}
    return [h for h in form.headings if h.key not in taken]


def _plain(text: str, blocks: tuple[Block, ...], form: Form, seen: Compared) -> Iterator[Match]:
    bullets = {
        b.start
        for b in blocks
        if b.kind == "list-item" and number_of(text, line_start(text, b.start)) is None
    }
    heads = [b for b in blocks if b.kind == "heading"]
    wanted = frozenset(form.headings)
    for line in lines(text):
        place = seen.match(line.start, wanted)
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


def _run_in(text: str, wanted: list[Heading], seen: Compared) -> Iterator[Match]:
    """Find headings in the middle of a line, where re-wrapping has put them."""
    for start in middles(text) if wanted and len(text) <= LONGEST_FLOW else ():
        place = seen.match(start, wanted)
        if place and _runs_in(place):
            yield place


def _renumbered(
    text: str, blocks: tuple[Block, ...], wanted: list[Heading], placed: list[Match]
) -> Iterator[Match]:
    """Find a heading by its number alone, where all others bear the form's numbers."""
    numbered = [p for p in placed if p.number]
    if len(numbered) < 3 or any(p.number != p.heading.number for p in numbered):
        return
    for title in (t for t in titles(text, blocks) if t.depth < 2):
        for heading in wanted:
            number = number_of(text, title.start)
            if heading.number and number == heading.number and _fits(heading, title, placed):
                yield Match(heading, 0, 0, title.start, title.end, whole=True, ended=True, number=number)


def _renamed(
    text: str, blocks: tuple[Block, ...], wanted: list[Heading], placed: list[Match], first: int
) -> Iterator[Match]:
    """Find headings by their telling words, where the form numbers them in their place among the others."""
    depths = {_depth_at(blocks, p) for p in placed if not p.heading.lead_in} - {0}
    free = [
        t
        for t in titles(text, blocks, first)
        if not any(p.start < t.end and t.start < p.end for p in placed)
        and (len(depths) != 1 or not t.depth or t.depth in depths)
    ]
    for heading, title in told(free, wanted, lambda h, t: _fits(h, t, placed)):
        yield Match(
            heading, 0, 0, title.start, title.end, whole=True, ended=True, number=number_of(text, title.start)
        )


def _depth_at(blocks: tuple[Block, ...], place: Match) -> int:
    return next((b.level for b in blocks if b.kind == "heading" and b.start < place.end <= b.end), 0)


def _fits(heading: Heading, title: Title, placed: list[Match]) -> bool:
    """Tell whether a title stands between the neighbours that a numbered heading has in its form."""
    numbered = [p for p in placed if p.heading.number]
    order = [p.heading.number for p in numbered]
    if not heading.number or order != sorted(order):
        return True
    before = (p.end for p in numbered if p.heading.number < heading.number)
    after = (p.start for p in numbered if p.heading.number > heading.number)
    return all(end <= title.start for end in before) and all(title.end <= start for start in after)


def _headless(
    text: str, blocks: tuple[Block, ...], wanted: list[Heading], placed: list[Match]
) -> Iterator[Match]:
    """Find a list that has lost its heading by its entries, the last run of them."""
    for heading in wanted:
        run = _last_run(text, blocks, heading.entry) if heading.entry else []
        if run and all(p.start < run[0].start for p in placed):
            start = line_start(text, run[0].start)
            yield Match(heading, 0, 0, start, start, whole=False, ended=False, number=None)


def _last_run(text: str, blocks: tuple[Block, ...], entry: str) -> list[Block]:
    items: list[Block] = []
    for block in blocks:
        if block.kind != "list-item":
            items = items if items and re.search(entry, text[items[-1].start : items[-1].end]) else []
        elif re.search(entry, normalise(text, block.start, block.end).text):
            items.append(block)
    return items
