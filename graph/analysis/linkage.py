"""Which methods and organisations the things of a large release are linked to: columns do not hold them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

import numpy as np
from pyoxigraph import DefaultGraph, NamedNode
from scipy import sparse

from graph.analysis.held import Held
from graph.analysis.portfolio_cells import PortfolioCells
from graph.analysis.traits import METHOD, ORGANISATIONS
from graph.errors import TooManyProjects

#: By what things are tied that is read link by link.
LINKED: Mapping[str, tuple[str, ...]] = {"methods": (METHOD,), "organisations": ORGANISATIONS}
#: Links of one sort up to which they are read: as many as take a second or two.
MOST_LINKS = 200_000
_INSTEAD = "ask for the network through groups or instruments, or through all, which says what it leaves out"


@dataclass(frozen=True)
class Linkage:
    """What everything is linked to, the ``projects`` of the columns by number, and the sorts ``left`` out."""

    of: Mapping[str, frozenset[str]]
    projects: Mapping[int, str]
    left: tuple[str, ...] = ()


def linkage(held: Held, through: str) -> Linkage:
    """Read the links through methods, organisations or ``all``; a sort with too many is left out of all.

    Nothing is read through what columns hold. Raises TooManyProjects for one sort that has too many links.
    """
    return held.once(("linkage", through), lambda: _read(held, through))


def of_wholes(held: Held, known: Linkage) -> dict[str, dict[str, int]]:
    """Count, by whole, its projects that are linked to each thing."""
    columns = held.portfolio
    assert columns is not None
    things = sorted({thing for who in known.projects.values() for thing in known.of[who]})
    place = {thing: at for at, thing in enumerate(things)}
    strata = columns.stratum_of(np.array([*known.projects], np.int64)).tolist()
    pairs = [
        (stratum, place[thing])
        for stratum, who in zip(strata, known.projects.values(), strict=True)
        for thing in known.of[who]
    ]
    shape = (len(columns.sizes), len(things))
    at = np.array(pairs, np.int64).reshape(-1, 2).T
    cells = sparse.csr_array((np.ones(len(pairs), np.int64), (at[0], at[1])), shape=shape)
    counts = sparse.csr_array(columns.above @ cells)
    found: dict[str, dict[str, int]] = {}
    for row, whole in enumerate(columns.head.wholes):
        part = slice(counts.indptr[row], counts.indptr[row + 1])
        ends = zip(counts.indices[part].tolist(), counts.data[part].tolist(), strict=True)
        found[whole] = {things[end]: count for end, count in ends if count}
    return found


def _read(held: Held, through: str) -> Linkage:
    found: dict[str, set[str]] = {}
    left = []
    for name, relations in LINKED.items():
        if through not in ("all", name):
            continue
        links = list(islice(_links(held, relations), MOST_LINKS + 1))
        if len(links) > MOST_LINKS:
            if through == name:
                raise TooManyProjects(f"the network through {name}", MOST_LINKS, _INSTEAD)
            left.append(name)
            continue
        for who, what in links:
            found.setdefault(who, set()).add(what)
    assert held.portfolio is not None
    projects = PortfolioCells(held.reach, held.portfolio).numbers(set(found)) if found else {}
    return Linkage({who: frozenset(things) for who, things in found.items()}, projects, tuple(left))


def _links(held: Held, relations: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    of = held.dataset.store.quads_for_pattern
    for relation in relations:
        for quad in of(None, NamedNode(relation), None, DefaultGraph()):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                yield quad.subject.value, quad.object.value
