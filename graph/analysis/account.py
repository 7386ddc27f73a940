"""The account of a cell: its states, the chain of statements behind them, and what it lacks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import permutations, product
from pathlib import Path
from typing import TYPE_CHECKING

from graph.analysis.cell import Cell
from graph.analysis.explanation import Explanation, why
from graph.analysis.gap import Gap, whynot
from graph.analysis.held import Held
from graph.analysis.reach import Reach
from graph.errors import NotFound
from graph.store.dataset import Dataset
from graph.store.query_file import bind, load

if TYPE_CHECKING:
    from graph.analysis.around import Around

_QUERIES = Path(str(files("graph.analysis") / "queries"))
_SETTLED = {"direct", "denied", "conflict"}


@dataclass(frozen=True, slots=True)
class Account:
    """What is known of one cell; ``sort`` is of what is covered: TargetGroup or PolicyInstrument.

    ``is_of_projects`` tells of a period, which covers what a project of it does and nothing besides. ``gap``
    is None where a document settles the question; ``declared`` are the completeness statements that make it
    absent; ``answerable`` are those named in documents as answerable for the coverer, and how.
    """

    sort: str
    is_of_projects: bool
    cell: Cell
    explanation: Explanation
    gap: Gap | None = None
    declared: tuple[str, ...] = ()
    answerable: tuple[tuple[str, str], ...] = ()


def account(held: Held, coverer: str, covered: str) -> Account:
    """Account for the state of the cell of these two IRIs.

    Raises NotFound where there is none. Of a large portfolio, some of the projects that it rests on are told,
    and how many there are besides.
    """
    near = _near(held, coverer, covered)
    dataset, reach, found = held.dataset, near.reach, near.cell
    explanation = why(dataset, reach, coverer, covered)
    is_of_projects = reach.layer.is_a(coverer, "ProgrammingPeriod")
    known = Account(reach.covered[covered], is_of_projects, found, explanation)
    if found.state in _SETTLED:
        return known
    asked = bind(load(_QUERIES / "answerable.rq"), {"thing": coverer})
    return replace(
        known,
        gap=near.listing(whynot(reach, coverer, covered)),
        declared=_declared(dataset, reach, coverer, covered) if "absent" in found.holds else (),
        answerable=tuple((who, relation) for who, relation in dataset.texts(asked)),
    )


def _near(held: Held, coverer: str, covered: str) -> Around:
    from graph.analysis.around import Around, around  # with what counts, which takes long to load

    if held.portfolio is not None:
        return around(held, coverer, covered)
    if coverer not in held.reach.members or covered not in held.reach.covered:
        raise NotFound("coverage cell", f"{coverer} {covered}")
    return Around(held.reach, held.cells[coverer, covered])


def pair_of(held: Held, things: Iterable[str], state: str) -> tuple[str, str] | None:
    """Return the coverer and covered thing among these whose cell is in this state, or None.

    None too where several pairs are, since which of them a state was said of is then not known.
    """
    known, reach = dict.fromkeys(things), held.reach
    pairs = product((t for t in known if t in reach.members), (t for t in known if t in reach.covered))
    found = [pair for pair in pairs if held.cells[pair].state == state]
    return found[0] if len(found) == 1 else None


def cell_of(held: Held, things: Iterable[str]) -> tuple[str, str] | None:
    """Return the coverer and the covered thing among these two, or None where they have no cell."""
    reach, both = held.reach, tuple(dict.fromkeys(things))
    cells = ((a, b) for a, b in permutations(both, 2) if a in reach.members and b in reach.covered)
    return next(cells, None)


def _declared(dataset: Dataset, reach: Reach, coverer: str, covered: str) -> tuple[str, ...]:
    rows = dataset.texts(load(_QUERIES / "completeness.rq").text)
    relations = reach.covering(covered)
    return tuple(sorted({s for thing, relation, s in rows if thing == coverer and relation in relations}))
