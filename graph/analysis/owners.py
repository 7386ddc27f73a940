"""Whose a sum of money is: the themes, groups or instruments that a thing with money belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from graph.analysis.held import Held
from graph.analysis.policy_layer import PART, PolicyLayer
from graph.identifiers import NS
from graph.terms import TARGETING

_FUNDS, _COORDINATED = NS + "funds", NS + "coordinatedBy"
#: Money is an instrument's only where it is coded to it; a claim or a
#: citation moves none (European Court of Auditors, special report 16/2020).
_CODED = NS + "receivesMoneyCodedTo"
_KINDS = {
    "theme": ("Theme", "MeasurePackage"),
    "project": ("Project", "CoordinationProject"),
    "group": ("TargetGroup",),
    "instrument": ("PolicyInstrument", "RecommendationPart"),
}


class Owners:
    """Find owners of one sort: theme, project, group or instrument."""

    def __init__(self, held: Held, sort: str) -> None:
        self._held = held
        self.sort = sort
        self._find: Mapping[str, Callable[[str], Iterable[str]]] = {
            "theme": self._themes,
            "project": self._projects,
            "group": self._groups,
            "instrument": self._instruments,
        }

    @cached_property
    def all(self) -> tuple[str, ...]:
        """All that may own money, with money or without."""
        return tuple(self._held.layer.of_kind(*_KINDS[self.sort]))

    def of(self, holder: str) -> tuple[str, ...]:
        """Return the owners of the money of a thing, sorted; none where it belongs to no such thing."""
        if holder not in self._held.layer.graph:
            return ()
        return tuple(sorted(set(self._find[self.sort](holder))))

    @cached_property
    def _above(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for theme in self.all:
            for thing in (theme, *below(self._held.layer, theme, (PART, _FUNDS, _COORDINATED))):
                found.setdefault(thing, set()).add(theme)
        return found

    @cached_property
    def projects(self) -> Mapping[str, frozenset[str]]:
        """Return the projects that each theme funds, or its parts do; of other owners none are counted."""
        if self.sort != "theme":
            return {}
        layer = self._held.layer
        projects = frozenset(layer.of_kind(*_KINDS["project"]))
        return {theme: projects & below(layer, theme, (PART, _FUNDS)) for theme in self.all}

    def _themes(self, holder: str) -> Iterable[str]:
        return self._above.get(holder, ())

    def _projects(self, holder: str) -> Iterable[str]:
        kinds = self._held.layer.graph.nodes[holder].get("kinds", ())
        return (holder,) if {NS + kind for kind in _KINDS["project"]} & set(kinds) else ()

    def _groups(self, holder: str) -> Iterable[str]:
        reach = self._held.reach
        for relation in TARGETING:
            for group in reach.layer.targets(holder, NS + relation):
                if group in reach.covered and NS + relation in reach.covering(group):
                    yield group

    def _instruments(self, holder: str) -> Iterable[str]:
        return self._held.layer.targets(holder, _CODED)


def inside(layer: PolicyLayer, holders: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Return the pairs of holders of which the second is a part of the first, or funded by it.

    Two that are parts of each other are none: no order can be made of them.
    """
    known = {holder for holder in holders if holder in layer.graph}
    pairs = {(whole, part) for whole in known for part in below(layer, whole, (PART, _FUNDS)) & known}
    return frozenset(pair for pair in pairs if (pair[1], pair[0]) not in pairs)


def below(layer: PolicyLayer, thing: str, relations: Iterable[str]) -> set[str]:
    """Return all that is reached from a thing over these relations, itself left out."""
    steps = tuple(relations)
    found: set[str] = set()
    waiting = [thing]
    while waiting:
        at = waiting.pop()
        fresh = {other for relation in steps for other in layer.targets(at, relation)} - found
        found |= fresh
        waiting.extend(fresh)
    return found - {thing}
