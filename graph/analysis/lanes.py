"""What each project adds to a cell, itself and its sum, packed so that one pass over links adds up all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy import sparse

from graph.analysis.columns import Bits, Columns, Ints

_BITS = 63
#: So many projects can be counted beside each other in one number.
_HALF = 31


class Added(NamedTuple):
    """By cell, its distinct projects, their certain sums in cents, and how many have none that is certain."""

    projects: Ints
    cents: Ints
    unsure: Ints


@dataclass(frozen=True, eq=False)
class Lanes:
    """Numbers of each project whose sums over any cell of a stratum hold those of what it adds.

    Lowest are the projects, above them at ``width`` those without a certain sum, and above both the cents;
    where these could run over, they are apart. Both are None where they are not asked for.
    """

    width: int
    counts: Ints | None
    cents: Ints | None = None
    has_cents: bool = False

    def added(self, cells: sparse.csr_array) -> Added:
        """Add up what projects add to each cell."""
        if self.counts is None:
            none = np.zeros(cells.shape[0], np.int64)
            return Added(np.diff(cells.indptr).astype(np.int64), none, none)
        held = np.asarray(cells @ self.counts)
        mask = (1 << self.width) - 1
        projects, unsure = held & mask, (held >> self.width) & mask
        if self.cents is not None:
            return Added(projects, np.asarray(cells @ self.cents), unsure)
        return Added(projects, held >> 2 * self.width if self.has_cents else np.zeros_like(held), unsure)


def lanes(columns: Columns, kind: int | None, chosen: Bits | None) -> Lanes:
    """Pack what the projects chosen, or all, add: themselves and, if asked, their sums of one kind."""
    if kind is None:
        return Lanes(_HALF, None if chosen is None else chosen.astype(np.int64))
    cents, unsure = columns.cents[kind], columns.unsure[kind]
    width = int(columns.sizes.max(initial=0)).bit_length()
    fits = int(columns.by_stratum(cents).max(initial=0)).bit_length() + 2 * width <= _BITS
    width = width if fits else _HALF
    counts = np.left_shift(cents, 2 * width) if fits else np.zeros(len(columns), np.int64)
    np.bitwise_or(counts, 1 << width, out=counts, where=unsure)
    counts += 1
    if chosen is not None:
        counts *= chosen
        cents = cents if fits else cents * chosen
    return Lanes(width, counts, None if fits else np.asarray(cents), has_cents=fits)
