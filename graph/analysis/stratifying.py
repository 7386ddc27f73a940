"""Columns made of what is said of projects and wholes one by one, given as numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy import sparse

from graph.analysis.columns import Bits, Bytes, Columns, Head, Ints, Shorts, Table, starts_of
from graph.terms import TARGETING

#: Projects of a stratum at most, so that their numbers and sums stay short enough to be added up together.
LARGEST = 2047
#: Links as a row of numbers each: from a node, to a covered thing or region, and its mark or 0.
Links = Ints


@dataclass(frozen=True, eq=False)
class Said:
    """What is said, in any order and as often as it is said, of nodes: of wholes and, after them, projects.

    ``below`` leads from a node to one a step below it; ``inside`` from a covered thing to one that is
    strictly narrower, however far; ``told`` says by node and sort whether documents would tell. ``targeted``
    are target groups with the role in which they are named, whichever roles count as covering.
    """

    head: Head
    projects: npt.NDArray[np.bytes_]
    is_period: Bits
    tells: Bits
    below: Ints
    inside: Ints
    told: Bits
    stated: Links
    proposed: Links
    denied: Links
    near: Links
    rungs: Links
    complete: Links
    regions: Links
    first_day: Shorts
    last_day: Shorts
    cents: Ints
    unsure: Bits
    targeted: Links = field(default_factory=lambda: np.empty((0, 3), np.int64))


def columns(said: Said) -> Columns:
    """Sort projects into strata and work out what they are part of and what they reach."""
    wholes, covered = len(said.head.wholes), len(said.head.covered)
    members = _members(said)
    above = members[:, wholes:].T.tocsr()
    order, strata = _strata(above, said.told[wholes:])
    first, inside = order[strata[:-1]], _bits(said.inside, (covered, covered))
    placed = _Placed(wholes, covered, np.argsort(order))
    stated, held = placed.table(said.stated), above[first]
    return Columns(
        head=said.head,
        members=members[:, :wholes].toarray().astype(bool),
        is_period=said.is_period,
        tells=said.tells,
        told=said.told[:wholes],
        own_stated=placed.own(said.stated),
        own_proposed=placed.own(said.proposed),
        own_denied=placed.own(said.denied),
        own_near=placed.own(said.near),
        own_rungs=_highest(said.rungs[said.rungs[:, 0] < wholes], (wholes, covered)),
        complete=placed.own(said.complete),
        inside=inside,
        strata=strata,
        stratum_wholes=Table(held.indptr.astype(np.int64), held.indices.astype(_smallest(wholes)), _NO_MARKS),
        stratum_told=said.told[wholes:][first],
        projects=said.projects[order],
        stated=stated,
        inherited=_inherited(stated, inside),
        proposed=placed.table(said.proposed),
        near=placed.table(said.near),
        rungs=placed.table(said.rungs),
        regions=placed.table(said.regions, len(said.head.regions)),
        first_day=said.first_day[order],
        last_day=said.last_day[order],
        cents=np.ascontiguousarray(said.cents[:, order]),
        unsure=np.ascontiguousarray(said.unsure[:, order]),
        targeted=_targeted(said, members[:, wholes:]),
        nested=placed.nested(said.below),
    )


@dataclass(frozen=True, eq=False)
class _Placed:
    """How many wholes and covered things there are, and where each project stands."""

    wholes: int
    covered: int
    place: Ints

    def table(self, links: Links, width: int | None = None) -> Table:
        """Return the links of projects."""
        mine = links[links[:, 0] >= self.wholes]
        rows = self.place[mine[:, 0] - self.wholes]
        return _table(
            rows, mine[:, 1], mine[:, 2], (len(self.place), self.covered if width is None else width)
        )

    def own(self, links: Links) -> Bits:
        """Return the links of wholes."""
        return _bits(links[links[:, 0] < self.wholes], (self.wholes, self.covered))

    def nested(self, below: Ints) -> Ints:
        """Return the numbers of the projects that are inside one another."""
        both = below[(below >= self.wholes).all(axis=1) & (below[:, 0] != below[:, 1])]
        return np.asarray(self.place[np.unique(both) - self.wholes])


_NO_MARKS = np.empty(0, np.uint8)


def _members(said: Said) -> sparse.csr_array:
    """Say which nodes (columns) are below which wholes (rows), however far; no whole is below itself."""
    wholes, nodes = len(said.head.wholes), len(said.told)
    ones = np.ones(len(said.below), np.int8)
    step = sparse.csr_array((ones, (said.below[:, 0], said.below[:, 1])), shape=(nodes, nodes))
    found = fresh = _ones(step[:wholes])
    while fresh.nnz:
        further = _ones(fresh @ step)
        fresh = _ones(further - further.multiply(found))
        found = _ones(found + fresh)
    found = found.tocoo()
    kept = found.row != found.col
    made = sparse.csr_array((found.data[kept], (found.row[kept], found.col[kept])), shape=found.shape)
    made.sort_indices()
    return made


def _strata(above: sparse.csr_array, told: Bits) -> tuple[Ints, Ints]:
    """Sort projects by the sets of wholes and telling that occur; give their order, and where sets start."""
    above.sort_indices()
    # A sum of well-mixed 64-bit numbers tells sets apart but for one chance in billions of billions.
    mixed = _mixed(np.arange(above.shape[1], dtype=np.uint64))
    per_link = np.concatenate(([np.uint64(0)], np.cumsum(mixed[above.indices], dtype=np.uint64)))
    key = per_link[above.indptr[1:]] - per_link[above.indptr[:-1]]
    key += told @ np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], np.uint64)
    _, first, stratum = np.unique(key, return_index=True, return_inverse=True)
    # By their first project, so that the order says nothing of how sets were told apart.
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    stratum = rank[stratum]
    order = np.argsort(stratum, kind="stable")
    return order, _cut(np.bincount(stratum, minlength=len(first)))


def _cut(sizes: Ints) -> Ints:
    """Say where strata start, and behind the last where it ends, each of the largest cut into some."""
    pieces = -(-sizes // LARGEST)
    starts = np.cumsum(sizes) - sizes
    piece = np.arange(pieces.sum()) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    return np.append(np.repeat(starts, pieces) + piece * LARGEST, sizes.sum()).astype(np.int64)


def _mixed(numbers: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Mix numbers as SplitMix64 does (Steele, Lea and Flood 2014)."""
    held = (numbers + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    held = (held ^ (held >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    held = (held ^ (held >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(held ^ (held >> np.uint64(31)))


def _table(rows: Ints, ends: Ints, marks: Ints, shape: tuple[int, int]) -> Table:
    """Sort links, and keep of those with the same row and end the one with the highest mark."""
    key = (rows * max(shape[1], 1) + ends) * 256 + marks
    key = np.unique(key)
    link = key // 256
    is_last = np.append(link[1:] != link[:-1], True) if len(link) else np.empty(0, bool)
    key, link = key[is_last], link[is_last]
    degrees = np.bincount(link // max(shape[1], 1), minlength=shape[0])
    marked = (key % 256).astype(np.uint8)
    return Table(
        starts_of(degrees),
        (link % max(shape[1], 1)).astype(_smallest(shape[1])),
        marked if marked.any() else _NO_MARKS,
    )


def _inherited(stated: Table, inside: Bits) -> Table:
    """Give the broader things of what projects are stated to cover, without what they are stated to."""
    width = len(inside)
    shape = (len(stated.starts) - 1, width)
    held = sparse.csr_array(
        (np.ones(len(stated.ends), np.int32), stated.ends.astype(np.int32), stated.starts), shape=shape
    )
    reached = (held @ sparse.csr_array(inside.T.astype(np.int32))).tocoo()
    own = stated.rows() * width + stated.ends
    reach = np.unique(reached.row.astype(np.int64) * width + reached.col)
    left = np.setdiff1d(reach, own, assume_unique=True)
    return _table(left // max(width, 1), left % max(width, 1), np.zeros(len(left), np.int64), shape)


def _smallest(width: int) -> type[np.unsignedinteger]:
    return np.uint16 if width <= 2**16 else np.uint32


def _targeted(said: Said, below: sparse.csr_array) -> Ints:
    """Count by role, and last in any, the projects (columns) below each whole (rows) that name each group."""
    wholes, projects = below.shape
    who, what, role = said.targeted[said.targeted[:, 0] >= wholes].T
    shape = (projects, said.head.groups)
    found = np.zeros((len(TARGETING) + 1, wholes, shape[1]), np.int64)
    for number in range(len(found)):
        mine = (role == number) | (number == len(TARGETING))
        ones = np.ones(int(mine.sum()), np.int64)
        named = sparse.csr_array((ones, (who[mine] - wholes, what[mine])), shape=shape)
        # However often it is said.
        named.data[:] = 1
        found[number] = (below.astype(np.int64) @ named).toarray()
    return found


def _ones(matrix: sparse.csr_array) -> sparse.csr_array:
    """Return which places of a matrix hold something."""
    made = sparse.csr_array(matrix)
    made.eliminate_zeros()
    made.data = np.ones(len(made.data), np.int8)
    return made


def _bits(pairs: Ints, shape: tuple[int, int]) -> Bits:
    held = np.zeros(shape, bool)
    held[pairs[:, 0], pairs[:, 1]] = True
    return held


def _highest(links: Links, shape: tuple[int, int]) -> Bytes:
    held = np.zeros(shape, np.uint8)
    np.maximum.at(held, (links[:, 0], links[:, 1]), links[:, 2].astype(np.uint8))
    return held
