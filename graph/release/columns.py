"""The integer columns of a release, read from what it states while it is built."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path

import networkx as nx
import numpy as np
from pyoxigraph import DefaultGraph, NamedNode, Quad

from graph.analysis import stratifying
from graph.analysis.columns import SORTS, Bits, Columns, Head, Ints
from graph.analysis.coverage import is_told_itself
from graph.analysis.policy_layer import BROADER, PART, PART_OF, RELATED, PolicyLayer, Section
from graph.analysis.reach import BY_ROLE, CITING, COVERERS, MEMBERS, RUNGS
from graph.identifiers import ID, NS
from graph.release.costs import costs
from graph.release.portfolio import Portfolio
from graph.release.times import days
from graph.store.dataset import Dataset
from graph.store.query_file import load
from graph.terms import DCT, RDF, RDFS, TARGETING

_QUERIES = Path(str(files("graph.analysis") / "queries"))
_NUTS = "http://data.europa.eu/nuts/code/"
_ANYWHERE = DefaultGraph()
_INSTRUMENTS = ("PolicyInstrument", "RecommendationPart")
#: Relations that lead one step down, and those that do so read backwards.
_DOWN, _UP = (PART, NS + "funds"), (NS + "period",)
_ROLES = tuple(NS + name for name in TARGETING)


def read(dataset: Dataset, portfolio: Portfolio | None = None) -> Columns:
    """Read the columns of what a release states, and of what rows told of which the dataset has nothing.

    One without projects has empty ones.
    """
    return stratifying.columns(_Reading(dataset, portfolio or Portfolio()).said())


class _Reading:
    """Give every thing its number, and read the links between them relation by relation."""

    def __init__(self, dataset: Dataset, portfolio: Portfolio) -> None:
        self._dataset = dataset
        self._portfolio = portfolio
        kinds = {kind: self._of_kind(kind) for kind in (*COVERERS, "SpecificObjective")}
        kinds["Project"].update(portfolio.projects())
        self._projects = sorted(kinds["Project"] - kinds["CoordinationProject"])
        kinds["SpecificObjective"] &= {whole for whole, _ in self._pairs(PART)}
        wholes = set().union(*kinds.values()) - set(self._projects)
        self._wholes = sorted(wholes)
        self._kinds = kinds
        self._nodes = {iri: number for number, iri in enumerate((*self._wholes, *self._projects))}
        groups = sorted(self._of_kind("TargetGroup"))
        instruments = sorted(set().union(*map(self._of_kind, _INSTRUMENTS)) - set(groups))
        self._groups = len(groups)
        self._covered = {iri: number for number, iri in enumerate((*groups, *instruments))}

    def said(self) -> stratifying.Said:
        """Return all that columns are made of."""
        stated, denied, proposed, rungs, near, targeted = self._links()
        regions, places = self._regions()
        numbers = {iri: number for number, iri in enumerate(self._projects)}
        kinds, cents, unsure = costs(self._dataset, numbers, self._portfolio)
        first_day, last_day = days(self._dataset, numbers, self._portfolio)
        whole = set(self._kinds["ProgrammingPeriod"]) | self._kinds["SpecificObjective"]
        head = Head(tuple(self._wholes), tuple(self._covered), self._groups, regions, kinds)
        return stratifying.Said(
            head=head,
            projects=np.array([iri.removeprefix(ID).encode() for iri in self._projects], np.bytes_),
            is_period=np.array([w in self._kinds["ProgrammingPeriod"] for w in self._wholes], bool),
            tells=np.array([w in whole for w in self._wholes], bool),
            below=self._below(),
            inside=self._inside(),
            told=self._told(),
            stated=stated,
            proposed=proposed,
            denied=denied,
            near=near,
            rungs=rungs,
            complete=self._complete(),
            regions=places,
            first_day=first_day,
            last_day=last_day,
            cents=cents,
            unsure=unsure,
            targeted=targeted,
        )

    def _quads(self, relation: str) -> Iterator[Quad]:
        return self._dataset.store.quads_for_pattern(None, NamedNode(relation), None, _ANYWHERE)

    def _pairs(self, *relations: str) -> Iterator[tuple[str, str]]:
        for relation in relations:
            for quad in self._quads(relation):
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                    yield quad.subject.value, quad.object.value
            yield from self._portfolio.pairs(relation)

    def _of_kind(self, kind: str) -> set[str]:
        """Return the things of a class or of any that is a kind of it."""
        below = nx.DiGraph(self._pairs(RDFS + "subClassOf"))
        classes = {NS + kind} | (nx.ancestors(below, NS + kind) if NS + kind in below else set())
        wanted = (NamedNode(each) for each in classes)
        a, of = NamedNode(RDF + "type"), self._dataset.store.quads_for_pattern
        found = (quad.subject for each in wanted for quad in of(None, a, each, _ANYWHERE))
        return {thing.value for thing in found if isinstance(thing, NamedNode)}

    def _below(self) -> Ints:
        """Read what is one step below what: parts, what is funded, a period's projects."""
        nodes, found = self._nodes, array("q")
        members = set().union(*(self._kinds[kind] for kind in MEMBERS)) - self._kinds["CoordinationProject"]
        projects = self._kinds["Project"]
        for above, thing in self._pairs(*_DOWN):
            if above in nodes and thing in members:
                found.extend((nodes[above], nodes[thing]))
        for thing, above in self._pairs(*_UP):
            if above in nodes and thing in projects and thing in members:
                found.extend((nodes[above], nodes[thing]))
        return _numbers(found, 2)

    def _inside(self) -> Ints:
        """Say which covered thing is, however far, inside which of the same sort."""
        wider: nx.DiGraph[str] = nx.DiGraph()
        wider.add_edges_from(self._pairs(BROADER))
        wider.add_edges_from((part, whole) for part, whole in self._pairs(PART_OF) if part not in self._nodes)
        found, groups = array("q"), self._groups
        for what, number in self._covered.items():
            for thing in nx.ancestors(wider, what) if what in wider else ():
                inner = self._covered.get(thing)
                if inner is not None and inner != number and (inner < groups) == (number < groups):
                    found.extend((number, inner))
        return _numbers(found, 2)

    def _covering(self) -> list[frozenset[str]]:
        """Return of each covered thing the relations by which it is covered."""
        roles: dict[str, set[str]] = {}
        for what, role in self._pairs(NS + "groupRole"):
            roles.setdefault(what, set()).add(role)
        of_groups = [
            frozenset((NS + "targets", *(BY_ROLE[r] for r in roles.get(what, ()) if r in BY_ROLE)))
            for what in tuple(self._covered)[: self._groups]
        ]
        return [*of_groups, *[frozenset(RUNGS) - {CITING}] * (len(self._covered) - self._groups)]

    def _links(self) -> tuple[Ints, Ints, Ints, Ints, Ints, Ints]:
        """Read what is stated, denied and proposed to be covered, the rungs, what is only near, and roles."""
        covering, groups = self._covering(), self._groups
        stated, denied, proposed, rungs, targeted = (array("q") for _ in range(5))
        near = self._concerned()
        for relation in (*_ROLES, *RUNGS):
            mark = RUNGS.get(relation, 0)
            for who, what in self._ends(self._pairs(relation)):
                if relation in covering[what]:
                    stated.extend((who, what, 0 if mark else 1 + _ROLES.index(relation)))
                elif relation == CITING and what >= groups:
                    near.extend((who, what, 0))
                if mark and what >= groups:
                    rungs.extend((who, what, mark))
                elif not mark and what < groups:
                    targeted.extend((who, what, _ROLES.index(relation)))
        for start, relation, end, standing in self._unsettled():
            for who, what in self._ends([(start, end)]):
                if relation in covering[what] or (relation == CITING and what >= groups):
                    (denied if standing == "denied" else proposed).extend((who, what, 0))
        read = (stated, denied, proposed, rungs, near, targeted)
        return tuple(_numbers(held, 3) for held in read)  # type: ignore[return-value]

    def _unsettled(self) -> Iterator[tuple[str, ...]]:
        """Yield the links that documents deny or propose, and those that rows were read to propose."""
        yield from self._asked("unsettled")
        for relation in (*_ROLES, *RUNGS):
            for who, what in self._portfolio.proposed(relation):
                yield who, relation, what, "proposed"

    def _ends(self, pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[int, int]]:
        nodes, covered = self._nodes, self._covered
        for start, end in pairs:
            if start in nodes and end in covered:
                yield nodes[start], covered[end]

    def _concerned(self) -> array[int]:
        """Read which groups are related to phenomena that things concern."""
        near: dict[str, set[int]] = {}
        for one, other in self._pairs(RELATED):
            for what, phenomenon in ((one, other), (other, one)):
                if self._covered.get(what, self._groups) < self._groups:
                    near.setdefault(phenomenon, set()).add(self._covered[what])
        found = array("q")
        for who, phenomenon in self._pairs(NS + "concerns"):
            if who in self._nodes:
                for number in near.get(phenomenon, ()):
                    found.extend((self._nodes[who], number, 0))
        return found

    def _told(self) -> Bits:
        """Say of which sorts of covered things documents would tell for each whole and project."""
        sections: dict[str, set[Section]] = {}
        for thing, version, key, found, describes, names in self._asked("sections"):
            section = Section(version, key, found == "true", describes == "true", names == "true")
            sections.setdefault(thing, set()).add(section)
        produced = [(who, what) for who, what in self._pairs(NS + "produced")]
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for thing in {*sections, *(who for who, _ in produced)} & self._nodes.keys():
            graph.add_node(thing, kinds={NS + kind for kind, held in self._kinds.items() if thing in held})
        for who, what in produced:
            graph.add_edge(who, what, key=(NS + "produced", "stated"))
        layer = PolicyLayer(graph, sections)
        told = np.zeros((len(self._nodes), len(SORTS)), bool)
        for thing in graph.nodes & self._nodes.keys():
            told[self._nodes[thing]] = [is_told_itself(layer, thing, sort) for sort in SORTS]
        return told

    def _complete(self) -> Ints:
        """Say of which wholes a list is declared complete in which a covered thing would stand."""
        covering, found = self._covering(), array("q")
        for thing, declared, _ in self._asked("completeness"):
            if self._nodes.get(thing, len(self._wholes)) < len(self._wholes):
                for number, relations in enumerate(covering):
                    if declared in relations:
                        found.extend((self._nodes[thing], number, 0))
        return _numbers(found, 3)

    def _regions(self) -> tuple[tuple[str, ...], Ints]:
        """Read where projects are: in a NUTS region, and so in those that its code begins with."""
        codes: dict[str, int] = {}
        found = array("q")
        for who, place in self._pairs(DCT + "spatial"):
            if self._nodes.get(who, -1) >= len(self._wholes):
                for code in _around(place):
                    found.extend((self._nodes[who], codes.setdefault(code, len(codes)), 0))
        order = sorted(codes)
        rank = np.zeros(len(codes), np.int64)
        rank[[codes[code] for code in order]] = np.arange(len(codes))
        links = _numbers(found, 3)
        links[:, 1] = rank[links[:, 1]]
        return tuple(order), links

    def _asked(self, name: str) -> list[tuple[str, ...]]:
        return self._dataset.texts(load(_QUERIES / f"{name}.rq").text)


def _around(place: str) -> Iterator[str]:
    yield place
    code = place.removeprefix(_NUTS)
    if code != place:
        yield from (_NUTS + code[:length] for length in range(2, len(code)))


def _numbers(held: array[int], width: int) -> Ints:
    return np.array(held, np.int64).reshape(-1, width)
