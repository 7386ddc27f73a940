"""Which single project, document or link a finding rests on, and how it changes over the bands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from pyoxigraph import NamedNode

from graph.analysis.analysis import Finding, Remark
from graph.analysis.claims import Claims, Edge
from graph.analysis.coverage import state_of
from graph.analysis.footprint import footprint
from graph.analysis.held import Held
from graph.analysis.near import near
from graph.analysis.overlay import Overlay, edges
from graph.analysis.picture import Bar, Bars, Lead, leading
from graph.analysis.policy_layer import DOWN, PART, PART_OF, PolicyLayer
from graph.analysis.reach import Reach
from graph.errors import InvalidParameter
from graph.identifiers import ID, NS
from graph.store.dataset import Term
from graph.terms import LADDER, STATES, TARGETING, state

CARRIED = ("coverer", "covered", "state", "sort", "carrier", "relation", "object", "withoutState")
BANDED = ("coverer", "covered", "bandAState", "bandABState", "bandABCState")
BANDS = ("A", "AB", "ABC")
#: By what a coverer says what it covers: links that a finding may rest on, as on those to what is inside it.
SAYING = frozenset(NS + name for name in (*TARGETING, *LADDER, "concerns"))
_OPEN = ("absent", "not-stated", "unknown")
_STRUCTURE = (PART, PART_OF, NS + "funds", NS + "period")
Pair = tuple[str, str]


class Carrier(NamedTuple):
    """What a finding would rest on: a project, a document, or a link, which ``edges`` would go with."""

    sort: str
    thing: str
    edges: tuple[Edge, ...]
    versions: frozenset[str] = frozenset()


def find(held: Held, given: Mapping[str, str]) -> Finding:
    """Give what carries the cells of one thing, or how they change over the bands."""
    around = near(held, "robustness", (given["thing"], _iri(given["other"])))
    held = around.held
    every = _pairs(held.reach, given["thing"], given["other"])
    pairs = [pair for pair in every if pair[0] in around.whole]
    left = around.left(held.reach.members if given["thing"] in held.reach.covered else ())
    if not pairs:
        return Finding(CARRIED, (), (Remark("nothing", {"thing": given["thing"]}), *left))
    if given["show"] == "bands":
        rows = tuple(_over_bands(held.reach, held.claims, pairs))
        changing = sum(len({row[2], row[3], row[4]}) > 1 for row in rows)
        said = Remark("bands", {"changing": changing, "cells": len(rows)})
        return Finding(BANDED, rows, (said, *left), _by_band(rows))
    carried = tuple(carriers(held.reach, held.claims, pairs))
    alone = len({pair for pair, _, _ in carried})
    found = tuple(_row(held.reach, *said) for said in carried)
    remarks = (Remark("carried", {"alone": alone, "cells": len(pairs)}), *left)
    return Finding(CARRIED, found, remarks, leading(_leads(held.reach, carried, given["thing"])))


def carriers(
    reach: Reach, claims: Claims, pairs: Collection[Pair]
) -> Iterator[tuple[Pair, Carrier, str | None]]:
    """Yield each cell that one single thing carries, with that thing and the cell's state without it.

    None is the state of a cell that would not be there.
    """
    overlay = Overlay(reach.layer)
    states = {pair: state_of(reach, *pair) for pair in pairs}
    for carrier, hung in _candidates(reach, claims, states).items():
        with overlay.without(carrier.edges, carrier.versions) as layer:
            without = _without(reach, layer, carrier.edges)
            for pair in hung:
                left = state_of(without, *pair) if pair[0] in without.members else None
                if left != states[pair]:
                    yield pair, carrier, left


def heads(reach: Reach, claims: Claims) -> Mapping[str, int]:
    """Count, by the code of each assertion, the cells that would change their state if it were wrong.

    Only links that one assertion alone says are counted: where two documents say it, either may be wrong.
    """
    pairs = [(who, what) for who in reach.coverers for what in footprint(reach, who)]
    found: Counter[str] = Counter()
    for _pair, carrier, _state in carriers(reach, claims, pairs):
        said = claims.of(carrier.edges[0]) if carrier.sort == "link" else ()
        if len(said) == 1:
            found[said[0].assertion.removeprefix(ID)] += 1
    return found


def alone(held: Held) -> Mapping[str, int]:
    """Count the cells that rest on each assertion alone, once for a release.

    Of a portfolio too large to walk none are counted: most of what they rest on is not in the layer.
    """
    if held.portfolio is not None:
        return {}
    return held.once("heads", lambda: heads(held.reach, held.claims))


def _pairs(reach: Reach, thing: str, other: str) -> list[Pair]:
    """Return the cells of a finding: one, or all that a thing covers, or all in which it is covered."""
    if other:
        second = _iri(other)
        named = ((thing, second), (second, thing))
        found = [pair for pair in named if pair[0] in reach.members and pair[1] in reach.covered]
        if not found:
            raise InvalidParameter(
                "robustness", "other", "one of the two must cover and the other be covered"
            )
        return found
    if thing in reach.members:
        return [(thing, what) for what in sorted(footprint(reach, thing))]
    return [(who, thing) for who in sorted(reach.members) if thing in footprint(reach, who)]


def _candidates(reach: Reach, claims: Claims, states: Mapping[Pair, str]) -> dict[Carrier, list[Pair]]:
    """Return what any of the cells may rest on, with the cells that may rest on it."""
    found: dict[Carrier, dict[Pair, None]] = {}
    documents: dict[str, Carrier] = {}
    projects: dict[str, Carrier] = {}
    sayings: dict[str, list[Edge]] = {}
    for pair, held in states.items():
        if pair[0] not in sayings:
            sayings[pair[0]] = list(_saying(reach, pair[0]))
        edges = list(_bearing(reach, sayings[pair[0]], pair[1]))
        # What is only not stated, or unknown, rests on what was read of any member and not on a link.
        things = reach.members[pair[0]] if held in _OPEN else {e for edge in edges for e in edge[::2]}
        for edge in edges:
            found.setdefault(Carrier("link", edge.start, (edge,)), {})[pair] = None
            # What no document says, such as a curator's own addition, falls with no document.
            for claim in (said for said in claims.of(edge) if said.document):
                found.setdefault(_document(claims, documents, claim.document), {})[pair] = None
        for thing in sorted(things - {pair[0]}):
            if thing in reach.members and reach.layer.is_a(thing, "Project"):
                found.setdefault(_project(reach.layer, projects, thing), {})[pair] = None
    return {carrier: list(hung) for carrier, hung in found.items()}


def _saying(reach: Reach, who: str) -> Iterator[Edge]:
    """Yield the links by which a coverer and its members say what they cover, and by which they hang."""
    members = {who, *reach.members[who]}
    for start, end, (relation, standing) in reach.layer.graph.out_edges(sorted(members), keys=True):
        if relation in SAYING or (end in members and relation in DOWN):
            yield Edge(start, relation, end, standing)


def _bearing(reach: Reach, sayings: Iterable[Edge], what: str) -> Iterator[Edge]:
    """Yield the links whose loss could change a cell: steps, and what is said of the thing and around it."""
    around = {what, *reach.narrower[what], *reach.broader[what], *reach.near[what]}
    return (edge for edge in sayings if edge.end in around or edge.relation in DOWN)


def _document(claims: Claims, known: dict[str, Carrier], document: str) -> Carrier:
    if document not in known:
        edges = tuple(claims.without_document(document))
        known[document] = Carrier("document", document, edges, frozenset(claims.versions(document)))
    return known[document]


def _project(layer: PolicyLayer, known: dict[str, Carrier], project: str) -> Carrier:
    if project not in known:
        known[project] = Carrier("project", project, tuple(edges(layer, project)))
    return known[project]


def _without(reach: Reach, layer: PolicyLayer, edges: Iterable[Edge]) -> Reach:
    """Return the reach of an overlay from which these links are gone."""
    changed = {thing for edge in edges for thing in (edge.start, edge.end)}
    ends = {thing for e in edges if e.relation in _STRUCTURE for thing in (e.start, e.end)}
    above = [who for who, held in reach.members.items() if who in ends or not ends.isdisjoint(held)]
    return reach.over(layer, changed, above)


def _over_bands(reach: Reach, claims: Claims, pairs: Iterable[Pair]) -> Iterator[tuple[Term | None, ...]]:
    """Yield each cell with its state by links of band A alone, of A and B, and of all three."""
    states: dict[Pair, list[Term | None]] = {pair: [] for pair in pairs}
    overlay = Overlay(reach.layer)
    for bands in BANDS:
        beyond = claims.beyond(bands)
        with overlay.without(beyond) as layer:
            within = _without(reach, layer, beyond)
            for pair, found in states.items():
                found.append(_state(state_of(within, *pair) if pair[0] in within.members else None))
    for (who, what), found in states.items():
        yield NamedNode(who), NamedNode(what), *found


def _row(reach: Reach, pair: Pair, carrier: Carrier, left: str | None) -> tuple[Term | None, ...]:
    link = carrier.edges[0] if carrier.sort == "link" else None
    return (
        *(NamedNode(pair[0]), NamedNode(pair[1]), _state(state_of(reach, *pair))),
        *(NamedNode(f"{NS}carrier-{carrier.sort}"), NamedNode(carrier.thing)),
        *(NamedNode(part) if part else None for part in (link[1:3] if link else ("", ""))),
        _state(left),
    )


def _leads(reach: Reach, carried: Iterable[tuple[Pair, Carrier, str | None]], thing: str) -> Iterator[Lead]:
    """Yield on what each cell rests, in the state of today, and to which state it would fall without it.

    A link is drawn as the thing at its other end.
    """
    for pair, carrier, left in carried:
        other = pair[1] if pair[0] == thing else pair[0]
        is_from_it = carrier.sort == "link" and carrier.thing == thing
        rests_on = carrier.edges[0].end if is_from_it else carrier.thing
        now = state_of(reach, *pair)
        yield Lead(other, rests_on, now, f"without-{left or 'cell'}", left or "unknown")


def _by_band(rows: Iterable[tuple[Term | None, ...]]) -> Bars:
    """Draw how many cells are in which state by the links of each band."""
    held = [[getattr(term, "value", "") for term in row] for row in rows]
    bars = []
    for place, name in enumerate(BANDED[2:], 2):
        tally = Counter(row[place] for row in held)
        bars.append(Bar(name, tuple((iri, tally[iri]) for iri in map(state, STATES) if tally[iri])))
    return Bars(tuple(bars), "cells")


def _iri(code: str) -> str:
    return ID + code.removeprefix(ID).removeprefix("id:")


def _state(name: str | None) -> NamedNode | None:
    return NamedNode(state(name)) if name else None
