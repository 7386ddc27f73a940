"""What a whole portfolio covers, leaves out, costs and joins, counted over its columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

import numpy as np
from scipy import sparse

from graph.analysis.columns import UNDATED, Bits, Bytes, Columns, Ints, Table
from graph.analysis.lanes import lanes
from graph.terms import STATES

_EPOCH = date(1970, 1, 1)
_SORTS = ("stated", "inherited", "near", "proposed")
_TABLES, _CELLS = attrgetter(*_SORTS), attrgetter(*(f"{sort}_cells" for sort in _SORTS))


@dataclass(frozen=True, eq=False)
class Scope:
    """Which projects are asked about, or None for all; ``undated`` are those left out for no day."""

    chosen: Bits | None = None
    undated: Bits | None = None


@dataclass(frozen=True, eq=False)
class Coverage:
    """The cells of wholes (rows) and covered things (columns).

    ``states`` are places in the list of states, strongest first; ``holds`` says of each state where it holds,
    hidden by a stronger one or not. Apart are counted the distinct ``projects``, the wholes (``parts``) and
    the ``narrower`` things that each is covered through; ``out_of`` counts all of the sorts that occur.
    ``cents`` adds up the projects' certain sums of one kind; ``unsure`` counts those without one.
    """

    states: Bytes
    holds: Mapping[str, Bits]
    rungs: Bytes
    projects: Ints
    parts: Ints
    narrower: Ints
    out_of: Ints
    cents: Ints
    unsure: Ints

    @property
    def through(self) -> Ints:
        """Count all that each is covered through."""
        return self.projects + self.parts + self.narrower


@dataclass(frozen=True, eq=False)
class Reached:
    """The state of each covered thing among the projects in scope, and how many reach it."""

    states: Bytes
    projects: Ints


def during(columns: Columns, first: date, last: date) -> Scope:
    """Choose the projects carried out at any time between two days, both included.

    Those that lack a day are left out, and known to be: what is not found may be theirs.
    """
    undated = (columns.first_day == UNDATED) | (columns.last_day == UNDATED)
    begins, ends = ((day - _EPOCH).days for day in (first, last))
    chosen = (columns.first_day <= ends) & (columns.last_day >= begins) & ~undated
    return Scope(chosen, undated)


def coverage(columns: Columns, kind: int | None = None, scope: Scope = Scope()) -> Coverage:
    """Give the cell of every whole and covered thing; ``kind`` says which sums to add up, if any."""
    packed = lanes(columns, kind, scope.chosen)
    own, more = (packed.added(cells) for cells in (columns.stated_cells, columns.inherited_cells))
    shape = (len(columns.sizes), len(columns.head.covered))
    projects, cents, unsure = (
        np.asarray(columns.above @ (one + other).reshape(shape)) for one, other in zip(own, more, strict=True)
    )
    covered = (columns.above @ (own.projects > 0).reshape(shape)) > 0
    parts, narrower, out_of = _through(columns, projects, columns.above @ columns.sizes_of(scope.chosen))
    holds = _holds(columns, scope, covered, projects + parts + narrower > 0)
    states, rungs = _first(holds, projects.shape), _rungs(columns, scope)
    return Coverage(states, holds, rungs, projects, parts, narrower, out_of, cents, unsure)


def reached(columns: Columns, chosen: Ints | None = None) -> Reached:
    """Say how each covered thing is reached by any project, or by those chosen by their numbers.

    What no project reaches is a gap: not stated where a document would tell of any of them, else unknown.
    """
    own, more, *others = _counted(columns, chosen)
    is_own, near, proposed = (held > 0 for held in (own, *others))
    groups = columns.head.groups
    near[groups:] |= _inward(columns, near)[groups:]
    told = _told_among(columns, chosen)
    holds = {
        "direct": is_own,
        "partial": _inward(columns, is_own),
        "weak": _outward(columns, is_own) | near,
        "proposed": proposed | _inward(columns, proposed),
        "not-stated": np.repeat(told, (groups, len(own) - groups)),
    }
    return Reached(_first(holds, is_own.shape), own + more)


def in_region(columns: Columns, region: int) -> Ints:
    """Return the numbers of the projects in a region."""
    held = columns.by_region
    return np.asarray(held.indices[held.indptr[region] : held.indptr[region + 1]], np.int64)


def by_region(columns: Columns) -> Bits:
    """Say which covered things (columns) projects in every region (rows) reach, narrower ones included."""
    found = np.zeros((len(columns.head.regions), len(columns.head.covered)), bool)
    for region in range(len(found)):
        found[region] = _among(columns.stated, len(found[region]), in_region(columns, region)) > 0
    return found | _inward(columns, found)


def _through(columns: Columns, projects: Ints, sizes: Ints) -> tuple[Ints, Ints, Ints]:
    own = columns.own_stated
    narrower = np.asarray((columns.within @ own.T).T, np.int64)
    wholes = np.asarray(columns.parts @ (own | (narrower > 0)), np.int64)
    members = sizes + columns.members.sum(axis=1)
    out_of = np.where(projects + wholes > 0, members[:, None], 0)
    out_of += np.where(narrower > 0, columns.inside.sum(axis=1), 0)
    return wholes, narrower, out_of


def _inward(columns: Columns, held: Bits) -> Bits:
    """Say of which things a narrower one is held."""
    return np.asarray((columns.within @ held.T).T > 0)


def _outward(columns: Columns, held: Bits) -> Bits:
    """Say of which things a broader one is held."""
    return np.asarray((columns.within.T @ held.T).T > 0)


def _with_members(columns: Columns, held: Bits) -> Bits:
    """Say what is held of wholes or of those inside them."""
    return np.asarray(held | (columns.parts @ held > 0))


def _holds(columns: Columns, scope: Scope, below: Bits, is_through: Bits) -> dict[str, Bits]:
    """Judge every cell, given what wholes' projects cover themselves, and what is covered through others."""
    own, groups = columns.own_stated, columns.head.groups
    covered = below | _with_members(columns, own)
    near, proposed = (
        _below(columns, cells, scope) | _with_members(columns, said)
        for cells, said in (
            (columns.near_cells, columns.own_near),
            (columns.proposed_cells, columns.own_proposed),
        )
    )
    near[:, groups:] |= _inward(columns, near)[:, groups:]
    direct = np.where(columns.is_period[:, None], covered, own)
    return {
        "conflict": direct & columns.own_denied,
        "direct": direct,
        "partial": is_through,
        "weak": _outward(columns, covered) | near,
        "denied": columns.own_denied,
        "proposed": proposed | _inward(columns, proposed),
        "absent": columns.complete & ~own,
        "not-stated": _told(columns, scope),
    }


def _first(holds: Mapping[str, Bits], shape: tuple[int, ...]) -> Bytes:
    """Give the strongest state that holds, and unknown where none does."""
    found: Bytes = np.full(shape, STATES.index("unknown"), np.uint8)
    for state in reversed([state for state in STATES if state in holds]):
        found[holds[state]] = STATES.index(state)
    return found


def _below(columns: Columns, cells: sparse.csr_array, scope: Scope) -> Bits:
    """Say which wholes have a project in scope with such a link."""
    if not cells.nnz:
        return np.zeros((len(columns.head.wholes), len(columns.head.covered)), bool)
    chosen = np.ones(len(columns), bool) if scope.chosen is None else scope.chosen
    held = np.asarray(cells @ chosen).reshape(len(columns.sizes), len(columns.head.covered))
    return np.asarray(columns.above @ held > 0)


def _told(columns: Columns, scope: Scope) -> Bits:
    """Say of every cell whether what was read would tell, and no project is left out for lack of a day."""
    is_asked = columns.sizes_of(scope.chosen) > 0
    told = columns.above @ (columns.stratum_told & is_asked[:, None]) > 0
    told = columns.told | columns.tells[:, None] & (told | columns.parts @ columns.told > 0)
    if scope.undated is not None:
        told &= ~(columns.above @ columns.sizes_of(scope.undated) > 0)[:, None]
    groups = columns.head.groups
    return np.repeat(told, (groups, len(columns.head.covered) - groups), axis=1)


def _rungs(columns: Columns, scope: Scope) -> Bytes:
    """Give the highest rung on which a whole, or what is in it, reaches each thing or a narrower one."""
    held = np.zeros_like(columns.own_rungs)
    below = columns.rung_cells
    for rung in range(1, max(len(below), int(columns.own_rungs.max(initial=0))) + 1):
        own = columns.own_rungs == rung
        found = _with_members(columns, own)
        if rung <= len(below):
            found |= _below(columns, below[rung - 1], scope)
        held[found | _inward(columns, found)] = rung
    return held


def _told_among(columns: Columns, chosen: Ints | None) -> Bits:
    if chosen is None:
        return np.asarray(columns.stratum_told.any(axis=0))
    strata = np.unique(columns.stratum_of(chosen))
    return np.asarray(columns.stratum_told[strata].any(axis=0))


def _counted(columns: Columns, chosen: Ints | None) -> Iterator[Ints]:
    """Count the projects, or those chosen, that have links of each sort to each end."""
    if chosen is None:
        return (columns.of_all(cells) for cells in _CELLS(columns))
    return (_among(table, len(columns.head.covered), chosen) for table in _TABLES(columns))


def _among(table: Table, width: int, chosen: Ints) -> Ints:
    degrees = table.degrees[chosen]
    first = np.cumsum(degrees) - degrees
    at = np.arange(degrees.sum()) + np.repeat(table.starts[chosen] - first, degrees)
    return np.bincount(table.ends[at], minlength=width)
