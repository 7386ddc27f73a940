"""The projects of a portfolio too large to walk that say anything, looked up as far as they can be walked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np
from pyoxigraph import DefaultGraph, NamedNode

from graph.analysis import around as cells_around
from graph.analysis.analysis import Remark
from graph.analysis.claims import Claims, claims_of, subjects
from graph.analysis.columns import Bits, Columns, Ints, starts_of
from graph.analysis.counted_ties import unheld
from graph.analysis.held import Held
from graph.analysis.near import Near
from graph.analysis.policy_alone import with_projects
from graph.analysis.policy_layer import PolicyLayer
from graph.analysis.portfolio_cells import PortfolioCells
from graph.analysis.reach import CONCERNS, Reach
from graph.analysis.traits import METHOD, ORGANISATIONS, RESULT, Traits, traits_of, values
from graph.errors import NotFound, TooManyProjects
from graph.identifiers import NS, code_of
from graph.terms import TARGETING

#: Projects that are looked up at most: as many as take a second or two.
LENT = 5_000
#: Projects that are compared with one, at most.
NEAREST = 100
_INSTEAD = (
    "ask for one theme, part or project with fewer projects, for why one cell is as it is, or for coverage "
    "and gaps, which are counted over all projects"
)
_ANYWHERE = DefaultGraph()
_ROLES = tuple(NS + name for name in TARGETING)


class Lent(Held):
    """A large release as if it were small: what is asked of single projects is looked up thing by thing."""

    def over(self, layer: PolicyLayer, reach: Reach | None = None) -> Held:
        """Return the same with an overlay of its policy layer."""
        held = _lent(self, layer)
        if reach is not None:
            held.reach = reach
        return held

    @cached_property
    def claims(self) -> Claims:
        """The assertions about the things of the layer."""
        return claims_of(self.dataset, sorted(self.layer.graph))

    @cached_property
    def traits(self) -> Traits:
        """What the things of the layer do, with whom, where and when."""
        return traits_of(self.dataset, sorted(self.layer.graph))

    @property
    def _is_asked_singly(self) -> bool:
        return True


def lent(held: Held, what: str, about: tuple[str, ...], *, is_all: bool) -> Near:
    """Look up projects as far as there is room; see graph.analysis.near."""
    if about and not is_all and int(_saying(held).sum()) <= LENT:
        known = lent(held, what, (), is_all=False)
        if all(known.held.layer.graph.nodes.get(thing) for thing in about):
            return known
    if about:
        return _near(held, what, about, is_all=is_all)
    return held.once(("lent", is_all), lambda: _near(held, what, about, is_all=is_all))


def around(held: Held, coverer: str, covered: str) -> tuple[Held, tuple[Remark, ...]]:
    """Return a release to walk around one cell, and say how many of its projects are not looked up.

    Raises NotFound where there is no such cell.
    """
    reach = cells_around.around(held, coverer, covered).reach
    found = _lent(held, reach.layer)
    found.reach = reach
    cells = held.cells
    assert isinstance(cells, PortfolioCells)
    wholes = cells.columns.head.wholes
    if coverer not in wholes:
        return found, ()
    strata = cells.columns.above[[wholes.index(coverer)]].indices
    count = int(cells.columns.sizes[strata].sum()) - len(cells.numbers(reach.members[coverer]))
    return found, (Remark("unlisted", {"coverer": coverer, "count": count}),) if count else ()


def alike(held: Held, project: str) -> tuple[list[str], int]:
    """Return the projects that have most groups, methods and results of one, and how many have any of them.

    Raises NotFound where it is no project.
    """
    cells = held.cells
    assert isinstance(cells, PortfolioCells)
    columns, head = cells.columns, cells.columns.head
    number = next(iter(cells.numbers({project})), None)
    if number is None:
        raise NotFound("project", code_of(project))
    wanted = [int(at) for at in columns.stated.of(number) if at < head.groups]
    shared = np.zeros(len(columns), np.int64)
    shared += np.diff(starts_of(np.isin(columns.stated.ends, wanted))[columns.stated.starts])
    for relation in (METHOD, RESULT):
        for what in values(held.dataset, project, relation):
            ends = held.dataset.store.quads_for_pattern(None, NamedNode(relation), NamedNode(what), _ANYWHERE)
            shared[[*cells.numbers({_name(quad.subject) for quad in ends})]] += 1
    shared[number] = 0
    order = np.argsort(-shared, kind="stable")[:NEAREST]
    return [columns.iri(int(at)) for at in order if shared[at]], int((shared > 0).sum())


def _lent(held: Held, layer: PolicyLayer) -> Lent:
    found = Lent(held.dataset, layer, held.releases)
    found._asked = held._asked
    return found


def _near(held: Held, what: str, about: tuple[str, ...], *, is_all: bool) -> Near:
    cells = held.cells
    assert isinstance(cells, PortfolioCells)
    columns = cells.columns
    wanted = np.ones(len(columns), bool) if is_all else _saying(held)
    chosen = _filled(columns, wanted, [w for w in about if w in columns.head.wholes], what)
    lacking = columns.by_stratum(wanted & ~chosen) > 0
    rows = np.asarray(columns.above @ lacking.astype(np.int64))
    whole = {name for name, left in zip(columns.head.wholes, rows.tolist(), strict=True) if not left}
    lone = _lone(columns, chosen)
    chosen[lone] = True
    single = cells.numbers({thing for thing in about if not held.layer.graph.nodes.get(thing)}).values()
    names = (columns.iri(int(at)) for at in np.flatnonzero(chosen))
    graph = with_projects(held.dataset, held.layer.graph, names, single)
    for name in whole:
        # What is there makes a whole of it; where that goes, as in what if, it is none any more.
        if name in graph and _is_listed(columns, chosen, name):
            graph.nodes[name].pop("is_whole", None)
    found = _lent(held, PolicyLayer(graph, held.layer.sections, held.layer.complete))
    apart = {*columns.head.wholes, *(columns.iri(int(at)) for at in lone)} - whole - {*about}
    there = frozenset(found.reach.members) - apart
    return Near(found, there, columns, chosen)


def _filled(columns: Columns, wanted: Bits, asked: list[str], what: str) -> Bits:
    """Choose the wanted projects of what is asked for and, as far as there is room, of other wholes."""
    per_stratum = columns.by_stratum(wanted)
    found = np.zeros(len(per_stratum), bool)
    wholes = [columns.head.wholes.index(name) for name in asked]
    for row in wholes:
        found[columns.above[[row]].indices] = True
    if int(per_stratum[found].sum()) > LENT:
        raise TooManyProjects(what, LENT, _INSTEAD)
    sizes = np.asarray(columns.above @ per_stratum)
    for row in np.argsort(sizes, kind="stable").tolist():
        further = found.copy()
        further[columns.above[[row]].indices] = True
        if int(per_stratum[further].sum()) > LENT:
            break
        found = further
    if int(per_stratum.sum()) <= LENT:
        found[:] = True
    return np.asarray(wanted & np.repeat(found, columns.sizes))


def _lone(columns: Columns, chosen: Bits) -> Ints:
    """Return the first project of each stratum of which none is chosen: it says that there are any."""
    strata = np.flatnonzero(columns.by_stratum(chosen) == 0)
    return np.asarray(columns.strata[strata[:LENT]])


def _is_listed(columns: Columns, chosen: Bits, whole: str) -> bool:
    """Whether a whole has projects, and all of them are chosen."""
    strata = columns.above[[columns.head.wholes.index(whole)]].indices
    left = (columns.sizes - columns.sizes_of(chosen))[strata]
    return len(left) > 0 and not left.any()


def _saying(held: Held) -> Bits:
    """Return which projects say anything, or have anything said of them, that an analysis rests on."""
    said: Bits = held.once("saying", lambda: _said(held))
    return said


def _said(held: Held) -> Bits:
    cells = held.cells
    assert isinstance(cells, PortfolioCells)
    columns = cells.columns
    said = np.repeat(columns.stratum_told.any(axis=1), columns.sizes)
    for table in (columns.stated, columns.proposed, columns.near, columns.rungs):
        said |= table.degrees > 0
    named = {*held.layer.sections, *held.layer.complete, *held.reach.saying("denied")}
    named.update(_subjects(held))
    said[[*cells.numbers(named), *columns.nested.tolist()]] = True
    return said


def _subjects(held: Held) -> Iterator[str]:
    """Yield what has links that columns do not hold; registers' organisations are of all, and left out."""
    of = held.dataset.store.quads_for_pattern
    for relation in (METHOD, RESULT, CONCERNS, NS + "coordinatedBy", NS + "hasIndicator"):
        yield from (_name(q.subject) for q in of(None, NamedNode(relation), None, _ANYWHERE))
    yield from (who for who, _ in unheld(held))
    yield from subjects(held.dataset, (METHOD, RESULT, *ORGANISATIONS, *_ROLES[1:], CONCERNS))


def _name(term: object) -> str:
    return str(getattr(term, "value", ""))
