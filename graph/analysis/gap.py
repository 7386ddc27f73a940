"""Why a cell is not covered: what was read, and the least that would have to be known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from graph.analysis.cell import Cell
from graph.analysis.coverage import TOLD_IN, cell, is_told
from graph.analysis.policy_layer import PolicyLayer
from graph.analysis.reach import Reach
from graph.errors import NotFound
from graph.identifiers import NS

Missing = Literal[
    "document",  # no document that describes the coverer was read
    "section",  # its document lacks the section that would tell
    "result",  # no result of the project is described
    "projects",  # no project of the period that would tell is loaded
    "review",  # somebody has to decide on a proposed link
    "statement",  # what was read does not say it; another source would have to
]

#: Which gap it is that nothing stronger than this state is found in any theme.
BY_STATE = {
    "conflict": "cannot-tell",
    "partial": "only-partial",
    "weak": "only-weak",
    "proposed": "unreviewed",
    "denied": "no-theme",
    "absent": "no-theme",
    "not-stated": "no-theme",
    "unknown": "cannot-tell",
}


@dataclass(frozen=True, slots=True)
class Gap:
    """What keeps a cell from being covered.

    ``read`` are the document versions that were read and would have told; ``missing`` is what is wanting,
    with the thing it is wanting of; one accepted link by one of ``relations`` from the coverer would do.
    """

    coverer: str
    covered: str
    state: str
    missing: tuple[tuple[Missing, str], ...]
    read: tuple[str, ...]
    relations: tuple[str, ...]


def whynot(reach: Reach, coverer: str, covered: str) -> Gap:
    """Say what the cell of these two IRIs lacks to be direct; raises NotFound where there is none."""
    if coverer not in reach.members or covered not in reach.covered:
        raise NotFound("coverage cell", f"{coverer} {covered}")
    held, sort = cell(reach, coverer, covered), reach.covered[covered]
    state = held.state
    missing = () if state in ("direct", "conflict") else tuple(_missing(reach, coverer, covered, held))
    return Gap(
        coverer,
        covered,
        state,
        missing,
        tuple(read_of(reach.layer, (coverer, *reach.members[coverer]), sort)),
        tuple(sorted(reach.covering(covered))),
    )


def _missing(reach: Reach, coverer: str, covered: str, held: Cell) -> Iterator[tuple[Missing, str]]:
    if "proposed" in held.holds:
        for member in (coverer, *sorted(reach.members[coverer])):
            for what in (covered, *sorted(reach.narrower[covered])):
                if reach.linked(member, what, reach.naming(what), "proposed"):
                    yield "review", member
    if held.state == "proposed":
        return
    if is_told(reach, coverer, reach.covered[covered]):
        yield "statement", coverer
    else:
        yield _unread(reach, coverer, reach.covered[covered]), coverer


def wants(reach: Reach, coverer: str, held: Cell, sort: str, *, told: bool) -> Missing:
    """Return the first thing that a cell lacks to be direct; a statement, where it lacks nothing."""
    if "proposed" in held.holds and held.state not in ("direct", "conflict"):
        return "review"
    return "statement" if told or held.state in ("direct", "conflict") else _unread(reach, coverer, sort)


def _unread(reach: Reach, coverer: str, sort: str) -> Missing:
    layer = reach.layer
    if layer.is_a(coverer, "ProgrammingPeriod"):
        return "projects"
    if layer.is_a(coverer, "Project") and not layer.is_a(coverer, "CoordinationProject"):
        return "result"
    looked_for = {s.key for s in layer.sections.get(coverer, ())} & {*TOLD_IN[sort], "content"}
    described = any(layer.is_a(one, "Document") for one in layer.sources(coverer, NS + "describes"))
    return "section" if described or looked_for else "document"


def read_of(layer: PolicyLayer, tellers: Iterable[str], sort: str) -> list[str]:
    """Return the document versions that were read and would tell of what any of these things cover."""
    keys = {*TOLD_IN[sort], "content"}
    found = (s for teller in tellers for s in layer.sections.get(teller, ()) if s.found)
    return sorted({section.version for section in found if section.key in keys})
