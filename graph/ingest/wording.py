"""Wording: what the words around a mention say of it: denied, hedged, in an open list, indirect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from graph.ingest.left import NOTHING, Left
from graph.ingest.rules import Rules

Stance = Literal["affirmed", "denied", "unclear"]
Span = tuple[int, int]
_OWN_NEGATION = re.compile(r"(?:ei|eivät)\b", re.IGNORECASE)
#: What is said of those named before it ("lapset ovat välillisiä hyötyjiä").
_PREDICATE = re.compile(
    r"\w\s+(?:on|ovat|kuuluu|kuuluvat|luetaan|lasketaan)\s+(?:(?!ja\b|sekä\b)\w+\s+){0,2}$"
)
_BRACKETED = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True)
class Wording:
    """The cues of one sentence; offsets are the sentence's own, ``shift`` is the length of its lead-in.

    What is asked of few sentences is looked for when it is asked.
    """

    text: str
    denied: tuple[Span, ...]
    unclear: tuple[Span, ...]
    rules: Rules = field(repr=False, compare=False)
    lead: str = ""
    left: Left = NOTHING

    @property
    def shift(self) -> int:
        """The length of the lead-in before the sentence."""
        return len(self.lead) + 1 if self.lead else 0

    @property
    def _whole(self) -> str:
        return f"{self.lead} {self.text}" if self.lead else self.text

    @cached_property
    def indirect(self) -> tuple[Span, ...]:
        """What is said to be reached only indirectly; offsets are those of lead-in and sentence."""
        return tuple(_spoken_of(self._whole, self.rules, "indirect"))

    @cached_property
    def mediated(self) -> tuple[Span, ...]:
        """Those through whom others are reached; offsets are those of lead-in and sentence."""
        return tuple(_spoken_of(self._whole, self.rules, "mediated"))

    @cached_property
    def direct(self) -> tuple[Span, ...]:
        """Those who are said to take part themselves; offsets are those of lead-in and sentence."""
        return tuple(_spoken_of(self._whole, self.rules, "direct"))

    @cached_property
    def list_cues(self) -> tuple[Span, ...]:
        """What opens lists of examples; offsets are those of lead-in and sentence."""
        return tuple(m.span() for m in self.rules.wordings["open_list"].finditer(self._whole))

    @cached_property
    def hedged(self) -> bool:
        """Whether the sentence says what may be."""
        return bool(self.rules.wordings["hedge"].search(self._whole))

    def stance(self, start: int, end: int) -> Stance:
        """Tell whether a mention is denied, unclear (under a negation of something else) or affirmed."""
        if _holds(self.denied, start + self.shift, end + self.shift):
            return "denied"
        return "unclear" if _holds(self.unclear, start + self.shift, end + self.shift) else "affirmed"

    @property
    def is_denied(self) -> bool:
        """Whether anything in the sentence is denied or left to others."""
        return bool(self.denied or self.left.to_others)

    def is_indirect(self, start: int, end: int) -> bool:
        """Tell whether a mention is said to be reached only indirectly."""
        return _holds(self.indirect, start + self.shift, end + self.shift)

    def is_paid_elsewhere(self, start: int, end: int) -> bool:
        """Tell whether a mention stands in a part by which others serve or pay."""
        return _holds(self.left.to_others, start + self.shift, end + self.shift)

    def is_negated(self, start: int, end: int) -> bool:
        """Tell whether a mention stands in a part before the negation of that."""
        return _holds(self.left.negated, start + self.shift, end + self.shift)

    def is_mediated(self, start: int, end: int) -> bool:
        """Tell whether a mention is said to be of those through whom others are reached."""
        return _holds(self.mediated, start + self.shift, end + self.shift)

    def is_direct(self, start: int, end: int) -> bool:
        """Tell whether a mention is said to be of those who take part themselves."""
        return _holds(self.direct, start + self.shift, end + self.shift)

    def bracketed(self, end: int) -> str:
        """Return the role that brackets right after a mention give it, or the empty string."""
        role = self.rules.wordings["role_in_brackets"].match(self.text, end)
        return (role.lastgroup or "") if role else ""

    def list_cue(self, start: int) -> Span | None:
        """Return the cue that opens the list of examples a mention stands in."""
        return next((cue for cue in reversed(self.list_cues) if cue[1] <= start + self.shift), None)


def wording(text: str, rules: Rules, lead: str = "", left: Left = NOTHING) -> Wording:
    """Read the cues of a sentence, and of the one that leads in the list it is an item of.

    ``left`` are the places in both that are left to others.
    """
    own = text
    text = f"{lead} {own}" if lead else own
    text, aside = _without_asides(text, rules) if "(" in text else (text, [])
    after = list(rules.wordings["excepted_after"].finditer(text))
    apart = rules.wordings["own_subject"].finditer(text)
    ends = [m.span() for m in (*rules.wordings["clause_end"].finditer(text), *after, *apart)]
    ends += [(cut, cut) for cut in left.cuts]
    if opening := rules.wordings["opening_clause"].match(text):
        ends.append((opening.end(), opening.end()))
    clauses = list(_clauses(text, ends))
    denied = [*aside, *_excepted(text, after, rules)]
    unclear: list[Span] = []
    for start, end in clauses:
        clause = text[start:end]
        if rules.wordings["kept_in"].search(clause):
            continue
        if rules.wordings["excluded"].search(clause) or rules.wordings["excepted_first"].search(clause):
            denied.append((start, end))
        elif (negation := _negation(clause, rules)) is not None:
            only = rules.wordings["other_than"].search(clause)
            deniable = rules.wordings["deniable"].search(clause) if not only else None
            negation = only.start() if only else negation
            begin = 0 if deniable else negation if only else _negated_from(clause, negation)
            (denied if deniable else unclear).append((start + begin, end))
    if ", jo" in text:
        unclear += [m.span() for m in rules.wordings["out_of_reach"].finditer(text)]
    unclear += [(0, undone.start()) for undone in rules.wordings["undone"].finditer(text)]
    return Wording(own, (*denied, *left.taken_up), tuple(unclear), rules, lead, left)


def _without_asides(text: str, rules: Rules) -> tuple[str, list[Span]]:
    """Blank out the brackets that deny what stands in them and nothing else, and tell where they are."""
    bracketed = [m.span(1) for m in _BRACKETED.finditer(text)]
    spans = [
        (start, end) for start, end in bracketed if rules.wordings["denied_aside"].match(text, start, end)
    ]
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text, spans


def _holds(spans: tuple[Span, ...], start: int, end: int) -> bool:
    return any(first <= start and end <= last for first, last in spans)


def _clauses(text: str, ends: list[Span]) -> Iterator[Span]:
    start = 0
    for first, last in sorted(ends):
        yield start, max(start, first)
        start = max(start, last)
    yield start, len(text)


def _negation(clause: str, rules: Rules) -> int | None:
    """Return where a clause's own negation stands; one in its relative clause is not its own.

    Without whom something is not done, with them it is.
    """
    if clause.lstrip().startswith("Ilman "):
        return None
    for match in rules.wordings["negation"].finditer(clause):
        before = clause[: match.start()]
        relative = list(rules.wordings["relative"].finditer(before))
        since = before[relative[-1].end() :] if relative else ""
        # "Those who are not heard, do not read": a second negation after the first still tells of them.
        resumed = before.rstrip().endswith(",") and not rules.wordings["negation"].search(since)
        if not relative or resumed or rules.wordings["main_again"].search(since):
            return match.start()
    return None


def _negated_from(clause: str, negation: int) -> int:
    """Return where what a negation negates begins: with what stands right before it ("nuoria ei tavattu").

    Of "joilla ei ole tukea" nobody is negated, but what they have.
    """
    owned = clause[:negation].rstrip().endswith(("lla", "llä"))
    if owned or not _OWN_NEGATION.match(clause, negation):
        return negation
    return max(clause.rfind(mark, 0, negation) for mark in ",:–") + 1


def _excepted(text: str, after: list[re.Match[str]], rules: Rules) -> Iterator[Span]:
    for match in after:
        stop = re.compile(r"[.;]|,\s+(?:vaan|mutta)").search(text, match.end())
        yield match.end(), stop.start() if stop else len(text)
    for match in rules.wordings["excepted_before"].finditer(text):
        stop = re.compile(r"[,.;]").search(text, match.end())
        ended = stop.start() if stop else len(text)
        if text[match.end() : ended].strip():
            # A dictionary takes "ottamatta" for a word of the group after it.
            yield match.start(), ended
        else:
            yield max(text.rfind(mark, 0, match.start()) for mark in ",;") + 1, match.start()


def _spoken_of(text: str, rules: Rules, cue: str) -> Iterator[Span]:
    """Iterate over what a role's cue speaks of: what follows up to another role's cue, or what precedes."""
    own = [m.span() for m in rules.wordings["role_in_brackets"].finditer(text)] if "(" in text else []
    for match in rules.wordings[cue].finditer(text):
        if _holds(tuple(own), *match.span()):
            continue
        others = {"indirect", "mediated", "direct_again"} - {cue}
        again = (m.start() for o in others if (m := rules.wordings[o].search(text, match.end())))
        stop = min(again, default=len(text))
        joined = rules.wordings["joined"].search(text, 0, match.start())
        if rules.wordings["likewise"].match(text, match.end()):
            yield max(text.rfind(mark, 0, match.start()) for mark in ";") + 1, stop
        elif joined and not _PREDICATE.search(text, 0, match.start()):
            yield match.end(), stop
        else:
            comma = text.rfind(";", 0, match.start())
            yield comma + 1, stop
