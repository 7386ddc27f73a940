"""Running lines: the headers and footers that come again at one place of many pages, and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from graph.text.formats.page import Line

_SHARE = 0.4
_TOLERANCE = 4.0
_ZONE = 0.15
_DIGITS = re.compile(r"\d+")

Place = tuple[str, int]


def without_running(pages: list[list[Line]]) -> list[list[Line]]:
    """Leave out the lines near the top and the bottom that several pages have at the same height.

    Numbers in them count as the same, so page numbers go too; what one page alone has is never left out.
    """
    counts = Counter(place for page in pages for place in {_place(line) for line in _outer(page)})
    needed = max(2, _SHARE * len(pages))
    return [_kept(page, {p for p, count in counts.items() if count >= needed}) for page in pages]


def _kept(page: list[Line], running: set[Place]) -> list[Line]:
    dropped = {id(line) for line in _outer(page) if _place(line) in running}
    return [line for line in page if id(line) not in dropped]


def _outer(page: list[Line]) -> Iterator[Line]:
    if not page:
        return
    top, bottom = max(line.base for line in page), min(line.base for line in page)
    depth = _ZONE * max(top - bottom, 1.0)
    yield from (line for line in page if line.base > top - depth or line.base < bottom + depth)


def _place(line: Line) -> Place:
    return _DIGITS.sub("#", line.text), round(line.base / _TOLERANCE)
