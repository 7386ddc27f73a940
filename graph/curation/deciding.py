"""Decisions made on links: what a curator chooses, checked against what there is, as lines for the log."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from graph.assertion import Action, Assertion, Decision, DocumentVersion, to_line
from graph.curation.declarations import Declaration, Declared, check, ordered
from graph.curation.quotes import alike, fold
from graph.curation.states import Link, Verdicts
from graph.errors import InvalidDecision, NotFound
from graph.identifiers import digest, mint, version_code
from graph.terms import ROW_RELATIONS
from graph.text.anchor import CHARACTERS, WORDS

LONGEST_REASON, LONGEST_NAME = 2000, 300
_LIKELY = 0.5
_WORDS = frozenset({"label", "label-fi", "label-sv", "label-en", "mention", "section", "rule", "role"})
_CONTROLS = frozenset(chr(c) for c in (*range(32), *range(127, 160))) - {"\n", "\t"}


@dataclass(frozen=True, slots=True)
class Curator:
    """Who decides, in which role, and why."""

    by: str
    role: str
    reason: str

    def __post_init__(self) -> None:
        for name, limit in (("by", LONGEST_NAME), ("role", LONGEST_NAME), ("reason", LONGEST_REASON)):
            plain(name, getattr(self, name), limit)


@dataclass(frozen=True, slots=True)
class Replacement:
    """What an edit changes of a link; what is empty stays."""

    relation: str = ""
    object: str = ""
    kind: str = ""
    label: str = ""
    polarity: str = ""


class Desk:
    """Make decisions on the links of one reading of the workspace; nothing is written here."""

    def __init__(
        self,
        verdicts: Verdicts,
        standing: Iterable[DocumentVersion],
        curator: Curator,
        declared: Iterable[Declared] = (),
    ) -> None:
        self._links = {link.assertion.code: link for link in verdicts.links}
        self._lost = {decision.id: decision for decision in verdicts.lost}
        self._standing = {version.document: version for version in standing}
        self._curator = curator
        self._declared = {each.declaration.code: each.declaration for each in declared}

    def accept(self, code: str, given: Mapping[str, str]) -> Decision:
        """Accept a link; ``given`` names its object (label, label-fi, -sv, -en) and the ``broader`` one."""
        if code in self._declared:
            return self._on_declared("accept", self._declared[code])
        return self._on("accept", self._link(code).assertion, {n: v for n, v in given.items() if v})

    def reject(self, code: str) -> Decision:
        """Reject a link."""
        if code in self._declared:
            return self._on_declared("reject", self._declared[code])
        return self._on("reject", self._link(code).assertion, {})

    def add(self, assertion: Assertion) -> Decision:
        """Put a link in place that no rule found; raises NotFound for a document that is not there."""
        if assertion.document not in self._standing:
            raise NotFound("document", assertion.document, tuple(sorted(self._standing)))
        if assertion.end > self._standing[assertion.document].characters:
            raise InvalidDecision(f"the document ends before {assertion.end}")
        if len(assertion.mention) > CHARACTERS or len(assertion.mention.split()) > WORDS:
            raise InvalidDecision(f"the mention is longer than {WORDS} words or {CHARACTERS} characters")
        return self._on("add", assertion, self._carried(assertion))

    def declare(self, said: Declaration) -> Decision:
        """Enter a statement in a register, to be reviewed; raises InvalidDecision where it is not whole."""
        said = ordered(said)
        check(said)
        if self._declared.get(said.code) == said:
            raise InvalidDecision(f"{said.code} is declared already")
        return self._on_declared("declare", said)

    def edit(self, code: str, to: Replacement) -> Decision:
        """Reject a link and put another in its place, on the same words."""
        old = self._link(code).assertion
        changes = {name: value for name in to.__slots__ if (value := getattr(to, name))}
        if to.object and to.object != old.object:
            changes = {**self._known(to.object), **changes, "candidate": to.object.startswith("x")}
        new = replace(old, **changes, rule="curator")
        if (new.key, new.polarity, new.label) == (old.key, old.polarity, old.label):
            raise InvalidDecision("the edit changes nothing")
        return self._on("edit", old, {**self._carried(new), "was": old.polarity})

    def merge(self, code: str, into: str) -> Decision:
        """Let one thing be another from now on: all its links move. Raises NotFound, InvalidDecision."""
        kind, other = self._known(code, must=True)["kind"], self._known(into).get("kind")
        if code == into:
            raise InvalidDecision("a thing cannot be merged into itself")
        if not code.startswith("x"):
            raise InvalidDecision(f"{code} has an official name and stays; merge the other into it")
        if other and other != kind:
            raise InvalidDecision(f"{code} is a {kind} and {into} a {other}")
        return self._made("merge", {"subject": code, "object": into}, {})

    def split(self, code: str, places: Sequence[int], label: str, into: str = "") -> tuple[Decision, ...]:
        """Let the mentions of a link that begin at ``places`` (all, if none is given) be of another thing.

        That is ``into``, or a new candidate called ``label``. Mentions with the same words in one section
        cannot be told apart in a later version, so they go together.
        """
        link = self._link(code)
        chosen = [m for m in link.mentions if not places or m.start in places]
        absent = sorted(set(places) - {m.start for m in chosen})
        if absent:
            raise NotFound("mention at", str(absent[0]), tuple(str(m.start) for m in link.mentions))
        parts = {(fold(m.mention), m.section) for m in chosen}
        left = [m for m in link.mentions if m not in chosen and (fold(m.mention), m.section) in parts]
        if left:
            raise InvalidDecision(
                f"the mention at {left[0].start} has the same words in the same section; choose it, too"
            )
        return tuple(self._split(next(m for m in chosen if _part(m) == part), label, into) for part in parts)

    def trust(self, register: str, relations: Sequence[str]) -> Decision:
        """Accept all that the rows of a register state by these relations, now and in later versions."""
        unknown = sorted(set(relations) - set(ROW_RELATIONS))
        if unknown or not relations:
            known = ", ".join(ROW_RELATIONS)
            raise InvalidDecision(f"rows state no {', '.join(unknown) or 'relation without a name'}; {known}")
        return self._made("trust", {"document": register}, {"relations": list(relations)})

    def trust_rules(self, register: str, rules: Mapping[str, Collection[str]]) -> Decision:
        """Accept the links that these rules read in a register's rows, but those of rows with some codes.

        The later decision of the kind holds: no rule accepts none. Raises InvalidDecision.
        """
        for name in (*rules, *(code for but in rules.values() for code in but)):
            plain("rule or code", name, LONGEST_NAME)
        return self._made(
            "trust", {"document": register}, {"rules": {rule: sorted(but) for rule, but in rules.items()}}
        )

    def undo(self, decision: str) -> Decision:
        """Take a decision back."""
        return self._made("undo", {"undoes": decision}, {})

    def reanchor(self, decision: str, code: str) -> tuple[Decision, Decision]:
        """Let a decision that lost its evidence hold on a link: it is undone there and made again here."""
        if decision not in self._lost:
            raise NotFound("decision without evidence", decision, tuple(self._lost))
        lost, link = self._lost[decision], self._link(code)
        action: Action = "reject" if lost.action == "reject" else "accept"
        given = {n: v for n, v in lost.assertion.items() if n.startswith("label-") or n == "broader"}
        return (self._on(action, link.assertion, given), self.undo(decision))

    def nearest(self, decision: Decision) -> Link | None:
        """Return the link that a decision without evidence may be meant for: of its relation, most alike."""
        return nearest(decision, self._links.values())

    def _split(self, mention: Assertion, label: str, into: str) -> Decision:
        if not (label or into):
            raise InvalidDecision("say what the mentions are of: a code, or a label of a new candidate")
        known = self._known(into) if into else {}
        new = replace(
            mention,
            object=into or mint(mention.kind, mention.document, fold(label), "split"),
            kind=known.get("kind", mention.kind),
            label=label or known.get("label", mention.label),
            candidate=not into or into.startswith("x"),
        )
        if new.object == mention.object:
            raise InvalidDecision("the mentions are of that already")
        return self._on("split", mention, self._carried(new))

    def _link(self, code: str) -> Link:
        if code not in self._links:
            raise NotFound("link", code, tuple(self._links))
        return self._links[code]

    def _known(self, code: str, *, must: bool = False) -> dict[str, Any]:
        """Return kind and label of a thing as links name it; nothing for one that no link speaks of."""
        said = (link.assertion for link in self._links.values())
        found = next((a for a in said if a.object == code), None)
        if found is None and must:
            raise NotFound("candidate", code, tuple({a.assertion.object for a in self._links.values()}))
        return {"kind": found.kind, "label": found.label} if found else {}

    def _carried(self, assertion: Assertion) -> dict[str, Any]:
        raw: dict[str, Any] = json.loads(to_line(assertion))
        version = self._standing[assertion.document]
        return {**raw, "version": version_code(version.sha256)} if version.number else raw

    def _on(self, action: Action, about: Assertion, carried: Mapping[str, Any]) -> Decision:
        said = {} if about.polarity == "affirmed" else {"polarity": about.polarity}
        key = {name: getattr(about, name) for name in ("document", "relation", "subject", "object")}
        return self._made(action, {**key, "quote": about.mention}, {**said, **carried})

    def _on_declared(self, action: Action, said: Declaration) -> Decision:
        key = {name: getattr(said, name) for name in ("relation", "subject", "object")}
        carried = {"owner": said.owner, "asOf": said.as_of, "source": said.source}
        return self._made(action, {**key, "quote": said.words}, carried if action == "declare" else {})

    def _made(self, action: Action, fields: Mapping[str, str], carried: Mapping[str, Any]) -> Decision:
        for name in carried.keys() & _WORDS:
            plain(name, carried[name], LONGEST_NAME)
        at, who = datetime.now(UTC).isoformat(timespec="microseconds"), self._curator
        named = "e" + digest(action, *fields.values(), at)
        return Decision(named, at, who.by, who.role, action, who.reason, assertion=dict(carried), **fields)


def nearest(decision: Decision, links: Iterable[Link]) -> Link | None:
    """Return the link that a decision without evidence may be meant for, or None where none is like it."""
    best = next(iter(nearby(decision, links)), None)
    return best if best and _nearness(decision, best) > _LIKELY else None


def nearby(decision: Decision, links: Iterable[Link]) -> list[Link]:
    """Return the links that begin where a decision's link begins, by its relation, the most alike first."""
    wanted = (decision.document, decision.relation, decision.subject)
    of = [
        link
        for link in links
        if (link.assertion.document, link.assertion.relation, link.assertion.subject) == wanted
    ]
    return sorted(of, key=lambda link: -_nearness(decision, link))


def plain(name: str, value: object, limit: int) -> None:
    """Demand words that a person can read back; raises InvalidDecision, naming the field."""
    if not isinstance(value, str) or not value.strip():
        raise InvalidDecision(f"{name} must be words")
    if len(value) > limit:
        raise InvalidDecision(f"{name} is longer than {limit} characters")
    if not _CONTROLS.isdisjoint(value) or any("\ud800" <= c <= "\udfff" for c in value):
        raise InvalidDecision(f"{name} holds control characters")


def touched(decisions: Iterable[Decision], by: Decision) -> tuple[Decision, ...]:
    """Return those decisions that are about the link, or a thing, that another decision is about."""
    things = {by.subject, by.object} if by.action == "merge" else set()
    return tuple(
        d
        for d in decisions
        if (by.relation and d.key == by.key)
        or (by.undoes and by.undoes in (d.id, d.undoes))
        or not things.isdisjoint((d.subject, d.object))
        or (d.action == "merge" and not {d.subject, d.object}.isdisjoint((by.subject, by.object)))
    )


def _part(mention: Assertion) -> tuple[str, str]:
    return (fold(mention.mention), mention.section)


def _nearness(decision: Decision, link: Link) -> float:
    words = max(alike(decision.quote, mention.mention) for mention in link.mentions)
    return words + (decision.object == link.assertion.object)
