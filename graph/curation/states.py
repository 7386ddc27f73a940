"""What the decisions make of the assertions: accepted, rejected, or still proposed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from graph.assertion import Assertion, Decision, grouped
from graph.store.record import assertion_from

State = Literal["accepted", "rejected", "proposed"]
Key = tuple[str, str, str, str]
_STATE_OF: dict[str, State] = {"accept": "accepted", "add": "accepted", "reject": "rejected"}
_BREAK = re.compile(r"-?\s*\n\s*|\s+|-")


@dataclass(frozen=True, slots=True)
class Link:
    """All mentions of one link in one document version, and the state that the decisions give it."""

    mentions: tuple[Assertion, ...]
    state: State
    decisions: tuple[Decision, ...] = ()

    @property
    def assertion(self) -> Assertion:
        """The first mention, which stands for the link."""
        return self.mentions[0]

    @property
    def is_contradicted(self) -> bool:
        """Whether decisions that stand say different things; the last one holds."""
        return len({_STATE_OF[decision.action] for decision in self.decisions}) > 1

    @property
    def is_added(self) -> bool:
        """Whether only a curator, and no rule, found it."""
        return any(d.action == "add" for d in self.decisions) and all(
            mention.rule == "curator" for mention in self.mentions
        )


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The links with their states, and the decisions whose evidence is not found any more."""

    links: tuple[Link, ...]
    lost: tuple[Decision, ...]

    @property
    def contradicted(self) -> tuple[Link, ...]:
        """The links on which decisions that stand disagree."""
        return tuple(link for link in self.links if link.is_contradicted)


def fold(quote: str) -> str:
    """Return a quote without what re-extraction may change: case, white space, hyphens at line ends.

    >>> fold("Pitkäaikais-\\n  työttömät") == fold("pitkäaikaistyöttömät")
    True
    """
    return _BREAK.sub("", quote).casefold()


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


def decided(assertions: Iterable[Assertion], decisions: Iterable[Decision]) -> Verdicts:
    """Give every link of the assertions its state: the last decision on its key and quote holds.

    What a curator added becomes a mention of its own, unless a rule found the same place too. Decisions
    that match no mention are ``lost``, never dropped.
    """
    stand = standing(decisions)
    groups = grouped(iter(_with_added(tuple(assertions), stand)))
    by_key: dict[Key, list[Decision]] = {}
    for decision in stand:
        by_key.setdefault(decision.key, []).append(decision)
    links = tuple(_link(mentions, by_key) for mentions in groups.values())
    found = {decision.id for link in links for decision in link.decisions}
    return Verdicts(links, tuple(decision for decision in stand if decision.id not in found))


def _with_added(assertions: Sequence[Assertion], decisions: Iterable[Decision]) -> list[Assertion]:
    places = {(a.code, a.start, a.end) for a in assertions}
    added = [added_assertion(decision) for decision in decisions if decision.action == "add"]
    return [*assertions, *(a for a in added if (a.code, a.start, a.end) not in places)]


def added_assertion(decision: Decision) -> Assertion:
    """Return the assertion that an ``add`` carries."""
    carried = {name: held for name, held in decision.assertion.items() if name != "version"}
    return assertion_from(carried)


def _link(mentions: Sequence[Assertion], decisions: dict[Key, list[Decision]]) -> Link:
    first = mentions[0]
    quotes = {fold(mention.mention or mention.label) for mention in mentions}
    matching = tuple(
        decision
        for decision in decisions.get(first.key, ())
        if fold(decision.quote) in {"", *quotes}
        and decision.assertion.get("polarity", first.polarity) == first.polarity
    )
    state = _STATE_OF[matching[-1].action] if matching else "proposed"
    return Link(_named(mentions, matching), state, matching)


def _named(mentions: Sequence[Assertion], decisions: Iterable[Decision]) -> tuple[Assertion, ...]:
    """Give the object the name that the last decision to carry one gave it."""
    names = [str(d.assertion["label"]) for d in decisions if d.action == "accept" and "label" in d.assertion]
    return tuple(replace(mention, label=names[-1]) for mention in mentions) if names else tuple(mentions)
