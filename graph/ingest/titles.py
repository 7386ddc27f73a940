"""Titles: what in a text looks like a heading, and which heading of a form its telling words make of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from graph.ingest.heading import Heading, number_of
from graph.text.blocks import Block, trim
from graph.text.normal import normalise

_LONGEST = 160
_LONGEST_PLAIN = 120
_CONTENT = 100
_UNENDED = ".,;:!–-"
_ADDRESS = re.compile(r"https?:|www\.|@|\t")
_STEPS = re.compile(r"[\W_]{0,8}(\d{1,2}(?:\.\d{1,2})*)[.):]*\s")
_TOP = re.compile(r"\f([^\n\f]{4,120})\n\s*\n")
_WORD, _HINT = 2, 1


@dataclass(frozen=True, slots=True)
class Title:
    """A piece of layout that can be a heading: its span, its words in lower case, its depth (0 unknown)."""

    start: int
    end: int
    words: str
    depth: int = 0

    def weight(self, heading: Heading) -> int:
        """Return how strongly the words tell of a heading: 0 not at all."""
        told = sum(word in self.words for word in heading.words)
        hinted = sum(word in self.words for word in heading.hints)
        return _WORD * told + _HINT * hinted


def titles(text: str, blocks: tuple[Block, ...], first: int = 0) -> list[Title]:
    """Return what after ``first`` can be a heading: marked ones, short lines apart, cells beside text."""
    found = []
    for i, block in enumerate(blocks):
        follower = blocks[i + 1] if i + 1 < len(blocks) else None
        if (
            block.start >= first
            and follower
            and _is_title(text, block, blocks[i - 1] if i else None, follower)
        ):
            start = line_start(text, block.start)
            words = normalise(text, block.start, block.end).text.casefold()
            found.append(Title(start, block.end, words, _depth(text, start, block)))
    return [*found, *_on_top(text, first)]


def told(
    found: Iterable[Title], wanted: Iterable[Heading], fits: Callable[[Heading, Title], bool]
) -> list[tuple[Heading, Title]]:
    """Give each wanted heading the title that tells most of it, and each title one heading.

    Where the form numbers its headings a title must ``fit`` among those found already.
    """
    pairs = [
        (weight, -title.depth, heading, title)
        for heading in wanted
        for title in found
        if (weight := title.weight(heading)) >= _WORD and fits(heading, title)
    ]
    given: dict[str, Title] = {}
    told: list[tuple[Heading, Title]] = []
    for _, _, heading, title in sorted(pairs, key=lambda p: (-p[0], -p[1], p[3].start)):
        if heading.key not in given and title not in given.values():
            given[heading.key] = title
            told.append((heading, title))
    return told


def line_start(text: str, offset: int) -> int:
    """Return where the line that holds an offset begins, after its white space."""
    start = max(text.rfind("\n", 0, offset), text.rfind("\f", 0, offset), text.rfind("\t", 0, offset)) + 1
    return trim(text, start, offset)[0]


def _on_top(text: str, first: int) -> Iterator[Title]:
    """Find short lines apart on top of a page, which layout alone joins to the page before."""
    for line in _TOP.finditer(text, first):
        start, end = trim(text, *line.span(1))
        if start < end and text[start].isupper() and text[end - 1] not in _UNENDED:
            yield Title(start, end, normalise(text, start, end).text.casefold())


def _is_title(text: str, block: Block, before: Block | None, follower: Block) -> bool:
    raw = text[block.start : block.end]
    if len(raw) > _LONGEST or _ADDRESS.search(raw):
        return False
    if block.kind == "heading":
        return True
    if block.kind == "cell":
        return block.level == 0 and follower.end - follower.start >= _CONTENT and raw[-1] not in _UNENDED
    item = block.kind == "list-item"
    if item and (
        number_of(text, line_start(text, block.start)) is None or _item(before) or _item(follower, block)
    ):
        return False
    plain = item or block.kind == "paragraph"
    return plain and len(raw) <= _LONGEST_PLAIN and raw[:1].isupper() and raw[-1] not in _UNENDED


def _item(block: Block | None, beside: Block | None = None) -> bool:
    """Tell an item of the same list."""
    return block is not None and block.kind == "list-item" and (beside is None or block.level == beside.level)


def _depth(text: str, start: int, block: Block) -> int:
    steps = _STEPS.match(text, start, block.end)
    if steps and "." in steps[1]:
        return steps[1].count(".") + 1 + block.level
    return block.level if block.kind == "heading" else 0
