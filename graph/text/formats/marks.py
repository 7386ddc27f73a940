"""Marks: the discs that some programs draw before the items of a list, where others write a bullet."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Sequence

from graph.text.formats.page import Word

#: The place of a shape: left, bottom, right and top.
Box = tuple[float, float, float, float]
#: Of a word's height: how far a disc may be out of line, how small and large it is, how far from its item.
_LEVEL = 0.5
_SMALLEST, _LARGEST, _ROUND = 0.1, 0.7, 0.25
_BESIDE = 2.5


def with_marks(words: Sequence[Word], shapes: Iterable[Box]) -> Iterator[Word]:
    """Put the marks of items that a page draws as discs before the words that they stand beside."""
    size = statistics.median(word.size for word in words)
    discs = [box for box in shapes if _is_disc(box, size)]
    for word in words:
        beside = next((box for box in discs if _is_before(box, word)), None) if discs else None
        if beside:
            discs.remove(beside)
            yield Word("-", beside[0], beside[2], word.base, word.size, drawn=True)
        yield word


def _is_disc(box: Box, size: float) -> bool:
    """Tell a small shape as wide as high from rules and frames."""
    left, bottom, right, top = box
    width, height = right - left, top - bottom
    return all(_SMALLEST < side / size < _LARGEST for side in (width, height)) and (
        abs(width - height) <= _ROUND * max(width, height)
    )


def _is_before(box: Box, word: Word) -> bool:
    left, bottom, right, top = box
    level = word.base - _LEVEL * word.size < (bottom + top) / 2 < word.base + word.size
    return level and left < word.left and right - _LEVEL * word.size < word.left < right + _BESIDE * word.size
