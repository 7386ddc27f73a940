"""The words of a release's names: which there are, and which things have them in a name."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from sparql.inflection import is_form, stems
from sparql.letters import letters, pairs

#: Arrays by name, as they are held in memory or in the files of an index.
Columns: TypeAlias = Mapping[str, NDArray[Any]]
Numbers: TypeAlias = NDArray[np.int64]

_WORD = re.compile(r"[^\W_]+")
_OWNING = re.compile(r"['’]s\b")
#: Words as short as this are not looked for misspelt; from the other length on, two letters may be wrong.
_TOO_SHORT, _LONG = 3, 7
_MOST_NEAR = 40
#: What is no part of a word to be found: half of all words have any two letters.
_NO_PART = 2
#: No text has this byte, and every byte of a text comes before it.
_LAST = b"\xff"
_NONE = np.empty(0, np.int64)


def folded(text: str) -> str:
    """Return a text without case, compatibility forms and spaces that make no difference."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def words_of(text: str) -> list[str]:
    """Return the words of a folded text."""
    return _WORD.findall(_OWNING.sub("", text))


class Wordlist:
    """Words in the order of their letters, by their numbers, each with the things that have it.

    Nothing is read before it is needed: the columns may be files that are larger than memory.
    """

    def __init__(self, columns: Columns) -> None:
        """Use columns as ``columns_of`` makes them."""
        self._text, self._at = columns["text"], columns["at"]
        self._things, self._things_at = columns["things"], columns["things_at"]
        self._by_length, self._length_at = columns["by_length"], columns["length_at"]
        self._letters, self._pairs = columns["letters"], columns["pairs"]

    def __len__(self) -> int:
        return len(self._at) - 1

    def things(self, words: Numbers | slice) -> NDArray[np.int32]:
        """Return the things that have one of these words; one that has several comes as often."""
        if isinstance(words, slice):
            return self._things[self._things_at[words.start] : self._things_at[words.stop]]
        return self._things[spread(self._things_at[words], self._things_at[words + 1])]

    def starting(self, start: str) -> slice:
        """Return the words that start so."""
        wanted, every = start.encode(), range(len(self))
        first = bisect_left(every, wanted, key=self._bytes)
        return slice(first, bisect_left(every, wanted + _LAST, lo=first, key=self._bytes))

    def holding(self, part: str, among: Numbers | None = None) -> Numbers:
        """Return the words, or those among some, with these letters anywhere; with one or two, none."""
        if len(part) <= _NO_PART:
            return _NONE
        wanted, mark = part.encode(), pairs([part])[0]
        marks = self._pairs if among is None else self._pairs[among]
        maybe = np.flatnonzero((marks & mark) == mark)
        maybe = maybe if among is None else among[maybe]
        firsts, lasts = self._at[maybe], self._at[maybe + 1]
        text = self._text[spread(firsts, lasts)].tobytes()
        found = np.fromiter((hit.start() for hit in re.finditer(re.escape(wanted), text)), np.int64)
        return maybe[np.unique(np.searchsorted(starts(lasts - firsts), found, "right") - 1)]

    def forms(self, word: str) -> Numbers:
        """Return the words that may be another form of this one."""
        found: set[int] = set()
        for stem in stems(word):
            place = self.starting(stem)
            found.update(n for n, held in enumerate(self._slice(place), place.start) if is_form(held, stem))
        return np.array(sorted(found), np.int64)

    def near(self, word: str) -> Numbers:
        """Return the words spelt nearly so, the nearest first: one letter wrong, or two in a long word."""
        if len(word) <= _TOO_SHORT:
            return _NONE
        most = 1 if len(word) < _LONG else 2
        longest = len(self._length_at) - 1
        first, last = (self._length_at[min(n, longest)] for n in (len(word) - most, len(word) + most + 1))
        differing = np.bitwise_count(self._letters[first:last] ^ letters([word])[0])
        maybe = np.sort(self._by_length[first:last][differing <= 2 * most]).tolist()
        found = process.extract(
            word,
            [self._bytes(number).decode() for number in maybe],
            scorer=OSA.distance,
            score_cutoff=most,
            limit=_MOST_NEAR,
            processor=None,
        )
        return np.array([maybe[place] for _, _, place in found], np.int64)

    def _bytes(self, number: int) -> bytes:
        return bytes(self._text[self._at[number] : self._at[number + 1] - 1])

    def _slice(self, words: slice) -> list[str]:
        held = bytes(self._text[self._at[words.start] : self._at[words.stop]])
        return held.decode().split("\n")[:-1]


def columns_of(held: Iterable[tuple[str, int]]) -> dict[str, NDArray[Any]]:
    """Make the columns of a list from words, each with the number of a thing that has it."""
    known: dict[str, int] = {}
    ids, things = array("i"), array("i")
    for word, thing in held:
        ids.append(known.setdefault(word, len(known)))
        things.append(thing)
    words = sorted(known)
    places = np.empty(len(words), np.int32)
    places[np.fromiter((known[word] for word in words), np.int64, len(words))] = np.arange(len(words))
    of_pair = places[np.frombuffer(ids, np.int32)]
    order = np.argsort(of_pair, kind="stable")
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    by_length = np.argsort(lengths, kind="stable").astype(np.int32)
    return {
        "text": np.frombuffer("".join(f"{word}\n" for word in words).encode(), np.uint8),
        "at": starts(np.fromiter((len(word.encode()) + 1 for word in words), np.int64, len(words))),
        "things": np.frombuffer(things, np.int32)[order],
        "things_at": starts(np.bincount(of_pair, minlength=len(words))),
        "by_length": by_length,
        "length_at": starts(np.bincount(lengths)),
        "letters": letters(words)[by_length],
        "pairs": pairs(words),
    }


def by_thing(columns: Columns, count: int) -> dict[str, NDArray[Any]]:
    """Return the words of each of so many things, as columns besides those of a list."""
    words = np.repeat(np.arange(len(columns["at"]) - 1, dtype=np.int32), np.diff(columns["things_at"]))
    order = np.argsort(columns["things"], kind="stable")
    return {"of": words[order], "of_at": starts(np.bincount(columns["things"], minlength=count))}


def starts(sizes: NDArray[Any]) -> Numbers:
    """Return where each of several runs of these sizes starts, and behind them where the last ends."""
    return np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)


def spread(firsts: Numbers, lasts: Numbers) -> Numbers:
    """Return every number from each first to its last, the last left out."""
    sizes = lasts - firsts
    shifts = firsts - starts(sizes)[:-1]
    return np.repeat(shifts, sizes) + np.arange(sizes.sum())
