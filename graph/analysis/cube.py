"""Cubes of a whole portfolio: what was counted by two or more dimensions, each value by its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial

import numpy as np
import numpy.typing as npt

from graph.analysis import co_occurrence, portfolio
from graph.analysis.amount import Kind
from graph.analysis.columns import Bits, Bytes, Columns, Ints
from graph.terms import STATES, TARGETING

Numbers = npt.NDArray[np.generic]
_SILENT = (STATES.index("not-stated"), STATES.index("unknown"))


@dataclass(frozen=True, eq=False)
class Counted:
    """The observations of a cube: of each dimension where they stand, and of each component its numbers.

    Places lead to ``members``. ``state`` holds places in the list of states, ``amount`` whole cents. What was
    found nowhere has no observation; where a cube tells states, ``silent`` says by the first dimension which
    state that is, as a place in the same list.
    """

    members: tuple[tuple[str, ...] | tuple[Kind, ...], ...]
    places: tuple[Ints, ...]
    values: dict[str, Numbers] = field(default_factory=dict)
    silent: Bytes | None = None

    def __len__(self) -> int:
        """Count the observations."""
        return len(self.places[0])


class Counting:
    """Count the cubes of one portfolio, and share what they have in common."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        groups = columns.head.groups
        self._parts = {
            "targetGroup": slice(0, groups),
            "policyInstrument": slice(groups, len(columns.head.covered)),
        }

    def counted(self, way: str, dimensions: tuple[str, ...]) -> Counted:
        """Count in one of the declared ways by these dimensions; raises KeyError for another."""
        ways: dict[str, Callable[[tuple[str, ...]], Counted]] = {
            "coverage": self._by_whole,
            "money": self._money,
            "region": self._by_region,
            "place": lambda _dimensions: self._places(),
            "together": lambda _dimensions: self._together(),
            "size": lambda _dimensions: self._sizes(),
            **{role: partial(self._in_role, place) for place, role in enumerate(TARGETING)},
        }
        return ways[way](dimensions)

    @cached_property
    def _coverage(self) -> portfolio.Coverage:
        return portfolio.coverage(self._columns)

    def _by_whole(self, dimensions: tuple[str, ...]) -> Counted:
        part, held, columns = self._parts[dimensions[1]], self._coverage, self._columns
        states = held.states[:, part]
        at = np.nonzero(~np.isin(states, _SILENT))
        ones = np.ones(len(columns), np.int64)
        cells = np.asarray(columns.stated_cells @ ones).reshape(len(columns.sizes), len(columns.head.covered))
        naming = np.asarray(columns.above @ cells)[:, part]
        projects, rungs = held.projects[:, part], held.rungs[:, part]
        values: dict[str, Numbers] = {
            "state": states[at],
            "rung": rungs[at],
            "projectCount": projects[at],
            "namingProjectCount": naming[at],
        }
        return Counted((columns.head.wholes, columns.head.covered[part]), at, values, _silent(states))

    def _money(self, dimensions: tuple[str, ...]) -> Counted:
        part, head = self._parts[dimensions[1]], self._columns.head
        found: list[tuple[Ints, ...]] = []
        for kind in range(len(head.kinds)):
            held = portfolio.coverage(self._columns, kind)
            projects, cents, unsure = (each[:, part] for each in (held.projects, held.cents, held.unsure))
            # Where no sum is certain there is none to tell of.
            whole, what = np.nonzero(projects > unsure)
            at = (whole, what)
            found.append((whole, what, np.full(len(whole), kind), cents[at], projects[at], unsure[at]))
        joined = [np.concatenate(each) for each in zip(*found, strict=True)] if found else [_NONE] * 6
        values: dict[str, Numbers] = dict(
            zip(("amount", "projectCount", "withoutSumCount"), joined[3:], strict=True)
        )
        return Counted((head.wholes, head.covered[part], head.kinds), tuple(joined[:3]), values)

    def _by_region(self, dimensions: tuple[str, ...]) -> Counted:
        part, columns = self._parts[dimensions[1]], self._columns
        regions = columns.head.regions
        states = np.zeros((len(regions), part.stop - part.start), np.uint8)
        projects = np.zeros(states.shape, np.int64)
        for region in range(len(regions)):
            held = portfolio.reached(columns, portfolio.in_region(columns, region))
            states[region], projects[region] = held.states[part], held.projects[part]
        at = np.nonzero(~np.isin(states, _SILENT))
        values: dict[str, Numbers] = {"state": states[at], "projectCount": projects[at]}
        return Counted((regions, columns.head.covered[part]), at, values, _silent(states))

    def _places(self) -> Counted:
        columns = self._columns
        head = columns.head
        held = np.zeros((len(head.wholes), len(head.regions)), np.int64)
        for region in range(len(head.regions)):
            strata = columns.stratum_of(portfolio.in_region(columns, region))
            held[:, region] = columns.above @ np.bincount(strata, minlength=len(columns.sizes))
        return _found((head.wholes, head.regions), held)

    def _sizes(self) -> Counted:
        held = np.asarray(self._columns.above @ self._columns.sizes)
        at = np.nonzero(held)
        return Counted((self._columns.head.wholes,), at, {"projectCount": held[at]})

    def _in_role(self, role: int, _dimensions: tuple[str, ...]) -> Counted:
        """Count the projects that name groups in a role; columns of before roles were counted have none."""
        head = self._columns.head
        by_role = self._columns.targeted
        held = by_role[role] if len(by_role) else np.zeros((len(head.wholes), head.groups), np.int64)
        at = np.nonzero(held)
        members = (head.wholes, head.covered[: head.groups])
        return Counted(members, at, {"namingProjectCount": held[at]})

    def _together(self) -> Counted:
        groups = self._columns.head.covered[: self._columns.head.groups]
        pairs = co_occurrence.together(self._columns)
        np.fill_diagonal(pairs, 0)
        return _found((groups, groups), pairs)


_NONE = np.empty(0, np.int64)


def _found(members: tuple[tuple[str, ...], ...], projects: Ints) -> Counted:
    at = np.nonzero(projects)
    return Counted(members, at, {"projectCount": projects[at]})


def _silent(states: Bytes) -> Bytes:
    """Say of each row in which state what was found nowhere is: one for all, as documents tell or do not."""
    told: Bits = (states == _SILENT[0]).any(axis=1)
    return np.where(told, *_SILENT).astype(np.uint8)
