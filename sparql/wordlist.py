"""The words of a release's names: which there are, and which things have them in a name."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import repeat
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from sparql.inflection import ENDINGS, stems
from sparql.letters import letters, mark
from sparql.parts import SHORTEST, Parts, ordered

#: Arrays by name, as they are held in memory or in the files of an index.
Columns: TypeAlias = Mapping[str, NDArray[Any]]
Numbers: TypeAlias = NDArray[np.int64]

_WORD = re.compile(r"[^\W_]+")
_OWNING = re.compile(r"['’]s\b")
_DIGIT = re.compile(r"\d")
#: Words as short as this are not looked for misspelt; from the other length on, two letters may be wrong.
_TOO_SHORT, _LONG = 3, 7
_MOST_NEAR = 40
#: No text has this byte, and every byte of a text comes before it.
_LAST = b"\xff"
_NONE = np.empty(0, np.int64)
_LOW = np.int64(0xFFFFFFFF)


def folded(text: str) -> str:
    """Return a text without case, compatibility forms and spaces that make no difference."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def words_of(text: str) -> list[str]:
    """Return the words of a folded text."""
    return _WORD.findall(_OWNING.sub("", text))


def is_spelt(word: str) -> bool:
    """Whether a word is one of letters: codes and years are right or wrong, and have no parts."""
    return not _DIGIT.search(word)


class Wordlist:
    """Words in the order of their letters, by their numbers, each with the things that have it.

    Nothing is read before it is needed: the columns may be files that are larger than memory.
    """

    def __init__(self, columns: Columns) -> None:
        """Use columns as ``Gathered`` makes them."""
        self._text, self._at = columns["text"], columns["at"]
        self._things, self._things_at = columns["things"], columns["things_at"]
        self._of, self._of_at = columns["of"], columns["of_at"]
        self._by_length, self._length_at = columns["by_length"], columns["length_at"]
        self._letters = columns["letters"]
        self._parts = Parts(columns)

    def __len__(self) -> int:
        return len(self._at) - 1

    def things(self, words: Numbers | slice) -> NDArray[np.int32]:
        """Return the things that have one of these words; one that has several comes as often."""
        if isinstance(words, slice):
            return self._things[self._things_at[words.start] : self._things_at[words.stop]]
        return self._things[spread(self._things_at[words], self._things_at[words + 1])]

    def count(self, words: slice) -> int:
        """Return how many things have these words, one that has several as often."""
        return int(self._things_at[words.stop] - self._things_at[words.start])

    def least(self, marks: NDArray[np.uint8], things: NDArray[Any], most: int) -> NDArray[np.uint8]:
        """Return the least of the marks of each thing's words, and ``most`` where it has none."""
        firsts, lasts = self._of_at[things], self._of_at[things + 1]
        has = lasts > firsts
        found = np.full(len(things), most, np.uint8)
        if has.any():
            held, begins = marks[self._of[spread(firsts, lasts)]], starts(lasts - firsts)[:-1]
            found[has] = np.minimum.reduceat(held, begins[has])
        return found

    def starting(self, start: str) -> slice:
        """Return the words that start so."""
        wanted, every = start.encode(), range(len(self))
        first = bisect_left(every, wanted, key=self._bytes)
        return slice(first, bisect_left(every, wanted + _LAST, lo=first, key=self._bytes))

    def holding(self, part: str) -> Numbers:
        """Return the words of letters with this part anywhere in them; of one or two letters, none."""
        return self._parts.holding(part) if len(part) >= SHORTEST and is_spelt(part) else _NONE

    def forms(self, word: str) -> Numbers:
        """Return the words that may be another form of this one."""
        if not (begun := stems(word)):
            return _NONE
        # All that begin as one stem begin as the shortest.
        place, forms = self.starting(begun[-1]), {stem + ending for stem in begun for ending in ENDINGS}
        held = self._slice(place)
        return np.array([n for n, form in enumerate(held, place.start) if form in forms], np.int64)

    def near(self, word: str) -> Numbers:
        """Return words of letters spelt nearly so, nearest first: one letter wrong, or two in a long one."""
        if len(word) <= _TOO_SHORT:
            return _NONE
        most = 1 if len(word) < _LONG else 2
        longest = len(self._length_at) - 1
        first, last = (self._length_at[min(n, longest)] for n in (len(word) - most, len(word) + most + 1))
        differing = np.bitwise_count(self._letters[first:last] ^ mark(word))
        maybe = np.sort(self._by_length[first:last][differing <= 2 * most]).astype(np.int64)
        found = process.extract(
            word,
            self._words(maybe),
            scorer=OSA.distance,
            score_cutoff=most,
            limit=_MOST_NEAR,
            processor=None,
        )
        return maybe[[place for _, _, place in found]] if found else _NONE

    def _words(self, numbers: Numbers) -> list[str]:
        firsts, lasts = self._at[numbers], self._at[numbers + 1]
        return self._text[spread(firsts, lasts)].tobytes().decode().split("\n")[:-1]

    def _bytes(self, number: int) -> bytes:
        return bytes(self._text[self._at[number] : self._at[number + 1] - 1])

    def _slice(self, words: slice) -> list[str]:
        held = bytes(self._text[self._at[words.start] : self._at[words.stop]])
        return held.decode().split("\n")[:-1]


class Gathered:
    """Words with the things that have them, taken one after another; of each word, only a number is held."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}
        self._words, self._things = array("i"), array("i")

    def take(self, words: Iterable[str], thing: int) -> None:
        """Take the words of a thing."""
        known = self._known
        numbers = [known.setdefault(word, len(known)) for word in words]
        self._words.extend(numbers)
        self._things.extend(repeat(thing, len(numbers)))

    def columns(self, placed: NDArray[np.int32]) -> dict[str, NDArray[Any]]:
        """Make the columns of a list, once; ``placed`` says by which number each thing goes from now on."""
        words, of_pair, things = self._ended(placed)
        made = _by(of_pair, things, len(words), ("things", "things_at"))
        made |= _by(things, of_pair, len(placed), ("of", "of_at"))
        # What is not needed any more is let go of: there are millions of each.
        del of_pair, things
        return {**made, **_texts(words)}

    def belonging(self, placed: NDArray[np.int32]) -> tuple[list[str], dict[str, NDArray[Any]]]:
        """Return the words in their order, and the columns of which things have which; once."""
        words, of_pair, things = self._ended(placed)
        return words, {
            **_by(of_pair, things, len(words), ("things", "at")),
            **_by(things, of_pair, len(placed), ("values", "values_at")),
        }

    def _ended(self, placed: NDArray[np.int32]) -> tuple[list[str], Numbers, Numbers]:
        known, self._known = self._known, {}
        words = sorted(known)
        place = np.empty(len(words), np.int64)
        place[np.fromiter((known[word] for word in words), np.int64, len(words))] = np.arange(len(words))
        of_pair = place[np.frombuffer(self._words, np.int32)]
        things = placed[np.frombuffer(self._things, np.int32)].astype(np.int64)
        self._words, self._things = array("i"), array("i")
        return words, of_pair, things


def starts(sizes: NDArray[Any]) -> Numbers:
    """Return where each of several runs of these sizes starts, and behind them where the last ends."""
    return np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)


def spread(firsts: Numbers, lasts: Numbers) -> Numbers:
    """Return every number from each first to its last, the last left out."""
    sizes = lasts - firsts
    shifts = firsts - starts(sizes)[:-1]
    return np.repeat(shifts, sizes) + np.arange(sizes.sum())


def _by(keys: Numbers, held: Numbers, count: int, names: tuple[str, str]) -> dict[str, NDArray[Any]]:
    """Return what is held in the order of its keys, and where that of each of so many keys begins."""
    both = (keys << 32) | held
    both.sort()
    return {
        names[0]: (both & _LOW).astype(np.int32),
        names[1]: starts(np.bincount(keys, minlength=count)),
    }


def _texts(words: list[str]) -> dict[str, NDArray[Any]]:
    """Return the words one behind another, and what those of letters are found by besides their beginning."""
    sizes = np.fromiter((len(word.encode()) + 1 for word in words), np.int64, len(words))
    text = np.frombuffer("".join(f"{word}\n" for word in words).encode(), np.uint8)
    at = starts(sizes)
    are_spelt = np.fromiter(map(is_spelt, words), np.bool_, len(words))
    numbers = np.flatnonzero(are_spelt).astype(np.int32)
    spelt = [words[n] for n in numbers.tolist()]
    lengths = np.fromiter(map(len, spelt), np.int64, len(spelt))
    order = np.argsort(lengths, kind="stable")
    return {
        "text": text,
        "at": at,
        "by_length": numbers[order],
        "length_at": starts(np.bincount(lengths)),
        "letters": letters(spelt)[order],
        **ordered(text, at, are_spelt),
    }
