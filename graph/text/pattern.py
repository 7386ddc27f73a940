"""Patterns: wordings, each searched only in texts that have the letters it cannot do without.

Most sentences hold nothing of what most rules look for, and to look for plain letters takes a fraction of a
search with borders, alternatives and optional parts. Where the letters are there, the wording is first
looked for without capitals, which a search finds some times faster than without regard to case.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import lru_cache
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


class Pattern:
    """A wording that is sought without regard to case, by default written as rules are, with white space.

    It is used as the compiled pattern is.
    """

    def __init__(self, text: str, *, verbose: bool = True) -> None:
        self.compiled = re.compile(text, re.IGNORECASE | (re.VERBOSE if verbose else re.NOFLAG))
        self.pattern, self.flags = text, self.compiled.flags
        self.match, self.fullmatch = self.compiled.match, self.compiled.fullmatch
        self.sub = self.compiled.sub
        #: The wording for texts without capitals, where it finds all that it finds in others, and just that
        #: unless a part of the pattern tells small letters from capitals.
        self.plain = re.compile(_small(text), self.flags & ~re.IGNORECASE)
        #: The letters of which each of its places has some; empty where that cannot be told.
        self.needs = tuple(sorted(needs(text, verbose=verbose)))

    def may_be_in(self, text: str) -> bool:
        """Tell by plain letters whether a text can hold the wording."""
        if not (needed := self.needs):
            return True
        said = _lower(text)
        for letters in needed:  # noqa: SIM110 - any() with a generator takes twice as long
            if letters in said:
                return True
        return False

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
        if not self.may_be_in(text):
            return None
        found = self.plain.search(_lower(text), start, end)
        return found.start() if found else None


def _small(text: str) -> str:
    """Return a pattern without capitals, which finds in texts without them at least what it finds in all."""
    negated: list[bool] = []
    for token in _TOKEN.finditer(text):
        if token["open"] or token["no"]:
            # What a condition asks for has brackets of its own.
            negated += [bool(token["no"]) or any(negated)] * (2 if token["no"] == "(?(" else 1)
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
