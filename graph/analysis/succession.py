"""What two periods have of one kind, and which things of the later are found for those of the earlier."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from graph.analysis.claims import Edge
from graph.analysis.held import Held
from graph.analysis.policy_layer import BROADER
from graph.analysis.traits import METHOD, ORGANISATIONS, RESULT
from graph.identifiers import NS

PERIOD = NS + "period"
#: By which links a thing of a period names things of each kind.
NAMING = {
    "TargetGroup": (NS + "targets",),
    "Intermediary": (NS + "targetsIntermediary",),
    "Method": (METHOD,),
    "Organization": ORGANISATIONS,
    "Result": (RESULT,),
}
#: Which kinds of things are compared by what is in them.
HOLDING = {"Theme": ("Theme", "MeasurePackage"), "SpecificObjective": ("SpecificObjective",)}
#: In which sections of a document a thing of a kind would be named.
_SECTIONS = {
    "TargetGroup": ("target-groups", "results"),
    "Intermediary": ("target-groups", "results"),
    "Method": ("content", "results"),
    "Result": ("content", "results"),
}


@dataclass(frozen=True)
class Side:
    """Things of one kind in one period: who names each in which standing, or what is in each."""

    period: str
    named: Mapping[str, Mapping[str, set[str]]] = field(default_factory=dict)
    holds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    is_read: bool = False

    @property
    def things(self) -> list[str]:
        """What is named at all, and not only denied; or what there is."""
        said = (one for one, by in self.named.items() if by.keys() & {"stated", "proposed"})
        return sorted((*said, *self.holds))

    def by(self, one: str) -> int:
        """Count the things of the period that name one."""
        held = self.named.get(one, {})
        return len(held.get("stated") or held.get("proposed") or ())

    def standing(self, one: str) -> str:
        """Return a state: how one is named; conflict where the same thing names it and denies it."""
        held = self.named.get(one, {})
        if held.get("stated", set()) & held.get("denied", set()):
            return "conflict"
        return next((state for said, state in _STANDINGS if held.get(said)), "not-stated")


_STANDINGS = (("stated", "direct"), ("proposed", "proposed"), ("denied", "denied"))


def side(held: Held, kind: str, period: str) -> Side:
    """Gather what a period has of a kind."""
    layer = held.layer
    members = set(layer.sources(period, PERIOD)) if layer.graph.has_node(period) else set()
    if kind in HOLDING:
        found = {one: _content(held, one) for one in layer.of_kind(*HOLDING[kind]) if one in members}
        return Side(period, holds=found, is_read=any(found.values()))
    named: dict[str, dict[str, set[str]]] = {}
    for edge in _edges(held, kind, members):
        named.setdefault(edge.end, {}).setdefault(edge.standing, set()).add(edge.start)
    keys = _SECTIONS.get(kind, ())
    sections = (s for one in members for s in layer.sections.get(one, ()))
    is_read = any(s.found and (s.describes or s.names) and (not keys or s.key in keys) for s in sections)
    return Side(period, named=named, is_read=is_read)


def facts(held: Held) -> dict[str, dict[str, list[tuple[str, str]]]]:
    """Return what is known of things besides links: ages, successors, ends, numbers and years, by thing."""
    found: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for what, one, first, second in held.rows("succession"):
        found.setdefault(what, {}).setdefault(one, []).append((first, second))
    return found


def hierarchy(held: Held) -> tuple[Callable[[str], set[str]], Callable[[str], set[str]]]:
    """Return what gives all that is narrower than a concept, and all that is broader."""
    layer = held.layer

    def narrower(one: str) -> set[str]:
        return _closure(one, lambda x: layer.sources(x, BROADER) if layer.graph.has_node(x) else ())

    def broader(one: str) -> set[str]:
        return _closure(one, lambda x: layer.targets(x, BROADER) if layer.graph.has_node(x) else ())

    return narrower, broader


def lives_on(held: Held, earlier: Side, later: str) -> dict[str, dict[str, str]]:
    """Return, for results of a period, the methods of a later one whose words name them, with a state.

    Direct where the later period's own words are the result's; weak where they are a part of them.
    """
    members = set(held.layer.sources(later, PERIOD)) if held.layer.graph.has_node(later) else set()
    made: dict[str, set[str]] = {}
    used: dict[str, set[tuple[str, str]]] = {}
    for subject, relation, one, words in held.rows("wording"):
        said = " ".join(words.lower().split())
        if relation == RESULT:
            made.setdefault(one, set()).add(said)
        else:
            used.setdefault(one, set()).add((subject, said))
    again = {m for one in members for m in held.traits.of(one, (METHOD,))}
    found: dict[str, dict[str, str]] = {}
    for result in earlier.things:
        makers = earlier.named[result].get("stated", set())
        for method in {m for maker in makers for m in held.traits.of(maker, (METHOD,))} & again:
            state = _likeness(made.get(result, set()), used.get(method, set()), members)
            if state:
                found.setdefault(result, {})[method] = state
    return found


def _likeness(made: set[str], used: set[tuple[str, str]], members: set[str]) -> str:
    if any(words in made for who, words in used if who in members):
        return "direct"
    return "weak" if any(f" {words} " in f" {name} " for name in made for _, words in used) else ""


def _content(held: Held, one: str) -> frozenset[str]:
    """Return the groups and methods that a thing, its parts and its projects name."""
    reach = held.reach
    inside = (one, *reach.members.get(one, ()))
    groups = {w for part in inside for w in reach.named(part) if reach.covered[w] == "TargetGroup"}
    return frozenset((*groups, *held.traits.states(held.layer, one, (METHOD,))))


def _edges(held: Held, kind: str, members: set[str]) -> Iterable[Edge]:
    relations = NAMING[kind]
    if kind in ("TargetGroup", "Intermediary"):
        edges = held.layer.graph.out_edges(members, keys=True)
        return [Edge(s, r, e, standing) for s, e, (r, standing) in edges if r in relations]
    # What documents say: a register's organisations are not what a document names.
    said = (claim.edge for claim in held.claims.all)
    return [edge for edge in said if edge.relation in relations and edge.start in members]


def _closure(start: str, onward: Callable[[str], Iterable[str]]) -> set[str]:
    found, ahead = {start}, [start]
    while ahead:
        fresh = set(onward(ahead.pop())) - found
        found |= fresh
        ahead.extend(fresh)
    return found - {start}
