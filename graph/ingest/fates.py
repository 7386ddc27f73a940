"""Fates: what clauses of a report's section on continuation say of results, whatever their verb is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.assertion import Polarity
from graph.ingest.paper import Tools
from graph.ingest.passages import Sentence, Word
from graph.ingest.phrases import case_of
from graph.ingest.rules import Rules

Span = tuple[int, int]
_IN_USE, _ENDED = "kyt:uptake-in-use", "kyt:uptake-ended"
_ELSEWHERE = "kyt:uptake-in-use-elsewhere"
_LONGEST = 6
_AND = ("ja", "sekä")
_COPULA = ("on", "ovat", "oli", "olivat")
_PERFECT = re.compile(r"(?:t[uy]|[nlrs][uy]t|neet)$")
_POTENTIAL = re.compile(r"(?:[td][aä]isiin|[td]aneen|[td]äneen|ll?aneen|ll?äneen)$")
_PLACES = frozenset({"ine", "ade", "ess"})


def clauses(text: str, rules: Rules) -> Iterator[Span]:
    """Iterate over a sentence's main clauses; those that tell why, or of what is named, are left out."""
    start = 0
    breaks = [(m.start(), m.end()) for m in rules.wordings["fate_break"].finditer(text)]
    for stop, end in [*breaks, (len(text), len(text))]:
        aside = rules.wordings["fate_aside"].match(text, start)
        if not aside:
            yield start, stop
        start = end


def parts(sentence: Sentence, clause: Span, tools: Tools) -> Iterator[Span]:
    """Iterate over the parts of a clause that a conjunction before a further verb opens ("ja avataan")."""
    start, words = clause[0], sentence.words
    for i, word in enumerate(words[:-1]):
        at = word.start - sentence.start
        if start < at < clause[1] and word.text in _AND and tools.phrases.bound(words, i + 1) == "verb":
            yield start, at
            start = words[i + 1].start - sentence.start
    yield start, clause[1]


def told(text: str, start: int, rules: Rules) -> tuple[str, Polarity] | None:
    """Return the status that a clause's predicate, from ``start`` on, tells, or None where it tells none."""
    said = text[start:]
    if rules.wordings["fate_ended"].search(said):
        return _ENDED, "affirmed"
    if rules.wordings["negated_use"].search(said):
        return _IN_USE, "denied"
    if rules.wordings["fate_required"].match(said):
        return None
    if rules.wordings["fate_planned"].search(said):
        return "kyt:uptake-planned", "affirmed"
    if rules.wordings["fate_possible"].search(said):
        return "kyt:uptake-possible", "affirmed"
    abroad = rules.wordings["fate_abroad"].search(said)
    anew = abroad and rules.wordings["fate_made_anew"].search(said)
    if rules.wordings["fate_untold"].search(said) and not anew:
        return None
    elsewhere = abroad or rules.wordings["fate_elsewhere"].search(said)
    return _ELSEWHERE if elsewhere else _IN_USE, "affirmed"


def state(text: str, rules: Rules) -> tuple[str, Polarity] | None:
    """Return the status that a cell beside a result, or what follows it and a colon, tells without a verb."""
    found = told(text, 0, rules)
    in_use = rules.wordings["fate_bare"].search(text)
    return (
        found if found and (found[0] not in (_IN_USE, _ELSEWHERE) or found[1] == "denied" or in_use) else None
    )


def predicate(sentence: Sentence, clause: Span, tools: Tools) -> Span | None:
    """Return the span in the sentence's text of a clause's verb with what follows it, or None without one.

    A copula is one only with a place, or with what the result has become part of.
    """
    words = [
        (i, w)
        for i, w in enumerate(sentence.words)
        if clause[0] <= w.start - sentence.start < clause[1] and not w.is_mark
    ]
    for at, (i, word) in enumerate(words):
        negated = word.text.casefold() in tools.rules.words["negations"]
        verb = tools.phrases.bound(sentence.words, i) == "verb" or bool(_POTENTIAL.search(word.text))
        verb = verb or _stands_alone(sentence.words[i : i + 2])
        verb = verb or bool(tools.rules.wordings["fate_verb"].match(word.text))
        if not negated and not verb:
            continue
        following = [w for _, w in words[at + 1 : at + _LONGEST]]
        if word.text.casefold() in _COPULA and not _has_place(following, tools):
            return None
        return word.start - sentence.start, (following[-1] if following else word).end - sentence.start
    return None


def _stands_alone(words: tuple[Word, ...]) -> bool:
    """Tell a verb of many from a participle, which stands before a noun of many ("ottavat käyttöön")."""
    return len(words) > 1 and words[0].text.endswith(("vat", "vät")) and case_of(words[1]) == {"ill"}


def _has_place(following: list[Word], tools: Tools) -> bool:
    text = " ".join(w.text for w in following)
    if tools.rules.wordings["fate_state"].search(text):
        return True
    return any(case_of(w) <= _PLACES or _PERFECT.search(w.text) for w in following)
