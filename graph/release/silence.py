"""Cells of which nothing is said, most of a large release: written as lines, with no term made for any."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from pyoxigraph import NamedNode

from graph.identifiers import ID, NS
from graph.store import layout
from graph.store.dataset import Dataset, Term
from graph.store.query_file import load
from graph.terms import RDF, state

_QUERIES = Path(str(files("graph.release") / "queries"))
_COVERER, _COVERED = NamedNode(NS + "coverer"), NamedNode(NS + "covered")
_IN = f"<{layout.COVERAGE}> .\n"
#: Bytes of a cell's lines, about.
_SIZE = 1000


@dataclass(frozen=True, slots=True)
class Silence:
    """Who may cover, with the kinds of things that a document tells of it; what may be covered, by its kinds.

    A pair of which nothing is said is *not stated* where the coverer's document was read and its section on
    things of that kind found, and *unknown* elsewhere.
    """

    coverers: Mapping[str, frozenset[str]]
    covered: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, dataset: Dataset) -> Silence:
        """Ask a dataset that still holds the steps between its rules."""
        return cls(_kinds(dataset, "coverers"), _kinds(dataset, "covered"))

    @property
    def most(self) -> int:
        """How many bytes of lines there are at most, about."""
        return len(self.coverers) * len(self.covered) * _SIZE

    def blocks(self, dataset: Dataset, graph: str = layout.COVERAGE) -> Iterator[list[bytes]]:
        """Yield for each coverer the lines of its cells that the dataset does not hold in the graph."""
        said = _said(dataset, NamedNode(graph))
        ends = {covered: (covered.removeprefix(ID), kinds) for covered, kinds in self.covered.items()}
        for coverer, told in sorted(self.coverers.items()):
            spoken = said[coverer]
            begin = f"{ID}cell.{coverer.removeprefix(ID)}."
            yield [
                _lines(begin + end, coverer, covered, "unknown" if kinds.isdisjoint(told) else "not-stated")
                for covered, (end, kinds) in ends.items()
                if covered not in spoken
            ]


def _kinds(dataset: Dataset, query: str) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for thing, kind in dataset.texts(load(_QUERIES / f"{query}.rq").text):
        found[thing].update([kind] if kind else ())
    return {thing: frozenset(kinds) for thing, kinds in found.items()}


def _said(dataset: Dataset, graph: NamedNode) -> defaultdict[str, set[str]]:
    """Return what each coverer has a cell with."""
    ends = dict(_pairs(dataset, _COVERED, graph))
    said: defaultdict[str, set[str]] = defaultdict(set)
    for cell, coverer in _pairs(dataset, _COVERER, graph):
        said[coverer].add(ends[cell])
    return said


def _pairs(dataset: Dataset, relation: NamedNode, graph: NamedNode) -> Iterator[tuple[Term, str]]:
    for quad in dataset.store.quads_for_pattern(None, relation, None, graph):
        yield quad.subject, str(getattr(quad.object, "value", ""))


def _lines(cell: str, coverer: str, covered: str, found: str) -> bytes:
    """Say a cell in canonical N-Quads, in order."""
    name = state(found)
    return (
        f"<{cell}> <{RDF}type> <{NS}CoverageCell> {_IN}"
        f"<{cell}> <{NS}covered> <{covered}> {_IN}"
        f"<{cell}> <{NS}coverer> <{coverer}> {_IN}"
        f"<{cell}> <{NS}holds> <{name}> {_IN}"
        f"<{cell}> <{NS}state> <{name}> {_IN}"
    ).encode()
