"""Which groups, instruments, methods or organisations the same themes or projects have, and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from graph.analysis import co_occurrence
from graph.analysis.columns import Columns
from graph.analysis.counted_ties import part_of
from graph.analysis.held import Held
from graph.analysis.linkage import Linkage, linkage
from graph.analysis.ties import AMONG, has_of, left_of


@dataclass(frozen=True, slots=True)
class Company:
    """How many themes or projects have anything, each thing, and each two things in the order of names.

    ``left`` are the sorts of things that are too many to be read.
    """

    count: int
    having: Mapping[str, int]
    both: Mapping[tuple[str, str], int]
    left: tuple[str, ...] = ()


def company(held: Held, among: str, through: str) -> Company:
    """Count who itself has both of two things; a group or instrument, by a link that counts as covering.

    Projects too many to walk are counted over columns; raises TooManyProjects for what those do not hold.
    """
    has, reach = has_of(held, through), held.reach
    count, having, both = 0, Counter[str](), Counter[tuple[str, str]]()
    for who in held.layer.of_kind(*AMONG[among]):
        things = sorted(t for t in has.get(who, ()) if t not in reach.covered or reach.covers(who, t))
        count += bool(things)
        having.update(things)
        both.update(combinations(things, 2))
    if held.portfolio is not None and among == "projects":
        count += _add(held.portfolio, through, having, both)
        count += _add_linked(held.portfolio, linkage(held, through), through, having, both)
    return Company(count, having, both, left_of(held, through))


def _add(columns: Columns, through: str, having: Counter[str], both: Counter[tuple[str, str]]) -> int:
    """Add what the projects of columns cover; return how many of them cover anything."""
    part = part_of(columns, through)
    names, pairs = columns.head.covered[part], co_occurrence.together(columns, part)
    for at in np.flatnonzero(pairs.diagonal()):
        having[names[at]] += int(pairs[at, at])
    for one, other in zip(*np.nonzero(np.triu(pairs, 1)), strict=True):
        first, second = sorted((names[one], names[other]))
        both[first, second] += int(pairs[one, other])
    return int((co_occurrence.of_part(columns, part).degrees > 0).sum())


def _add_linked(
    columns: Columns, known: Linkage, through: str, having: Counter[str], both: Counter[tuple[str, str]]
) -> int:
    """Add what projects of columns are linked to; return how many of them cover nothing."""
    stated, names, count = co_occurrence.of_part(columns, part_of(columns, through)), columns.head.covered, 0
    for at, who in known.projects.items():
        things, ends = known.of[who], {names[end] for end in stated.of(at)}
        count += not ends
        having.update(things - ends)
        pairs = combinations(sorted(things | ends), 2)
        both.update(pair for pair in pairs if not ends.issuperset(pair))
    return count
