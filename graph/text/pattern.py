"""Patterns: wordings, each searched only in texts that have the letters it cannot do without.

Most sentences hold nothing of what most rules look for, and to look for plain letters takes a fraction of a
search with borders, alternatives and optional parts. Where the letters are there, those alternatives that
can be there are first looked for without capitals, which is found some times faster than without regard to
case.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from itertools import groupby, takewhile

#: A single letter stands in nearly every sentence; so many of them are looked for no faster than the wording.
_FEWEST = 2
_MOST = 60
#: Marks that tell by themselves.
_TELLING = frozenset("%?;€")
#: Letters that a search without regard to case takes for others than those that lower case makes of them.
_ODD = ("ı", "i"), ("ſ", "s")
#: What a pattern is written with; what cannot be told here is no letter that a text must have.
_TOKEN = re.compile(
    r"(?P<space>\s)"
    r"|(?P<no>\(\?<?!|\(\?\()"
    r"|(?P<open>\((?:\?(?:P<\w+>|<?=|[a-zA-Z]*(?:-[a-z]+)?:))?)"
    r"|(?P<close>\))"
    r"|(?P<bar>\|)"
    r"|(?P<many>(?:[*+?]|\{\d*,?\d*\})[?+]?)"
    r"|(?P<other>\[\^?\]?(?:\\.|[^\]\\])*\]|\\u[0-9a-fA-F]{4}|\\\w|[.^$])"
    r"|\\?(?P<letter>.)",
    re.DOTALL,
)
_NOTHING: frozenset[str] = frozenset()
#: Of needed letters that begin with so many alike, what they have alike is looked for.
_ALIKE = 4
#: What a pattern is written with that has no letters of its own, and the rest.
_WRITTEN = re.compile(r"(?P<kept>\\.|\(\?P<\w+>)|[^\\(]+", re.DOTALL)
#: What opens a part that tells small letters from capitals.
_EXACTLY = "(?-i:"
_ANYTHING = ""
#: What opens a condition, and once more what depends on it.
_CONDITION = "(?("
_BORDERED = r"\b(?:"

#: An alternative: letters of which each of its places has some, and how it is sought without capitals.
_Part = tuple[tuple[str, ...], Callable[[str, int, int], re.Match[str] | None]]


class Pattern:
    """A wording that is sought without regard to case, by default written as rules are, with white space.

    It is used as the compiled pattern is.
    """

    def __init__(self, text: str, *, verbose: bool = True) -> None:
        self.compiled = re.compile(text, re.IGNORECASE | (re.VERBOSE if verbose else re.NOFLAG))
        self.pattern, self.flags = text, self.compiled.flags
        self.match, self.fullmatch = self.compiled.match, self.compiled.fullmatch
        self.sub = self.compiled.sub
        #: The letters of which each of its places has some; empty where that cannot be told.
        self.needs = tuple(sorted(needs(text, verbose=verbose)))
        self._parts = self._in_parts()

    @cached_property
    def plain(self) -> re.Pattern[str]:
        """The wording for texts without capitals, where it finds all that it finds in others.

        It finds just that, unless a part of the pattern tells small letters from capitals.
        """
        return self._without_capitals(self.pattern)

    def _in_parts(self) -> tuple[_Part, ...]:
        parts = _alternatives_of(self.pattern)
        if len(parts) == 1:
            return (((), self.plain.search),)
        verbose = bool(self.flags & re.VERBOSE)
        return tuple(
            (tuple(needs(part, verbose=verbose)), self._without_capitals(part).search) for part in parts
        )

    def _without_capitals(self, text: str) -> re.Pattern[str]:
        return re.compile(_small(text), self.flags & ~re.IGNORECASE)

    def may_be_in(self, text: str) -> bool:
        """Tell by plain letters whether a text can hold the wording."""
        return not self.needs or _has_some(self.needs, _lower(text))

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first place of the wording, or None."""
        found = self._may_begin(text, start, end)
        return None if found is None else self.compiled.search(text, found, end)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Iterate over the places of the wording."""
        found = self._may_begin(text, start, end)
        return iter(()) if found is None else self.compiled.finditer(text, found, end)

    def _may_begin(self, text: str, start: int, end: int) -> int | None:
        """Return the first place where the wording may begin, or None."""
        said = _lower(text)
        for letters in self.needs:
            if letters in said:
                break
        else:
            if self.needs:
                return None
        first = None
        for needed, search in self._parts:
            if needed and not _has_some(needed, said):
                continue
            found = search(said, start, end)
            if found and (first is None or found.start() < first):
                first = found.start()
        return first


def _has_some(needed: tuple[str, ...], said: str) -> bool:
    for letters in needed:  # noqa: SIM110 - any() with a generator takes twice as long
        if letters in said:
            return True
    return False


def _alternatives_of(text: str) -> list[str]:
    """Return the alternatives of a pattern, also of one that says once that all begin at a word's border."""
    if len(parts := _parted(text)) > 1 or not text.startswith(_BORDERED):
        return parts
    inside = text.rstrip().removeprefix(_BORDERED)
    whole = inside.endswith(")") and _parted(inside[:-1])
    return [f"{_BORDERED}{part})" for part in whole] if whole else parts


def _parted(text: str) -> list[str]:
    """Part a pattern at the bars outside all brackets; return nothing where one closes that none opens."""
    parts, begin, depth = [], 0, 0
    for token in _TOKEN.finditer(text):
        if token["open"] or token["no"]:
            depth += 2 if token["no"] == _CONDITION else 1
        elif token["close"]:
            depth -= 1
            if depth < 0:
                return []
        elif token["bar"] and not depth:
            parts.append(text[begin : token.start()])
            begin = token.end()
    return [*parts, text[begin:]]


def _small(text: str) -> str:
    """Return a pattern without capitals, which finds in texts without them at least what it finds in all."""
    negated: list[bool] = []
    for token in _TOKEN.finditer(text):
        if token["open"] or token["no"]:
            negated += [bool(token["no"]) or any(negated)] * (2 if token["no"] == _CONDITION else 1)
            if token["open"] == _EXACTLY and negated[-1]:
                return _ANYTHING
        elif token["close"]:
            negated.pop()
    return _WRITTEN.sub(lambda m: m["kept"] or m[0].lower(), text.replace(_EXACTLY, "(?:"))


@lru_cache(maxsize=1024)
def _lower(text: str) -> str:
    said = text.replace("İ", "i").lower()
    if said.isascii():
        return said
    for odd, plain in _ODD:
        said = said.replace(odd, plain)
    return said


@lru_cache(maxsize=1024)
def needs(text: str, *, verbose: bool = True) -> frozenset[str]:
    """Return letters of which each match of a pattern has some, or none where that cannot be told."""
    tokens = ((str(m.lastgroup), m[m.lastgroup or 0]) for m in _TOKEN.finditer(text))
    found, _ = _alternatives([t for t in tokens if t[0] != "space" or not verbose], 0)
    alike = groupby(sorted(found), key=lambda letters: letters[:_ALIKE])
    found = frozenset(_beginning(list(letters)) for _, letters in alike)
    fewer = frozenset(n for n in found if not any(o in n for o in found - {n}))
    return fewer if len(fewer) <= _MOST else _NOTHING


def _beginning(ordered: list[str]) -> str:
    """Return how all of some letters begin, of which the first and the last differ most."""
    pairs = zip(ordered[0], ordered[-1], strict=False)
    return "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _alternatives(tokens: list[tuple[str, str]], at: int) -> tuple[frozenset[str], int]:
    """Return what the alternatives from here to the closing bracket need, and where that stands."""
    branches: list[frozenset[str]] = []
    while True:
        needed, at = _branch(tokens, at)
        branches.append(needed)
        if at == len(tokens) or tokens[at][0] == "close":
            return (frozenset().union(*branches) if all(branches) else _NOTHING), at
        at += 1


def _branch(tokens: list[tuple[str, str]], at: int) -> tuple[frozenset[str], int]:
    """Return what is needed most tellingly by the parts that follow each other here, and where they end."""
    best, run = _NOTHING, ""
    while at < len(tokens) and tokens[at][0] not in ("close", "bar"):
        kind, said = tokens[at]
        needed = _NOTHING
        if kind in ("open", "no"):
            needed, at = _alternatives(tokens, at + 1)
        at += 1
        many = tokens[at][1] if at < len(tokens) and tokens[at][0] == "many" else ""
        optional = many.startswith(("*", "?", "{0", "{,"))
        at += bool(many)
        if kind == "letter" and not optional:
            run += said.lower()
            needed = frozenset({run}) if len(run) >= _FEWEST or run in _TELLING else _NOTHING
        if kind != "letter" or many:
            run = ""
        if not optional and kind != "no":
            best = max(best, needed, key=_telling)
    return best, at


def _telling(needed: frozenset[str]) -> tuple[int, int]:
    return min(map(len, needed), default=0), -len(needed)
