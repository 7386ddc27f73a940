"""Coverage of one kind of thing by another along a route: the state of every pair, never a bare yes or no."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode

from graph.analysis import amount, routes
from graph.analysis.analysis import Finding, Remark
from graph.analysis.cell import Cell
from graph.analysis.held import Held
from graph.analysis.picture import Matrix, Spot
from graph.analysis.programming import first
from graph.analysis.value import money, number
from graph.errors import TooManyProjects
from graph.identifiers import ID, NS
from graph.store.dataset import Term
from graph.terms import LADDER, state

COLUMNS = ("coverer", "covered", "state", "rung", "projects", "parts", "narrower", "passages", "outOf")
_MONEY = ("money", "currency", "stage", "composition")
_NOUGHTS = (number(0),) * 5
#: How many intervals are told one by one.
_MOST_TOLD = 20
_INSTEAD = (
    "ask for coverage by themes, their parts, objectives or periods, through the hierarchy or directly, or "
    "for why one cell is as it is"
)

#: By coverer the cells of all that is covered, in its order.
_Cells = Mapping[str, list[Cell]]


@dataclass(frozen=True, slots=True)
class Interval:
    """Of how many things coverage is certain, and of how many it is not excluded, out of all."""

    least: int
    most: int
    out_of: int


def find(held: Held, given: Mapping[str, str]) -> Finding:
    """Give the cell of every thing of one kind against every thing of another.

    Raises InvalidParameter for a route that does not join the two kinds, TooManyProjects for what would go
    from project to project.
    """
    along = routes.route(given["route"], given["coverers"], given["covered"])
    if held.portfolio is not None and (along.members or along.passages or given["coverers"] == "Project"):
        raise TooManyProjects(f"coverage {along.name} {given['coverers']}", held.most_walked, _INSTEAD)
    who = _in_period(held, routes.coverers(held, along, given["coverers"]), given["period"])
    what = routes.covered(held, given["covered"])
    cell_of = routes.cells(held, along)
    cells = {one: [cell_of(one, other) for other in what] for one in who}
    shown = _shown(what, cells, given["state"])
    sums = _sums(held, who) if shown else {}
    picture = Matrix(tuple(who), tuple(what), {}) if who and what else None
    rows = []
    # Pairs that share a cell share what is told of it: most say that nothing is stated.
    told: dict[int, tuple[tuple[Term | None, ...], Spot]] = {}
    for one, found in shown.items():
        start, money = NamedNode(one), _one_sum(sums.get(one, {}))
        for other, end, cell in found:
            if (known := told.get(id(cell))) is None:
                known = told[id(cell)] = _telling(held, along, (one, other), cell)
            rows.append((start, end, *known[0], *money))
            if picture:
                picture.spots[one, other] = known[1]
    remarks = (*_remarks(held, what, cells), *_unlike(who, sums))
    return Finding((*COLUMNS, *_MONEY), tuple(rows), remarks, picture)


def _shown(
    what: list[str], cells: _Cells, wanted: str
) -> Mapping[str, Iterable[tuple[str, NamedNode, Cell]]]:
    """Return by coverer what is covered, with the cell; without those who have none in the state wanted."""
    ends = [NamedNode(thing) for thing in what]
    every = {one: zip(what, ends, found, strict=True) for one, found in cells.items() if what}
    if wanted == "any":
        return every
    held = {one: [known for known in found if known[2].state == wanted] for one, found in every.items()}
    return {one: known for one, known in held.items() if known}


def interval(held: Held, cells: Mapping[str, Cell]) -> Interval:
    """Bound the coverage of things, given the cell of each.

    What is direct, or partial through all that is inside it, is certain; only a denial or a complete list
    excludes.
    """
    sure = sum(c.state == "direct" or _is_complete(held, what, c) for what, c in cells.items())
    excluded = sum(c.state in ("denied", "absent") for c in cells.values())
    return Interval(sure, len(cells) - excluded, len(cells))


def _is_complete(held: Held, what: str, cell: Cell) -> bool:
    inside = held.reach.narrower[what]
    return cell.state == "partial" and bool(inside) and inside <= cell.through


def _in_period(held: Held, things: list[str], period: str) -> list[str]:
    if period == "all":
        return things
    layer, wanted = held.layer, ID + period
    return [
        t
        for t in things
        if t == wanted or (layer.graph.has_node(t) and wanted in layer.targets(t, NS + "period"))
    ]


def _telling(
    held: Held, along: routes.Route, pair: tuple[str, str], cell: Cell
) -> tuple[tuple[Term | None, ...], Spot]:
    """Give what a row says of a cell, and how it is drawn."""
    counts = routes.counts(held, along, pair, cell)
    rung = _node(NS + LADDER[cell.rung - 1]) if cell.rung else None
    values = (_node(state(cell.state)), rung, *_numbers(counts, cell))
    return values, Spot(cell.state, sum(counts))


@cache
def _node(iri: str) -> NamedNode:
    return NamedNode(iri)


def _numbers(counts: tuple[int, ...], cell: Cell) -> tuple[Term, ...]:
    return (*map(number, counts), number(cell.out_of)) if any(counts) else _NOUGHTS


def _sums(held: Held, who: list[str]) -> dict[str, dict[amount.Kind, amount.Amount]]:
    found: dict[str, dict[amount.Kind, amount.Amount]] = {}
    for (holder, kind), known in amount.standing(amount.read(held.rows_of("amounts", who))).items():
        found.setdefault(holder, {})[kind] = known
    return found


def _one_sum(sums: Mapping[amount.Kind, amount.Amount]) -> tuple[Term | None, ...]:
    """Give the sum of a coverer as a whole, where there is one and no other of an unlike kind."""
    if len(sums) != 1 or not (known := next(iter(sums.values()))).is_certain:
        return (None,) * len(_MONEY)
    kind = known.kind
    currency = Literal(kind.currency) if kind.currency else None
    return (
        money(known.least),
        currency,
        *(NamedNode(iri) if iri else None for iri in (kind.stage, kind.composition)),
    )


def _unlike(who: list[str], sums: Mapping[str, Mapping[amount.Kind, amount.Amount]]) -> Iterator[Remark]:
    for one in who:
        if len(sums.get(one, ())) > 1:
            yield Remark("unlike", {"coverer": one, "count": len(sums[one])})


def _remarks(held: Held, what: list[str], cells: _Cells) -> Iterator[Remark]:
    if not (cells and what):
        yield Remark("empty", {"coverers": len(cells), "covered": len(what)})
        return
    by_thing = zip(what, zip(*cells.values(), strict=True), strict=True)
    best = {thing: _best(dict(zip(map(id, found), found, strict=True)).values()) for thing, found in by_thing}
    yield _bounded("overall", interval(held, best))
    for one, found in cells.items() if len(cells) <= _MOST_TOLD else ():
        yield _bounded("interval", interval(held, dict(zip(what, found, strict=True))), coverer=one)
    circles = sum(bool(held.reach.narrower[thing] & held.reach.broader[thing]) for thing in what)
    if circles:
        yield Remark("circle", {"count": circles})


def _best(cells: Collection[Cell]) -> Cell:
    """Combine the cells of one thing: absent only where all are, not stated where one was read."""
    found = {cell.state for cell in cells}
    if len(found) > 1:
        found -= {"absent"} if found - {"absent", "unknown"} or "unknown" in found else set()
    through = frozenset(thing for cell in cells for thing in cell.through)
    return Cell(frozenset({first(found)}), through)


def _bounded(key: str, known: Interval, **more: str) -> Remark:
    return Remark(key, {"least": known.least, "most": known.most, "outOf": known.out_of, **more})
