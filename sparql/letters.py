"""What letters words have: marks that rule words out without a look at them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Marks: TypeAlias = NDArray[np.uint64]

_BUCKETS = 32
_END = ord("\n")
#: Words that are looked at together, so that memory is bounded.
_BLOCK = 100_000


def letters(words: Sequence[str]) -> Marks:
    """Mark each word by which letters it has, and which more than once, in 32 buckets of letters.

    A letter put in, left out or taken for another changes two bits at most, an exchange of neighbours none.
    """
    made = [_letters(*_flat(block)) for _, block in _blocks(words)]
    return np.concatenate(made) if made else np.zeros(0, np.uint64)


def mark(word: str) -> np.uint64:
    """Mark one word so."""
    found = 0
    for letter in word:
        bit = 1 << ord(letter) % _BUCKETS
        found |= bit << _BUCKETS if found & bit else bit
    return np.uint64(found)


def _letters(flat: NDArray[np.uint32], starts: NDArray[np.int64]) -> Marks:
    found = np.zeros(len(starts), np.uint64)
    buckets = (flat % _BUCKETS).astype(np.uint8)
    buckets[flat == _END] = _BUCKETS
    for bucket in range(_BUCKETS):
        counts = np.add.reduceat(buckets == bucket, starts, dtype=np.uint32)
        found |= (counts > 0).astype(np.uint64) << np.uint64(bucket)
        found |= (counts > 1).astype(np.uint64) << np.uint64(bucket + _BUCKETS)
    return found


def _blocks(words: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    for first in range(0, len(words), _BLOCK):
        yield first, words[first : first + _BLOCK]


def _flat(words: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[Any]]:
    """Return the letters of all words, each with an end behind it, and where each word starts."""
    flat = np.frombuffer("".join(f"{word}\n" for word in words).encode("utf-32-le"), "<u4")
    ends = np.flatnonzero(flat == _END)
    return flat, np.concatenate(([0], ends[:-1] + 1))
