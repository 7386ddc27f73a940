"""What ties themes or projects to each other: groups, methods, organisations and instruments they share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import networkx as nx

from graph.analysis.held import Held
from graph.analysis.owners import below
from graph.analysis.policy_layer import PART
from graph.identifiers import NS
from graph.terms import LADDER, TARGETING

#: By what things are tied: relations whose ends are of one type. A citation ties nothing.
THROUGH: Mapping[str, tuple[str, ...]] = {
    "groups": tuple(NS + name for name in TARGETING),
    "methods": (NS + "usesMethod",),
    "organisations": tuple(
        NS + name
        for name in ("hasImplementer", "hasResponsibleMinistry", "hasIntermediateBody", "cooperatesWith")
    ),
    "instruments": tuple(NS + name for name in LADDER[1:]),
}
AMONG: Mapping[str, tuple[str, ...]] = {
    "themes": ("Theme", "MeasurePackage"),
    "projects": ("Project", "CoordinationProject"),
}


@dataclass(frozen=True)
class Ties:
    """What each theme or project has: things, with how many of itself, its parts and projects have each.

    ``unread`` are left out, for no document that describes them was read: they only look unconnected.
    """

    of: Mapping[str, Mapping[str, int]]
    unread: tuple[str, ...] = ()

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
    """Read what ties themes or projects, through one type of things or ``all``; who has none is left out."""
    wanted = {r for name, relations in THROUGH.items() if through in ("all", name) for r in relations}
    has: dict[str, list[str]] = {}
    for holder, relation, thing in held.rows("ties"):
        if relation in wanted:
            has.setdefault(holder, []).append(thing)
    found: dict[str, dict[str, int]] = {}
    everybody = held.layer.of_kind(*AMONG[among])
    # Of projects, registers tell without any document.
    unread = tuple(who for who in everybody if among == "themes" and not _is_read(held, who))
    for who in everybody:
        things: dict[str, int] = {}
        for holder in (who, *below(held.layer, who, (PART, NS + "funds"))):
            for thing in set(has.get(holder, ())):
                things[thing] = things.get(thing, 0) + 1
        if things and who not in unread:
            found[who] = dict(sorted(things.items()))
    return Ties(found, unread)


def _is_read(held: Held, who: str) -> bool:
    return any(section.describes for section in held.layer.sections.get(who, ()))
