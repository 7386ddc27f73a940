"""Places: where in a text each heading of a form stands, in whatever way it has come through."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graph.ingest.form import Form, compared
from graph.ingest.heading import LONGEST_FLOW, Compared, Heading, Match, middles, number_of
from graph.text.blocks import Block, lines, trim
from graph.text.normal import normalise

_SHORT = 16
_LONG = 30
_CONTENTS = 3


def places(text: str, blocks: tuple[Block, ...], form: Form, seen: Compared | None = None) -> list[Match]:
    """Return the place of each heading of the form that is found, in the order of the text.

    Headings on lines of their own come first; what is still wanted is sought in the middle of lines, by the
    form's numbers, by telling words, and at last by the entries of a list that has lost its heading.
    """
    seen = seen or compared(text, [form])
    placed = _best(_without_contents(text, list(_plain(text, blocks, form, seen))))
    placed = _best([*placed, *_run_in(text, _wanted(form, placed), seen)])
    for further in (_renumbered, _renamed, _headless):
        placed = _best([*placed, *further(text, blocks, _wanted(form, placed), placed)])
    return placed


def _wanted(form: Form, placed: list[Match]) -> list[Heading]:
    taken = {p.heading.key for p in placed}
    return [h for h in form.headings if h.key not in taken]


def _plain(text: str, blocks: tuple[Block, ...], form: Form, seen: Compared) -> Iterator[Match]:
    bullets = {
        b.start
        for b in blocks
        if b.kind == "list-item" and number_of(text, _line_start(text, b.start)) is None
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
    for heading, block in _between(text, blocks, wanted, placed):
        start = _line_start(text, block.start)
        if number_of(text, start) == heading.number:
            yield Match(heading, 0, 0, start, block.end, whole=True, ended=True, number=heading.number)


def _renamed(
    text: str, blocks: tuple[Block, ...], wanted: list[Heading], placed: list[Match]
) -> Iterator[Match]:
    """Find a heading by its telling words, in its place among the others."""
    for heading, block in _between(text, blocks, wanted, placed):
        title = normalise(text, block.start, block.end).text.casefold()
        if any(word in title for word in heading.words):
            start = _line_start(text, block.start)
            yield Match(
                heading, 0, 0, start, block.end, whole=True, ended=True, number=number_of(text, start)
            )


def _between(
    text: str, blocks: tuple[Block, ...], wanted: list[Heading], placed: list[Match]
) -> Iterator[tuple[Heading, Block]]:
    """Pair each heading not found with the headings of the text between its neighbours of the form."""
    for heading in wanted:
        before = [p.end for p in placed if p.heading.number < heading.number]
        after = [p.start for p in placed if p.heading.number > heading.number]
        low, high = max(before, default=0), min(after, default=len(text))
        for block in blocks:
            if block.kind == "heading" and low <= block.start and block.end <= high and heading.number:
                yield heading, block


def _headless(
    text: str, blocks: tuple[Block, ...], wanted: list[Heading], placed: list[Match]
) -> Iterator[Match]:
    """Find a list that has lost its heading by its entries, the last run of them."""
    for heading in wanted:
        run = _last_run(text, blocks, heading.entry) if heading.entry else []
        if run and all(p.start < run[0].start for p in placed):
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
