"""A portfolio as integer columns: projects by strata, what they reach, their money, places and days."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from graph.analysis.amount import Kind
from graph.identifiers import ID

Ints = npt.NDArray[np.int64]
Shorts = npt.NDArray[np.int32]
Small = npt.NDArray[np.unsignedinteger]
Bits = npt.NDArray[np.bool_]
Bytes = npt.NDArray[np.uint8]

FOLDER, HEAD = "columns", "head.json"
#: The sorts of covered things; documents tell of each apart.
SORTS = ("TargetGroup", "PolicyInstrument")
#: As many links at once as stay in a processor's cache.
AT_ONCE = 65_536
#: The day of a project that does not say its own.
UNDATED = np.iinfo(np.int32).min


@dataclass(frozen=True, eq=False)
class Table:
    """Of each row its ends, sorted and each once, from ``starts[row]`` to ``starts[row + 1]``.

    ``marks`` say more of each link: the role of a target group or the rung of an instrument; else empty.
    """

    starts: Ints
    ends: Small
    marks: Bytes

    @cached_property
    def degrees(self) -> Ints:
        """How many ends each row has."""
        return np.diff(self.starts)

    def of(self, row: int) -> Small:
        """Return the ends of one row."""
        return self.ends[self.starts[row] : self.starts[row + 1]]

    def rows(self) -> Ints:
        """Return of each link its row."""
        linked = np.flatnonzero(self.degrees > 0)
        return np.repeat(linked, self.degrees[linked])

    def only(self, kept: Bits) -> Table:
        """Return the table with these of its links."""
        if kept.all():
            return self
        starts = starts_of(kept)[self.starts]
        return Table(starts, self.ends[kept], self.marks[kept] if len(self.marks) else self.marks)


@dataclass(frozen=True, slots=True)
class Head:
    """The names behind the numbers, as IRIs, and what the sums of each column of money are of.

    ``wholes`` are what projects are part of; of ``covered``, the first ``groups`` are target groups and the
    rest policy instruments.
    """

    wholes: tuple[str, ...]
    covered: tuple[str, ...]
    groups: int
    regions: tuple[str, ...]
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, eq=False)
class Columns:
    """All projects of a release, those alike in wholes and in what tells of them side by side: a stratum.

    Of wholes: ``members`` are the other wholes inside each; ``own_…`` what links say of a whole itself;
    ``tells`` whether its projects' documents tell for it, too (of a period or specific objective); ``told``
    by sort. ``inside`` says which covered thing is strictly narrower (second) than which (first).

    Of strata: the first project and, behind the last, their number; the wholes; ``stratum_told`` by sort.
    Of projects: what links say they cover (``stated``), the broader things that they so reach without a link
    of their own (``inherited``), what is ``proposed``, what is ``near`` (a group related to a phenomenon of
    theirs, an instrument only cited), the ``rungs`` of instruments, regions, first and last day since 1970,
    and by kind of sum (rows) ``cents`` with ``unsure`` where none is certain: there, cents are 0.

    Of roles, in the order of TARGETING, and last of any: how many projects of each whole name each target
    group in it, whether or not that counts as covering (``targeted``); of a release built before, less.
    ``nested`` are the numbers of the projects that are inside one another.
    """

    head: Head
    members: Bits
    is_period: Bits
    tells: Bits
    told: Bits
    own_stated: Bits
    own_proposed: Bits
    own_denied: Bits
    own_near: Bits
    own_rungs: Bytes
    complete: Bits
    inside: Bits
    strata: Ints
    stratum_wholes: Table
    stratum_told: Bits
    projects: npt.NDArray[np.bytes_]
    stated: Table
    inherited: Table
    proposed: Table
    near: Table
    rungs: Table
    regions: Table
    first_day: Shorts
    last_day: Shorts
    cents: Ints
    unsure: Bits
    targeted: Ints = field(default_factory=lambda: np.zeros((0, 0, 0), np.int64))
    nested: Ints = field(default_factory=lambda: np.zeros(0, np.int64))

    def __len__(self) -> int:
        """Count the projects."""
        return len(self.projects)

    @cached_property
    def sizes(self) -> Ints:
        """How many projects each stratum has."""
        return np.diff(self.strata)

    def by_stratum(self, numbers: npt.NDArray[np.generic]) -> Ints:
        """Add up projects' numbers by stratum, none of which is empty."""
        if not len(self):
            return np.zeros(0, np.int64)
        return np.asarray(np.add.reduceat(numbers, self.strata[:-1], dtype=np.int64))

    def sizes_of(self, chosen: Bits | None) -> Ints:
        """Count the projects chosen, or all, of each stratum."""
        if chosen is None:
            return self.sizes
        return np.diff(np.searchsorted(np.flatnonzero(chosen), self.strata))

    def stratum_of(self, projects: Ints) -> Ints:
        """Return the strata of projects."""
        return np.searchsorted(self.strata, projects, side="right") - 1

    @cached_property
    def above(self) -> sparse.csr_array:
        """Which wholes (rows) hold which strata (columns)."""
        table = self.stratum_wholes
        shape = (len(self.head.wholes), len(self.sizes))
        ones = np.ones(len(table.ends), np.int64)
        return sparse.csr_array((ones, (table.ends, table.rows())), shape=shape)

    def in_any(self, rows: Sequence[int]) -> Bits:
        """Say which strata are in any of some wholes, by the wholes' rows."""
        if not rows:
            return np.zeros(len(self.sizes), bool)
        return np.asarray(self.above[rows].sum(axis=0)).ravel() > 0

    def iri(self, project: int) -> str:
        """Return the IRI of a project by its number."""
        return ID + str(self.projects[project], "utf-8")

    @cached_property
    def parts(self) -> sparse.csr_array:
        """Which wholes (columns) are inside which (rows)."""
        return sparse.csr_array(self.members.astype(np.int32))

    @cached_property
    def within(self) -> sparse.csr_array:
        """Which covered things (columns) are narrower than which (rows)."""
        return sparse.csr_array(self.inside.astype(np.int32))

    @cached_property
    def by_region(self) -> sparse.csr_array:
        """Which projects (columns) are in which region (rows)."""
        return self._matrix(self.regions, len(self.head.regions)).T.tocsr()

    @cached_property
    def stated_cells(self) -> sparse.csr_array:
        """Projects (columns) by the cells (rows) of their stratum and what they are stated to cover.

        Multiplied by a number of each project, they add it up by stratum and covered thing.
        """
        return counting(self._cells(self.stated))

    @cached_property
    def inherited_cells(self) -> sparse.csr_array:
        """The same of what they reach by a narrower thing."""
        return counting(self._cells(self.inherited))

    def of_all(self, cells: sparse.csr_array) -> Ints:
        """Count by covered thing all projects that have such cells."""
        found = np.diff(cells.indptr).reshape(len(self.sizes), len(self.head.covered))
        return np.asarray(found.sum(axis=0, dtype=np.int64))

    @cached_property
    def proposed_cells(self) -> sparse.csr_array:
        """The same of what is proposed; multiplied by which projects are chosen, it says where any is."""
        return self._cells(self.proposed)

    @cached_property
    def near_cells(self) -> sparse.csr_array:
        """The same of what is near."""
        return self._cells(self.near)

    @cached_property
    def rung_cells(self) -> tuple[sparse.csr_array, ...]:
        """The same of what they reach on each rung, from the lowest."""
        rungs = range(1, int(self.rungs.marks.max(initial=0)) + 1)
        return tuple(self._cells(self.rungs.only(self.rungs.marks == rung)) for rung in rungs)

    def _cells(self, table: Table) -> sparse.csr_array:
        width = len(self.head.covered)
        rows = len(self.sizes) * width
        index = np.int32 if max(rows, len(table.ends)) < 2**31 else np.int64
        first = np.repeat(np.arange(len(self.sizes), dtype=index) * width, self.sizes)
        at = np.repeat(first, table.degrees) + table.ends.astype(index)
        parts = (np.ones(len(at), bool), at, np.asarray(table.starts, index))
        return sparse.csc_array(parts, shape=(rows, len(self))).tocsr()

    def _matrix(self, table: Table, width: int) -> sparse.csr_array:
        ones = np.ones(len(table.ends), np.int8)
        index = table.ends.astype(np.int32)
        return sparse.csr_array((ones, index, table.starts.astype(np.int32)), shape=(len(self), width))


def starts_of(degrees: npt.NDArray[Any]) -> Ints:
    """Return where rows of so many links each begin, and where the last ends."""
    return np.concatenate(([0], np.cumsum(degrees, dtype=np.int64))).astype(np.int64)


def counting(cells: sparse.csr_array) -> sparse.csr_array:
    """Let a product with cells add up, where it would only say whether there is any."""
    ones = np.ones(cells.nnz, np.int64)
    return sparse.csr_array((ones, cells.indices, cells.indptr), shape=cells.shape)


def to_files(columns: Columns) -> dict[str, bytes]:
    """Write columns as files of a release's folder: an array each, and a head that a person can read."""
    head = {f.name: getattr(columns.head, f.name) for f in fields(Head)}
    text = json.dumps(head, ensure_ascii=False, indent=1).encode() + b"\n"
    found = {f"{FOLDER}/{HEAD}": text}
    for name, held in _arrays(columns).items():
        written = io.BytesIO()
        np.save(written, held, allow_pickle=False)
        found[f"{FOLDER}/{name}.npy"] = written.getvalue()
    return found


def opened(release: Path) -> Columns | None:
    """Open the columns of a release's folder, read from disk as they are used; None where it has none."""
    folder = release / FOLDER
    try:
        raw = json.loads((folder / HEAD).read_text("utf-8"))
    except FileNotFoundError:
        return None
    lists = {name: tuple(raw[name]) for name in ("wholes", "covered", "regions")}
    head = Head(groups=raw["groups"], kinds=tuple(Kind(*kind) for kind in raw["kinds"]), **lists)
    held = {path.stem: _mapped(path) for path in folder.glob("*.npy")}
    parts: dict[str, Any] = {name: value for name, value in held.items() if "." not in name}
    for name in {name.partition(".")[0] for name in held if "." in name}:
        ends: Any = [held[f"{name}.{f.name}"] for f in fields(Table)]
        parts[name] = Table(*ends)
    return Columns(head, **parts)


def _arrays(columns: Columns) -> dict[str, npt.NDArray[np.generic]]:
    found: dict[str, npt.NDArray[np.generic]] = {}
    for name in (f.name for f in fields(Columns) if f.name != "head"):
        held = getattr(columns, name)
        if isinstance(held, Table):
            found |= {f"{name}.{f.name}": getattr(held, f.name) for f in fields(Table)}
        else:
            found[name] = held
    return found


def _mapped(path: Path) -> npt.NDArray[np.generic]:
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
