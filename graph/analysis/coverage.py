"""Coverage recomputed on the policy layer, apart from the rules of the release, to prove both right."""

from __future__ import annotations

from collections.abc import Iterable

from graph.analysis.cell import Cell, Cells
from graph.analysis.policy_layer import BROADER, PART, PART_OF, RELATED, PolicyLayer
from graph.identifiers import NS
from graph.terms import LADDER

_COVERERS = (
    *("Theme", "MeasurePackage", "SubTheme", "StrategicGoal"),
    *("Project", "CoordinationProject", "ProgrammingPeriod"),
)
_MEMBERS = ("Theme", "MeasurePackage", "SubTheme", "StrategicGoal", "Project")
_RUNGS = {NS + relation: rung for rung, relation in enumerate(LADDER, 1)}
_CITING = NS + LADDER[0]
_BY_ROLE = {
    NS + "role-intermediaries": NS + "targetsIntermediary",
    NS + "role-indirect": NS + "targetsIndirectly",
}
_TOLD_IN = {"TargetGroup": {"target-groups", "results"}, "PolicyInstrument": {"instruments"}}


def coverage(layer: PolicyLayer) -> Cells:
    """Compute the cell of every coverer (first) and covered thing (second)."""
    view = _View(layer)
    return {(who, what): view.cell(who, what) for who in view.coverers for what in view.covered}


class _View:
    """The policy layer with what each thing reaches and includes worked out once."""

    def __init__(self, layer: PolicyLayer) -> None:
        self.layer = layer
        self.covered = {
            **dict.fromkeys(layer.of_kind("PolicyInstrument", "RecommendationPart"), "PolicyInstrument"),
            **dict.fromkeys(layer.of_kind("TargetGroup"), "TargetGroup"),
        }
        self.coverers = [
            *layer.of_kind(*_COVERERS),
            *(o for o in layer.of_kind("SpecificObjective") if layer.targets(o, PART)),
        ]
        self.members = {who: self._members(who) for who in self.coverers}
        self.narrower = {what: self._narrower(what) for what in self.covered}
        self.broader: dict[str, set[str]] = {what: set() for what in self.covered}
        for what, inside in self.narrower.items():
            for thing in inside:
                self.broader[thing].add(what)

    def cell(self, who: str, what: str) -> Cell:
        """Compute one cell."""
        through = self._through(who, what)
        holds = self._affirmed(who, what, through) | self._other(who, what)
        if {"direct", "denied"} <= holds:
            holds.add("conflict")
        if not holds:
            holds.add("not-stated" if self._is_told(who, self.covered[what]) else "unknown")
        out_of = self._out_of(who, what, through)
        return Cell(frozenset(holds), frozenset(through), out_of, self._rung(who, what))

    def _affirmed(self, who: str, what: str, through: set[str]) -> set[str]:
        holds = set()
        if self._covers(who, what):
            holds.add("direct")
        if through:
            holds.add("partial")
        if any(self._is_weak(member, what) for member in (who, *self.members[who])):
            holds.add("weak")
        return holds

    def _other(self, who: str, what: str) -> set[str]:
        holds = set()
        relations = self._relations(what)
        if self._linked(who, what, {*relations, *self._citing(what)}, "denied"):
            holds.add("denied")
        if any(
            self._linked(member, inside, {*self._relations(inside), *self._citing(inside)}, "proposed")
            for member in (who, *self.members[who])
            for inside in (what, *self.narrower[what])
        ):
            holds.add("proposed")
        if relations & self.layer.complete.get(who, set()) and not self._covers(who, what):
            holds.add("absent")
        return holds

    def _through(self, who: str, what: str) -> set[str]:
        by_narrower = {inside for inside in self.narrower[what] if self._covers(who, inside)}
        by_member = {
            member
            for member in self.members[who]
            if any(self._covers(member, inside) for inside in (what, *self.narrower[what]))
        }
        return by_narrower | by_member

    def _out_of(self, who: str, what: str, through: set[str]) -> int:
        sorts = (self.members[who], self.narrower[what])
        return len(set().union(*(sort for sort in sorts if sort & through)))

    def _is_weak(self, member: str, what: str) -> bool:
        if any(self._covers(member, broader) for broader in self.broader[what]):
            return True
        if self.covered[what] == "TargetGroup":
            near = {*self.layer.targets(what, RELATED), *self.layer.sources(what, RELATED)}
            return bool(near & set(self.layer.targets(member, NS + "concerns")))
        return any(self._linked(member, inside, {_CITING}) for inside in (what, *self.narrower[what]))

    def _rung(self, who: str, what: str) -> int:
        rungs = (
            _RUNGS.get(relation, 0)
            for member in (who, *self.members[who])
            for inside in (what, *self.narrower[what])
            for relation, standing in self.layer.between(member, inside)
            if standing == "stated"
        )
        return max(rungs, default=0)

    def _is_told(self, who: str, kind: str) -> bool:
        if self._is_told_itself(who, kind):
            return True
        is_whole = self.layer.is_a(who, "ProgrammingPeriod") or self.layer.is_a(who, "SpecificObjective")
        return is_whole and any(self._is_told_itself(member, kind) for member in self.members[who])

    def _is_told_itself(self, who: str, kind: str) -> bool:
        sections = self.layer.sections.get(who, ())
        is_part = self.layer.is_a(who, "SubTheme") or self.layer.is_a(who, "StrategicGoal")
        return (
            any(s.found and s.describes and s.key in _TOLD_IN[kind] for s in sections)
            or (is_part and any(s.found and s.names and s.key == "content" for s in sections))
            or (self.layer.is_a(who, "Project") and bool(self.layer.targets(who, NS + "produced")))
        )

    def _covers(self, who: str, what: str) -> bool:
        return self._linked(who, what, self._relations(what))

    def _linked(self, who: str, what: str, relations: Iterable[str], standing: str = "stated") -> bool:
        return any((relation, standing) in self.layer.between(who, what) for relation in relations)

    def _relations(self, what: str) -> set[str]:
        if self.covered[what] == "PolicyInstrument":
            return {relation for relation, rung in _RUNGS.items() if rung > 1}
        roles = self.layer.targets(what, NS + "groupRole")
        return {NS + "targets", *(_BY_ROLE[role] for role in roles if role in _BY_ROLE)}

    def _citing(self, what: str) -> set[str]:
        return {_CITING} if self.covered[what] == "PolicyInstrument" else set()

    def _members(self, who: str) -> set[str]:
        found: set[str] = set()
        waiting = [who]
        while waiting:
            thing = waiting.pop()
            fresh = {step for step in self._steps(thing) if step not in found and step != who}
            found |= fresh
            waiting.extend(fresh)
        return found

    def _steps(self, thing: str) -> Iterable[str]:
        layer = self.layer
        below = [*layer.targets(thing, PART), *layer.targets(thing, NS + "funds")]
        below += [p for p in layer.sources(thing, NS + "period") if layer.is_a(p, "Project")]
        for step in below:
            is_member = any(layer.is_a(step, kind) for kind in _MEMBERS)
            if is_member and not layer.is_a(step, "CoordinationProject"):
                yield step

    def _narrower(self, what: str) -> set[str]:
        found: set[str] = set()
        waiting = [what]
        while waiting:
            thing = waiting.pop()
            inside = {*self.layer.sources(thing, BROADER), *self.layer.sources(thing, PART_OF)}
            waiting.extend(inside - found)
            found |= inside
        return {t for t in found if t != what and self.covered.get(t) == self.covered[what]}
