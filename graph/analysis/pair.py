"""Two things that are compared: what both have, whether that is evidenced, and what coordinates them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from graph.analysis.coverage import is_told
from graph.analysis.footprint import footprint
from graph.analysis.held import Held
from graph.analysis.policy_layer import PART_OF
from graph.analysis.reach import CITING, RUNGS
from graph.analysis.traits import ANSWERING, METHOD, ORGANISATIONS, PLACE, RESULT, below, is_within
from graph.identifiers import NS
from graph.terms import ORG, STATES

#: What can be shared, by the kind of thing it is.
SORTS = {
    "groups": NS + "TargetGroup",
    "instruments": NS + "PolicyInstrument",
    "methods": NS + "Method",
    "organisations": ORG + "Organization",
    "results": NS + "Result",
    "phenomena": NS + "Phenomenon",
}
#: Types of overlap, the most that can be evidenced first.
TYPES = ("duplication", "overlap", "fragmentation", "not-found", "cannot-tell")
_COMMON = ("groups", "methods", "results")


@dataclass(frozen=True)
class Side:
    """One of two things that are compared: what it shares with others, by sort, with the state of each."""

    held: Held
    thing: str

    @cached_property
    def has(self) -> dict[str, dict[str, str]]:
        """What it covers, refers to, does, with whom, with what result, by sort."""
        traits, layer = self.held.traits, self.held.layer
        return {
            "groups": {w: s for w, s in self._covers.items() if self._sort(w) == "TargetGroup"},
            "instruments": {w: self._covers.get(w, "weak") for w in self._refers()},
            "methods": traits.states(layer, self.thing, (METHOD,)),
            "organisations": traits.states(layer, self.thing, ORGANISATIONS),
            "results": traits.states(layer, self.thing, (RESULT,)),
            "phenomena": self._concerns(),
        }

    @cached_property
    def under(self) -> set[str]:
        """What stands under it."""
        return below(self.held.layer, self.thing)

    @cached_property
    def answering(self) -> set[str]:
        """The organisations that answer for it or carry it out."""
        return set(self.held.traits.states(self.held.layer, self.thing, ANSWERING))

    @cached_property
    def above(self) -> set[str]:
        """What it stands under or is paid from, any number of steps up."""
        layer, found, ahead = self.held.layer, {self.thing}, [self.thing]
        while ahead:
            lower = ahead.pop()
            fresh = {*layer.targets(lower, PART_OF), *layer.sources(lower, NS + "funds")} - found
            found |= fresh
            ahead.extend(fresh)
        return found - {self.thing}

    def coordinators(self, standing: str = "stated") -> set[str]:
        """Return the coordination projects said to coordinate it, in this standing."""
        return set(self.held.layer.targets(self.thing, NS + "coordinatedBy", standing))

    @cached_property
    def is_read(self) -> bool:
        """Whether a document that describes it was read, or names it as a part."""
        return any(section.found for section in self.held.layer.sections.get(self.thing, ()))

    @cached_property
    def tells_groups(self) -> bool:
        """Whether what was read tells which groups it serves."""
        return bool(self.has["groups"]) or is_told(self.held.reach, self.thing, "TargetGroup")

    @cached_property
    def _covers(self) -> dict[str, str]:
        return footprint(self.held.reach, self.thing)

    def _sort(self, what: str) -> str:
        return self.held.reach.covered[what]

    def _refers(self) -> Iterator[str]:
        for _, what, (relation, standing) in self.held.layer.graph.out_edges(self.thing, keys=True):
            if standing == "stated" and (relation == CITING or relation in RUNGS):
                yield what

    def _concerns(self) -> dict[str, str]:
        layer, relation = self.held.layer, NS + "concerns"
        parts = (what for part in self.under for what in layer.targets(part, relation))
        return dict.fromkeys(parts, "partial") | dict.fromkeys(layer.targets(self.thing, relation), "direct")


@dataclass(frozen=True)
class Pair:
    """Two things that are compared."""

    one: Side
    other: Side

    @cached_property
    def shared(self) -> dict[str, dict[str, str]]:
        """What both have, by sort, with the weaker of the two states."""
        return {
            sort: {
                what: max(held, self.other.has[sort][what], key=STATES.index)
                for what, held in self.one.has[sort].items()
                if what in self.other.has[sort]
            }
            for sort in SORTS
        }

    @cached_property
    def four(self) -> tuple[str, str, str, str]:
        """Whether activity, group, place and time are evidenced to be the same, each as a state."""
        is_known = all(side.has["methods"] or side.is_read for side in (self.one, self.other))
        tells = self.one.tells_groups and self.other.tells_groups
        activity = _best(self.shared["methods"].values(), is_known=is_known)
        return activity, _best(self.shared["groups"].values(), is_known=tells), self._place(), self._time()

    @property
    def type(self) -> str:
        """Return the most that is evidenced, a name of the list of overlaps (GAO-15-49SP, 2015)."""
        if all(held == "direct" for held in self.four):
            return "duplication"
        if any(self.shared[sort] for sort in _COMMON):
            return "overlap"
        known = "unknown" not in self.four[:2]
        if self._is_broadly_alike():
            one, other = self.one.answering, self.other.answering
            if one - other and other - one:
                return "fragmentation"
            known = known and bool(one and other)
        return "not-found" if known else "cannot-tell"

    @cached_property
    def coordination(self) -> tuple[str, str]:
        """Return a project that coordinates both, if there is one, and the state of that."""
        both = sorted(self.one.coordinators() & self.other.coordinators())
        if both:
            denied = self.one.coordinators("denied") | self.other.coordinators("denied")
            return both[0], "conflict" if both[0] in denied else "direct"
        wider = sorted(self._upwards(self.one) & self._upwards(self.other))
        if wider:
            return wider[0], "partial"
        proposed = [side.coordinators() | side.coordinators("proposed") for side in (self.one, self.other)]
        if common := sorted(proposed[0] & proposed[1]):
            return common[0], "proposed"
        return "", "not-stated" if self.one.is_read and self.other.is_read else "unknown"

    def is_apart(self) -> bool:
        """Whether neither stands under the other, and a period is common to them as far as it is known."""
        one, other = self.one, self.other
        layer, period = one.held.layer, NS + "period"
        periods = [set(layer.targets(side.thing, period)) for side in (one, other)]
        is_timely = not all(periods) or bool(periods[0] & periods[1])
        return is_timely and one.thing not in other.under and other.thing not in one.under

    def _upwards(self, side: Side) -> set[str]:
        layer = side.held.layer
        wholes = (c for whole in side.above for c in layer.targets(whole, NS + "coordinatedBy"))
        return {*side.coordinators(), *wholes}

    def _is_broadly_alike(self) -> bool:
        layer = self.one.held.layer
        wholes = self.one.above & self.other.above
        return (
            bool(self.shared["instruments"])
            or bool(self.shared["phenomena"])
            or any(layer.is_a(whole, "SpecificObjective") for whole in wholes)
        )

    def _place(self) -> str:
        """Compare places: one within another, or of a part of either, is the same in part only."""
        traits, layer = self.one.held.traits, self.one.held.layer
        one, other = (traits.states(layer, side.thing, (PLACE,)) for side in (self.one, self.other))
        if not (one and other):
            return "unknown"
        same = (
            max((one[a], other[b]), key=STATES.index) if a == b else "partial"
            for a, b in product(one, other)
            if a == b or is_within(a, b) or is_within(b, a)
        )
        return _best(same, is_known=True)

    def _time(self) -> str:
        """Compare the times that each source gives: where some meet and some do not, sources disagree."""
        traits = self.one.held.traits
        times = product(traits.times(self.one.thing), traits.times(self.other.thing))
        meeting = {a.meets(b) for a, b in times}
        if not meeting:
            return "unknown"
        return "conflict" if len(meeting) > 1 else ("direct" if meeting.pop() else "denied")


def _best(states: Iterable[str], *, is_known: bool) -> str:
    found = sorted(states, key=STATES.index)
    return found[0] if found else ("not-stated" if is_known else "unknown")
