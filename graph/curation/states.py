"""What the decisions make of the assertions: accepted, rejected, or still proposed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.assertion import Assertion, Decision
from graph.curation.ledger import Entry, Ledger, State, Taken, Versions, assertion_of, standing
from graph.terms import REGISTERS

_LANGUAGES = ("fi", "sv", "en")


@dataclass(frozen=True, slots=True)
class Link:
    """All mentions of one link in one document version, and the state that the decisions give it."""

    mentions: tuple[Assertion, ...]
    state: State
    taken: tuple[Taken, ...] = ()

    @property
    def assertion(self) -> Assertion:
        """The first mention, which stands for the link."""
        return self.mentions[0]

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions on it that stand, in the order of the log."""
        return tuple(taken.decision for taken in self.taken)

    @property
    def is_contradicted(self) -> bool:
        """Whether decisions that stand say different things; the last one holds."""
        return len({taken.state for taken in self.taken}) > 1

    @property
    def is_added(self) -> bool:
        """Whether only a curator, and no rule, found it."""
        return any(d.action in ("add", "edit") for d in self.decisions) and all(
            mention.rule == "curator" for mention in self.mentions
        )

    @property
    def names(self) -> Mapping[str, str]:
        """The object's names by language, as the decisions that stand give them; the later one holds."""
        given = {}
        for taken in self.taken:
            for language in _LANGUAGES if taken.state == "accepted" else ():
                if name := taken.decision.assertion.get(f"label-{language}"):
                    given[language] = str(name)
        return given

    @property
    def broader(self) -> str:
        """The concept that an acceptance puts the object under, or nothing."""
        given = [str(t.decision.assertion.get("broader", "")) for t in self.taken if t.state == "accepted"]
        return next((code for code in reversed(given) if code), "")


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The links with their states, and the decisions whose evidence is not found any more.

    ``merged`` says which code is which other's from now on.
    """

    links: tuple[Link, ...]
    lost: tuple[Decision, ...]
    merged: Mapping[str, str] = field(default_factory=dict)

    @property
    def contradicted(self) -> tuple[Link, ...]:
        """The links on which decisions that stand disagree."""
        return tuple(link for link in self.links if link.is_contradicted)

    @property
    def reanchored(self) -> Mapping[str, float]:
        """The ids of the decisions that hold on words like those quoted, with how alike they are (0 to 1)."""
        taken = (taken for link in self.links for taken in link.taken)
        return {t.decision.id: t.likeness for t in taken if t.likeness < 1}


def decided(
    assertions: Iterable[Assertion], decisions: Iterable[Decision], versions: Versions | None = None
) -> Verdicts:
    """Give every link of the assertions its state: the last decision on its key and quote holds.

    What a curator put in place becomes a mention of its own, unless a rule found the same place too, or its
    offsets count in another version than the one that stands (``versions``). Decisions that match no mention
    are ``lost``, never dropped.
    """
    stand = [d for d in standing(decisions) if d.relation not in REGISTERS]
    ledger = Ledger(tuple(assertions), stand, versions or {})
    groups: dict[str, list[Entry]] = {}
    for entry in sorted(ledger.entries, key=lambda e: (e.now.document, e.now.start, e.now.end)):
        groups.setdefault(entry.now.code, []).append(entry)
    order = {decision.id: place for place, decision in enumerate(stand)}
    links = tuple(_link(entries, order) for entries in groups.values())
    lost = tuple(decision for decision in stand if decision.id not in ledger.found)
    return Verdicts(links, lost, ledger.merged)


def _link(entries: Sequence[Entry], order: Mapping[str, int]) -> Link:
    taken = {t.decision.id: t for entry in entries for t in entry.taken}
    told = tuple(sorted(taken.values(), key=lambda t: order[t.decision.id]))
    state: State = told[-1].state if told else "proposed"
    return Link(_named([entry.now for entry in entries], told), state, told)


def _named(mentions: Sequence[Assertion], taken: Iterable[Taken]) -> tuple[Assertion, ...]:
    """Give the object the name that the last decision to carry one gave it."""
    names = [name for t in taken if (name := _name(t))]
    return tuple(replace(mention, label=names[-1]) for mention in mentions) if names else tuple(mentions)


def _name(taken: Taken) -> str:
    given = taken.decision.assertion
    if taken.state == "accepted" and taken.decision.action == "edit":
        return assertion_of(taken.decision).label
    return str(given.get("label", "")) if taken.decision.action == "accept" else ""
