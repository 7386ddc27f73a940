"""What the projects of a portfolio too large to walk tie their wholes to, counted over its columns."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from pyoxigraph import DefaultGraph, NamedNode

from graph.analysis.co_occurrence import of_part
from graph.analysis.columns import Columns, Ints
from graph.analysis.held import Held
from graph.analysis.linkage import linkage, of_wholes
from graph.analysis.policy_alone import with_projects
from graph.analysis.policy_layer import DOWN, PolicyLayer
from graph.analysis.portfolio_cells import PortfolioCells
from graph.errors import TooManyProjects
from graph.identifiers import NS
from graph.terms import TARGETING

#: Projects with ties up to which their network is made: as many as take some seconds.
MOST_TIED = 200_000
_OF_THEMES = "ask for the network of themes, or what projects have together"
_INSIDE = ("Theme", "MeasurePackage", "SubTheme", "StrategicGoal", "SpecificObjective", "CoordinationProject")


def of_projects(held: Held, through: str) -> dict[str, dict[str, int]]:
    """Count, by whole, its projects with each thing: groups in any role, instruments above the lowest rung.

    Methods and organisations are read link by link. Raises TooManyProjects where those are too many, and for
    columns of a release built before roles were counted together.
    """
    columns = held.portfolio
    assert columns is not None
    head = columns.head
    found = of_wholes(held, linkage(held, through))
    for sort in ("groups", "instruments") if through == "all" else (through,):
        things = head.covered[part_of(columns, sort)]
        if things:
            counts = _groups(held, columns) if sort == "groups" else _instruments(columns)
            for row, whole in enumerate(head.wholes):
                found[whole] |= {things[at]: int(counts[row, at]) for at in np.flatnonzero(counts[row])}
    return found


def of_each(held: Held, through: str) -> dict[str, set[str]]:
    """Return of each project of columns what it has itself.

    Raises TooManyProjects for more than can be drawn as a network.
    """
    columns = held.portfolio
    assert columns is not None
    known, kept = linkage(held, through), of_part(columns, part_of(columns, through))
    degrees = kept.degrees > 0
    degrees[[*known.projects]] = True
    if degrees.sum() > MOST_TIED:
        raise TooManyProjects("the network of projects", MOST_TIED, _OF_THEMES)
    covered, found = columns.head.covered, dict[str, set[str]]()
    for at in np.flatnonzero(degrees):
        found[columns.iri(int(at))] = {covered[end] for end in kept.of(int(at))}
    for who in known.projects.values():
        found[who] |= known.of[who]
    for who, what in unheld(held) if through in ("all", "groups") else ():
        found.setdefault(who, set()).add(what)
    numbered = PortfolioCells(held.reach, columns).numbers(set(found)).values()
    return {who: found[who] for who in sorted(numbered)}


def part_of(columns: Columns, through: str) -> slice:
    """Return which part of what can be covered ties go through."""
    groups, width = columns.head.groups, len(columns.head.covered)
    parts = {"groups": slice(0, groups), "instruments": slice(groups, width), "all": slice(0, width)}
    return parts.get(through, slice(0, 0))


def with_nested(held: Held) -> Held:
    """Return a release with the projects inside one another, and those that have anything else inside them.

    Raises TooManyProjects where they are too many to be looked up.
    """
    columns, layer = held.portfolio, held.layer
    assert columns is not None
    if len(columns.nested) > MOST_TIED:
        raise TooManyProjects("the network of projects inside one another", MOST_TIED, _OF_THEMES)
    above = list(_above(held))
    known = set(PortfolioCells(held.reach, columns).numbers({who for who, _, _ in above}).values())
    names = known | {columns.iri(int(at)) for at in columns.nested}
    graph = with_projects(held.dataset, layer.graph, sorted(names))
    for who, relation, what in above:
        if who in known:
            graph.add_edge(who, what, key=(relation, "stated"))
    return held.over(PolicyLayer(graph, layer.sections, layer.complete))


def _above(held: Held) -> Iterator[tuple[str, str, str]]:
    """Yield what leads down to a theme, part or coordination project; the layer is without projects."""
    of = held.dataset.store.quads_for_pattern
    for one in held.layer.of_kind(*_INSIDE):
        for relation in DOWN:
            for quad in of(None, NamedNode(relation), NamedNode(one), DefaultGraph()):
                yield str(getattr(quad.subject, "value", "")), relation, one


def unheld(held: Held) -> Iterator[tuple[str, str]]:
    """Yield who names which groups in a role that does not count as covering: columns do not hold it."""
    of = held.dataset.store.quads_for_pattern
    for what, sort in held.reach.covered.items():
        for relation in (NS + name for name in TARGETING) if sort == "TargetGroup" else ():
            if relation not in held.reach.covering(what):
                for quad in of(None, NamedNode(relation), NamedNode(what), DefaultGraph()):
                    yield str(getattr(quad.subject, "value", "")), what


def wholes_in(columns: Columns) -> dict[str, set[str]]:
    """Return of each whole the others inside it, also those that only a project leads to."""
    wholes = columns.head.wholes
    return {
        whole: {wholes[at] for at in np.flatnonzero(inside)}
        for whole, inside in zip(wholes, columns.members, strict=True)
    }


def _groups(held: Held, columns: Columns) -> Ints:
    if len(columns.targeted) <= len(TARGETING):
        raise TooManyProjects(
            "the network through groups of a release built before",
            held.most_walked,
            "build the release again",
        )
    return np.asarray(columns.targeted[-1])


def _instruments(columns: Columns) -> Ints:
    """Count those whose highest rung is above the lowest; each instrument of a project has one mark."""
    shape = (len(columns.sizes), len(columns.head.covered))
    counted = np.zeros(shape, np.int64)
    for cells in columns.rung_cells[1:]:
        counted += np.diff(cells.indptr).reshape(shape)
    return np.asarray(columns.above @ counted)[:, columns.head.groups :]
