"""Marks of words: 64 bits that tell, without looking at its letters, that a word cannot be what is sought."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Marks: TypeAlias = NDArray[np.uint64]

_BUCKETS = 32
#: Multiplied by this (Knuth's), neighbouring numbers have different first bits.
_SPREAD = np.uint32(2654435769)
_END = ord("\n")


def letters(words: Sequence[str]) -> Marks:
    """Mark each word by which letters it has, and which more than once, in 32 buckets of letters.

    A letter put in, left out or taken for another changes two bits at most, an exchange of neighbours none.
    """
    found = np.zeros(len(words), np.uint64)
    if not len(words):
        return found
    flat, starts = _flat(words)
    buckets = (flat % _BUCKETS).astype(np.uint8)
    buckets[flat == _END] = _BUCKETS
    for bucket in range(_BUCKETS):
        counts = np.add.reduceat(buckets == bucket, starts, dtype=np.uint32)
        found |= (counts > 0).astype(np.uint64) << np.uint64(bucket)
        found |= (counts > 1).astype(np.uint64) << np.uint64(bucket + _BUCKETS)
    return found


def pairs(words: Sequence[str]) -> Marks:
    """Mark each word by which pairs of neighbours it has; a part has no bit that its word has not."""
    if not len(words):
        return np.zeros(0, np.uint64)
    flat, starts = _flat(words)
    after = np.append(flat[1:], np.uint32(_END))
    places = ((flat * np.uint32(31) + after) * _SPREAD) >> np.uint32(26)
    bits = np.uint64(1) << places.astype(np.uint64)
    bits[(flat == _END) | (after == _END)] = 0
    return np.bitwise_or.reduceat(bits, starts)


def _flat(words: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Return the letters of all words, each with an end behind it, and where each word starts."""
    flat = np.frombuffer("".join(f"{word}\n" for word in words).encode("utf-32-le"), "<u4")
    ends = np.flatnonzero(flat == _END)
    return flat, np.concatenate(([0], ends[:-1] + 1))
