"""From when to when the projects of a release are carried out, as columns of days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import DefaultGraph, NamedNode

from graph.analysis.columns import UNDATED, Shorts
from graph.identifiers import NS
from graph.release.costs import stated
from graph.release.portfolio import Portfolio, day
from graph.store.dataset import Dataset

_SCHEMA = "http://schema.org/"
_ANYWHERE = DefaultGraph()
_DATED = (_SCHEMA + "startDate", _SCHEMA + "endDate", NS + "hasRecord", NS + "hasImplementationPeriod")


def days(dataset: Dataset, projects: Mapping[str, int], portfolio: Portfolio) -> tuple[Shorts, Shorts]:
    """Return the first and the last day of each project, since 1970; of sources that disagree the widest.

    Years are read as their first and their last day; what is no date is none.
    """
    first, last = portfolio.days(projects)
    for iri in stated(dataset, *_DATED) & projects.keys():
        number = projects[iri]
        for begins, ends in _spans(dataset, iri):
            if begins is not None and (first[number] == UNDATED or begins < first[number]):
                first[number] = begins
            if ends is not None and ends > last[number]:
                last[number] = ends
    return first, last


def _spans(dataset: Dataset, project: str) -> Iterator[tuple[int | None, int | None]]:
    node = NamedNode(project)
    for record in (node, *_ends(dataset, node, NS + "hasRecord")):
        yield _day(dataset, record, "startDate", "-01-01"), _day(dataset, record, "endDate", "-12-31")
    for interval in _ends(dataset, node, NS + "hasImplementationPeriod"):
        years = (_values(dataset, interval, NS + name) for name in ("startYear", "endYear"))
        begins, ends = (next(iter(values), "") for values in years)
        yield day(begins, "-01-01"), day(ends, "-12-31")


def _day(dataset: Dataset, thing: NamedNode, name: str, of_year: str) -> int | None:
    return day(next(iter(_values(dataset, thing, _SCHEMA + name)), ""), of_year)


def _values(dataset: Dataset, thing: NamedNode, relation: str) -> list[str]:
    found = dataset.store.quads_for_pattern(thing, NamedNode(relation), None, _ANYWHERE)
    return sorted(str(getattr(quad.object, "value", "")) for quad in found)


def _ends(dataset: Dataset, thing: NamedNode, relation: str) -> list[NamedNode]:
    return [NamedNode(value) for value in _values(dataset, thing, relation)]
