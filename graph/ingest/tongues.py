"""Tongues: where a name in one language ends and the same name in the next begins, told by their words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from graph.ingest.languages import LANGUAGES, Language

Knows = Callable[[str, str], bool]
Owns = Callable[[str], bool]
Span = tuple[int, int]

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: What a change of language must be worth, in words that only one of the languages knows; after a mark, less.
_CHANGE = 1.5
_AFTER_MARK = 1.0
_MARK = re.compile(r"[,;:.(/–|]\s*$")
#: What says in which language a name follows.
_SAYING = re.compile(r"[\s(,;.]*\b(?:på\s+svenska|in\s+english|ruotsiksi|englanniksi)\s*:?\s+", re.IGNORECASE)
_FEWEST = 2
_NEAR = 2


def tongues(text: str, first: Language, knows: Knows, owns: Owns) -> list[Span]:
    """Return the spans of a title in its ``first`` language and in others, in its order.

    A name begins with a capital. ``knows`` tells whether a language's dictionary has a word; only where the
    first language does not seem to own words near each other are the dictionaries of others asked.
    """
    if said := list(_SAYING.finditer(text)):
        bounds = [0, *(place for m in said for place in m.span()), len(text)]
        return [_trimmed(text, *bounds[i : i + 2]) for i in range(0, len(bounds), 2)]
    words = [m for m in _WORD.finditer(text) if len(m.group()) > 1]
    strange = [at for at, word in enumerate(words) if not owns(word.group())]
    if all(b - a > _NEAR for a, b in pairwise(strange)):
        return [(0, len(text))]
    starts = [0, *_changes(text, words, first, knows), len(words)]
    if any(b - a < _FEWEST for a, b in pairwise(starts)):
        return [(0, len(text))]
    bounds = [0, *(words[at].start() for at in starts[1:-1]), len(text)]
    return [_trimmed(text, a, b) for a, b in pairwise(bounds)]


def _changes(text: str, words: Sequence[re.Match[str]], first: Language, knows: Knows) -> Iterator[int]:
    """Iterate over the words at which another language begins, by the most telling path through them."""
    best: dict[Language, tuple[float, list[Language]]] = {first: (0.0, [])}
    for word in words:
        score = _scores(word.group(), knows)
        price = _AFTER_MARK if _MARK.search(text, 0, word.start()) else _CHANGE
        following: dict[Language, tuple[float, list[Language]]] = {}
        for language in LANGUAGES:
            ways = [
                (total - (0.0 if before == language else price), way)
                for before, (total, way) in best.items()
                if before == language or (way and word.group()[0].isupper())
            ]
            if ways:
                total, way = max(ways, key=lambda found: found[0])
                following[language] = total + score[language], [*way, language]
        best = following
    path = max(best.values(), key=lambda found: found[0])[1]
    return (i for i in range(1, len(path)) if path[i] != path[i - 1])


def _scores(word: str, knows: Knows) -> dict[Language, float]:
    """Return how much a word speaks for each language: one that all have speaks for none."""
    known = [language for language in LANGUAGES if knows(word.casefold(), language)]
    return {language: 1.0 / len(known) if language in known else 0.0 for language in LANGUAGES}


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return a name without the marks that part it from others."""
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end
