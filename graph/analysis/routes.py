"""The routes of coverage: which kinds each may join, and the cell of two things along one."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeAlias

from graph.analysis.cell import Cell
from graph.analysis.coverage import SILENT, TOLD_IN, UNREAD
from graph.analysis.held import Held
from graph.analysis.reach import RUNGS
from graph.analysis.walked import Walked
from graph.errors import InvalidParameter
from graph.identifiers import NS

#: Kinds that go by one name here and by several in the graph.
_KINDS = {"PolicyInstrument": ("PolicyInstrument", "RecommendationPart")}
_OPEN = frozenset({"not-stated", "unknown"})
_FOUND = {"conflict", "direct", "partial"}

CellOf: TypeAlias = Callable[[str, str], Cell]


@dataclass(frozen=True, slots=True)
class Route:
    """A declared route; see the file of routes for what its parts mean."""

    name: str
    coverers: frozenset[str]
    covered: frozenset[str]
    states: frozenset[str] = frozenset()
    members: str = ""
    passages: bool = False


@cache
def routes() -> Mapping[str, Route]:
    """Return the declared routes by their names, in their order."""
    held = tomllib.loads((files("graph.analysis") / "routes.toml").read_text("utf-8"))
    return {
        name: Route(
            name,
            frozenset(raw["coverers"]),
            frozenset(raw["covered"]),
            frozenset(raw.get("states", ())),
            raw.get("members", ""),
            raw.get("passages", False),
        )
        for name, raw in held.items()
    }


def route(name: str, coverers: str, covered: str) -> Route:
    """Return a route that joins two kinds; raises InvalidParameter naming those that there are for them."""
    for_them = [r.name for r in routes().values() if coverers in r.coverers and covered in r.covered]
    if name not in for_them:
        there = ", ".join(for_them) or "none"
        reason = f"{name!r} does not lead from {coverers} to {covered}; routes that do: {there}"
        raise InvalidParameter("coverage", "route", reason)
    return routes()[name]


def coverers(held: Held, along: Route, kind: str) -> list[str]:
    """Return the things of a kind that a route may begin at; coordination projects are a kind apart."""
    if along.members:
        return sorted(_members(held, along))
    known = held.layer.of_kind(kind)
    if kind == "Project":
        known = [thing for thing in known if not held.layer.is_a(thing, "CoordinationProject")]
    return known if along.passages else [thing for thing in known if thing in held.reach.members]


def covered(held: Held, kind: str) -> list[str]:
    """Return the things of a kind that can be covered."""
    return [t for t in held.layer.of_kind(*_KINDS.get(kind, (kind,))) if t in held.reach.covered]


def cells(held: Held, along: Route) -> CellOf:
    """Return what gives the cell of a coverer and a covered thing along a route."""
    if along.members:
        return held.once(("route", along.name), lambda: _by_members(held, _members(held, along)))
    if along.passages:
        return _by_passages(held)
    return lambda who, what: _filtered(held, along, who, what)


def counts(held: Held, along: Route, pair: tuple[str, str], cell: Cell) -> tuple[int, int, int, int]:
    """Count projects, parts, narrower things and passages that a cell is covered through, each apart."""
    if along.passages:
        return (0, 0, 0, cell.count)
    if along.members and cell.through:
        projects = sum(held.layer.is_a(thing, "Project") for thing in cell.through)
        return (projects, cell.count - projects, 0, 0)
    if along.members or along.states or not (cell.through or cell.out_of):
        return (0, 0, 0, 0)
    return (*held.cells.tally(*pair), 0)


def _filtered(held: Held, along: Route, who: str, what: str) -> Cell:
    known = held.cells[who, what]
    if not along.states or known is SILENT or known is UNREAD:
        return known
    holds = known.holds & along.states
    if not holds:
        holds = frozenset({"not-stated" if held.cells.told(who, held.reach.covered[what]) else "unknown"})
    return Cell(holds, frozenset(), 0, held.reach.rungs(who).get(what, 0))


def _members(held: Held, along: Route) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for relation, coverer, member in held.rows("memberships"):
        if relation == NS + along.members and member in held.reach.members:
            found.setdefault(coverer, []).append(member)
    return found


def _by_members(held: Held, members: Mapping[str, list[str]]) -> CellOf:
    """A coverer that is no more than its members covers in part what one of them covers."""
    judge, covered = held.cells, held.reach.covered
    assert isinstance(judge, Walked)
    sets = {who: frozenset(inside) for who, inside in members.items()}
    made: dict[frozenset[str], dict[str, Cell]] = {}

    def cell(who: str, what: str) -> Cell:
        inside = sets[who]
        if inside not in made:
            made[inside] = all_of(inside)
        return made[inside][what]

    def all_of(inside: frozenset[str]) -> dict[str, Cell]:
        told = {sort: any(judge.told(member, sort) for member in inside) for sort in TOLD_IN}
        silent = {sort: SILENT if is_told else UNREAD for sort, is_told in told.items()}
        found = {what: silent[sort] for what, sort in covered.items()}
        for what in {what for member in inside for what in judge.bearing(member)}:
            found[what] = through(inside, what)
        return found

    def through(inside: frozenset[str], what: str) -> Cell:
        known = {member: judge[member, what] for member in inside}
        holds = {each.state for each in known.values()}
        if holds <= _OPEN and not any(each.through for each in known.values()):
            return SILENT if "not-stated" in holds else UNREAD
        found = frozenset(member for member, each in known.items() if each.state in _FOUND)
        holds -= _FOUND
        if found:
            holds.add("partial")
        elif holds - {"absent"}:
            holds.discard("absent")
        rung = max(each.rung for each in known.values())
        return Cell(frozenset(holds), found, len(known) if found else 0, rung)

    return cell


def _by_passages(held: Held) -> CellOf:
    """What texts say: each passage counts once, for the thing it is about and for its document."""
    is_told = cache(lambda who, sort: _is_told(held, who, sort))
    said: dict[tuple[str, str], dict[str, set[str]]] = {}
    rungs: dict[tuple[str, str], int] = {}
    for subject, relation, thing, status, polarity, document, passage in held.rows("passages"):
        if relation not in (held.reach.naming(thing) if thing in held.reach.covered else ()):
            continue
        standing = _standing(status, polarity, is_covering=relation in held.reach.covering(thing))
        for who in (subject, document):
            said.setdefault((who, thing), {}).setdefault(standing, set()).add(passage)
            if standing in ("direct", "weak"):
                rungs[who, thing] = max(rungs.get((who, thing), 0), RUNGS.get(relation, 0))

    def cell(who: str, what: str) -> Cell:
        known = said.get((who, what), {})
        if not known:
            return SILENT if is_told(who, held.reach.covered[what]) else UNREAD
        holds = set(known) | ({"conflict"} if {"direct", "denied"} <= set(known) else set())
        passages = frozenset(passage for one in known.values() for passage in one)
        return Cell(frozenset(holds), passages, len(passages), rungs.get((who, what), 0))

    return cell


def _standing(status: str, polarity: str, *, is_covering: bool) -> str:
    if status == NS + "status-proposed":
        return "proposed"
    if polarity == NS + "polarity-denied":
        return "denied"
    return "direct" if is_covering else "weak"


def _is_told(held: Held, who: str, sort: str) -> bool:
    if who in held.reach.members:
        return held.cells.told(who, sort)
    described = held.layer.targets(who, NS + "describes")
    return any(held.cells.told(thing, sort) for thing in described if thing in held.reach.members)
