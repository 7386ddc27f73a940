"""Clauses: the clauses of a Finnish sentence, each with its verb, whatever its tense and voice."""

from __future__ import annotations

from collections.abc import Iterator

from graph.ingest.cases import PERFECTS_OF_MANY, is_perfect
from graph.ingest.paper import Tools
from graph.ingest.passages import Sentence, Word
from graph.ingest.phrases import case_of

#: The places of a clause: its first word, the one after its last, its verb's first and its main word.
Clause = tuple[int, int, int, int]

_BE = frozenset({"on", "ovat", "oli", "olivat", "ollut", "olleet"})
#: Past passives that are illatives of nouns, too.
_SHORT_PASSIVES = frozenset({"luotiin"})
#: What bounds phrases as verbs do, and is none ("mukaan lukien").
NO_VERBS = frozenset({"mukaan", "lukien"})
WOULD = frozenset({"olisi", "olisivat"})
HAVE = frozenset({"on", "ovat", "oli", "olivat"})
_NEAR = 7
_NEXT = 3
_ACTIVE = ("nut", "nyt", *PERFECTS_OF_MANY)
_JOINTS = ("and", "comma")
_CORE = frozenset({"nom", "par", "gen"})
_PARTS = frozenset({"comma", "colon", "and", "relative", "that", "bracket"})


class Clauses:
    """Cuts sentences at the bounds between their verbs."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._rules = tools.rules

    def of(self, sentence: Sentence) -> list[Clause]:
        """Return the clauses of a sentence, as the places of first and last word and verb.

        The last word is exclusive; of the verb are told its first and its main word ("on", "laadittu").
        """
        return sentence.once("clauses", lambda words: list(self._cut(words)))

    def _cut(self, words: tuple[Word, ...]) -> Iterator[Clause]:
        verbs = self._verbs(words)
        for n, (start, main) in enumerate(verbs):
            first = self._boundary(words, verbs[n - 1][1], start) if n else 0
            last = self._boundary(words, main, verbs[n + 1][0]) if n + 1 < len(verbs) else len(words)
            yield first, last, start, main

    def _verbs(self, words: tuple[Word, ...]) -> list[tuple[int, int]]:
        """Return the verbs of a sentence as the places of their first and their main words."""
        found: list[tuple[int, int]] = []
        for i, word in enumerate(words):
            if word.is_mark or word.text.casefold() in NO_VERBS or not self._is_verb(words, i):
                continue
            if found and self._goes_on(words, found[-1], i):
                found[-1] = found[-1][0], i
            else:
                found.append((i, i))
        return found

    def _is_verb(self, words: tuple[Word, ...], i: int) -> bool:
        text = words[i].text.casefold()
        told = text.endswith(PERFECTS_OF_MANY) and self._has_auxiliary(words, i)
        told = told or (is_perfect(text) and self._is_joined(words, i))
        told = told or (text.endswith(_ACTIVE) and self._completes(words, i))
        short = self._rules.wordings["short_past"].match(text)
        return (
            is_past_passive(words[i])
            or told
            or bool(short)
            or self._tools.phrases.bound(words, i) in ("verb", "negation")
        )

    def _has_auxiliary(self, words: tuple[Word, ...], i: int) -> bool:
        """Tell a participle right after its auxiliary, or with adverbs alone between them."""
        adverbs = self._rules.words["fillers"] | self._rules.words["particles"]
        for word in reversed(words[max(0, i - _NEXT) : i]):
            text = word.text.casefold()
            if text in HAVE:
                return True
            if not (text.endswith("sti") or text in adverbs):
                return False
        return False

    def _completes(self, words: tuple[Word, ...], i: int) -> bool:
        """Tell the participle of "on yhdessä kylien kanssa luonut", far from its verb."""
        postposed = i > 0 and self._tools.phrases.bound(words, i - 1) == "postposition"
        had = [at for at in range(i) if words[at].text.casefold() in HAVE]
        return postposed and bool(had) and not any(words[at].is_mark for at in range(had[-1], i))

    def _is_joined(self, words: tuple[Word, ...], i: int) -> bool:
        """Tell a further participle of a perfect tense ("on koonnut mallin ja julkaissut oppaan")."""
        joint = [at for at in range(max(0, i - _NEXT), i) if self._tools.phrases.bound(words, at) in _JOINTS]
        had = any(w.text.casefold() in HAVE for w in words[:i])
        return had and bool(joint) and not any(_is_nominal(w) for w in words[joint[-1] + 1 : i])

    def _goes_on(self, words: tuple[Word, ...], verb: tuple[int, int], i: int) -> bool:
        """Tell the participle or copula that goes with the verb before it ("on ... laadittu")."""
        before = words[verb[1]].text.casefold()
        helping = before in _BE | WOULD or before in self._rules.words["negations"]
        parted = any(w.text in (",", ";", ":") for w in words[verb[1] : i])
        perfect = is_perfect(words[i].text) or words[i].text.endswith(PERFECTS_OF_MANY)
        return helping and not parted and perfect and (i - verb[1] <= _NEAR or before in HAVE)

    def _boundary(self, words: tuple[Word, ...], one: int, other: int) -> int:
        """Return where the clause of the later of two verbs begins."""
        named = {i: self._tools.phrases.bound(words, i) for i in range(one + 1, other)}
        opening = [i for i, bound in named.items() if bound in ("relative", "that")]
        parts = [i for i, bound in named.items() if bound in _PARTS]
        # A colon, or a comma and a conjunction, part clauses; either alone may only part members of a list.
        sure = [
            i for i in parts if named[i] == "colon" or (named[i] == "and" and named.get(i - 1) == "comma")
        ]
        return opening[0] if opening else (sure or parts)[-1] + 1 if parts else other


def is_clause(words: tuple[Word, ...], tools: Tools) -> bool:
    """Tell a label that is a clause ("eivät ole palvelujen piirissä")."""
    denied = any(w.text.casefold() in tools.rules.words["negations"] for w in words)
    others = words[1:-1] if words[-1].text.endswith(("vat", "vät")) else words[1:]
    return denied or any(tools.phrases.is_finite(w) for w in others)


def _is_nominal(word: Word) -> bool:
    return word.is_mark or bool(case_of(word) & _CORE and not word.text.endswith("sti"))


def is_past_passive(word: Word) -> bool:
    """Tell "laadittiin" and "luotiin" from the illatives "rekrytointiin" and "pakettiin"."""
    lemmas = word.lemmas
    noun = word.text[:-2].casefold() in lemmas and not any(a.endswith(("da", "dä")) for a in lemmas)
    return word.text.endswith("tiin") and (not noun or word.text.casefold() in _SHORT_PASSIVES)
