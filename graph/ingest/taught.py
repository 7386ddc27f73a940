"""Taught: methods that a verb tells by itself ("koulutetaan", "perehdytti"), in any finite form."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from graph.ingest.cases import is_perfect
from graph.ingest.clauses import HAVE
from graph.ingest.participles import participle
from graph.ingest.passages import Word
from graph.ingest.phrases import Phrases

_REMEMBERED = 100_000


class Taught:
    """Finds verbs of teaching and coaching, with the nouns that name their deeds.

    Make it by ``taught``, so that all documents share what is remembered.
    """

    def __init__(self, phrases: Phrases, verbs: frozenset[str], conjunctions: frozenset[str]) -> None:
        self._phrases = phrases
        nouns = dict(pair.split("=") for pair in verbs)
        self._nouns = nouns | {participle(verb): noun for verb, noun in nouns.items()}
        self._ends = tuple(self._nouns)
        self._verbs = tuple(nouns)
        self._joints = conjunctions
        self._noun = lru_cache(_REMEMBERED)(self._noun_of)

    def of(self, words: tuple[Word, ...]) -> Iterator[tuple[Word, str]]:
        """Iterate over the verbs of a sentence that tell a method, each with the noun for it."""
        for i, word in enumerate(words):
            noun = self._noun(word.lemmas)
            if noun and self._is_told(words, i):
                yield word, noun

    def _noun_of(self, lemmas: frozenset[str]) -> str | None:
        for found in lemmas:
            if found.endswith(self._ends):
                end = max((e for e in self._ends if found.endswith(e)), key=len)
                return found[: -len(end)] + self._nouns[end]
        return None

    def _is_told(self, words: tuple[Word, ...], i: int) -> bool:
        """Tell a finite verb or an infinitive from participles that only tell of people."""
        word, text = words[i], words[i].text.casefold()
        infinitive = text in word.lemmas and text.endswith(self._verbs)
        return (
            self._phrases.bound(words, i) == "verb"
            or infinitive
            or self._phrases.verbs.is_infinitive(word)
            or self._is_joined(words, i)
        )

    def _is_joined(self, words: tuple[Word, ...], i: int) -> bool:
        """Tell a further participle of a perfect tense ("on laatinut oppaan sekä kouluttanut ohjaajia")."""
        text = words[i].text.casefold()
        before = words[i - 1].text.casefold() if i else ""
        joined = before == "," or before in self._joints
        return joined and is_perfect(text) and any(w.text.casefold() in HAVE for w in words[:i])


@lru_cache(maxsize=8)
def taught(phrases: Phrases, verbs: frozenset[str], conjunctions: frozenset[str]) -> Taught:
    """Return what finds some verbs, each given as "verb=noun", made once."""
    return Taught(phrases, verbs, conjunctions)
