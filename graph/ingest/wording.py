"""Wording: what the words around a mention say of it: denied, hedged, in an open list, indirect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from graph.ingest.rules import Rules

Stance = Literal["affirmed", "denied", "unclear"]
Span = tuple[int, int]


@dataclass(frozen=True)
class Wording:
    """The cues of one sentence; offsets are the sentence's own, ``shift`` is the length of its lead-in."""

    text: str
    denied: tuple[Span, ...]
    unclear: tuple[Span, ...]
    indirect: tuple[Span, ...]
    mediated: tuple[Span, ...]
    list_cues: tuple[Span, ...]
    hedged: bool
    shift: int = 0

    def stance(self, start: int, end: int) -> Stance:
        """Tell whether a mention is denied, unclear (under a negation of something else) or affirmed."""
        if _holds(self.denied, start + self.shift, end + self.shift):
            return "denied"
        return "unclear" if _holds(self.unclear, start + self.shift, end + self.shift) else "affirmed"

    @property
    def is_denied(self) -> bool:
        """Whether anything in the sentence is denied."""
        return bool(self.denied)

    def is_indirect(self, start: int, end: int) -> bool:
        """Tell whether a mention is said to be reached only indirectly."""
        return _holds(self.indirect, start + self.shift, end + self.shift)

    def is_mediated(self, start: int, end: int) -> bool:
        """Tell whether a mention is said to be of those through whom others are reached."""
        return _holds(self.mediated, start + self.shift, end + self.shift)

    def list_cue(self, start: int) -> Span | None:
        """Return the cue that opens the list of examples a mention stands in."""
        return next((cue for cue in reversed(self.list_cues) if cue[1] <= start + self.shift), None)


def wording(text: str, rules: Rules, lead: str = "") -> Wording:
    """Read the cues of a sentence, and of the one that leads in the list it is an item of."""
    own, shift = text, len(lead) + 1 if lead else 0
    text = f"{lead} {own}" if lead else own
    after = list(rules.wordings["excepted_after"].finditer(text))
    clauses = list(_clauses(text, [*rules.wordings["clause_end"].finditer(text), *after]))
    denied = [*_excepted(text, after, rules)]
    unclear: list[Span] = []
    for start, end in clauses:
        clause = text[start:end]
        if rules.wordings["excluded"].search(clause):
            denied.append((start, end))
        elif negation := _negation(clause, rules):
            only = rules.wordings["other_than"].search(clause)
            deniable = rules.wordings["deniable"].search(clause) if not only else None
            negation = only.start() if only else negation
            (denied if deniable else unclear).append((start if deniable else start + negation, end))
    cues = tuple(m.span() for m in rules.wordings["open_list"].finditer(text))
    hedged = bool(rules.wordings["hedge"].search(text))
    indirect = tuple(_spoken_of(text, rules, "indirect"))
    mediated = tuple(_spoken_of(text, rules, "mediated"))
    return Wording(own, tuple(denied), tuple(unclear), indirect, mediated, cues, hedged, shift)


def _holds(spans: tuple[Span, ...], start: int, end: int) -> bool:
    return any(first <= start and end <= last for first, last in spans)


def _clauses(text: str, ends: list[re.Match[str]]) -> Iterator[Span]:
    start = 0
    for match in sorted(ends, key=lambda m: m.start()):
        yield start, max(start, match.start())
        start = max(start, match.end())
    yield start, len(text)


def _negation(clause: str, rules: Rules) -> int | None:
    """Return where a clause's own negation stands; one in its relative clause is not its own."""
    for match in rules.wordings["negation"].finditer(clause):
        before = clause[: match.start()]
        relative = list(rules.wordings["relative"].finditer(before))
        if not relative or rules.wordings["main_again"].search(before[relative[-1].end() :]):
            return match.start()
    return None


def _excepted(text: str, after: list[re.Match[str]], rules: Rules) -> Iterator[Span]:
    for match in after:
        stop = re.compile(r"[.;]|,\s+(?:vaan|mutta)").search(text, match.end())
        yield match.end(), stop.start() if stop else len(text)
    for match in rules.wordings["excepted_before"].finditer(text):
        stop = re.compile(r"[,.;]").search(text, match.end())
        ended = stop.start() if stop else len(text)
        if text[match.end() : ended].strip():
            yield match.end(), ended
        else:
            yield max(text.rfind(mark, 0, match.start()) for mark in ",;") + 1, match.start()


def _spoken_of(text: str, rules: Rules, cue: str) -> Iterator[Span]:
    """Iterate over what a role's cue speaks of: what follows up to another role's cue, or what precedes."""
    for match in rules.wordings[cue].finditer(text):
        others = {"indirect", "mediated", "direct_again"} - {cue}
        again = (m.start() for o in others if (m := rules.wordings[o].search(text, match.end())))
        stop = min(again, default=len(text))
        if rules.wordings["indirect_subject"].search(text[match.end() : stop]):
            yield match.end(), stop
        else:
            comma = text.rfind(";", 0, match.start())
            yield comma + 1, stop
