"""Which target groups are covered by the same projects of a whole portfolio, and how often."""

from __future__ import annotations

import numpy as np

from graph.analysis.columns import AT_ONCE, Columns, Ints


def together(columns: Columns) -> Ints:
    """Count the projects that cover both of two groups, themselves and by links of their own.

    A group with itself counts all that cover it.
    """
    width, table = columns.head.groups, columns.stated
    of_groups = table.only(table.ends < width)
    degrees, out = of_groups.degrees, np.zeros(width * width, np.int64)
    for degree in np.unique(degrees[degrees > 1]):
        begins = of_groups.starts[:-1][degrees == degree]
        for start in range(0, len(begins), AT_ONCE):
            at = begins[start : start + AT_ONCE, None] + np.arange(degree)
            ends = np.ascontiguousarray(of_groups.ends[at].T.astype(np.int64))
            for one in range(degree - 1):
                out += np.bincount((ends[one] * width + ends[one + 1 :]).ravel(), minlength=len(out))
    pairs = out.reshape(width, width)
    alone = columns.of_all(columns.stated_cells)[:width]
    return np.asarray(pairs + pairs.T + np.diag(alone))
