"""Whom each coverer reaches and what each covered thing includes, on the policy layer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from graph.analysis.policy_layer import BROADER, PART, PART_OF, PolicyLayer
from graph.identifiers import NS
from graph.terms import LADDER

_COVERERS = (
    *("Theme", "MeasurePackage", "SubTheme", "StrategicGoal"),
    *("Project", "CoordinationProject", "ProgrammingPeriod"),
)
_MEMBERS = ("Theme", "MeasurePackage", "SubTheme", "StrategicGoal", "Project")
_BY_ROLE = {
    NS + "role-intermediaries": NS + "targetsIntermediary",
    NS + "role-indirect": NS + "targetsIndirectly",
}
RUNGS = {NS + relation: rung for rung, relation in enumerate(LADDER, 1)}
CITING = NS + LADDER[0]


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
        objectives = (o for o in layer.of_kind("SpecificObjective") if layer.targets(o, PART))
        self.coverers = [*dict.fromkeys((*layer.of_kind(*_COVERERS), *objectives))]
        self.members = {who: self._members(who) for who in self.coverers}
        self.narrower = {what: self._narrower(what) for what in self.covered}
        self.broader: dict[str, set[str]] = {what: set() for what in self.covered}
        for what, inside in self.narrower.items():
            for thing in inside:
                self.broader[thing].add(what)
        self._covering = {what: self._relations(what) for what in self.covered}

    def covering(self, what: str) -> frozenset[str]:
        """Return the relations by which a thing is covered: by its role, or above the lowest rung."""
        return self._covering[what]

    def naming(self, what: str) -> frozenset[str]:
        """Return the relations by which a thing is covered or, an instrument, only cited."""
        is_instrument = self.covered[what] == "PolicyInstrument"
        return self._covering[what] | {CITING} if is_instrument else self._covering[what]

    def covers(self, who: str, what: str) -> bool:
        """Whether an accepted link says that this very coverer covers this very thing."""
        return self.linked(who, what, self._covering[what])

    def linked(self, who: str, what: str, relations: Iterable[str], standing: str = "stated") -> bool:
        """Whether one of the relations links the two, in this standing."""
        held = self.layer.between(who, what)
        return any((relation, standing) in held for relation in relations)

    def steps(self, who: str) -> Iterator[tuple[str, str]]:
        """Yield relation and part or project one step below a coverer, but no coordination project."""
        layer = self.layer
        below = [(r, step) for r in (PART, NS + "funds") for step in layer.targets(who, r)]
        period = NS + "period"
        below += [(period, p) for p in layer.sources(who, period) if layer.is_a(p, "Project")]
        for relation, step in sorted(below):
            is_member = any(layer.is_a(step, kind) for kind in _MEMBERS)
            if is_member and not layer.is_a(step, "CoordinationProject"):
                yield relation, step

    def insides(self, what: str) -> Iterator[tuple[str, str]]:
        """Yield the relation and the narrower group or part one step inside a covered thing."""
        for relation in (BROADER, PART_OF):
            for thing in sorted(self.layer.sources(what, relation)):
                yield relation, thing

    def _relations(self, what: str) -> frozenset[str]:
        if self.covered[what] == "PolicyInstrument":
            return frozenset(RUNGS) - {CITING}
        roles = self.layer.targets(what, NS + "groupRole")
        return frozenset((NS + "targets", *(_BY_ROLE[role] for role in roles if role in _BY_ROLE)))

    def _members(self, who: str) -> set[str]:
        return _closure(who, lambda thing: (step for _, step in self.steps(thing)))

    def _narrower(self, what: str) -> set[str]:
        found = _closure(what, lambda thing: (inside for _, inside in self.insides(thing)))
        return {thing for thing in found if self.covered.get(thing) == self.covered[what]}


def _closure(start: str, onward: Callable[[str], Iterable[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        fresh = set(onward(waiting.pop())) - found
        found |= fresh
        waiting.extend(fresh)
    return found - {start}
