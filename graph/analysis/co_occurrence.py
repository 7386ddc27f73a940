"""Which target groups or instruments are covered by the same projects of a whole portfolio, and how often."""

from __future__ import annotations

import numpy as np

from graph.analysis.columns import AT_ONCE, Columns, Ints, Table


def together(columns: Columns, part: slice | None = None) -> Ints:
    """Count the projects that cover both of two things, themselves and by links of their own.

    Target groups are counted, or another ``part`` of what can be covered. A thing with itself counts all that
    cover it.
    """
    part = part or slice(0, columns.head.groups)
    width, table = part.stop - part.start, of_part(columns, part)
    degrees, out = table.degrees, np.zeros(width * width, np.int64)
    for degree in np.unique(degrees[degrees > 1]):
        begins = table.starts[:-1][degrees == degree]
        for start in range(0, len(begins), AT_ONCE):
            at = begins[start : start + AT_ONCE, None] + np.arange(degree)
            ends = np.ascontiguousarray(table.ends[at].T.astype(np.int64)) - part.start
            for one in range(degree - 1):
                out += np.bincount((ends[one] * width + ends[one + 1 :]).ravel(), minlength=len(out))
    pairs = out.reshape(width, width)
    alone = columns.of_all(columns.stated_cells)[part]
    return np.asarray(pairs + pairs.T + np.diag(alone))


def of_part(columns: Columns, part: slice) -> Table:
    """Return what projects are stated to cover in a part of what can be covered."""
    ends = columns.stated.ends
    return columns.stated.only((ends >= part.start) & (ends < part.stop))
