"""Told: whether a sentence only tells of an instrument, which the theme then neither follows nor rests on."""

from __future__ import annotations

import re

from graph.ingest.paper import Tools
from graph.ingest.passages import Sentence, Word
from graph.ingest.phrases import case_of

Span = tuple[int, int]
_DONE = ("nut", "nyt", "neet")
#: Nominatives of compounds that a dictionary lacks, which look like partitives.
_PLAIN = ("ohjelma", "strategia", "suunnitelma", "agenda", "kirja", "kartta")
_BECOMES = ("tuu", "tyy")
_PASSIVE = ("tiin",)
#: Pasts that are too short to be told from nouns by their ending.
_SHORT = frozenset(
    "tuli nosti toi loi vei sai antoi teki jäi näki alkoi johti lähti kävi piti loppui avasi".split()
)
_INFINITIVES = (
    "aa",
    "ää",
    "da",
    "dä",
    "ta",
    "tä",
    "oa",
    "öä",
    "ua",
    "yä",
    "la",
    "lä",
    "ra",
    "rä",
    "na",
    "nä",
    "ia",
    "iä",
    "ea",
    "eä",
)


class Told:
    """Tells what was, or is another's business, from what a theme is tied to, by the clause of a mention."""

    def __init__(self, tools: Tools) -> None:
        self._wordings = tools.rules.wordings
        self._verbs = tools.phrases.verbs
        self._auxiliaries = tools.rules.words["auxiliaries"] - tools.rules.words["negations"]
        self._relatives = tools.rules.words["relatives"]

    def only(self, sentence: Sentence, text: str, clause: Span, mention: Span) -> bool:
        """Tell whether a clause says nothing that ties the theme to what it names.

        ``text`` is the sentence's, ``clause`` and ``mention`` are places in it. A recommendation binds by
        what it asked for, too.
        """
        first, last = mention
        clause = self._own(text, clause, mention)
        whole = text[slice(*clause)]
        if self._wordings["recommended"].search(whole) and self._wordings["asked"].search(whole):
            return False
        last = owned.end() if (owned := self._wordings["its_own"].match(text, last)) else last
        own = self._main(f"{text[clause[0] : first]}…{text[last : clause[1]]}")
        if self._wordings["by_others"].search(own) and not self._wordings["theme_acts"].search(own):
            return True
        if self._wordings["tied"].search(own):
            return False
        words = tuple(w for w in sentence.words if clause[0] <= w.start - sentence.start < clause[1])
        if not any(self._verbs.is_finite(w) or w.text.endswith(_BECOMES) for w in words):
            return False
        lawful = self._wordings["law_in"].search(text, *mention)
        apart = lawful or self._goes_its_own_way(words, mention[1] + sentence.start)
        left = self._wordings["left"].search(text[: clause[0]] + text[clause[1] :])
        return (
            bool(apart or left)
            or self._verbs.tells_past(words)
            or self._was(words, itself=self._is_subject(words, mention, sentence))
        )

    def _own(self, text: str, clause: Span, mention: Span) -> Span:
        """Cut a clause where another begins, though a pronoun in that may mean the same instrument."""
        joints = [j.span() for j in self._wordings["clause_joint"].finditer(text, *clause)]
        first = max((end for _, end in joints if end <= mention[0]), default=clause[0])
        return first, min((start for start, _ in joints if start >= mention[1]), default=clause[1])

    def _main(self, clause: str) -> str:
        """Return a clause without when the theme was prepared, and without relatives that tell of no tie."""
        main = self._wordings["relative_clause"].sub(self._kept, clause)
        return self._wordings["in_preparation"].sub("", main)

    def _kept(self, relative: re.Match[str]) -> str:
        said = relative.group()
        acts = self._wordings["theme_acts"].search(said) and not self._wordings["main_negation"].search(
            said[2:]
        )
        return said if acts else ""

    def _goes_its_own_way(self, words: tuple[Word, ...], end: int) -> bool:
        """Tell an instrument that is the subject of a verb that guides nobody ("etenee", "ajoittuu")."""
        named = [w for w in words if w.end <= end and not w.is_mark]
        following = next((w for w in words if w.start >= end), None)
        subject = bool(named) and ("nom" in case_of(named[-1]) or named[-1].text.endswith(_PLAIN))
        acts = following and (self._verbs.is_finite(following) or following.text.endswith(_BECOMES))
        verb = following.text if following and acts else ""
        return subject and bool(verb) and not self._wordings["guides"].match(verb)

    def _is_subject(self, words: tuple[Word, ...], mention: Span, sentence: Sentence) -> bool:
        first, last = (place + sentence.start for place in mention)
        named = [w for w in words if first <= w.start < last and not w.is_mark]
        return any("nom" in case_of(w) or w.text.endswith(_PLAIN) for w in named)

    def _was(self, words: tuple[Word, ...], *, itself: bool) -> bool:
        """Tell a main clause's passive past, and what an instrument ``itself`` has done ("on muuttanut").

        That somebody has begun it is no past: it goes on.
        """
        aside = auxiliary = False
        for word in words:
            text = word.text.casefold()
            aside = not word.is_mark and (aside or text in self._relatives)
            if aside:
                continue
            done = itself and auxiliary and text.endswith(_DONE) and self._verbs.is_participle(word)
            passive = text.endswith(_PASSIVE) and any(a.endswith(_INFINITIVES) for a in word.analyses)
            if done or passive or text in _SHORT:
                return True
            auxiliary = auxiliary or text in self._auxiliaries
        return False
