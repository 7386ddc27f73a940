"""The shortest ways between two things over accepted links, on the policy layer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from graph.analysis.explanation import Step
from graph.analysis.policy_layer import PART, PART_OF, PolicyLayer
from graph.errors import NotFound
from graph.identifiers import NS, code_of
from graph.terms import LADDER, SKOS, TARGETING

#: What a way may be made of. A related concept or the kind of a group leads anywhere, and so says nothing.
ALLOWED = frozenset(
    (
        *(PART, PART_OF, SKOS + "broader"),
        *(NS + name for name in ("funds", "coordinatedBy", "period", "produced", "concerns")),
        *(NS + name for name in (*TARGETING, *LADDER)),
    )
)
#: Links of a way at most, and things that are looked at.
LONGEST, MOST_SEEN = 6, 50_000


@dataclass(frozen=True, slots=True)
class Ways:
    """Ways of one length, each as its things and its links; not whole where more were left out."""

    found: tuple[tuple[tuple[str, ...], tuple[Step, ...]], ...]
    is_whole: bool


def ways(layer: PolicyLayer, start: str, end: str, most: int = 10) -> Ways:
    """Find the shortest ways from one thing to another; none where they are not linked within LONGEST links.

    A period may begin or end a way and is never gone through. Raises NotFound for what is not in the layer.
    """
    for thing in (start, end):
        if not layer.graph.has_node(thing):
            raise NotFound("thing with links that lead anywhere", code_of(thing))
    before, is_whole = _before(layer, start, end)
    found = list(islice(_back(before, start, end), most + 1))
    steps = ((way, tuple(_step(layer, a, b) for a, b in pairwise(way))) for way in found[:most])
    return Ways(tuple(steps), is_whole and len(found) <= most)


def _before(layer: PolicyLayer, start: str, end: str) -> tuple[dict[str, list[str]], bool]:
    """Return, for each thing seen on the way out from the start, those one link nearer to it."""
    before: dict[str, list[str]] = {start: []}
    edge = [start]
    for _ in range(LONGEST):
        reached: dict[str, list[str]] = {}
        for thing in edge:
            if thing == start or not layer.is_a(thing, "ProgrammingPeriod"):
                for other in _beside(layer, thing):
                    if other not in before:
                        reached.setdefault(other, []).append(thing)
        before |= reached
        edge = sorted(reached)
        if end in before or not edge:
            return before, True
        if len(before) > MOST_SEEN:
            return before, False
    return before, False


def _back(before: dict[str, list[str]], start: str, end: str) -> Iterator[tuple[str, ...]]:
    if end == start:
        yield (start,)
    for thing in before.get(end, ()):
        for way in _back(before, start, thing):
            yield (*way, end)


def _beside(layer: PolicyLayer, thing: str) -> Iterator[str]:
    for edges, end in (
        (layer.graph.out_edges(thing, keys=True), 1),
        (layer.graph.in_edges(thing, keys=True), 0),
    ):
        for edge in edges:
            relation, standing = edge[2]
            if standing == "stated" and relation in ALLOWED:
                yield edge[end]


def _step(layer: PolicyLayer, one: str, other: str) -> Step:
    links = [
        Step(start, relation, end, standing)
        for start, end in ((one, other), (other, one))
        for relation, standing in layer.between(start, end)
        if standing == "stated" and relation in ALLOWED
    ]
    return min(links, key=lambda step: (step.relation, step.subject))
