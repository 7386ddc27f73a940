"""Money of the projects of a portfolio too large to walk, added up over its columns by owner and kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from pyoxigraph import NamedNode

from graph.analysis.amount import Amount, Kind
from graph.analysis.columns import Bits, Columns, Ints, starts_of
from graph.analysis.division import Known, Part
from graph.analysis.held import MOST_WALKED, Held
from graph.analysis.owners import Owners
from graph.analysis.policy_alone import with_projects
from graph.analysis.policy_layer import PART, PART_OF, PolicyLayer
from graph.analysis.portfolio_cells import PortfolioCells
from graph.errors import TooManyProjects
from graph.identifiers import NS
from graph.store import layout
from graph.terms import LADDER

_BY_QUESTION = "take the release's columns as Parquet and add up there, or ask the cube money-of-groups"
_BY_THEME = "ask for money by theme or group"
_CODED = 1 + LADDER.index("receivesMoneyCodedTo")
_HAVING = (NS + "hasFunding", NS + "hasRecord")
_NONE = np.empty(0, np.int64)
_CLAIMED = layout.claimed("")


@dataclass(frozen=True)
class Counted:
    """Sums of projects as parts of their owners, and what is told beside them.

    ``totals`` have each kind's sum and the number of sums added, ``outside`` are sums that belong to none and
    ``shared`` to several, ``inner`` those left out for being in another sum of their kind, ``unsure`` by kind
    the projects of which no certain sum is known, and ``projects`` how many each owner has.
    """

    parts: tuple[Part, ...] = ()
    totals: tuple[tuple[Amount, int], ...] = ()
    outside: int = 0
    shared: int = 0
    inner: int = 0
    unsure: tuple[tuple[Kind, int], ...] = ()
    projects: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class _Owned:
    """Of each project its owners, by their places in ``names`` and in their order, from start to start."""

    names: tuple[str, ...]
    starts: Ints
    ends: Ints


@dataclass(frozen=True)
class Beside:
    """What is not counted but walked: the policy layer with those projects of which columns tell too little.

    These are projects inside one another, and those that coordinate a theme without being of that kind.
    ``holders`` are all things of it that have sums; ``columns`` have the other projects.
    """

    held: Held
    columns: Columns
    apart: frozenset[int]
    holders: tuple[str, ...]


def beside(held: Held) -> Beside:
    """Look up the projects that are walked, and what has sums.

    Raises TooManyProjects where too many are inside one another to be looked up.
    """
    cells = held.cells
    assert isinstance(cells, PortfolioCells)
    inner = cells.columns.nested
    if len(inner) > MOST_WALKED:
        raise TooManyProjects("money of projects inside one another", MOST_WALKED, _BY_QUESTION)
    apart = cells.numbers(_linked(held)) | {int(at): cells.columns.iri(int(at)) for at in inner}
    graph = with_projects(held.dataset, held.layer.graph, apart.values())
    layer = PolicyLayer(graph, held.layer.sections, held.layer.complete)
    of = held.dataset.store.quads_for_pattern
    having = [
        thing
        for thing in sorted(graph)
        if any(next(iter(of(NamedNode(thing), NamedNode(name), None, None)), None) for name in _HAVING)
    ]
    numbers = cells.numbers(set(having))
    others = {name for number, name in numbers.items() if number not in apart}
    walked = tuple(thing for thing in having if thing not in others)
    return Beside(held.over(layer), cells.columns, frozenset(apart), walked)


def counted(beside: Beside, owners: Owners, split: str, known: Known) -> Counted:
    """Add up what projects cost by owner: a theme, group or instrument.

    ``known`` are the sums of other things, in which those of projects may be. Raises TooManyProjects where
    columns do not tell who the owners are.
    """
    columns = beside.columns
    is_counted = np.ones(len(columns), bool)
    is_counted[sorted(beside.apart)] = False
    owned = _owned(beside, owners)
    found: list[Part] = []
    totals, unsure = [], []
    outside = shared = inner = 0
    degrees = np.diff(owned.starts)
    for number, kind in enumerate(columns.head.kinds):
        sure = ~columns.unsure[number] & is_counted
        within = _within(columns, kind, known)
        unsure.append((kind, int((~sure & is_counted).sum())))
        inner += int((sure & within).sum())
        sure = sure & ~within
        if not sure.any():
            continue
        cents = columns.cents[number]
        totals.append((_sum(kind, cents[sure]), int(sure.sum())))
        outside += int((sure & (degrees == 0)).sum())
        shared += int((sure & (degrees > 1)).sum())
        found += _parts(owned, kind, np.where(sure, cents, 0), sure, split)
    of_each = np.bincount(owned.ends[np.repeat(is_counted, degrees)], minlength=len(owned.names))
    projects = dict(zip(owned.names, of_each.tolist(), strict=True)) if owners.sort == "theme" else {}
    return Counted(
        tuple(found),
        tuple(totals),
        outside,
        shared,
        inner,
        tuple((kind, count) for kind, count in unsure if count),
        projects,
    )


def claimed(held: Held) -> int:
    """Count the sums that only registers state which nobody declared authoritative for money."""
    store = held.dataset.store
    graphs = (g for g in store.named_graphs() if str(getattr(g, "value", "")).startswith(_CLAIMED))
    having = NamedNode(_HAVING[0])
    return len(
        {quad.object for graph in graphs for quad in store.quads_for_pattern(None, having, None, graph)}
    )


def _linked(held: Held) -> set[str]:
    """Return what coordinates a theme, and both ends of links from a part to its whole that were read."""
    layer = held.layer.graph
    found = {end for _, end, (relation, _) in layer.edges(keys=True) if relation == NS + "coordinatedBy"}
    of, accepted = held.dataset.store.quads_for_pattern, NamedNode(layout.ACCEPTED)
    for relation in (PART, PART_OF, NS + "funds"):
        for quad in of(None, NamedNode(relation), None, accepted):
            ends = {getattr(quad.subject, "value", ""), getattr(quad.object, "value", "")}
            if ends.isdisjoint(held.reach.members):
                found |= ends
    return found


def _owned(beside: Beside, owners: Owners) -> _Owned:
    columns = beside.columns
    head, groups = columns.head, columns.head.groups
    if owners.sort == "theme":
        themes = set(owners.all)
        is_theme = np.array([whole in themes for whole in head.wholes], bool)
        table = columns.stratum_wholes.only(is_theme[columns.stratum_wholes.ends])
        degrees = np.repeat(table.degrees, columns.sizes)
        ends = [np.tile(table.of(row).astype(np.int64), size) for row, size in enumerate(columns.sizes)]
        return _Owned(head.wholes, starts_of(degrees), np.concatenate([*ends, _NONE]))
    table = columns.stated.only(columns.stated.ends < groups)
    if owners.sort == "instrument":
        table = columns.rungs
        if table.marks.max(initial=0) > _CODED:
            # Of a project only the highest rung is there, which does not say if money is coded, too.
            raise TooManyProjects(
                "money by instrument where results are measured", beside.held.most_walked, _BY_THEME
            )
        table = table.only((table.marks == _CODED) & (table.ends >= groups))
    return _Owned(head.covered, table.starts, table.ends.astype(np.int64))


def _within(columns: Columns, kind: Kind, known: Known) -> Bits:
    """Say which projects are in a whole that has a sum of the same kind itself."""
    rows = [
        row
        for row, whole in enumerate(columns.head.wholes)
        if (whole, kind) in known and not columns.is_period[row]
    ]
    return np.repeat(columns.in_any(rows), columns.sizes)


def _parts(owned: _Owned, kind: Kind, cents: Ints, sure: Bits, split: str) -> Iterator[Part]:
    """Yield the parts of each owner: of sums that are its alone, and of those that it shares."""
    degrees = np.diff(owned.starts)
    project = np.repeat(np.arange(len(cents)), degrees)
    mine, count = sure[project], degrees[project]
    for is_shared in (False, True):
        of = mine & ((count > 1) == is_shared)
        whole = _by_owner(owned, of, cents[project])
        sums = _by_owner(owned, of, np.ones(len(project), np.int64))
        chosen = whole
        if is_shared and split == "none":
            chosen = np.zeros_like(whole)
        elif is_shared and split == "equal":
            # What is left over goes to the first, one each.
            place = np.arange(len(project)) - owned.starts[project]
            each, over = np.divmod(cents[project], np.maximum(count, 1))
            chosen = _by_owner(owned, of, each + (place < over))
        for owner in np.flatnonzero(sums):
            most = int(whole[owner])
            least = 0 if is_shared else most
            own = Amount(kind, int(chosen[owner]), int(chosen[owner]))
            bounds = Amount(kind, least, most)
            is_own = not is_shared or split != "none"
            yield Part(owned.names[owner], own, bounds, is_own, int(sums[owner]))
    alone = sure & ((degrees != 1) if split == "none" else (degrees == 0))
    if alone.any():
        left = _sum(kind, cents[alone])
        yield Part("", left, left, sums=int(alone.sum()))


def _by_owner(owned: _Owned, chosen: Bits, numbers: Ints) -> Ints:
    held = np.zeros(len(owned.names), np.int64)
    np.add.at(held, owned.ends[chosen], numbers[chosen])
    return held


def _sum(kind: Kind, cents: Ints) -> Amount:
    added = int(cents.sum())
    return Amount(kind, added, added)
