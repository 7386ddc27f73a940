"""A text cut into paragraphs with what was found in it marked, however mentions nest or overlap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

_GAP = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A mention's place in a text, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: plain, or inside so many mentions, of which some begin here.

    ``number`` is that of its group of mentions, 0 for plain text.
    """

    text: str
    number: int = 0
    depth: int = 0
    begins: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions that touch one another, as one thing to choose; its number counts from 1 through the text."""

    number: int
    spans: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Where the first of them begins."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where the last of them ends."""
        return max(span.end for span in self.spans)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a text from ``start``, and the groups of mentions in it."""

    start: int
    pieces: tuple[Piece, ...]
    groups: tuple[Group, ...]

    @property
    def runs(self) -> tuple[tuple[int, tuple[Piece, ...]], ...]:
        """The pieces by the number of their group, 0 for plain text."""
        return tuple((number, tuple(held)) for number, held in groupby(self.pieces, lambda p: p.number))


def grouped(spans: Iterable[Span]) -> tuple[Group, ...]:
    """Gather spans that overlap, in the order of the text; what is empty is left out."""
    found: list[list[Span]] = []
    for span in sorted({span for span in spans if 0 <= span.start < span.end}):
        if found and span.start < max(held.end for held in found[-1]):
            found[-1].append(span)
        else:
            found.append([span])
    return tuple(Group(number, tuple(held)) for number, held in enumerate(found, 1))


def paragraphs(text: str, groups: Sequence[Group], start: int = 0, end: int | None = None) -> list[Paragraph]:
    """Cut a stretch of a text at its empty lines, though never inside a mention; nothing is lost or changed.

    Groups that do not lie wholly in the stretch are left out.
    """
    end = len(text) if end is None else min(end, len(text))
    inside = [group for group in groups if start <= group.start and group.end <= end]
    found = []
    for first, last in _blocks(text, inside, start, end):
        held = tuple(group for group in inside if first <= group.start < last)
        found.append(Paragraph(first, tuple(_pieces(text, held, first, last)), held))
    return found


def _blocks(text: str, groups: Sequence[Group], start: int, end: int) -> Iterable[tuple[int, int]]:
    first = start
    for gap in _GAP.finditer(text, start, end):
        if not any(group.start < gap.end() and gap.start() < group.end for group in groups):
            if text[first : gap.start()].strip():
                yield first, gap.start()
            first = gap.end()
    if text[first:end].strip():
        yield first, end


def _pieces(text: str, groups: Sequence[Group], start: int, end: int) -> Iterable[Piece]:
    at = start
    for group in groups:
        if at < group.start:
            yield Piece(text[at : group.start])
        yield from _inside(text, group)
        at = group.end
    if at < end:
        yield Piece(text[at:end])


def _inside(text: str, group: Group) -> Iterable[Piece]:
    """Cut a group where one of its mentions begins or ends."""
    cuts = sorted({edge for span in group.spans for edge in (span.start, span.end)})
    for first, last in pairwise(cuts):
        depth = sum(span.start <= first and last <= span.end for span in group.spans)
        begins = tuple(span for span in group.spans if span.start == first)
        yield Piece(text[first:last], group.number, depth, begins)
