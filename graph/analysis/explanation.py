"""Why a cell is in its state: the shortest chain of statements, and the words each rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from graph.analysis.coverage import cell
from graph.analysis.policy_layer import PART, PART_OF, RELATED
from graph.analysis.reach import CITING, Reach
from graph.errors import NotFound
from graph.identifiers import NS
from graph.store.dataset import Dataset
from graph.store.query_file import bind, load

_QUERIES = Path(str(files("graph.analysis") / "queries"))
_INVERSE = {PART: PART_OF, PART_OF: PART}
#: A coverer or a covered thing at one end of a step: which of the two, and its IRI.
_End = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a document that an assertion rests on; offsets are code points of the raw text."""

    assertion: str
    version: str
    section: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Step:
    """One link of the chain; without evidence it is a fact of the vocabulary, or ``rule`` inferred it."""

    subject: str
    relation: str
    object: str
    standing: str
    evidence: tuple[Evidence, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a cell has its state; absent, not-stated and unknown have no chain (see graph.analysis.gap)."""

    coverer: str
    covered: str
    state: str
    steps: tuple[Step, ...]


def why(dataset: Dataset, reach: Reach, coverer: str, covered: str) -> Explanation:
    """Explain the state of a cell, given by the IRIs of its two ends; raises NotFound where there is none."""
    if coverer not in reach.members or covered not in reach.covered:
        raise NotFound("coverage cell", f"{coverer} {covered}")
    state = cell(reach, coverer, covered).state
    chain = _shortest(reach, coverer, covered, state)
    return Explanation(coverer, covered, state, tuple(told(dataset, step) for step in chain))


def _shortest(reach: Reach, coverer: str, covered: str, state: str) -> list[Step]:
    if state == "conflict":
        stated = _shortest(reach, coverer, covered, "direct")
        return [*stated, *_shortest(reach, coverer, covered, "denied")]
    import networkx as nx  # takes long to load; who reads an explanation does not need it

    graph: nx.DiGraph[_End] = nx.DiGraph()
    for start, end, step in _edges(reach, coverer, covered, state):
        if not graph.has_edge(start, end):
            graph.add_edge(start, end, step=step)
    ends: tuple[_End, _End] = (("coverer", coverer), ("covered", covered))
    if not all(graph.has_node(end) for end in ends) or not nx.has_path(graph, *ends):
        return []
    path = nx.shortest_path(graph, *ends)
    return [graph.edges[edge]["step"] for edge in pairwise(path)]


def _edges(reach: Reach, coverer: str, covered: str, state: str) -> Iterator[tuple[_End, _End, Step]]:
    """Yield what a chain may be made of: down from the coverer, across, and up to the covered thing."""
    standing = {"denied": "denied", "proposed": "proposed"}.get(state, "stated")
    members = (coverer, *sorted(reach.members[coverer]))
    for member in members:
        for relation, below in reach.steps(member):
            ends = (below, member) if relation == NS + "period" else (member, below)
            yield ("coverer", member), ("coverer", below), Step(ends[0], relation, ends[1], "stated")
        yield from _across(reach, member, covered, state, standing)
    if state == "weak":
        yield from _weakly(reach, covered)
    for what in (covered, *sorted(reach.narrower[covered])):
        for relation, inside in reach.insides(what):
            yield ("covered", inside), ("covered", what), Step(inside, relation, what, "stated")


def _across(
    reach: Reach, member: str, covered: str, state: str, standing: str
) -> Iterator[tuple[_End, _End, Step]]:
    inside = (covered,) if state == "denied" else (covered, *sorted(reach.narrower[covered]))
    for what in inside:
        named = {"weak": {CITING}, "denied": reach.naming(what), "proposed": reach.naming(what)}
        for relation in sorted(named.get(state, reach.covering(what))):
            if (relation, standing) in reach.layer.between(member, what):
                yield ("coverer", member), ("covered", what), Step(member, relation, what, standing)
    if state == "weak":
        for broader in sorted(reach.broader[covered]):
            for relation in sorted(reach.covering(broader)):
                if (relation, standing) in reach.layer.between(member, broader):
                    yield ("coverer", member), ("broader", broader), Step(member, relation, broader, standing)
        for phenomenon in sorted(reach.layer.targets(member, NS + "concerns")):
            step = Step(member, NS + "concerns", phenomenon, standing)
            yield ("coverer", member), ("phenomenon", phenomenon), step


def _weakly(reach: Reach, covered: str) -> Iterator[tuple[_End, _End, Step]]:
    """Yield the steps from a broader thing down, and from a phenomenon over, to the covered one."""
    for what in sorted(reach.broader[covered]):
        for relation, inside in reach.insides(what):
            sort = "covered" if inside == covered else "broader"
            yield ("broader", what), (sort, inside), Step(inside, relation, what, "stated")
    for phenomenon in sorted(reach.layer.targets(covered, RELATED)):
        yield ("phenomenon", phenomenon), ("covered", covered), Step(covered, RELATED, phenomenon, "stated")
    for phenomenon in sorted(reach.layer.sources(covered, RELATED)):
        yield ("phenomenon", phenomenon), ("covered", covered), Step(phenomenon, RELATED, covered, "stated")


def told(dataset: Dataset, step: Step) -> Step:
    """Return a step with the words it rests on, or the rule that inferred it."""
    evidence = _evidence(dataset, step.subject, step.relation, step.object, step.standing)
    if evidence or step.standing != "stated":
        return Step(step.subject, step.relation, step.object, step.standing, evidence)
    inverse = _INVERSE.get(step.relation)
    if inverse is not None:
        evidence = _evidence(dataset, step.object, inverse, step.subject, step.standing)
    asked = bind(load(_QUERIES / "rule.rq"), {"subject": step.subject, "object": step.object})
    rules = [rule for relation, rule in dataset.texts(asked) if relation == step.relation]
    return Step(step.subject, step.relation, step.object, step.standing, evidence, rules[0] if rules else "")


def _evidence(
    dataset: Dataset, subject: str, relation: str, target: str, standing: str
) -> tuple[Evidence, ...]:
    asked = bind(load(_QUERIES / "evidence.rq"), {"subject": subject, "object": target})
    wanted = {
        "stated": ("status-accepted", "polarity-affirmed"),
        "denied": ("status-accepted", "polarity-denied"),
        "proposed": ("status-proposed",),
    }[standing]
    return tuple(
        Evidence(assertion, version, section, int(start), int(end), quote)
        for assertion, said, status, polarity, version, section, start, end, quote in dataset.texts(asked)
        if said == relation and all(NS + name in (status, polarity) for name in wanted)
    )
