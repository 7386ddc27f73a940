"""What the projects of a portfolio too large to walk tie their wholes to, counted over its columns."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from graph.analysis.columns import Columns, Ints
from graph.analysis.held import Held
from graph.errors import TooManyProjects
from graph.terms import TARGETING


def of_projects(held: Held, through: str) -> dict[str, Mapping[str, int]]:
    """Count, by whole, its projects with each group, in any role, or instrument, above the lowest rung.

    Raises TooManyProjects for columns of a release built before roles were counted together.
    """
    columns = held.portfolio
    assert columns is not None
    head = columns.head
    if through == "groups":
        counts, things = _groups(held, columns), head.covered[: head.groups]
    else:
        counts, things = _instruments(columns), head.covered[head.groups :]
    found: dict[str, Mapping[str, int]] = {}
    for row, whole in enumerate(head.wholes):
        held_by = np.flatnonzero(counts[row])
        found[whole] = {things[at]: int(counts[row, at]) for at in held_by}
    return found


def wholes_in(columns: Columns) -> dict[str, set[str]]:
    """Return of each whole the others inside it, also those that only a project leads to."""
    wholes = columns.head.wholes
    return {
        whole: {wholes[at] for at in np.flatnonzero(inside)}
        for whole, inside in zip(wholes, columns.members, strict=True)
    }


def _groups(held: Held, columns: Columns) -> Ints:
    if len(columns.targeted) <= len(TARGETING):
        raise TooManyProjects("the network through groups of a release built before", held.most_walked)
    return np.asarray(columns.targeted[-1])


def _instruments(columns: Columns) -> Ints:
    """Count those whose highest rung is above the lowest; each instrument of a project has one mark."""
    shape = (len(columns.sizes), len(columns.head.covered))
    counted = np.zeros(shape, np.int64)
    for cells in columns.rung_cells[1:]:
        counted += np.diff(cells.indptr).reshape(shape)
    return np.asarray(columns.above @ counted)[:, columns.head.groups :]
