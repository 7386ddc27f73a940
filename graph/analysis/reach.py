"""Whom each coverer reaches and what each covered thing includes, on the policy layer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from typing import NamedTuple, TypeAlias, TypeVar

from graph.analysis.policy_layer import BROADER, DOWN, PART_OF, RELATED, PolicyLayer
from graph.identifiers import NS
from graph.terms import LADDER

COVERERS = (
    *("Theme", "MeasurePackage", "SubTheme", "StrategicGoal"),
    *("Project", "CoordinationProject", "ProgrammingPeriod"),
)
MEMBERS = ("Theme", "MeasurePackage", "SubTheme", "StrategicGoal", "Project")
BY_ROLE = {
    NS + "role-intermediaries": NS + "targetsIntermediary",
    NS + "role-indirect": NS + "targetsIndirectly",
}
RUNGS = {NS + relation: rung for rung, relation in enumerate(LADDER, 1)}
CITING = NS + LADDER[0]
CONCERNS = NS + "concerns"
#: In what ways a link names a covered thing.
_STANDINGS = ("stated", "cited", "denied", "proposed")
_Held = TypeVar("_Held")
_Key = TypeVar("_Key")
_Links: TypeAlias = tuple[
    dict[tuple[str, str], frozenset[str]], dict[str, dict[str, int]], dict[str, frozenset[str]]
]
_NOTHING: frozenset[str] = frozenset()


class Said(NamedTuple):
    """What is stated or only cited, what is proposed, the phenomena concerned, and the highest rungs."""

    stated: frozenset[str]
    cited: frozenset[str]
    proposed: frozenset[str]
    concerned: frozenset[str]
    rungs: Mapping[str, int]


class Reach:
    """The policy layer with what each thing reaches and includes worked out once.

    ``covered`` gives the sort of each thing that can be covered: TargetGroup or PolicyInstrument.
    """

    def __init__(self, layer: PolicyLayer) -> None:
        self.layer = layer
        self.covered = {
            **dict.fromkeys(layer.of_kind("PolicyInstrument", "RecommendationPart"), "PolicyInstrument"),
            **dict.fromkeys(layer.of_kind("TargetGroup"), "TargetGroup"),
        }
        self._steps: dict[str, tuple[tuple[str, str], ...]] = {}
        self._cover()
        self.narrower = {what: self._narrower(what) for what in self.covered}
        self.broader: dict[str, set[str]] = {what: set() for what in self.covered}
        for what, inside in self.narrower.items():
            for thing in inside:
                self.broader[thing].add(what)
        self.near = {what: self._near(what) for what in self.covered}
        self._covering = {what: self._relations(what) for what in self.covered}
        self._together: dict[str, Said] = {}
        #: Whether something was read that would tell, by coverer and sort; graph.analysis.coverage keeps it.
        self.told: dict[tuple[str, str], bool] = {}
        self._linked, self._rungs, self.concerned = self._links()

    def over(
        self, layer: PolicyLayer, links_of: Iterable[str] = (), members_of: Iterable[str] | None = None
    ) -> Reach:
        """Return the reach of an overlay in which only these things' links and coverers' members are others.

        Any coverer's members may be, if not said. What there is to cover must be the same.
        """
        held = copy(self)
        held.layer = layer
        held._together, held.told = {}, {}
        changed = set(links_of)
        held._steps = _without(self._steps, changed)
        if members_of is None:
            held._cover()
        else:
            held.members = {**self.members, **{who: held._members(who) for who in members_of}}
        there = [thing for thing in changed if thing in layer.graph]
        linked, rungs, concerned = held._links(there)
        ends = [(who, standing) for who in changed for standing in _STANDINGS]
        held._linked = {**_without(self._linked, ends), **linked}
        held._rungs = {**_without(self._rungs, changed), **rungs}
        held.concerned = {**_without(self.concerned, changed), **concerned}
        return held

    def covering(self, what: str) -> frozenset[str]:
        """Return the relations by which a thing is covered: by its role, or above the lowest rung."""
        return self._covering[what]

    def naming(self, what: str) -> frozenset[str]:
        """Return the relations by which a thing is covered or, an instrument, only cited."""
        is_instrument = self.covered[what] == "PolicyInstrument"
        return self._covering[what] | {CITING} if is_instrument else self._covering[what]

    def covers(self, who: str, what: str) -> bool:
        """Whether an accepted link says that this very coverer covers this very thing."""
        return what in self.named(who)

    def named(self, who: str, standing: str = "stated") -> frozenset[str]:
        """Return what links in this standing say of this very coverer.

        Stated, it is what it covers; denied or proposed, an instrument that it only cites is among it; cited
        is the standing of instruments that it is stated to cite.
        """
        return self._linked.get((who, standing), _NOTHING)

    def saying(self, standing: str) -> set[str]:
        """Return all of which a link in this standing says something of a covered thing."""
        return {who for who, held in self._linked if held == standing}

    def together(self, who: str) -> Said:
        """Return what a coverer and those in it say, all in one."""
        if who not in self._together:
            self._together[who] = self.said((who, *self.members[who]))
        return self._together[who]

    def said(self, things: Iterable[str]) -> Said:
        """Return what these very things say, all in one."""
        known = tuple(things)
        rungs: dict[str, int] = {}
        for what, rung in (link for one in known for link in self.rungs(one).items()):
            rungs[what] = max(rungs.get(what, 0), rung)
        return Said(
            _NOTHING.union(*(self.named(one) for one in known)),
            _NOTHING.union(*(self.named(one, "cited") for one in known)),
            _NOTHING.union(*(self.named(one, "proposed") for one in known)),
            _NOTHING.union(*(self.concerned.get(one, _NOTHING) for one in known)),
            rungs,
        )

    def linked(self, who: str, what: str, relations: Iterable[str], standing: str = "stated") -> bool:
        """Whether one of the relations links the two, in this standing."""
        held = self.layer.between(who, what)
        return any((relation, standing) in held for relation in relations)

    def steps(self, who: str) -> tuple[tuple[str, str], ...]:
        """Return relation and part or project one step below a coverer, but no coordination project."""
        if who not in self._steps:
            self._steps[who] = tuple(self._below(who))
        return self._steps[who]

    def _below(self, who: str) -> Iterator[tuple[str, str]]:
        layer = self.layer
        below = [(r, step) for r in DOWN for step in layer.targets(who, r)]
        period = NS + "period"
        below += [(period, p) for p in layer.sources(who, period) if layer.is_a(p, "Project")]
        for relation, step in sorted(below):
            is_member = any(layer.is_a(step, kind) for kind in MEMBERS)
            if is_member and not layer.is_a(step, "CoordinationProject"):
                yield relation, step

    def insides(self, what: str) -> Iterator[tuple[str, str]]:
        """Yield the relation and the narrower group or part one step inside a covered thing."""
        for relation in (BROADER, PART_OF):
            for thing in sorted(self.layer.sources(what, relation)):
                yield relation, thing

    def rungs(self, who: str) -> Mapping[str, int]:
        """Return the highest rung on which this very coverer is stated to reach each thing, where it does."""
        return self._rungs.get(who, {})

    def _links(self, things: Iterable[str] | None = None) -> _Links:
        """Read what links of these things, or of all, say: what they name, on which rungs, and concern."""
        linked: dict[tuple[str, str], set[str]] = {}
        rungs: dict[str, dict[str, int]] = {}
        concerned: dict[str, set[str]] = {}
        for who, what, (relation, standing) in self.layer.graph.out_edges(things, keys=True):
            is_stated = standing == "stated"
            if is_stated and relation in RUNGS and self.covered.get(what) == "PolicyInstrument":
                held = rungs.setdefault(who, {})
                held[what] = max(held.get(what, 0), RUNGS[relation])
            if is_stated and relation == CONCERNS:
                concerned.setdefault(who, set()).add(what)
            if what in self.covered and (said := self._said_of(what, relation, standing)):
                linked.setdefault((who, said), set()).add(what)
        return _frozen(linked), rungs, _frozen(concerned)

    def _said_of(self, what: str, relation: str, standing: str) -> str:
        """Return the standing in which a link names a covered thing; nothing where it does not name it."""
        if standing != "stated":
            return standing if relation in self.naming(what) else ""
        return "stated" if relation in self._covering[what] else "cited" if relation == CITING else ""

    def _cover(self) -> None:
        layer = self.layer
        objectives = (o for o in layer.of_kind("SpecificObjective") if layer.is_whole(o))
        self.coverers = [*dict.fromkeys((*layer.of_kind(*COVERERS), *objectives))]
        self.members = {who: self._members(who) for who in self.coverers}

    def _relations(self, what: str) -> frozenset[str]:
        if self.covered[what] == "PolicyInstrument":
            return frozenset(RUNGS) - {CITING}
        roles = self.layer.targets(what, NS + "groupRole")
        return frozenset((NS + "targets", *(BY_ROLE[role] for role in roles if role in BY_ROLE)))

    def _near(self, what: str) -> set[str]:
        return {*self.layer.targets(what, RELATED), *self.layer.sources(what, RELATED)}

    def _members(self, who: str) -> set[str]:
        return _closure(who, lambda thing: (step for _, step in self.steps(thing)))

    def _narrower(self, what: str) -> set[str]:
        found = _closure(what, lambda thing: (inside for _, inside in self.insides(thing)))
        return {thing for thing in found if self.covered.get(thing) == self.covered[what]}


def _frozen(held: Mapping[_Key, set[str]]) -> dict[_Key, frozenset[str]]:
    return {key: frozenset(said) for key, said in held.items()}


def _without(held: Mapping[_Key, _Held], keys: Iterable[_Key]) -> dict[_Key, _Held]:
    kept = dict(held)
    for key in keys:
        kept.pop(key, None)
    return kept


def _closure(start: str, onward: Callable[[str], Iterable[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        fresh = set(onward(waiting.pop())) - found
        found |= fresh
        waiting.extend(fresh)
    return found - {start}
