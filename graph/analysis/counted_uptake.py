"""Which of very many projects documents tell results of, and how many others there are."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
from pyoxigraph import DefaultGraph, NamedNode

from graph.analysis.claims import subjects
from graph.analysis.columns import UNDATED
from graph.analysis.held import Held
from graph.analysis.portfolio_cells import PortfolioCells
from graph.analysis.traits import RESULT, SCHEMA, values
from graph.identifiers import ID, NS

_PROPOSED = NS + "status-proposed"


@dataclass(frozen=True, slots=True)
class Made:
    """A project with its periods, results, and ends by register; whether any result waits for a review."""

    project: str
    periods: tuple[str, ...]
    results: tuple[str, ...]
    ends: tuple[str, ...]
    is_proposed: bool


def made(held: Held) -> Iterator[Made]:
    """Yield the projects with results stated or proposed, and those that coordinate, in the order of IRIs."""
    dataset, cells = held.dataset, held.cells
    assert isinstance(cells, PortfolioCells)
    proposed = set(subjects(dataset, (RESULT,), _PROPOSED))
    stated = dataset.store.quads_for_pattern(None, NamedNode(RESULT), None, DefaultGraph())
    makers = {quad.subject.value for quad in stated if isinstance(quad.subject, NamedNode)}
    known = {*cells.numbers(makers | proposed).values(), *held.layer.of_kind("CoordinationProject")}
    for project in sorted(known):
        records = values(dataset, project, NS + "hasRecord")
        yield Made(
            project,
            tuple(sorted(values(dataset, project, NS + "period"))),
            tuple(sorted(values(dataset, project, RESULT))),
            tuple(sorted({end for one in records for end in values(dataset, one, SCHEMA + "endDate")})),
            project in proposed,
        )


def others(held: Held, period: str, day: str, listed: Collection[str]) -> tuple[int, int, int]:
    """Count the other projects of a period or of all: all, those that ended by a day, and those without end.

    An end is the last that any source gives; the day may be empty, and then none has ended.
    """
    cells = held.cells
    assert isinstance(cells, PortfolioCells)
    columns = cells.columns
    named = enumerate(columns.head.wholes)
    rows = [at for at, name in named if columns.is_period[at] and period in ("all", name.removeprefix(ID))]
    chosen = np.repeat(columns.in_any(rows), columns.sizes)
    chosen[[*cells.numbers({*listed})]] = False
    dated = columns.last_day != UNDATED
    until = np.datetime64(day, "D").astype(np.int64) if day else UNDATED
    ended = chosen & dated & (columns.last_day <= until)
    return int(chosen.sum()), int(ended.sum()), int((chosen & ~dated).sum())
