"""Parts of words: all places in words from which on a part may begin, in the order of the letters there.

What holds a part is one run of places. They are in the order of eight bytes; what comes behind those in a
part is looked at.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: What is no part of a word to be found is shorter: half of all words have any two letters.
SHORTEST = 3
_WIDTH = 8
#: Words that are looked at together, so that memory is bounded.
_BLOCK = 100_000
#: No text has this byte, and every byte of a text comes before it.
_LAST = b"\xff"


class Parts:
    """Find the words that hold a part, in columns as ``ordered`` makes them; text as a word list has it."""

    def __init__(self, columns: Mapping[str, NDArray[Any]]) -> None:
        self._text, self._at = columns["text"], columns["at"]
        self._words, self._inside = columns["part_words"], columns["part_inside"]

    def holding(self, part: str) -> NDArray[np.int64]:
        """Return the words with this part of three letters or more anywhere in them, in order."""
        wanted, every = part.encode(), range(len(self._words))
        head = wanted[:_WIDTH]
        first = bisect_left(every, head, key=self._bytes)
        last = bisect_left(every, head + _LAST, lo=first, key=self._bytes)
        words = self._words[first:last].astype(np.int64)
        if len(wanted) > _WIDTH:
            words = words[self._going_on(self._at[words] + self._inside[first:last], wanted)]
        words.sort()
        return words[np.diff(words, prepend=-1) > 0]

    def _going_on(self, places: NDArray[np.int64], wanted: bytes) -> NDArray[np.int64]:
        """Say which places go on as wanted; each word ends with a byte that no part has."""
        left = np.arange(len(places))
        for number in range(_WIDTH, len(wanted)):
            left = left[self._text[places[left] + number] == wanted[number]]
        return left

    def _bytes(self, number: int) -> bytes:
        place = self._at[self._words[number]] + self._inside[number]
        return bytes(self._text[place : place + _WIDTH])


def ordered(
    text: NDArray[np.uint8], at: NDArray[np.int64], are_meant: NDArray[np.bool_]
) -> dict[str, NDArray[Any]]:
    """Return all places where three letters or more are left of a word that is meant, in their order.

    ``text`` holds words in UTF-8 with a line's end behind each, ``at`` where they start and all ends.
    """
    longest = int(np.diff(at).max(initial=0))
    words, inside = [np.empty(0, np.int32)], [np.empty(0, np.min_scalar_type(longest))]
    for places in _runs(_leads(text, at, are_meant)):
        of_place = np.searchsorted(at, places, "right") - 1
        order = np.argsort(_wide(text, places), kind="stable")
        words.append(of_place[order].astype(words[0].dtype))
        inside.append((places - at[of_place])[order].astype(inside[0].dtype))
    return {"part_words": np.concatenate(words), "part_inside": np.concatenate(inside)}


def _leads(text: NDArray[np.uint8], at: NDArray[np.int64], are_meant: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Return the text with nothing but the first bytes of letters where a part may begin."""
    leads = np.zeros(len(text), np.uint8)
    for first in range(0, len(at) - 1, _BLOCK):
        bounds = at[first : first + _BLOCK + 1]
        here, sizes = slice(bounds[0], bounds[-1]), np.diff(bounds)
        is_lead = (text[here] & 0xC0) != 0x80
        gone_by = np.cumsum(is_lead)
        # The end of a word is counted, too.
        left = np.repeat(gone_by[bounds[1:] - bounds[0] - 1], sizes) - gone_by
        is_meant = np.repeat(are_meant[first : first + _BLOCK], sizes)
        leads[here] = np.where(is_lead & is_meant & (left >= SHORTEST), text[here], 0)
    return leads


def _runs(leads: NDArray[np.uint8]) -> Iterator[NDArray[np.int64]]:
    """Yield the places with each first byte, which are put in order apart: it takes less memory."""
    for lead in np.unique(leads).tolist():
        if lead:
            yield np.flatnonzero(leads == lead)


def _wide(text: NDArray[np.uint8], places: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return the bytes from each place on as a number; what comes behind a word's end makes no difference."""
    found = np.zeros(len(places), np.uint64)
    for number in range(_WIDTH):
        found = (found << np.uint64(8)) | text[np.minimum(places + number, len(text) - 1)]
    return found
