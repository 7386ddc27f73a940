"""What the projects of a whole portfolio cost, by the policy instruments that they answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.analysis.columns import Bytes, Columns, Ints, counting
from graph.analysis.lanes import lanes


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
    whole, own = _stratum_rungs(columns), columns.rung_cells
    out = np.zeros((3, whole.shape[1], max(int(whole.max(initial=0)), len(own))), np.int64)
    every = (columns.sizes, columns.by_stratum(columns.cents[kind]), columns.sizes_of(columns.unsure[kind]))
    for rung in range(1, out.shape[2] + 1):
        out[:, :, rung - 1] = np.stack([numbers @ (whole == rung) for numbers in every])
    packed = lanes(columns, kind, None)
    for rung, cells in ((rung, cells) for rung, cells in enumerate(own, 1) if cells.nnz):
        # All projects of a cell answer the instrument on the rung of their wholes, unless theirs is higher.
        for sums, added in zip(out, packed.added(counting(cells)), strict=True):
            mine = added.reshape(len(columns.sizes), -1)[:, columns.head.groups :]
            sums[:, rung - 1] += np.where(whole < rung, mine, 0).sum(axis=0)
            for before in range(1, rung):
                sums[:, before - 1] -= np.where(whole == before, mine, 0).sum(axis=0)
    return Spent(*out)


def _stratum_rungs(columns: Columns) -> Bytes:
    """Give the highest rung on which the wholes of each stratum reach each instrument."""
    own = columns.own_rungs[:, columns.head.groups :]
    out = np.zeros((len(columns.sizes), own.shape[1]), np.uint8)
    for rung in np.unique(own[own > 0]):
        out[columns.above.T @ (own == rung) > 0] = rung
    return out
