"""What the projects of a whole portfolio cost, by the policy instruments that they answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from graph.analysis.columns import Bytes, Columns, Ints


@dataclass(frozen=True, eq=False)
class Spent:
    """Money of projects by instrument (rows) and the highest rung (columns, from 1) on which each answers it.

    A project counts once for an instrument, whether it says so itself or a whole that it is part of does.
    """

    projects: Ints
    cents: Ints
    unsure: Ints


def spent(columns: Columns, kind: int) -> Spent:
    """Add up what projects cost by the instrument that they, or the wholes they are part of, answer."""
    groups, own = columns.head.groups, columns.rungs
    whole = _stratum_rungs(columns)
    rungs = max(int(whole.max(initial=0)), int(own.marks.max(initial=0)))
    own = own.only(own.ends >= groups)
    project, what = own.rows(), own.ends.astype(np.int64) - groups
    before = whole[columns.stratum_of(project), what].astype(np.int64)
    higher = own.marks > before
    project, what, before, after = project[higher], what[higher], before[higher], own.marks[higher]
    was = before > 0
    sums = []
    for held in (None, columns.cents[kind], columns.unsure[kind]):
        by_stratum = columns.sizes if held is None else columns.by_stratum(held)
        out = np.zeros((whole.shape[1], rungs), np.int64)
        for rung in range(rungs):
            out[:, rung] = by_stratum @ (whole == rung + 1)
        each = np.ones(len(project), np.int64) if held is None else held[project].astype(np.int64)
        out += _added_at(what, after, each, out.shape)
        out -= _added_at(what[was], before[was], each[was], out.shape)
        sums.append(out)
    return Spent(*sums)


def _stratum_rungs(columns: Columns) -> Bytes:
    """Give the highest rung on which the wholes of each stratum reach each instrument."""
    own = columns.own_rungs[:, columns.head.groups :]
    out = np.zeros((len(columns.sizes), own.shape[1]), np.uint8)
    for rung in np.unique(own[own > 0]):
        out[columns.above.T @ (own == rung) > 0] = rung
    return out


def _added_at(rows: Ints, rungs: npt.NDArray[np.generic], numbers: Ints, shape: tuple[int, ...]) -> Ints:
    return np.asarray(sparse.coo_array((numbers, (rows, rungs.astype(np.int64) - 1)), shape=shape).toarray())
