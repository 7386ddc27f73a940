"""One cell of a portfolio too large to walk, with some of the single projects that it rests on looked up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from graph.analysis.cell import Cell
from graph.analysis.columns import Ints
from graph.analysis.coverage import cell
from graph.analysis.gap import Gap
from graph.analysis.held import Held
from graph.analysis.policy_alone import with_projects
from graph.analysis.policy_layer import PolicyLayer
from graph.analysis.portfolio_cells import PortfolioCells
from graph.analysis.reach import Reach
from graph.errors import NotFound

#: Projects of one standing that are looked up, at most; where there are more, the others are counted.
LISTED = 20


@dataclass(frozen=True)
class Around:
    """A cell as columns count it, and the policy layer with the projects that were looked up.

    ``reviewable`` says whether all of its projects with a proposed link are among them.
    """

    reach: Reach
    cell: Cell
    reviewable: bool = True

    def listing(self, gap: Gap) -> Gap:
        """Ask for the review of the whole cell where not every project that waits for one is known."""
        if self.reviewable:
            return gap
        is_project = self.reach.layer.is_a
        asked = [(m, gap.coverer if is_project(thing, "Project") else thing) for m, thing in gap.missing]
        return replace(gap, missing=tuple(dict.fromkeys(asked)))


def around(held: Held, coverer: str, covered: str) -> Around:
    """Look up what one cell rests on; raises NotFound where there is none.

    Of each stratum and covered thing at least one project is there as long as there is room, so that the
    shortest chain is among theirs; a single project as coverer is there with all its parts.
    """
    cells = held.cells
    assert isinstance(cells, PortfolioCells)
    if covered not in held.reach.covered:
        raise NotFound("coverage cell", f"{coverer} {covered}")
    if coverer not in held.reach.members:
        return _of_project(held, cells, coverer, covered)
    marked = _Marked(cells, coverer, covered)
    chosen = {number for some in marked.sorts for number in some[:LISTED].tolist()} | marked.read
    reach = _with(held, (cells.columns.iri(at) for at in sorted(chosen)))
    counted, walked = held.cells[coverer, covered], cell(reach, coverer, covered)
    unlisted = sum(cells.tally(coverer, covered)) - len(walked.through)
    known = replace(counted, through=walked.through, unlisted=unlisted)
    return Around(reach, known, reviewable=len(marked.proposed) <= LISTED)


def _of_project(held: Held, cells: PortfolioCells, coverer: str, covered: str) -> Around:
    if not cells.numbers({coverer}):
        raise NotFound("coverage cell", f"{coverer} {covered}")
    reach = _with(held, (), (coverer,))
    return Around(reach, cell(reach, coverer, covered))


def _with(held: Held, projects: Iterable[str], wholes: Iterable[str] = ()) -> Reach:
    graph = with_projects(held.dataset, held.layer.graph, projects, wholes)
    return Reach(PolicyLayer(graph, held.layer.sections, held.layer.complete))


class _Marked:
    """The numbers of a whole's projects with a link that bears on a covered thing, by the sort of link.

    Those that differ in what they are part of or in what they are linked to come first. ``read`` are all
    that documents tell of, and one besides.
    """

    def __init__(self, cells: PortfolioCells, coverer: str, covered: str) -> None:
        columns = self._columns = cells.columns
        inside, place = columns.inside, cells.place(covered)
        row = columns.above[[columns.head.wholes.index(coverer)]]
        self._strata = np.asarray(row.indices, np.int64)
        inner = np.append(place, np.flatnonzero(inside[place]))
        wider = np.flatnonzero(inside[:, place])
        near = inner if place >= columns.head.groups else inner[:1]
        self.proposed = self._of(columns.proposed_cells, inner)
        self.sorts = (
            self._of(columns.stated_cells, inner[:1]),
            self._of(columns.stated_cells, inner[1:]),
            self._of(columns.stated_cells, wider),
            self._of(columns.near_cells, near),
            self.proposed,
        )
        told = np.array([*cells.numbers(set(cells.reach.layer.sections))], np.int64)
        mine = told[np.isin(columns.stratum_of(told), self._strata)]
        tells = self._strata[columns.stratum_told[self._strata, int(place >= columns.head.groups)]]
        # One of them says that there are projects at all, or that something was read that would tell.
        self.read = {*mine.tolist(), *columns.strata[[*tells[:1], *self._strata[:1]][:1]].tolist()}

    def _of(self, cells: sparse.csr_array, things: Ints) -> Ints:
        at = (self._strata[:, None] * len(self._columns.head.covered) + things).ravel()
        begins = cells.indptr[at].astype(np.int64)
        sizes = cells.indptr[at + 1] - begins
        held = sizes > 0
        begins, sizes = begins[held], sizes[held]
        first = np.unique(cells.indices[begins])
        of_each = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        every = np.unique(cells.indices[np.repeat(begins, sizes) + of_each])
        return np.concatenate([first, np.setdiff1d(every, first, assume_unique=True)]).astype(np.int64)
