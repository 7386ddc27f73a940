"""Passages: the blocks of a document as sentences of words, with the way back to the raw text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import field, replace
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeVar

from graph.ingest.lemmas import Lemmatiser
from graph.text.normal import Normal, normalise, suspended
from graph.text.sentences import sentences
from graph.value import value

T = TypeVar("T")

#: A letter or digit; raised digits are marks of footnotes.
_LETTER = r"[^\W_¹²³⁰⁴-⁹]"
_WORD = re.compile(
    r"(?P<url>(?:https?://|www\.)\S+)"
    rf"|(?P<word>#?{_LETTER}+(?:['’.-]{_LETTER}+|(?<=\d)[–-](?=\d){_LETTER}+)*)"
    r"(?P<tail>[:’'](?=[a-zåäö])[^\W\d_]{1,5})?(?P<open>-(?=[\s,;]))?"
    r"|(?P<mark>[,;:()\"”»…•/]|[–—](?=\s)|\.(?=\s|$)|-(?=\s))"
)


_start = attrgetter("start")


@lru_cache(100_000)
def _unmarked(analyses: frozenset[str]) -> frozenset[str]:
    return frozenset(analysis.rstrip("~") for analysis in analyses)


@value(frozen=True, slots=True)
class Word:
    """A word or punctuation mark of a passage, with its place in the passage's normal text.

    ``tail`` is a case ending after a colon ("EU:n"); ``open`` is true for the first part of a suspended
    compound ("sosiaali-"), and ``whole`` holds the analyses of the compound it stands for.
    """

    text: str
    start: int
    end: int
    analyses: frozenset[str] = frozenset()
    open: bool = False
    whole: frozenset[str] = frozenset()
    tail: str = ""

    @property
    def is_mark(self) -> bool:
        """Whether this is punctuation."""
        return not self.analyses

    @property
    def lemmas(self) -> frozenset[str]:
        """The analyses without the mark of those that are stems only."""
        return _unmarked(self.analyses)


@value(frozen=True, slots=True)
class Sentence:
    """A sentence: its words, its place in the passage's normal text, and what was found in it already."""

    words: tuple[Word, ...]
    start: int
    end: int
    found: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, name: str, find: Callable[[tuple[Word, ...]], T]) -> T:
        """Return what a search finds in the words, searching only the first time."""
        if name not in self.found:
            self.found[name] = find(self.words)
        found: T = self.found[name]
        return found


@value(frozen=True, slots=True)
class Passage:
    """One block of the document."""

    section: str
    kind: str
    start: int
    end: int
    raw: str
    normal: Normal
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The normal text."""
        return self.normal.text

    def text_of(self, sentence: Sentence) -> str:
        """Return a sentence's normal text."""
        return self.normal.text[sentence.start : sentence.end]

    def before(self, sentence: Sentence) -> Sentence | None:
        """Return the sentence before one."""
        at = bisect_left(self.sentences, sentence.start, key=_start)
        return self.sentences[at - 1] if at else None

    def after(self, sentence: Sentence) -> Sentence | None:
        """Return the sentence after one."""
        at = bisect_left(self.sentences, sentence.end, key=_start)
        return self.sentences[at] if at < len(self.sentences) else None


def words_of(text: str, lemmatiser: Lemmatiser, language: str = "fi", offset: int = 0) -> Iterator[Word]:
    """Split a normal text into analysed words and punctuation marks."""
    analyse = lemmatiser.analyses
    for found in _WORD.finditer(text):
        start, end = found.span()
        start, end = start + offset, end + offset
        kind, said = found.lastgroup, found[0]
        if kind == "word":
            yield Word(said, start, end, analyse(said, language))
        elif kind == "mark":
            yield Word(said, start, end)
        elif kind == "url":
            yield Word(found[0], start, end, frozenset({found[0]}))
        else:
            word, tail, hyphen = found.group("word", "tail", "open")
            end -= 1 if hyphen else 0
            yield Word(word, start, end, analyse(word, language), open=bool(hyphen), tail=tail or "")


def has_lemma(words: Iterable[Word], lemmas: Set[str]) -> bool:
    """Tell whether any of the words has one of some lemmas."""
    return any(not word.lemmas.isdisjoint(lemmas) for word in words)


def after_hyphen(before: Word, word: Word) -> bool:
    """Tell a word that a name is the first part of, after a space and a hyphen ("Valon polku -malli").

    A sign can stand between them ("Valo+ -ohjelma").
    """
    return len(" -") <= word.start - before.end <= len("+ -") and not before.is_mark and not word.is_mark


def spelled(words: Sequence[Word]) -> str:
    """Return words as they are written, on one line, with the hyphen of "Valon polku -malli"."""
    written = ""
    for before, word in zip([None, *words], words, strict=False):
        hyphen = before is not None and not before.open and after_hyphen(before, word)
        gap = "" if before is None or word.text == "," else " -" if hyphen else " "
        written += gap + word.text + word.tail + ("-" if word.open else "")
    return written


def passage(
    text: str, section: str, kind: str, span: tuple[int, int], lemmatiser: Lemmatiser, language: str = "fi"
) -> Passage:
    """Read a block of the raw text as a passage."""
    normal = normalise(text, *span)
    wholes = {start: lemmatiser.analyses(whole, language) for whole, start, _ in suspended(normal)}
    spoken = []
    for start, end in sentences(normal.text, 0, len(normal.text)):
        words = tuple(words_of(normal.text[start:end], lemmatiser, language, start))
        if words:
            # Of signs alone ("✓") nothing is a sentence.
            whole = tuple(_completed(word, normal, wholes) for word in words) if wholes else words
            spoken.append(Sentence(whole, start, end))
    return Passage(section, kind, *span, text[slice(*span)], normal, tuple(spoken))


def _completed(word: Word, normal: Normal, wholes: dict[int, frozenset[str]]) -> Word:
    whole = wholes.get(normal.start_of(word.start), frozenset()) if word.open else frozenset()
    return replace(word, whole=whole) if whole else word
