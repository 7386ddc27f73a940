"""Decisions carried over to a new version of a document: things keep their codes, quotes their links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from graph.assertion import Assertion, Decision, DocumentVersion
from graph.curation.ledger import Entry, Ledger, Versions, standing
from graph.curation.quotes import alike, fold, same_numbers
from graph.identifiers import version_code
from graph.store.workspace import StoredDocument
from graph.text.anchor import anchor
from graph.text.personal import MASK
from graph.text.refinding import Found, Words

RULE = "reanchored"
_SAME_NAME = 0.8
_CONTEXT = 30
_SAME_CONTEXT, _SURE_CONTEXT = 60.0, 90.0


@dataclass(frozen=True, slots=True)
class NewVersion:
    """What was read of a new version, and the text it was read in, personal data overwritten."""

    version: DocumentVersion
    assertions: tuple[Assertion, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Carried:
    """All assertions of a new version, those found by a decision's quote only, and the lost decisions."""

    assertions: tuple[Assertion, ...]
    refound: tuple[Assertion, ...]
    lost: tuple[Decision, ...]


def carry_over(
    new: NewVersion, held: StoredDocument, decisions: Iterable[Decision], text: str | None = None
) -> Carried:
    """Let decisions on the version that stood find their links in a new one.

    Things whose names differ by misread letters keep their codes. Where a decided link is not read any more
    but its words are found again, near where they are to be expected, the link is carried over with its new
    place; with the former ``text`` at hand, only where the words around them are alike, too.
    """
    stand = [d for d in standing(decisions) if d.document in ("", held.version.document)]
    before = Ledger(held.assertions, stand, _versions(held.version))
    read = _with_known_codes(new.assertions, [entry.read for entry in before.entries])
    here = _versions(new.version)
    missing = [d for d in stand if d.id not in Ledger(read, stand, here).found and d.id in before.found]
    search = _Search(new, held, read, text)
    refound = {}
    for decision in missing:
        for entry in _stood_on(decision, before.entries):
            if (found := search.place(entry.read)) and not _denied_there(entry.read, found, read):
                carried = search.carried(entry.read, found)
                refound[(carried.code, carried.start, carried.end)] = carried
    kept = [a for a in read if not any(_stands_in_for(a, c, held.assertions) for c in refound.values())]
    every = sorted(
        (*kept, *refound.values()), key=lambda a: (a.start, a.end, a.relation, a.subject, a.object)
    )
    lost = tuple(d for d in stand if d.id not in Ledger(every, stand, here).found)
    return Carried(tuple(every), tuple(refound.values()), lost)


def _versions(version: DocumentVersion) -> Versions:
    return {version.document: version_code(version.sha256)} if version.number else {}


def _stood_on(decision: Decision, entries: Iterable[Entry]) -> list[Entry]:
    """Return the mentions with the words that a decision quoted, or else all that it was on."""
    state = "rejected" if decision.action == "reject" else "accepted"
    on = [e for e in entries if any((t.decision.id, t.state) == (decision.id, state) for t in e.taken)]
    return [e for e in on if fold(decision.quote) in ("", fold(e.read.mention))] or on


def _denied_there(wanted: Assertion, found: Found, read: Iterable[Assertion]) -> bool:
    """Whether the new version says the contrary at that place."""
    return any(
        said.polarity != wanted.polarity and said.start < found.end and found.start < said.end
        for said in read
        if said.kind == wanted.kind
    )


def _stands_in_for(read: Assertion, carried: Assertion, held: Iterable[Assertion]) -> bool:
    """Whether a candidate was found only since the words of a known thing were misread."""
    overlap = min(read.end, carried.end) - max(read.start, carried.start)
    return (
        read.candidate
        and (read.relation, read.kind, read.subject) == (carried.relation, carried.kind, carried.subject)
        and read.object != carried.object
        and overlap * 2 > max(read.end - read.start, carried.end - carried.start)
        and all(read.object != known.object for known in held)
    )


def _with_known_codes(read: Sequence[Assertion], held: Sequence[Assertion]) -> list[Assertion]:
    """Give candidates the codes of things of the former version that have nearly their name, and are gone."""
    names = {a.object: a for a in reversed(held) if a.candidate}
    new_names = {a.object: a for a in reversed(read) if a.candidate}
    gone = {code: a for code, a in names.items() if code not in new_names}
    come = {code: a for code, a in new_names.items() if code not in names}
    pairs = sorted(
        (
            (likeness, old, new)
            for old, a in gone.items()
            for new, b in come.items()
            if (likeness := _same_thing(a, b)) >= _SAME_NAME
        ),
        reverse=True,
    )
    same: dict[str, str] = {}
    for _, old, new in pairs:
        if new not in same and old not in same.values():
            same[new] = old
    return [_renamed(a, same, gone) for a in read]


def _same_thing(then: Assertion, now: Assertion) -> float:
    """Tell how surely two candidates are one: what the document describes, or by their names."""
    if then.kind != now.kind:
        return 0.0
    if then.relation == now.relation == "describes":
        return 1.0
    return alike(then.label, now.label) if same_numbers(then.label, now.label) else 0.0


def _renamed(read: Assertion, same: dict[str, str], known: dict[str, Assertion]) -> Assertion:
    target = same.get(read.object, read.object)
    label = known[target].label if target != read.object else read.label
    return replace(read, subject=same.get(read.subject, read.subject), object=target, label=label)


class _Search:
    """Looks for the words of former mentions in a new version, from the mentions that both have."""

    def __init__(
        self, new: NewVersion, held: StoredDocument, read: Sequence[Assertion], text: str | None
    ) -> None:
        self._new = new
        self._words = Words(new.text)
        self._before = Words(text) if text is not None else None
        self._length = held.version.characters
        self._pairs = _pairs(held, new.version, read)

    def place(self, mention: Assertion) -> Found | None:
        """Find where a former mention stands now; None where its words, or those around them, are gone."""
        found = self._words.find(mention.mention or mention.label, self._expected(mention.start))
        places = (place for place in found if MASK not in self._new.text[place.start : place.end])
        if self._before is None:
            return next(places, None)
        then = "".join(self._before.around(mention.start, mention.end, _CONTEXT))
        best, alike_most = None, _SAME_CONTEXT
        for place in places:
            now = "".join(self._words.around(place.start, place.end, _CONTEXT))
            if (likeness := fuzz.ratio(then, now)) > alike_most:
                best, alike_most = place, likeness
            if alike_most > _SURE_CONTEXT:
                break
        return best

    def carried(self, mention: Assertion, found: Found) -> Assertion:
        """Return a former mention as it stands now."""
        return replace(
            mention,
            start=found.start,
            end=found.end,
            mention=anchor(self._new.text, found.start, found.end),
            section=self._section(found.start, mention.section),
            rule=mention.rule if mention.rule == "curator" else RULE,
        )

    def _expected(self, start: int) -> int:
        """Return where a former offset is now, by the nearest mention before it that both versions have."""
        if not self._pairs:
            return start * len(self._new.text) // max(self._length, 1)
        before = [pair for pair in self._pairs if pair[0] <= start]
        then, now = before[-1] if before else self._pairs[0]
        return max(now + start - then, 0)

    def _section(self, start: int, otherwise: str) -> str:
        found = [s for s in self._new.version.sections if s.get("found")]
        inside = (str(s["key"]) for s in found if int(s["start"]) <= start < int(s["end"]))
        return next(inside, otherwise)


def _pairs(
    held: StoredDocument, version: DocumentVersion, read: Iterable[Assertion]
) -> list[tuple[int, int]]:
    """Return the offsets, then and now, of headings and mentions that follow each other in both versions."""
    then, now = _landmarks(held.version, held.assertions), _landmarks(version, read)
    matcher = SequenceMatcher(None, [name for name, _ in then], [name for name, _ in now], autojunk=False)
    return [
        (then[block.a + at][1], now[block.b + at][1])
        for block in matcher.get_matching_blocks()
        for at in range(block.size)
    ]


def _landmarks(version: DocumentVersion, read: Iterable[Assertion]) -> list[tuple[tuple[str, str], int]]:
    sections = {("", str(s["key"])): int(s["start"]) for s in version.sections if s.get("found")}
    mentions = {(fold(a.mention), a.start): a.start for a in read}
    named = [*sections.items(), *(((name, ""), at) for (name, _), at in mentions.items())]
    return sorted(named, key=lambda mark: mark[1])
