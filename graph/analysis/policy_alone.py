"""The policy layer of a release without its projects, where they are too many to walk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

import networkx as nx
from pyoxigraph import DefaultGraph, NamedNode, Quad

from graph.analysis.policy_layer import BROADER, DOWN, PART, PART_OF, RELATED, Layer
from graph.identifiers import NS
from graph.store.dataset import Dataset
from graph.terms import RDF, RDFS

_ANYWHERE = DefaultGraph()
_COORDINATION = "CoordinationProject"
#: Kinds of the policy layer, those of projects left out but for the ones that only coordinate.
_KINDS = (
    *(
        "Fund",
        "Programme",
        "ProgrammingPeriod",
        "PriorityAxis",
        "SpecificObjective",
        "MeasurePackage",
        "Theme",
    ),
    *("SubTheme", "StrategicGoal", _COORDINATION, "TargetGroup", "Phenomenon", "PolicyInstrument"),
    *("RecommendationPart", "Document", "CountryRecommendation", "Call", "Indicator"),
)
#: Relations by which a whole may lead to a million projects: read from their other ends.
_RELATIONS = (
    *(PART_OF, BROADER, RELATED),
    *(NS + name for name in ("coordinatedBy", "period", "describes", "produced", "concerns", "groupRole")),
    *(NS + name for name in ("targets", "targetsIndirectly", "targetsIntermediary", "citesAsBackground")),
    *(NS + name for name in ("claimsAlignmentWith", "alignedByInstrumentText", "receivesMoneyCodedTo")),
    *(NS + name for name in ("showsResultFor", "hasIndicator", "answersTo")),
)
_DENIED = (NS + "status-accepted", NS + "polarity-denied")


def policy_alone(dataset: Dataset) -> Layer:
    """Read things but projects, the links between them, and what is denied of anything.

    Of each it is noted whether anything is a part of it, be it a project that is left out.
    It looks links up thing by thing: a query over all would pass by those of every project.
    """
    graph: Layer = nx.MultiDiGraph()
    for kind in _KINDS:
        for thing in _of_kind(dataset, kind):
            graph.add_node(thing)
            kinds = {NS + kind, NS + "Project"} if kind == _COORDINATION else {NS + kind}
            graph.nodes[thing].setdefault("kinds", set()).update(kinds)
            graph.nodes[thing]["is_whole"] = any(True for _ in _from(dataset, thing, PART))
    known = frozenset(graph)
    for thing in sorted(known):
        for start, relation, end in _stated(dataset, thing):
            if relation not in DOWN or start in known:
                graph.add_edge(start, end, key=(relation, "stated"))
        for quad in _quads(dataset, RDF + "subject", thing):
            _said(dataset, quad, graph)
    for quad in _quads(dataset, NS + "polarity", NS + "polarity-denied"):
        _said(dataset, quad, graph, is_any=False)
    _lead_on(dataset, graph, known)
    return graph


def _lead_on(dataset: Dataset, graph: Layer, known: Set[str]) -> None:
    """Add what is broader than, or the whole of, things of no kind that is read: they lead on to others."""
    upward = (BROADER, PART_OF)
    waiting = [end for _, end, (relation, _) in graph.edges(keys=True) if relation in upward]
    passed = set(known)
    while waiting:
        thing = waiting.pop()
        if thing in passed:
            continue
        passed.add(thing)
        for relation in upward:
            for start, end in _from(dataset, thing, relation):
                graph.add_edge(start, end, key=(relation, "stated"))
                waiting.append(end)


def with_projects(
    dataset: Dataset, alone: Layer, projects: Iterable[str], wholes: Iterable[str] = ()
) -> Layer:
    """Return a copy with some projects, those that they are parts of, and their links.

    Of ``wholes`` among them all parts are read, too, however far.
    """
    graph: Layer = alone.copy()
    waiting, whole = [*projects, *wholes], set(wholes)
    while waiting:
        project = waiting.pop()
        if project in graph and graph.nodes[project]:
            continue
        graph.add_node(project, kinds={NS + "Project"})
        for start, relation, end in _stated(dataset, project):
            graph.add_edge(start, end, key=(relation, "stated"))
            if relation in DOWN and start not in alone:
                waiting.append(start)
        for quad in _quads(dataset, RDF + "subject", project):
            _said(dataset, quad, graph)
        if project in whole:
            below = [end for relation in DOWN for _, end in _from(dataset, project, relation)]
            whole.update(below)
            waiting += below
    return graph


def _from(dataset: Dataset, thing: str, relation: str) -> Iterator[tuple[str, str]]:
    yield from _ends(dataset.store.quads_for_pattern(NamedNode(thing), NamedNode(relation), None, _ANYWHERE))


def _of_kind(dataset: Dataset, kind: str) -> Iterator[str]:
    of = dataset.store.quads_for_pattern
    below = nx.DiGraph(_ends(of(None, NamedNode(RDFS + "subClassOf"), None, _ANYWHERE)))
    classes = {NS + kind} | (nx.ancestors(below, NS + kind) if NS + kind in below else set())
    for each in sorted(classes):
        found = of(None, NamedNode(RDF + "type"), NamedNode(each), _ANYWHERE)
        yield from (thing for thing, _ in _ends(found))


def _stated(dataset: Dataset, thing: str) -> Iterator[tuple[str, str, str]]:
    for relation in _RELATIONS:
        for start, end in _from(dataset, thing, relation):
            yield start, relation, end
    for relation in DOWN:
        above = dataset.store.quads_for_pattern(None, NamedNode(relation), NamedNode(thing), _ANYWHERE)
        for start, end in _ends(above):
            yield start, relation, end


def _said(dataset: Dataset, quad: Quad, graph: Layer, *, is_any: bool = True) -> None:
    """Add what an assertion denies and, of ``is_any``, what it proposes."""
    if isinstance(quad.graph_name, DefaultGraph):
        return
    about = dataset.store.quads_for_pattern(quad.subject, None, None, quad.graph_name)
    held = {each.predicate.value: getattr(each.object, "value", "") for each in about}
    start, relation, end = (held.get(RDF + name, "") for name in ("subject", "predicate", "object"))
    if relation not in (*_RELATIONS, *DOWN):
        return
    if held.get(NS + "decisionState") == NS + "status-proposed":
        if is_any:
            graph.add_edge(start, end, key=(relation, "proposed"))
    elif (held.get(NS + "decisionState"), held.get(NS + "polarity")) == _DENIED:
        graph.add_edge(start, end, key=(relation, "denied"))


def _quads(dataset: Dataset, relation: str, end: str) -> Iterator[Quad]:
    yield from dataset.store.quads_for_pattern(None, NamedNode(relation), NamedNode(end), None)


def _ends(quads: Iterable[Quad]) -> Iterator[tuple[str, str]]:
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            yield quad.subject.value, quad.object.value
