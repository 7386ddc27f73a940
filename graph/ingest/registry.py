"""The registry of a document's projects: their names, in whatever case and length a sentence uses them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from graph.ingest.claims import Thing, folded
from graph.ingest.lemmas import Lemmatiser
from graph.ingest.passages import Word, words_of
from graph.ingest.rules import Rules
from graph.text.pattern import Pattern

_KEY = 3
_FEW_LETTERS = 3
_BEGINNING = 4
_REMEMBERED = 10_000
_ENDING = re.compile(
    r":?(?:[nktaä]|[tsn][aä]|ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|ksi|iin|seen|een|h?[aeiouyäö]n)?(?:kin)?"
)
#: Strong grades before a last vowel, with their weak ones ("Ratti": "Ratin").
_GRADES = (
    ("tt", "t"), ("pp", "p"), ("kk", "k"), ("nt", "nn"), ("nk", "ng"), ("mp", "mm"),
    ("lt", "ll"), ("rt", "rr"), ("t", "d"), ("p", "v"), ("k", ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """Words ``first:last`` of a sentence that name a project, by one name or another, or one of several."""

    first: int
    last: int
    projects: tuple[Thing, ...]


class Registry:
    """Names with their projects: those of the document itself go before what the reference knows.

    ``listed`` holds the projects whose codes the document gives, ``others`` the codes of those that it
    tells of without having funded them.
    """

    def __init__(self, lemmatiser: Lemmatiser, word: Pattern) -> None:
        self._lemmatiser = lemmatiser
        self._attached = re.compile(rf"(?P<name>\w.*?)[-–](?:{word.pattern})", word.flags)
        self._own: dict[str, dict[str, Thing]] = defaultdict(dict)
        self._reference: dict[str, dict[str, Thing]] = defaultdict(dict)
        self._begin: dict[str, dict[str, tuple[Word, ...]]] = defaultdict(dict)
        self.listed: dict[str, Thing] = {}
        self.others: set[str] = set()

    def add(self, name: str, project: Thing, *, own: bool = True) -> None:
        """Give a project a name; a name may be that of several."""
        key = folded(name)
        words = self._words(name)
        if not key or not words:
            return
        (self._own if own else self._reference)[key].setdefault(project.code, project)
        self._begin[words[0].text.casefold()[:_KEY]].setdefault(key, words)

    def get(self, name: str) -> tuple[Thing, ...]:
        """Return the projects that a name is of, by the name itself, or by one case of it."""
        exact = self._of(folded(name))
        words = self._words(name)
        found = () if exact or not words else self._starting(words, 0)
        return exact or next((p for end, p in found if end == len(words)), ())

    def has(self, name: str) -> bool:
        """Tell whether a name is known just as it is written."""
        return bool(self._of(folded(name)))

    def begun_by(self, name: str) -> tuple[Thing, ...]:
        """Return the document's projects whose names begin with these words."""
        start = folded(name)
        if len(start) < _BEGINNING:
            return ()
        found = (held for key, held in self._own.items() if key.startswith(start + " "))
        return tuple({code: project for held in found for code, project in held.items()}.values())

    def mentions(self, words: tuple[Word, ...]) -> list[Named]:
        """Find the names in a sentence from the left, the longest first, none overlapping another."""
        found, at = [], 0
        while at < len(words):
            best = (
                max(self._starting(words, at), key=lambda e: e[0], default=None)
                if _can_begin(words[at])
                else None
            )
            if best:
                found.append(Named(at, best[0], best[1]))
            at = best[0] if best else at + 1
        return found

    def _of(self, key: str) -> tuple[Thing, ...]:
        return tuple((self._own.get(key) or self._reference.get(key) or {}).values())

    def _starting(self, words: tuple[Word, ...], at: int) -> Iterator[tuple[int, tuple[Thing, ...]]]:
        """Iterate over the names that start at a word: where each ends, and whose it is."""
        for key, name in self._begin.get(words[at].text.casefold()[:_KEY], {}).items():
            if len(key) >= _FEW_LETTERS and (end := self._end(name, words, at)):
                yield end, self._of(key)

    def _end(self, name: tuple[Word, ...], words: tuple[Word, ...], at: int) -> int:
        """Return the end of a name that starts at a word, or 0; its last word may have "-hanke" on it."""
        for i, wanted in enumerate(name):
            while at < len(words) and words[at].is_mark and i:
                at += 1
            if at >= len(words) or not self._same(wanted, words[at], last=i == len(name) - 1):
                return 0
            at += 1
        return at

    def _same(self, wanted: Word, word: Word, *, last: bool) -> bool:
        own, said = wanted.text.casefold(), word.text.casefold()
        if own == said or (not wanted.analyses.isdisjoint(word.analyses)):
            return True
        if last and (attached := self._attached.fullmatch(word.text)):
            said = attached["name"].casefold()
            if said == own:
                return True
        if last and sum(c.isupper() for c in wanted.text) > 1 and said.startswith(own + "-"):
            return True
        return len(own) >= _FEW_LETTERS and any(
            said.startswith(form) and _ENDING.fullmatch(said, len(form)) for form in _forms(own)
        )

    def _words(self, name: str) -> tuple[Word, ...]:
        return _spoken(name, self._lemmatiser)


@lru_cache(_REMEMBERED)
def _spoken(name: str, lemmatiser: Lemmatiser) -> tuple[Word, ...]:
    """Return a name's words without marks; those of the vocabulary come again with every document."""
    return tuple(w for w in words_of(name, lemmatiser) if not w.is_mark)


def _can_begin(word: Word) -> bool:
    return word.text[:1].isupper() or word.text[:1].isdigit() or word.text[:1] == "#"


@cache
def _forms(name: str) -> tuple[str, ...]:
    """Return what a name's forms begin with: itself, and its weak grade."""
    for strong, weak in _GRADES:
        if name[:-1].endswith(strong) and name[-1] in "aeiouyäö":
            return name, name[: -1 - len(strong)] + weak + name[-1]
    return (name,)


def kind_of(name: str) -> str:
    """Tell a coordination project by its name."""
    return "CoordinationProject" if "koordinaatiohan" in name.casefold() else "Project"


def bare(name: str, rules: Rules) -> str:
    """Return a name without the word for project at its end."""
    return _without(name, rules.wordings["project_end"])


@lru_cache(_REMEMBERED)
def _without(name: str, end: Pattern) -> str:
    return end.sub("", name) or name
