"""The layered map of a policy layer: instruments, themes, target groups and projects, with their links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analysis.policy_layer import PART, PART_OF, PolicyLayer
from graph.identifiers import NS
from graph.terms import LADDER, TARGETING

if TYPE_CHECKING:
    import networkx as nx

#: The strata, in the order in which links lead from one to the next; parts are there once a theme is chosen.
NAMES = ("instruments", "themes", "parts", "groups", "projects")

#: Things of a stratum that can be told apart in a drawing.
MOST = 24

_THEME, _PART, _PROJECT, _COORDINATION = "Theme", "SubTheme", "Project", "CoordinationProject"
_STRONGEST_FIRST = tuple(NS + name for name in reversed(LADDER))
_ROLES = tuple(NS + name for name in TARGETING)


@dataclass(frozen=True, slots=True)
class Tie:
    """An accepted link from a thing to one of a later stratum; it may be stated the other way round."""

    start: str
    end: str
    relation: str


@dataclass(frozen=True, slots=True)
class Stratum:
    """Things of one stratum that a shown link ends in, most linked first; and how many more there are."""

    name: str
    things: tuple[str, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class Strata:
    """The strata that hold anything, and the links between the things that are shown."""

    strata: tuple[Stratum, ...]
    ties: tuple[Tie, ...]


def strata(layer: PolicyLayer, at: str = "", most: int = MOST) -> Strata:
    """Map a policy layer; around a thing, only what links lead to from it, or from which they lead to it.

    The links are single ones, none is summed up: whoever follows them reads what is stated, from one thing to
    the next. A theme or its part brings the theme's parts with it.
    """
    import networkx as nx  # takes long to load, and a server is ready before anyone asks for a map

    ties: nx.DiGraph[str] = nx.DiGraph()
    levels: dict[str, str] = {}
    for tie, start, end in _ties(layer, at):
        levels |= {tie.start: start, tie.end: end}
        if not ties.has_edge(tie.start, tie.end):
            ties.add_edge(tie.start, tie.end, tie=tie)
    if at:
        near = nx.ancestors(ties, at) | nx.descendants(ties, at) | {at} if at in ties else set()
        ties = ties.subgraph(near)
    first = {name: _first([thing for thing in ties if levels[thing] == name], ties, most) for name in NAMES}
    chosen = {thing for things in first.values() for thing in things}
    every: list[Tie] = list(nx.get_edge_attributes(ties, "tie").values())
    kept = [tie for tie in every if {tie.start, tie.end} <= chosen]
    linked = {end for tie in kept for end in (tie.start, tie.end)}
    totals = Counter(levels[thing] for thing in ties)
    found = (_stratum(name, tuple(t for t in first[name] if t in linked), totals[name]) for name in NAMES)
    return Strata(
        tuple(stratum for stratum in found if stratum.things),
        tuple(sorted(kept, key=lambda tie: (tie.start, tie.end))),
    )


def _first(things: list[str], ties: nx.DiGraph[str], most: int) -> list[str]:
    degrees = Counter({thing: ties.degree(thing) for thing in sorted(things)})
    return [thing for thing, _ in degrees.most_common(most)]


def _stratum(name: str, things: tuple[str, ...], total: int) -> Stratum:
    return Stratum(name, things, total - len(things))


def _ties(layer: PolicyLayer, at: str) -> Iterator[tuple[Tie, str, str]]:
    chosen = _theme_of(layer, at)
    for theme in layer.of_kind(_THEME):
        yield from _around(layer, theme, "themes")
    for part in _parts(layer, chosen) if chosen else ():
        yield Tie(chosen, part, PART), "themes", "parts"
        yield from _around(layer, part, "parts")
    for project in layer.of_kind(_PROJECT):
        if layer.is_a(project, _COORDINATION):
            # It serves other projects, and whom it names is no one's participant.
            continue
        for role in _ROLES:
            for group in layer.targets(project, role):
                yield Tie(group, project, role), "groups", "projects"


def _around(layer: PolicyLayer, thing: str, name: str) -> Iterator[tuple[Tie, str, str]]:
    for rung in _STRONGEST_FIRST:
        for instrument in layer.targets(thing, rung):
            yield Tie(instrument, thing, rung), "instruments", name
    for role in _ROLES:
        for group in layer.targets(thing, role):
            yield Tie(thing, group, role), name, "groups"


def _parts(layer: PolicyLayer, theme: str) -> list[str]:
    found = {*layer.targets(theme, PART), *layer.sources(theme, PART_OF)}
    return sorted(part for part in found if layer.is_a(part, _PART))


def _theme_of(layer: PolicyLayer, at: str) -> str:
    if at not in layer.graph:
        return ""
    if layer.is_a(at, _THEME):
        return at
    wholes = sorted({*layer.targets(at, PART_OF), *layer.sources(at, PART)})
    return next((whole for whole in wholes if layer.is_a(whole, _THEME)), "")
