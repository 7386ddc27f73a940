"""Cells of a release whose projects are too many to walk: counted over its columns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from graph.analysis import portfolio
from graph.analysis.cell import Cell
from graph.analysis.columns import Columns, Ints
from graph.analysis.coverage import SILENT, UNREAD
from graph.analysis.judge import Tally
from graph.analysis.reach import Reach
from graph.identifiers import ID
from graph.terms import STATES

_FOUND = tuple(state for state in STATES if state not in ("absent", "not-stated", "unknown"))


@dataclass(frozen=True)
class PortfolioCells:
    """Judge the cells of what projects are part of; of projects themselves there are none.

    ``reach`` is of the policy layer without projects.
    """

    reach: Reach
    columns: Columns

    def __getitem__(self, pair: tuple[str, str]) -> Cell:
        """Return the cell of a whole and a covered thing; raises KeyError where there is none."""
        row, column = self._rows[pair[0]], self._places[pair[1]]
        found, cover = self._holding(row, column), self._cover
        rung = int(cover.rungs[row, column])
        if not found:
            silent = SILENT if cover.holds["not-stated"][row, column] else UNREAD
            return replace(silent, rung=rung) if rung else silent
        narrower = self.reach.narrower[pair[1]] & self.reach.named(pair[0])
        return Cell(found, frozenset(narrower), int(cover.out_of[row, column]), rung)

    def tally(self, who: str, what: str) -> Tally:
        """Count what a cell is covered through."""
        at, cover = (self._rows[who], self._places[what]), self._cover
        return Tally(*(int(counted[at]) for counted in (cover.projects, cover.parts, cover.narrower)))

    def told(self, who: str, sort: str) -> bool:
        """Whether something was read that would tell which things of a sort a whole covers."""
        return bool(self._cover.holds["not-stated"][self._rows[who], self._of(sort)].any())

    def names_any(self, who: str, sort: str) -> bool:
        """Whether a whole or anything in it is stated to cover anything of a sort."""
        cover, at = self._cover, (self._rows[who], self._of(sort))
        return bool((cover.projects[at] + cover.parts[at]).any() or self.columns.own_stated[at].any())

    def tellers(self, who: str) -> frozenset[str]:
        """Return a whole with those in it, of projects such as documents tell of."""
        row = self._rows[who]
        projects = (name for at, name in self._read.items() if self._is_in(row, at))
        return frozenset((who, *self.reach.members[who], *projects))

    def named(self) -> frozenset[str]:
        """Return all that anything is stated to cover."""
        by_projects = self.columns.of_all(self.columns.stated_cells) > 0
        held = np.flatnonzero(by_projects | self.columns.own_stated.any(axis=0))
        return frozenset(self.columns.head.covered[column] for column in held)

    def among(self, whole: str, period: str) -> Counted:
        """Return the projects of a period that a whole holds."""
        rows = [self._rows.get(held, -1) for held in (whole, period)]
        if min(rows) < 0:
            return Counted(self, np.zeros(0, np.int64))
        both = self.columns.above[rows].toarray().all(axis=0)
        return Counted(self, np.flatnonzero(np.repeat(both, self.columns.sizes)))

    def place(self, thing: str) -> int:
        """Return the column of a covered thing."""
        return self._places[thing]

    def numbers(self, things: set[str]) -> dict[int, str]:
        """Return by their numbers those of some things that are projects of the columns."""
        codes = np.array([thing.removeprefix(ID).encode() for thing in sorted(things)], np.bytes_)
        found = np.flatnonzero(np.isin(self.columns.projects, codes))
        return {int(at): self.columns.iri(int(at)) for at in found}

    @cached_property
    def denying(self) -> dict[int, str]:
        """Projects of which a source denies a link, by their numbers: columns do not hold what is denied."""
        return self.numbers(self.reach.saying("denied"))

    @cached_property
    def listing(self) -> dict[int, str]:
        """Projects with a list that is declared complete, by their numbers."""
        return self.numbers(set(self.reach.layer.complete))

    def _is_in(self, row: int, project: int) -> bool:
        return row in self.columns.stratum_wholes.of(int(self.columns.stratum_of(np.array([project]))[0]))

    def _holding(self, row: int, column: int) -> frozenset[str]:
        holds = self._cover.holds
        return frozenset(state for state in holds if state != "not-stated" and holds[state][row, column])

    def _of(self, sort: str) -> slice:
        groups = self.columns.head.groups
        return slice(0, groups) if sort == "TargetGroup" else slice(groups, None)

    @cached_property
    def _cover(self) -> portfolio.Coverage:
        return portfolio.coverage(self.columns)

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {name: row for row, name in enumerate(self.columns.head.wholes)}

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: column for column, name in enumerate(self.columns.head.covered)}

    @cached_property
    def _read(self) -> dict[int, str]:
        return self.numbers(set(self.reach.layer.sections))


@dataclass(frozen=True)
class Counted:
    """Some projects by their numbers."""

    judge: PortfolioCells
    chosen: Ints

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.chosen)

    def told(self, sort: str) -> int:
        """Count those of which something was read that would tell."""
        columns = self.judge.columns
        told = columns.stratum_told[:, 0 if sort == "TargetGroup" else 1]
        return int(told[columns.stratum_of(self.chosen)].sum())

    def state(self, thing: str) -> str:
        """Return what is known of a thing and all of them together."""
        column = self.judge.place(thing)
        state = STATES[self._reached.states[column]]
        named = [self._denied(at, who, thing) for at, who in self.judge.denying.items() if at in self._chosen]
        found = {state, *named} & set(_FOUND)
        if found:
            return next(state for state in STATES if state in found)
        absent = sum(
            self._is_absent(who, thing) for at, who in self.judge.listing.items() if at in self._chosen
        )
        if absent and absent == self.count:
            return "absent"
        return "not-stated" if absent else state

    def _denied(self, at: int, who: str, thing: str) -> str:
        if thing not in self.judge.reach.named(who, "denied"):
            return ""
        is_stated = self.judge.place(thing) in self.judge.columns.stated.of(at)
        return "conflict" if is_stated else "denied"

    def _is_absent(self, who: str, thing: str) -> bool:
        """Whether a project's list is complete; what is on it is found, and is not asked of here."""
        reach = self.judge.reach
        return not reach.covering(thing).isdisjoint(reach.layer.complete[who])

    @cached_property
    def _reached(self) -> portfolio.Reached:
        return portfolio.reached(self.judge.columns, self.chosen)

    @cached_property
    def _chosen(self) -> frozenset[int]:
        return frozenset(
            self.chosen[np.isin(self.chosen, [*self.judge.denying, *self.judge.listing])].tolist()
        )
