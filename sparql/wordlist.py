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
from sparql.letters import letters, numbered, triples

#: Arrays by name, as they are held in memory or in the files of an index.
Columns: TypeAlias = Mapping[str, NDArray[Any]]
Numbers: TypeAlias = NDArray[np.int64]

_WORD = re.compile(r"[^\W_]+")
_OWNING = re.compile(r"['’]s\b")
_DIGIT = re.compile(r"\d")
#: Words as short as this are not looked for misspelt; from the other length on, two letters may be wrong.
_TOO_SHORT, _LONG = 3, 7
_MOST_NEAR = 40
#: What is no part of a word to be found: half of all words have any two letters.
_NO_PART = 2
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
        self._triples, self._triples_at = columns["triples"], columns["triples_at"]
        self._with_triple = columns["with_triple"]

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

    def of(self, things: NDArray[Any]) -> tuple[Numbers, Numbers]:
        """Return the words of each of some things, and beside them the places of the things among these."""
        firsts, lasts = self._of_at[things], self._of_at[things + 1]
        return self._of[spread(firsts, lasts)], np.repeat(np.arange(len(things)), lasts - firsts)

    def starting(self, start: str) -> slice:
        """Return the words that start so."""
        wanted, every = start.encode(), range(len(self))
        first = bisect_left(every, wanted, key=self._bytes)
        return slice(first, bisect_left(every, wanted + _LAST, lo=first, key=self._bytes))

    def holding(self, part: str) -> Numbers:
        """Return the words of letters with this part anywhere in them; of one or two letters, none."""
        if len(part) <= _NO_PART or not is_spelt(part):
            return _NONE
        maybe = self._maybe(part)
        if len(part) == _NO_PART + 1:
            return maybe
        return maybe[np.fromiter((part in word for word in self._words(maybe)), np.bool_, len(maybe))]

    def forms(self, word: str) -> Numbers:
        """Return the words that may be another form of this one."""
        found: set[int] = set()
        for stem in stems(word):
            place, forms = self.starting(stem), {stem + ending for ending in ENDINGS}
            found.update(n for n, held in enumerate(self._slice(place), place.start) if held in forms)
        return np.array(sorted(found), np.int64)

    def near(self, word: str) -> Numbers:
        """Return words of letters spelt nearly so, nearest first: one letter wrong, or two in a long one."""
        if len(word) <= _TOO_SHORT:
            return _NONE
        most = 1 if len(word) < _LONG else 2
        longest = len(self._length_at) - 1
        first, last = (self._length_at[min(n, longest)] for n in (len(word) - most, len(word) + most + 1))
        differing = np.bitwise_count(self._letters[first:last] ^ letters([word])[0])
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

    def _maybe(self, part: str) -> Numbers:
        """Return the words with those three letters of a part that the fewest words have."""
        keys = numbered(np.frombuffer(part.encode("utf-32-le"), "<u4"))
        places = np.searchsorted(self._triples, keys)
        inside = np.minimum(places, len(self._triples) - 1)
        if not len(self._triples) or (self._triples[inside] != keys).any():
            return _NONE
        rarest = places[np.argmin(self._triples_at[places + 1] - self._triples_at[places])]
        held = self._with_triple[self._triples_at[rarest] : self._triples_at[rarest + 1]]
        return held.astype(np.int64)

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
        return {**_texts(words), **made, **_spellings(words)}

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
    sizes = np.fromiter((len(word.encode()) + 1 for word in words), np.int64, len(words))
    text = "".join(f"{word}\n" for word in words).encode()
    return {"text": np.frombuffer(text, np.uint8), "at": starts(sizes)}


def _spellings(words: list[str]) -> dict[str, NDArray[Any]]:
    """Return what words of letters are found by where their beginning is not known."""
    numbers = np.array([n for n, word in enumerate(words) if is_spelt(word)], np.int32)
    spelt = [words[n] for n in numbers.tolist()]
    lengths = np.fromiter(map(len, spelt), np.int64, len(spelt))
    order = np.argsort(lengths, kind="stable")
    keys, places = triples(spelt)
    with_triple = numbers[places[np.argsort(keys, kind="stable")]] if len(numbers) else numbers
    del places
    keys.sort()
    firsts = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])[: len(keys)])
    return {
        "by_length": numbers[order],
        "length_at": starts(np.bincount(lengths)),
        "letters": letters(spelt)[order],
        "triples": keys[firsts],
        "triples_at": np.append(firsts, len(keys)).astype(np.int64),
        "with_triple": with_triple,
    }
