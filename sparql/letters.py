"""What letters words have: marks that rule words out without a look at them, and triples to find them by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Marks: TypeAlias = NDArray[np.uint64]
Triples: TypeAlias = NDArray[np.uint64]

_BUCKETS = 32
_END = ord("\n")
#: Bits of a letter in the number of a triple: more than any letter of Unicode has.
_BITS = np.uint64(21)
#: Words that are looked at together, so that memory is bounded.
_BLOCK = 100_000


def letters(words: Sequence[str]) -> Marks:
    """Mark each word by which letters it has, and which more than once, in 32 buckets of letters.

    A letter put in, left out or taken for another changes two bits at most, an exchange of neighbours none.
    """
    made = [_letters(*_flat(block)) for _, block in _blocks(words)]
    return np.concatenate(made) if made else np.zeros(0, np.uint64)


def triples(words: Sequence[str]) -> tuple[Triples, NDArray[np.int32]]:
    """Return every three neighbours that a word has, once each, and beside them the place of the word."""
    keys: list[Triples] = [np.zeros(0, np.uint64)]
    places: list[NDArray[np.int32]] = [np.zeros(0, np.int32)]
    for first, block in _blocks(words):
        flat, begins = _flat(block)
        numbers = numbered(flat)
        of = np.repeat(np.arange(len(block), dtype=np.uint32), np.diff(np.append(begins, len(flat))))
        is_whole = (flat[:-2] != _END) & (flat[1:-1] != _END) & (flat[2:] != _END)
        held, of_word = numbers[is_whole], of[:-2][is_whole]
        order = np.lexsort((held, of_word))
        held, of_word = held[order], of_word[order]
        is_new = np.ones(len(held), np.bool_)
        is_new[1:] = (held[1:] != held[:-1]) | (of_word[1:] != of_word[:-1])
        keys.append(held[is_new])
        places.append((of_word[is_new] + np.uint32(first)).astype(np.int32))
    return np.concatenate(keys), np.concatenate(places)


def numbered(flat: NDArray[np.uint32]) -> Triples:
    """Return the number of the triple that begins at each letter but the last two."""
    wide = flat.astype(np.uint64)
    return (((wide[:-2] << _BITS) | wide[1:-1]) << _BITS) | wide[2:]


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
