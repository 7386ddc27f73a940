"""What ties themes or projects to each other: groups, methods, organisations and instruments they share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import networkx as nx

from graph.analysis.counted_ties import of_each, of_projects, wholes_in, with_nested
from graph.analysis.held import Held
from graph.analysis.linkage import LINKED, linkage
from graph.analysis.policy_layer import DOWN, PolicyLayer
from graph.identifiers import NS
from graph.terms import LADDER, TARGETING

#: By what things are tied: relations whose ends are of one type. A citation ties nothing.
THROUGH: Mapping[str, tuple[str, ...]] = {
    "groups": tuple(NS + name for name in TARGETING),
    **LINKED,
    "instruments": tuple(NS + name for name in LADDER[1:]),
}
#: Of which sort the ends of relations are that columns hold, too.
_COUNTED = ("groups", "instruments")
_SORTS = {
    relation: sort
    for name, sort in zip(_COUNTED, ("TargetGroup", "PolicyInstrument"), strict=True)
    for relation in THROUGH[name]
}
AMONG: Mapping[str, tuple[str, ...]] = {
    "themes": ("Theme", "MeasurePackage"),
    "projects": ("Project", "CoordinationProject"),
}


@dataclass(frozen=True)
class Ties:
    """What each theme or project has: things, with how many of itself, its parts and projects have each.

    ``unread`` are left out, for no document that describes them was read: they only look unconnected.
    ``left`` are the sorts of things that are too many to be read.
    """

    of: Mapping[str, Mapping[str, int]]
    unread: tuple[str, ...] = ()
    left: tuple[str, ...] = ()

    @cached_property
    def by_thing(self) -> Mapping[str, tuple[str, ...]]:
        """Who has each thing."""
        found: dict[str, list[str]] = {}
        for who, things in self.of.items():
            for what in things:
                found.setdefault(what, []).append(who)
        return {what: tuple(found[what]) for what in sorted(found)}

    @cached_property
    def size(self) -> int:
        """How many nodes there are of both sorts."""
        return len(self.of) + len(self.by_thing)

    @cached_property
    def graph(self) -> nx.Graph[str]:
        """The two sorts of nodes and the weighted links between them, in the order of their names."""
        made: nx.Graph[str] = nx.Graph()
        made.add_nodes_from(self.of)
        made.add_nodes_from(self.by_thing)
        for who, things in self.of.items():
            made.add_weighted_edges_from((who, what, weight) for what, weight in things.items())
        return made


def ties(held: Held, among: str, through: str) -> Ties:
    """Read what ties themes or projects, through one type of things or ``all``; who has none is left out.

    Of a portfolio too large to walk, projects are counted over its columns, and what those do not hold is
    read link by link; raises TooManyProjects where that is too much.
    """
    near, has = held, has_of(held, through)
    counted: Mapping[str, Mapping[str, int]] = {}
    members: Mapping[str, Iterable[str]] = {}
    everybody = held.layer.of_kind(*AMONG[among])
    if held.portfolio is None:
        members = held.reach.members
    elif among == "themes":
        counted, members = of_projects(held, through), wholes_in(held.portfolio)
    else:
        near, own = with_nested(held), of_each(held, through)
        has |= {who: has.get(who, set()) | things for who, things in own.items()}
        members = near.reach.members
        everybody = sorted({*near.layer.of_kind(*AMONG[among]), *own})
    found: dict[str, dict[str, int]] = {}
    # Of projects, registers tell without any document.
    unread = tuple(who for who in everybody if among == "themes" and not _is_read(held, who))
    for who in everybody:
        things = dict(counted.get(who, {}))
        is_near = who in near.layer.graph
        for holder in _inside(near.layer, who, members.get(who, ())) if is_near else (who,):
            for thing in has.get(holder, ()):
                things[thing] = things.get(thing, 0) + 1
        if things and who not in unread:
            found[who] = dict(sorted(things.items()))
    return Ties(found, unread, left_of(held, through))


def has_of(held: Held, through: str) -> dict[str, set[str]]:
    """Return what everything has itself, but what columns hold of a portfolio too large to walk.

    Raises TooManyProjects for one sort of things that is linked to too often to be read.
    """
    wanted = {r for name, relations in THROUGH.items() if through in ("all", name) for r in relations}
    found: dict[str, set[str]] = {}
    if held.portfolio is None:
        links: Iterable[tuple[str, ...]] = held.rows("ties")
    else:
        edges = held.layer.graph.edges(keys=True)
        links = ((who, r, what) for who, what, (r, standing) in edges if standing == "stated")
        found = {who: set(things) for who, things in linkage(held, through).of.items()}
    for holder, relation, thing in links:
        sort = _SORTS.get(relation)
        if relation in wanted and (sort is None or held.reach.covered.get(thing) == sort):
            found.setdefault(holder, set()).add(thing)
    return found


def left_of(held: Held, through: str) -> tuple[str, ...]:
    """Return the sorts of things that a large release leaves out of all, for being linked to too often."""
    return () if held.portfolio is None else linkage(held, through).left


def _inside(layer: PolicyLayer, who: str, members: Iterable[str]) -> set[str]:
    """Return a theme or project with its parts and projects, and what coordinates for it or a part."""
    found = {who, *members}
    parts = {who, *(thing for thing in found if not layer.is_a(thing, "Project"))}
    below = {end for part in parts for relation in DOWN for end in layer.targets(part, relation)}
    return found | {step for step in below if layer.is_a(step, "CoordinationProject")}


def _is_read(held: Held, who: str) -> bool:
    return any(section.describes for section in held.layer.sections.get(who, ()))
