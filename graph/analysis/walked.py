"""Cells of a release by walking its policy layer; each is worked out when it is first asked for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph.analysis.cell import Cell
from graph.analysis.coverage import SILENT, UNREAD, cell_of, is_told
from graph.analysis.footprint import touched
from graph.analysis.judge import Tally
from graph.analysis.reach import Reach
from graph.identifiers import NS
from graph.terms import STATES

_OPEN = {"absent", "not-stated", "unknown"}


@dataclass(frozen=True)
class Walked:
    """Judge cells over what is known of whom each coverer reaches."""

    reach: Reach

    def __getitem__(self, pair: tuple[str, str]) -> Cell:
        """Return the cell of a coverer and a covered thing; raises KeyError where there is none."""
        who, what = pair
        told = self.told(who, self.reach.covered[what])
        # Most cells say nothing: they are not kept, for there may be millions.
        if what not in self.bearing(who):
            return SILENT if told else UNREAD
        known = self._cells.get(pair)
        if known is None:
            known = self._cells[pair] = cell_of(self.reach, who, what, is_told=told)
        return known

    def tally(self, who: str, what: str) -> Tally:
        """Count what a cell is covered through."""
        through = self[who, what].through
        narrower = through & self.reach.narrower[what]
        projects = sum(self.reach.layer.is_a(thing, "Project") for thing in through - narrower)
        return Tally(projects, len(through) - len(narrower) - projects, len(narrower))

    def told(self, who: str, sort: str) -> bool:
        """Whether something was read that would tell which things of a sort a coverer covers."""
        return is_told(self.reach, who, sort)

    def names_any(self, who: str, sort: str) -> bool:
        """Whether a coverer or anything in it is stated to cover anything of a sort."""
        covered = self.reach.covered
        around = (who, *self.reach.members[who])
        return any(covered[what] == sort for one in around for what in self.reach.named(one))

    def tellers(self, who: str) -> frozenset[str]:
        """Return a coverer and all in it."""
        return frozenset((who, *self.reach.members[who]))

    def named(self) -> frozenset[str]:
        """Return all that anything is stated to cover."""
        return frozenset(thing for who in self.reach.coverers for thing in self.reach.named(who))

    def among(self, whole: str, period: str) -> Some:
        """Return the projects of a period that a whole holds, without those that only coordinate."""
        if period not in self._projects:
            layer = self.reach.layer
            known = (p for p in layer.of_kind("Project") if not layer.is_a(p, "CoordinationProject"))
            of_period = tuple(p for p in known if period in layer.targets(p, NS + "period"))
            self._projects[period] = of_period
        members: set[str] = self.reach.members.get(whole, set())
        return Some(self, tuple(p for p in self._projects[period] if p in members))

    def bearing(self, who: str) -> Collection[str]:
        """Return the things of which a coverer's cells may say more than that nothing is stated."""
        if who not in self._bearing:
            is_listing = who in self.reach.layer.complete
            self._bearing[who] = self.reach.covered if is_listing else touched(self.reach, self.tellers(who))
        return self._bearing[who]

    @cached_property
    def _cells(self) -> dict[tuple[str, str], Cell]:
        return {}

    @cached_property
    def _bearing(self) -> dict[str, Collection[str]]:
        return {}

    @cached_property
    def _projects(self) -> dict[str, tuple[str, ...]]:
        return {}


@dataclass(frozen=True)
class Some:
    """Some projects by their IRIs."""

    judge: Walked
    projects: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.projects)

    def told(self, sort: str) -> int:
        """Count those of which something was read that would tell."""
        return sum(self.judge.told(project, sort) for project in self.projects)

    def state(self, thing: str) -> str:
        """Return what is known of a thing and all of them together."""
        return together([self.judge[project, thing].state for project in self.projects])


def together(states: Sequence[str]) -> str:
    """Return what is known of a thing and several coverers, given the state of each.

    It is absent only where it is from every one of them, and not stated where one was read that would tell.
    """
    held = set(states)
    found = held - _OPEN
    if found:
        return next(state for state in STATES if state in found)
    if held == {"absent"}:
        return "absent"
    return "not-stated" if held - {"unknown"} else "unknown"
