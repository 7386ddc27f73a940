"""What became of results: planned, possible, in use or ended, since when, by which source, who checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from graph.analysis.amount import last_day
from graph.analysis.analysis import Finding, Remark
from graph.analysis.held import Held
from graph.analysis.picture import Bar, Bars
from graph.analysis.value import date, is_day, thing
from graph.errors import InvalidParameter
from graph.identifiers import ID, NS
from graph.store.dataset import Term
from graph.terms import state

_COLUMNS = (
    *("project", "ended", "endedState", "result", "uptake", "since", "sinceState"),
    *("document", "checked", "state"),
)
_IN_USE = frozenset({NS + "uptake-in-use", NS + "uptake-in-use-elsewhere"})
_ENDED = NS + "uptake-ended"


@dataclass(frozen=True, slots=True)
class Use:
    """What one document says of the use of a result, and in which roles that was checked."""

    uptake: str
    standing: str
    since: str = ""
    document: str = ""
    roles: tuple[str, ...] = ()


@dataclass(slots=True)
class Told:
    """What is told of the projects of a period and their results, each in the order of its IRI."""

    made: dict[str, list[str]] = field(default_factory=dict)
    proposed: set[str] = field(default_factory=set)
    ends: dict[str, list[str]] = field(default_factory=dict)
    uses: dict[str, list[Use]] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)

    @property
    def results(self) -> list[str]:
        """Every result once, of however many projects it is."""
        return list(dict.fromkeys(result for results in self.made.values() for result in results))


def find(held: Held, given: Mapping[str, str]) -> Finding:
    """List the results of a period's projects with what is said of their use.

    Raises InvalidParameter for a date that is none.
    """
    day = _day(held, given["asOf"])
    told = _told(held, given["period"]) if held.portfolio is None else _looked_up(held, given["period"])
    rows = tuple(row for project in told.made for row in _rows(told, project))
    return Finding(
        _COLUMNS, rows, (*_remarks(told, day), *_others(held, given["period"], day, told)), _picture(told)
    )


def _told(held: Held, period: str) -> Told:
    told = Told()
    for project, within, result, standing in held.rows("uptake/projects"):
        if period in ("all", within.removeprefix(ID)):
            results = told.made.setdefault(project, [])
            if standing == "stated":
                results.append(result)
            elif standing:
                told.proposed.add(project)
    for project, end in held.rows("uptake/ends"):
        told.ends.setdefault(project, []).append(end)
    told.uses = _uses(held)
    told.read = {result for (result,) in held.rows("uptake/silent")}
    return told


def _looked_up(held: Held, period: str) -> Told:
    """Look up the projects of very many of which a document tells a result; others are counted."""
    from graph.analysis.counted_uptake import made  # with what counts, which takes long to load

    told = Told(uses=_uses(held), read={result for (result,) in held.rows("uptake/silent")})
    for one in made(held):
        within = len(one.periods) if period == "all" else ID + period in one.periods
        if within:
            told.made[one.project] = [*one.results] * within
            told.ends |= {one.project: [*one.ends]} if one.ends else {}
            told.proposed |= {one.project} if one.is_proposed else set()
    return told


def _others(held: Held, period: str, day: str, told: Told) -> Iterator[Remark]:
    """Say how many other projects there are: nothing is read of any result of theirs."""
    if held.portfolio is None:
        return
    from graph.analysis.counted_uptake import others  # with what counts, which takes long to load

    count, ended, undated = others(held, period, last_day(day), told.made)
    if count:
        yield Remark("others", {"count": count, "ended": ended, "undated": undated, "date": day})


def _uses(held: Held) -> dict[str, list[Use]]:
    roles: dict[tuple[str, ...], list[str]] = {}
    for *said, role in held.rows("uptake/uses"):
        roles.setdefault(tuple(said), []).append(role)
    found: dict[str, list[Use]] = {}
    for (result, uptake, status, polarity, since, document), names in roles.items():
        is_denied = polarity == NS + "polarity-denied"
        standing = "proposed" if status == NS + "status-proposed" else "denied" if is_denied else "direct"
        checked = tuple(sorted({name for name in names if name}))
        found.setdefault(result, []).append(Use(uptake, standing, since, document, checked))
    return found


def _rows(told: Told, project: str) -> Iterator[tuple[Term | None, ...]]:
    ends = told.ends.get(project, [])
    known = "unknown" if not ends else "conflict" if len(ends) > 1 else "direct"
    of_project = (NamedNode(project), date(max(ends, default="")), NamedNode(state(known)))
    if not told.made[project]:
        lacks = "proposed" if project in told.proposed else "unknown"
        yield (*of_project, *(None,) * 6, NamedNode(state(lacks)))
    for result in told.made[project]:
        uses = told.uses.get(result, [])
        if not uses:
            silent = "not-stated" if result in told.read else "unknown"
            yield (*of_project, NamedNode(result), *(None,) * 5, NamedNode(state(silent)))
        for use in uses:
            yield (*of_project, NamedNode(result), *_said(use, is_disputed(use, uses)))


def _said(use: Use, is_conflict: bool) -> tuple[Term | None, ...]:  # noqa: FBT001 -- one of two faces of a row
    return (
        *(NamedNode(use.uptake), date(use.since)),
        *(NamedNode(state("direct" if use.since else "unknown")), thing(use.document)),
        *(Literal(", ".join(use.roles)) if use.roles else None,),
        NamedNode(state("conflict" if is_conflict else use.standing)),
    )


def is_disputed(use: Use, uses: list[Use]) -> bool:
    """Whether another source says of the same result what cannot be so, too.

    One that denies it; or that it is in use and that its use ended, unless the two are said as of two dates.
    """
    return any(_cannot_both_be(use, other) for other in uses)


def _cannot_both_be(use: Use, other: Use) -> bool:
    if use.uptake == other.uptake:
        return {use.standing, other.standing} == {"direct", "denied"}
    are_both_said = {use.standing, other.standing} == {"direct"}
    are_of_two_dates = bool(use.since and other.since) and use.since != other.since
    return are_both_said and not are_of_two_dates and {use.uptake, other.uptake} - _IN_USE == {_ENDED}


def _remarks(told: Told, day: str) -> Iterator[Remark]:
    for uptake, results in _by_use(told).items():
        key = "said" if uptake.startswith(NS + "uptake-") else "silent"
        yield Remark(key, {"uptake": uptake, "count": len(results)})
    ended = [project for project, ends in told.ends.items() if project in told.made and _is_over(ends, day)]
    without = [project for project in ended if not told.made[project]]
    if ended:
        yield Remark("ended", {"count": len(ended), "without": len(without), "date": day})
    if undated := [project for project in told.made if project not in told.ends]:
        yield Remark("no-end", {"count": len(undated)})
    uses = [use for result in told.results for use in told.uses.get(result, [])]
    if undated_uses := [use for use in uses if not use.since]:
        yield Remark("undated", {"count": len(undated_uses), "outOf": len(uses)})
    roles = sorted({role for use in uses for role in use.roles})
    for role in roles:
        yield Remark("checked", {"role": role, "count": sum(role in use.roles for use in uses)})
    if unchecked := [use for use in uses if not use.roles]:
        yield Remark("unchecked", {"count": len(unchecked)})


def _is_over(ends: list[str], day: str) -> bool:
    """Whether a project was over by a day by every register that says when it ended."""
    return bool(day) and all(last_day(end) <= last_day(day) for end in ends)


def _by_use(told: Told) -> dict[str, list[str]]:
    """Return the results said to be in each use, and last those of whose use nothing is stated."""
    found: dict[str, list[str]] = {}
    for result in told.results:
        said = {use.uptake for use in told.uses.get(result, []) if use.standing == "direct"}
        for uptake in said or {state("not-stated")}:
            found.setdefault(uptake, []).append(result)
    return dict(sorted(found.items(), key=lambda one: (one[0] == state("not-stated"), one[0])))


def _picture(told: Told) -> Bars | None:
    bars = tuple(Bar(uptake, ((uptake, len(results)),)) for uptake, results in _by_use(told).items())
    return Bars(bars, "results") if bars else None


def _day(held: Held, given: str) -> str:
    """Return the day at which a project is over or not: without one given, the release's last decision."""
    if given and not is_day(given):
        raise InvalidParameter("uptake", "asOf", "expected a date such as 2024, 2024-06 or 2024-06-30")
    return given or held.rows("uptake/today")[0][0][:10]
