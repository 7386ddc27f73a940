"""The ledger: every mention that was read, and what each decision, in the order of the log, makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from graph.assertion import Assertion, Decision
from graph.curation.quotes import ALIKE, alike, fold
from graph.store.record import assertion_from

State = Literal["accepted", "rejected", "proposed"]
Key = tuple[str, str, str, str]
#: The version, by its code, that offsets count in, of each document that has several.
Versions = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Taken:
    """What one decision says of a mention, and how alike its quote is to the mention's words."""

    decision: Decision
    state: State
    likeness: float = 1.0


@dataclass(slots=True)
class Entry:
    """A mention as it was read, as merges and splits left it, and what decisions say of it."""

    read: Assertion
    now: Assertion
    taken: list[Taken] = field(default_factory=list)


class Ledger:
    """Apply decisions to mentions, one after the other; what is merged is found under either code.

    ``merged`` says what each code was merged into, ``found`` are the ids of the decisions with evidence.
    """

    def __init__(
        self, assertions: Sequence[Assertion], stand: Sequence[Decision], versions: Versions
    ) -> None:
        self.merged: dict[str, str] = {}
        self.found: set[str] = set()
        self._versions = versions
        placed = [a for d in stand if d.action == "add" and (a := self._placed(d)) is not None]
        places = {(a.code, a.start, a.end) for a in assertions}
        added = [a for a in placed if (a.code, a.start, a.end) not in places]
        self.entries = [Entry(a, a) for a in (*assertions, *added)]
        self._by_key: dict[Key, list[Entry]] = {}
        for entry in self.entries:
            self._by_key.setdefault(entry.now.key, []).append(entry)
        for decision in stand:
            self._apply(decision)

    def _apply(self, decision: Decision) -> None:
        match decision.action:
            case "accept" | "add":
                is_found = self._take(decision, decision.key, decision.quote, "accepted")
            case "reject":
                is_found = self._take(decision, decision.key, decision.quote, "rejected")
            case "edit":
                is_found = self._edit(decision)
            case "split":
                is_found = self._split(decision)
            case "trust":
                is_found = True
            case _:
                is_found = True
                self._merge(decision)
        if is_found:
            self.found.add(decision.id)

    def _take(
        self, decision: Decision, key: Key, quote: str, state: State, polarity: str | None = None
    ) -> bool:
        """Note a decision on every mention of a link, if the words of one of them are those quoted."""
        # What was decided without a word on polarity was affirmed; what is rejected is so either way.
        unsaid = None if state == "rejected" else "affirmed"
        wanted = polarity or decision.assertion.get("polarity", unsaid)
        held = self._by_key.get(self._renamed(key), ())
        is_found = False
        for said in {entry.now.polarity for entry in held} if wanted is None else {wanted}:
            link = [entry for entry in held if entry.now.polarity == said]
            nearest = max((_likeness(quote, entry.now) for entry in link), default=0.0)
            if nearest >= ALIKE:
                is_found = True
                for entry in link:
                    entry.taken.append(Taken(decision, state, nearest))
        return is_found

    def _edit(self, decision: Decision) -> bool:
        """Reject a link and accept the one that takes its place, which may be the same under another name."""
        placed, was = assertion_of(decision), str(decision.assertion.get("was", "affirmed"))
        if (placed.key, placed.polarity) != (decision.key, was):
            self._take(decision, decision.key, decision.quote, "rejected", was)
        return self._put(decision, placed)

    def _put(self, decision: Decision, placed: Assertion) -> bool:
        here = self._placed(decision)
        key = self._renamed(placed.key)
        known = self._by_key.setdefault(key, [])
        place = (placed.start, placed.end, placed.polarity)
        if here and all((e.now.start, e.now.end, e.now.polarity) != place for e in known):
            entry = Entry(here, _at(here, key))
            self.entries.append(entry)
            known.append(entry)
        return self._take(decision, placed.key, placed.mention, "accepted", placed.polarity)

    def _merge(self, decision: Decision) -> None:
        """Let one thing be another from now on; merged either way, the later name is kept."""
        kept, path = decision.object, self._path(decision.object)
        is_circle = decision.subject in path
        for code in path if is_circle else (decision.subject,):
            self.merged[code] = kept
        if is_circle:
            del self.merged[kept]
        for key in [key for key in self._by_key if self._renamed(key) != key]:
            for entry in self._by_key.pop(key):
                self._move(entry, self._renamed(key))

    def _split(self, decision: Decision) -> bool:
        """Move the mentions whose words and section are those chosen to the link that comes with it."""
        placed = assertion_of(decision)
        held = self._by_key.get(self._renamed(decision.key), [])
        near = [(_likeness(decision.quote, e.now), e) for e in held if e.now.section == placed.section]
        nearest = max((likeness for likeness, _ in near), default=0.0)
        chosen = [entry for likeness, entry in near if likeness == nearest >= ALIKE]
        for entry in chosen:
            held.remove(entry)
            if placed.object != entry.now.object:
                entry.now = replace(
                    entry.now, kind=placed.kind, label=placed.label, candidate=placed.candidate
                )
            entry.taken = [Taken(decision, "accepted", nearest)]
            self._move(entry, self._renamed(placed.key))
        return bool(chosen) or self._take(decision, placed.key, decision.quote, "accepted")

    def _move(self, entry: Entry, key: Key) -> None:
        entry.now = _at(entry.now, key)
        self._by_key.setdefault(key, []).append(entry)

    def _renamed(self, key: Key) -> Key:
        document, relation, subject, target = key
        return (document, relation, self._end(subject), self._end(target))

    def _end(self, code: str) -> str:
        return [code, *self._path(code)][-1]

    def _path(self, code: str) -> list[str]:
        """Return what a code was merged into, one after the other."""
        path: list[str] = []
        while (code := self.merged.get(code, "")) and code not in path:
            path.append(code)
        return path

    def _placed(self, decision: Decision) -> Assertion | None:
        """Return the mention that a decision carries, where its offsets count in the version that stands."""
        here = self._versions.get(decision.document)
        if here is not None and decision.assertion.get("version") != here:
            return None
        return assertion_of(decision)


def assertion_of(decision: Decision) -> Assertion:
    """Return the assertion that an ``add``, ``edit`` or ``split`` carries."""
    return assertion_from({n: held for n, held in decision.assertion.items() if n not in ("version", "was")})


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that no later undo takes back, without the undos themselves.

    An undo can be undone, which brings back what it took away.
    """
    undone: set[str] = set()
    kept: list[Decision] = []
    for decision in reversed(tuple(decisions)):
        if decision.id in undone:
            continue
        if decision.action == "undo":
            undone.add(decision.undoes)
        else:
            kept.append(decision)
    return tuple(reversed(kept))


def _at(assertion: Assertion, key: Key) -> Assertion:
    document, relation, subject, target = key
    return replace(assertion, document=document, relation=relation, subject=subject, object=target)


def _likeness(quote: str, mention: Assertion) -> float:
    words = mention.mention or mention.label
    if fold(quote) in ("", fold(words)):
        return 1.0
    return alike(quote, words)
