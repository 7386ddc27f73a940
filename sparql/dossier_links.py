"""Who names a thing in documents, in which role and on which rung; and what a theme names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.analysis.claims import Edge
from graph.analysis.reach import RUNGS
from graph.export.paper import Said
from graph.identifiers import NS
from graph.terms import SKOS
from sparql.composed import Row, Section, Statement
from sparql.scribe import Scribe

_HEADS = ("kind", "how", "rung", "state")
#: Told elsewhere in a dossier, or no more than another name.
_APART = {NS + "hasFunding", SKOS + "altLabel"}


def named(scribe: Scribe, thing: str) -> Section:
    """Tell who names a thing that can be covered."""
    naming = scribe.held.reach.naming(thing)
    found = dict.fromkeys(c.edge for c in scribe.held.claims.all if c.edge.end == thing)
    for start, _, (relation, standing) in scribe.held.layer.graph.in_edges(thing, keys=True):
        if relation in naming:
            found.setdefault(Edge(start, relation, thing, standing))
    cells = scribe.source("cells", release=scribe.release or "–")
    shown, cut = scribe.first(_ordered(scribe, found), thing, cells)
    if found:
        counts = {"count": len(found), "who": len({edge.start for edge in found})}
        said = scribe.say("named", scribe.source("counted"), **counts)
    else:
        said = scribe.say("named-none", cells)
    rows = [_row(scribe, edge, edge.start) for edge in shown]
    listing = scribe.listing("named", ("who", *_HEADS), rows, count=len(found))
    return Section(scribe.tell("heading", "named"), (said, *cut), (listing,))


def names(scribe: Scribe, thing: str) -> Section:
    """Tell which groups and instruments a theme names, and what else documents say of it."""
    covered = scribe.held.reach.covered
    found = dict.fromkeys(c.edge for c in scribe.held.claims.all if c.edge.start == thing)
    ends = {edge: edge.end for edge in found if edge.end in covered}
    cells = scribe.source("cells", release=scribe.release or "–")
    shown, cut = scribe.first(_ordered(scribe, ends), thing, cells)
    if ends:
        sorts = [covered[end] for end in set(ends.values())]
        counts = {"groups": sorts.count("TargetGroup"), "instruments": sorts.count("PolicyInstrument")}
        lead = scribe.say("names", scribe.source("counted"), **counts)
    else:
        lead = scribe.say("names-none", cells)
    others = [edge for edge in found if edge not in ends and edge.relation not in _APART]
    rows = [_row(scribe, edge, edge.end) for edge in shown]
    listing = scribe.listing("names", ("what", *_HEADS), rows, count=len(ends))
    said = (lead, *cut, *_others(scribe, others))
    return Section(scribe.tell("heading", "names"), said, (listing,))


def _others(scribe: Scribe, edges: list[Edge]) -> Iterator[Statement]:
    """Say what else is linked: one sentence for each relation and standing."""
    grouped: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        grouped.setdefault((edge.relation, edge.standing), []).append(edge)
    for (relation, standing), held in sorted(grouped.items()):
        said = scribe.name(relation)
        if standing != "stated":
            said = Said(f"{said.text} [{scribe.state(standing).text}]", said.language)
        sources = [source for edge in held for source in scribe.link(edge)]
        yield scribe.say("relation", sources, relation=said, names=_listed(scribe, held))


def _listed(scribe: Scribe, edges: list[Edge]) -> tuple[Said, ...]:
    return scribe.listed(map(scribe.name, dict.fromkeys(edge.end for edge in edges)))


def _row(scribe: Scribe, edge: Edge, other: str) -> Row:
    rung = RUNGS.get(edge.relation)
    standing = "direct" if edge.standing == "stated" else edge.standing
    cells = (
        scribe.name(other),
        Said(_kinds(scribe, other)),
        scribe.name(edge.relation),
        Said(str(rung) if rung else "–", is_number=bool(rung)),
        scribe.state(standing),
    )
    return scribe.row(cells, scribe.link(edge))


def _kinds(scribe: Scribe, thing: str) -> str:
    graph = scribe.held.layer.graph
    kinds = sorted(graph.nodes[thing].get("kinds", ())) if graph.has_node(thing) else []
    return "; ".join(scribe.name(kind).text for kind in kinds if kind.startswith(NS)) or "–"


def _ordered(scribe: Scribe, edges: Mapping[Edge, object]) -> list[Edge]:
    """Order links by how strong they are said: by standing, rung and relation, then by name."""

    def place(edge: Edge) -> tuple[bool, int, str, str, str]:
        rung = RUNGS.get(edge.relation, 0)
        ends = f"{scribe.name(edge.start).text} {scribe.name(edge.end).text}"
        return edge.standing != "stated", -rung, edge.relation, ends, f"{edge.start} {edge.end}"

    return sorted(edges, key=place)
