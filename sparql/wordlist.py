"""The words of a release's names: which there are, and which things have them in a name."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from sparql.inflection import is_form, stems

_WORD = re.compile(r"[^\W_]+")
_OWNING = re.compile(r"['’]s\b")
#: Words as short as this are not looked for misspelt; from the other length on, two letters may be wrong.
_TOO_SHORT, _LONG = 3, 7
_MOST_NEAR = 40
_LAST = chr(0x10FFFF)


def folded(text: str) -> str:
    """Return a text without case, compatibility forms and spaces that make no difference."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def words_of(text: str) -> list[str]:
    """Return the words of a folded text."""
    return _WORD.findall(_OWNING.sub("", text))


class Wordlist:
    """Words in the order of their letters, each with the things that have it."""

    def __init__(self, held: Iterable[tuple[str, int]]) -> None:
        """Take words with the number of a thing that has it."""
        places: dict[str, array[int]] = {}
        for word, thing in held:
            places.setdefault(word, array("l")).append(thing)
        self._places: Mapping[str, array[int]] = places
        self._words = sorted(places)

    def __len__(self) -> int:
        return len(self._words)

    def things(self, words: Iterable[str]) -> Iterator[int]:
        """Yield the things that have one of the words; one that has several comes as often."""
        for word in words:
            yield from self._places.get(word, ())

    def starting(self, start: str) -> list[str]:
        """Return the words that start so."""
        return self._words[bisect_left(self._words, start) : bisect_left(self._words, start + _LAST)]

    def holding(self, part: str) -> list[str]:
        """Return the words with these letters anywhere, as compounds have them."""
        return [word for word in self._words if part in word]

    def forms(self, word: str) -> list[str]:
        """Return the words that may be another form of this one."""
        return [held for stem in stems(word) for held in self.starting(stem) if is_form(held, stem)]

    def near(self, word: str) -> list[str]:
        """Return the words spelt nearly so, the nearest first: one letter wrong, or two in a long word."""
        if len(word) <= _TOO_SHORT:
            return []
        most = 1 if len(word) < _LONG else 2
        found = process.extract(
            word, self._words, scorer=OSA.distance, score_cutoff=most, limit=_MOST_NEAR, processor=None
        )
        return [held for held, _, _ in found]
