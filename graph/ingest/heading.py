"""Headings: where the wordings of a declared heading stand, through wrapping, markup and scanning errors."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from graph.text.normal import normalise
from graph.text.personal import MASK
from graph.value import value

_NUMBERING = re.compile(
    r"[\W_]{0,16}(?:(?i:kohta|osa|luku|del|part|section)\s+)?"
    r"(?:(\d{1,2})(?:\.\d{1,2})*|[ivxIVX]{1,4}|[a-hA-H])\s?[.):]+(?!\w)\s*"
)
_CLOSING = re.compile(
    r"(?:[*_#:.?!)\]\"” ]|</(?:b|strong|i|em|u|a|span|sup)>|[\u00b9\u00b2\u00b3\u2070-\u2079]|\d(?=\s*$))*",
    re.MULTILINE,
)
_WORD = re.compile(r"[^\W_]+")
_UNTELLING = re.compile(r"[\W_]+")
#: A line that goes on with a sentence, where none is left empty before it.
_GOES_ON = re.compile(r"[a-zåäö]")
_APART = re.compile(r"(?:^|\n)[^\S\n]*\n[^\S\n]*$|[>|\t*#]\s*$")
_GAP = 40
_BLOCK_TAGS = ("</", "<br", "<td", "<tr", "<p")
_NEXT = re.compile(r"[\s*_:.?!)•–-]*(?:[A-ZÅÄÖ]|https?:)")
_MIDDLE = re.compile(r"(?<=[\s*])(?=\d{1,2}[.)]\s|[A-ZÅÄÖ][a-zåäö])")
_MARKUP = 60
_OPENING = 8
_BEGINNING = 18
_GATE = 60
_LEAST = 3
_SLACK = 0.16
_CUTOFF = 74


@dataclass(frozen=True, eq=False)
class Heading:
    """What a section, or a row of the header table, may be headed by: the form's own wording first.

    ``words`` are stems that tell a renamed heading, ``hints`` help to; a ``lead_in`` is a sentence that opens
    a list; the entries of the list under a heading match its ``entry``; ``inside`` names the section it is a
    part of.
    """

    key: str
    label: str
    wordings: tuple[str, ...]
    number: int = 0
    words: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    lead_in: bool = False
    inside: str = ""
    entry: str = ""

    @cached_property
    def letters(self) -> tuple[str, ...]:
        """The wordings by their letters alone, which is what scanning and wrapping leave comparable."""
        return tuple(squeeze(w) for w in self.wordings)


class Wordings:
    """All wordings of some headings, indexed by how they begin; make it once for many matches."""

    def __init__(self, headings: Iterable[Heading]) -> None:
        self._pairs = [(heading, letters) for heading in headings for letters in heading.letters]
        self._opened_by: dict[str, list[int]] = {}
        for i, (_, letters) in enumerate(self._pairs):
            self._opened_by.setdefault(letters[:_OPENING], []).append(i)
        self._openings = list(self._opened_by)

    def near(self, beginning: str) -> list[tuple[Heading, str]]:
        """Return the headings and wordings that begin about like this."""
        found = process.extract(
            beginning[:_OPENING], self._openings, scorer=fuzz.ratio, score_cutoff=_GATE, limit=None
        )
        pairs = (
            self._pairs[i] for i in sorted(i for opening, _, _ in found for i in self._opened_by[opening])
        )
        return [(h, w) for h, w in pairs if fuzz.ratio(beginning[: len(w)], w[:_BEGINNING]) >= _GATE]


@value(frozen=True, slots=True)
class Match:
    """A heading found at ``start:end``: its likeness (0-100), its letters, its own number.

    ``whole`` tells that it fills its lines, ``ended`` that at least a new sentence begins after it.
    """

    heading: Heading
    likeness: float
    letters: int
    start: int
    end: int
    whole: bool
    ended: bool
    number: int | None


def squeeze(text: str) -> str:
    """Reduce a text to its letters and digits, lower-case, without spaces, markup and punctuation."""
    return _UNTELLING.sub("", text.casefold())


def number_of(text: str, start: int) -> int | None:
    """Return the number that a heading at this place bears, or None."""
    numbering = _NUMBERING.match(text, start)
    return int(numbering[1]) if numbering and numbering[1] else None


#: Longer texts than this are not searched for headings inside their lines.
LONGEST_FLOW = 300_000


def middles(text: str) -> Iterator[int]:
    """Find the offsets where a heading can begin that a re-wrapped text has not on a line of its own."""
    return (m.start() for m in _MIDDLE.finditer(text))


@lru_cache(maxsize=16)
def _wordings(headings: tuple[Heading, ...]) -> Wordings:
    return Wordings(headings)


class Compared:
    """One text, each place of which is compared with all headings of some forms at most once."""

    def __init__(self, text: str, headings: Iterable[Heading]) -> None:
        self._text = text
        self._wordings = _wordings(tuple(headings))
        self._found: dict[int, tuple[Match, ...]] = {}

    def match(self, start: int, wanted: Collection[Heading]) -> Match | None:
        """Return which of the wanted headings begins at this offset, or None."""
        if start not in self._found:
            self._found[start] = tuple(_matches(self._text, start, self._wordings))
        found = self._found[start]
        return _best(m for m in found if m.heading in wanted) if found else None


def match(text: str, start: int, wordings: Wordings) -> Match | None:
    """Return the heading that begins at this offset, on as many lines as it needs, or None."""
    return _best(_matches(text, start, wordings))


def _best(found: Iterable[Match]) -> Match | None:
    return max(found, key=lambda m: (m.likeness + 8 * m.whole + 3 * m.ended, m.letters), default=None)


def _matches(text: str, start: int, wordings: Wordings) -> Iterator[Match]:
    skipped = _skipped(text, start)
    first = text[skipped : skipped + 3 * _BEGINNING].partition(MASK)[0]
    if _GOES_ON.match(first) and not _APART.search(text, max(0, start - _GAP), start):
        return
    beginning = squeeze(html.unescape(first))[:_BEGINNING]
    near = wordings.near(beginning) if len(beginning) >= _LEAST else []
    if not near:
        return
    window = max(len(w) for _, w in near) * 3 // 2 + _MARKUP
    normal = normalise(text, skipped, min(len(text), start + window))
    whole = squeeze(normal.text)
    near = [(heading, wording) for heading, wording in near if _may_begin(whole, wording)]
    if not near:
        return
    letters, ends = _lettered(normal.text)
    for heading, wording in near:
        for likeness, length in _beginnings(letters, ends, wording):
            yield _made(text, start, heading, likeness, length, normal.end_of(ends[length]))


def _lettered(text: str) -> tuple[str, dict[int, int]]:
    """Return a text's letters and digits in lower case, and by how many end with a word, where it ends."""
    folded = text.casefold()
    if len(folded) != len(text):  # of a letter that is two in lower case the first counts
        folded = "".join(c.casefold()[0] for c in text)
    words = [found.span() for found in _WORD.finditer(text)]
    ends = accumulate(end - start for start, end in words)
    return "".join([folded[start:end] for start, end in words]), {
        length: end - 1 for length, (_, end) in zip(ends, words, strict=True)
    }


def _may_begin(letters: str, wording: str) -> bool:
    """Tell by one look whether any beginning of the letters can be like enough to a wording.

    None shares more letters with it than the longest one does.
    """
    shortest, longest = _lengths(letters, wording)
    shared = LCSseq.similarity(letters[:longest], wording)
    return 200 * shared >= _CUTOFF * (max(shared, shortest) + len(wording))


def _lengths(letters: str, wording: str) -> tuple[int, int]:
    """Return how many letters the shortest and the longest beginning compared with a wording have."""
    slack = 1 + int(_SLACK * len(wording))
    return max(1, len(wording) - slack), min(len(letters), len(wording) + slack)


def _made(text: str, start: int, heading: Heading, likeness: float, letters: int, raw_end: int) -> Match:
    end, whole = _closed(text, raw_end)
    ended = whole or bool(_NEXT.match(text, end))
    return Match(heading, likeness, letters, start, end, whole, ended, number_of(text, start))


def _skipped(text: str, start: int) -> int:
    numbering = _NUMBERING.match(text, start)
    return numbering.end() if numbering else start


def _beginnings(letters: str, ends: Collection[int], wording: str) -> Iterator[tuple[float, int]]:
    """Compare a wording with those beginnings of a text that end with a word and are about as long.

    ``ends`` tells of how many letters beginnings are that end with a word.
    """
    shortest, longest = _lengths(letters, wording)
    for length in range(shortest, longest + 1):
        if length not in ends:
            continue
        if likeness := fuzz.ratio(letters[:length], wording, score_cutoff=_CUTOFF):
            yield likeness, length


def _closed(text: str, end: int) -> tuple[int, bool]:
    """Take in the marks that close a heading; tell whether its line, or cell, ends with them."""
    closing = _CLOSING.match(text, end)
    stop = closing.end() if closing else end
    whole = stop == len(text) or text[stop] in "\r\n\f\v\t|" or text.startswith(_BLOCK_TAGS, stop)
    kept = end + len(text[end:stop].rstrip())
    return (kept, True) if whole else (end, False)
