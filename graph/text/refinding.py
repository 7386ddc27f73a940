"""Words of one text found again in another, which may be broken, marked up or misread otherwise."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

_SHORT = 4
_STEPS = (120, 500)
_ENOUGH = (75.0, 82.0)
_EVERYWHERE = 90.0
_LONG = 12


@dataclass(frozen=True, slots=True)
class Found:
    """A place in code points of the raw text, and how alike its words are to those looked for (0 to 1)."""

    start: int
    end: int
    likeness: float


class Words:
    """The letters and digits of a text, folded, with the place of each in the raw text."""

    def __init__(self, text: str) -> None:
        self.raw = text
        pairs = [(part, at) for at, c in enumerate(text) if c.isalnum() for part in c.casefold()]
        self.text = "".join(part for part, _ in pairs)
        self.places = [at for _, at in pairs]

    def at(self, raw: int) -> int:
        """Return the index of the first letter at or after a raw offset."""
        return bisect_left(self.places, raw)

    def around(self, start: int, end: int, reach: int) -> tuple[str, str]:
        """Return the letters before and after a raw span, ``reach`` of each at most."""
        first, last = self.at(start), self.at(end)
        return self.text[max(first - reach, 0) : first], self.text[last : last + reach]

    def find(self, quote: str, near: int | None) -> Iterator[Found]:
        """Yield the places of a quote, the likeliest first: as it is, then as it may have been misread.

        ``near`` is the offset of the raw text where it is to be expected. Far from there only long quotes are
        found, and short ones only as they are.
        """
        needle = "".join(c for c in quote if c.isalnum()).casefold()
        if not needle:
            return
        middle = self.at(near or 0)
        if near is not None:
            yield from self._same(needle, middle, _STEPS[-1])
            for step, enough in zip(_STEPS, _ENOUGH, strict=True) if len(needle) > _SHORT else ():
                yield from self._like(needle, max(middle - step, 0), middle + step + len(needle), enough)
        if len(needle) >= _LONG:
            yield from self._same(needle, middle, len(self.text))
            yield from self._like(needle, 0, len(self.text), _EVERYWHERE)

    def _same(self, needle: str, middle: int, reach: int) -> Iterator[Found]:
        first = max(middle - reach, 0)
        found = re.finditer(re.escape(needle), self.text[first : middle + reach + len(needle)])
        for at in sorted((m.start() + first for m in found), key=lambda at: abs(at - middle)):
            if len(needle) > _SHORT or self._is_whole(at, at + len(needle)):
                yield Found(self.places[at], self.places[at + len(needle) - 1] + 1, 1.0)

    def _like(self, needle: str, first: int, last: int, enough: float) -> Iterator[Found]:
        window = self.text[first:last]
        if len(window) < len(needle):
            return
        alignment = fuzz.partial_ratio_alignment(needle, window, score_cutoff=enough)
        if alignment is not None and alignment.dest_start < alignment.dest_end:
            start, end = (
                self.places[first + alignment.dest_start],
                self.places[first + alignment.dest_end - 1],
            )
            yield Found(*_snapped(self.raw, start, end + 1), alignment.score / 100)

    def _is_whole(self, first: int, last: int) -> bool:
        """Whether letters are words of their own in the raw text, as far as its breaks tell."""
        before = self.places[first] - 1
        after = self.places[last - 1] + 1
        return not (before >= 0 and self.raw[before].isalnum()) and not (
            after < len(self.raw) and self.raw[after].isalnum()
        )


def _snapped(text: str, start: int, end: int) -> tuple[int, int]:
    """Move the ends of a span to the nearest boundaries of words, and never make it empty."""
    before = _run(text, start, -1)
    first_word = _run(text, start, 1)
    new_start = start - before if before <= first_word else start + first_word
    while new_start < end and not text[new_start].isalnum():
        new_start += 1
    after, last_word = _run(text, end, 1), _run(text, end, -1)
    new_end = end + after if after <= last_word else end - last_word
    while new_end > new_start and not text[new_end - 1].isalnum():
        new_end -= 1
    return (new_start, new_end) if new_start < new_end else (start, end)


def _run(text: str, at: int, step: int) -> int:
    """Count the letters that follow an offset in a direction, if a word goes on across it."""
    if not (0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()):
        return 0
    count, place = 0, at if step > 0 else at - 1
    while 0 <= place < len(text) and text[place].isalnum():
        count, place = count + 1, place + step
    return count
