"""The projects of a portfolio too large to walk that a chain leads through: counted, some of them named."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from pyoxigraph import DefaultGraph, NamedNode

from graph.analysis.columns import Bits, Columns
from graph.analysis.held import Held
from graph.analysis.policy_layer import ENDS
from graph.analysis.portfolio_cells import PortfolioCells

#: Projects that are named of each chain; how many there are is counted.
LISTED = 20


@dataclass(frozen=True)
class Passing:
    """Projects by their strata; ``ends`` are the indicators and results of any, by project number."""

    columns: Columns
    strata: Bits
    ends: tuple[tuple[int, str], ...]

    @cached_property
    def count(self) -> int:
        """How many projects there are."""
        return int(self.columns.sizes[self.strata].sum())

    @cached_property
    def listed(self) -> dict[int, str]:
        """Some by their numbers, those that name any group or instrument first."""
        chosen = np.flatnonzero(np.repeat(self.strata, self.columns.sizes))
        order = np.argsort(self.columns.stated.degrees[chosen] == 0, kind="stable")
        return {int(at): self.columns.iri(int(at)) for at in chosen[order[:LISTED]]}

    @cached_property
    def groups(self) -> set[str]:
        """The target groups that any of them covers."""
        head, cells = self.columns.head, self.columns.stated_cells
        found = np.diff(cells.indptr).reshape(len(self.columns.sizes), len(head.covered))
        return {head.covered[at] for at in np.flatnonzero(found[self.strata].any(axis=0)[: head.groups])}

    @cached_property
    def results(self) -> set[str]:
        """The indicators and results of any of them."""
        numbers = np.array([number for number, _ in self.ends], np.int64)
        inside = self.strata[self.columns.stratum_of(numbers)]
        return {end for (_, end), is_inside in zip(self.ends, inside, strict=True) if is_inside}

    def within(self, wholes: Iterable[str]) -> Passing:
        """Return those of them that are in any of some wholes."""
        return Passing(self.columns, self.strata & _in_any(self.columns, wholes), self.ends)

    def among(self, listed: Mapping[int, str]) -> set[str]:
        """Return of some projects by their numbers those that are among them."""
        inside = self.strata[self.columns.stratum_of(np.array([*listed], np.int64))]
        return {name for name, is_inside in zip(listed.values(), inside, strict=True) if is_inside}

    def after(self, project: str) -> set[str]:
        """Return the groups and results of one that is listed."""
        number = next((at for at, name in self.listed.items() if name == project), -1)
        if number < 0:
            return set()
        covered = (int(at) for at in self.columns.stated.of(number))
        groups = {self.columns.head.covered[at] for at in covered if at < self.columns.head.groups}
        return groups | {end for at, end in self.ends if at == number}


def passing(held: Held, inside: Iterable[tuple[str, Collection[str]]]) -> Passing:
    """Return the projects that are in any whole, but not in those that go with it and do not count."""
    cells = held.cells
    assert isinstance(cells, PortfolioCells)
    columns = cells.columns
    strata = np.zeros(len(columns.sizes), bool)
    for whole, silent in inside:
        strata |= _in_any(columns, (whole,)) & ~_in_any(columns, silent)
    return Passing(columns, strata, held.once("ends", lambda: _ends(held, cells)))


def _in_any(columns: Columns, wholes: Iterable[str]) -> Bits:
    place = {name: row for row, name in enumerate(columns.head.wholes)}
    return columns.in_any([place[whole] for whole in wholes if whole in place])


def _ends(held: Held, cells: PortfolioCells) -> tuple[tuple[int, str], ...]:
    of = held.dataset.store.quads_for_pattern
    found: dict[str, list[str]] = {}
    for relation in ENDS:
        for quad in of(None, NamedNode(relation), None, DefaultGraph()):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                found.setdefault(quad.subject.value, []).append(quad.object.value)
    return tuple((at, end) for at, name in cells.numbers(set(found)).items() for end in found[name])
