"""Why not: the nearest links that would create an answer, and the missing data that keeps it unknown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.analysis.analysis import Finding, Remark
from graph.analysis.cell import Cell
from graph.analysis.coverage import cell
from graph.analysis.gap import whynot
from graph.analysis.held import Held
from graph.analysis.picture import Flow, Lead, leading
from graph.analysis.programming import Programming
from graph.analysis.reach import RUNGS, Reach
from graph.analysis.registers import handled_elsewhere
from graph.errors import NotFound
from graph.identifiers import NS, code_of
from graph.terms import state

COLUMNS = ("subject", "relation", "object", "stateNow", "stateThen", "missing", "read", "answerable")
_SETTLED = ("direct", "conflict")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A link that is not accepted yet, what the cell would be with it, and what is missing for it."""

    subject: str
    relation: str
    object: str
    then: str
    missing: str


def find(held: Held, given: Mapping[str, str]) -> Finding:
    """Say which links would make a coverer cover a thing, nearest first."""
    coverer, covered = given["coverer"], given["covered"]
    if not held.reach.covered:
        return Finding(COLUMNS, (), (Remark("empty"),))
    held, unlisted = _near(held, coverer, covered)
    reach = held.reach
    now = cell(reach, coverer, covered)
    programming = Programming(held, "", reach.covered[covered])
    read = _read(reach, coverer, covered)
    links = wanted(reach, coverer, covered)
    rows = (
        (
            *(NamedNode(iri) for iri in (link.subject, link.relation, link.object)),
            *(NamedNode(state(name)) for name in (now.state, link.then)),
            NamedNode(f"{NS}missing-{link.missing}"),
            *(NamedNode(iri) if iri else None for iri in (read, programming.answerable(link.subject))),
        )
        for link in links
    )
    remarks = (*_remarks(held, coverer, covered, now), *unlisted)
    return Finding(COLUMNS, tuple(rows), remarks, _picture(links, now.state))


def _near(held: Held, coverer: str, covered: str) -> tuple[Held, tuple[Remark, ...]]:
    """Return what to walk, and how many projects are not listed; raises NotFound for what is no cell."""
    if held.portfolio is not None:
        from graph.analysis.lending import around  # with what counts, which takes long to load

        return around(held, coverer, covered)
    for thing, known, what in (
        (coverer, held.reach.members, "coverer"),
        (covered, held.reach.covered, "covered thing"),
    ):
        if thing not in known:
            raise NotFound(what, code_of(thing))
    return held, ()


def wanted(reach: Reach, coverer: str, covered: str) -> tuple[Wanted, ...]:
    """List the links that would bring the cell nearer to direct, by how little they want.

    First those that only wait for a decision, then the link itself, then links of the parts one step below
    and to what is one step inside; nothing where a source settles it already.
    """
    now = cell(reach, coverer, covered)
    if now.state in _SETTLED:
        return ()
    found = [*_proposed(reach, coverer, covered, now), *_whole(reach, coverer, covered, now)]
    if now.state != "partial":
        found += _partly(reach, coverer, covered, now)
    first: dict[tuple[str, str, str], Wanted] = {}
    for link in found:
        first.setdefault((link.subject, link.relation, link.object), link)
    return tuple(first.values())


def _picture(links: tuple[Wanted, ...], now: str) -> Flow:
    """Draw between what links are missing, in the state of today, and which state they would lead to."""
    return leading(Lead(w.subject, w.object, now, f"then-{w.then}", w.then) for w in links)


def _proposed(reach: Reach, coverer: str, covered: str, now: Cell) -> Iterator[Wanted]:
    for who in (coverer, *sorted(reach.members[coverer])):
        for what in (covered, *sorted(reach.narrower[covered])):
            for relation, standing in sorted(reach.layer.between(who, what)):
                if standing == "proposed" and relation in reach.naming(what):
                    yield Wanted(
                        who,
                        relation,
                        what,
                        _then(reach, coverer, covered, (who, relation, what), now),
                        "review",
                    )


def _whole(reach: Reach, coverer: str, covered: str, now: Cell) -> Iterator[Wanted]:
    lacks = next(
        (name for name, _ in whynot(reach, coverer, covered).missing if name != "review"), "statement"
    )
    for relation in _relations(reach, covered):
        then = _then(reach, coverer, covered, (coverer, relation, covered), now)
        yield Wanted(coverer, relation, covered, then, lacks)


def _partly(reach: Reach, coverer: str, covered: str, now: Cell) -> Iterator[Wanted]:
    below = [(step, covered) for _, step in reach.steps(coverer)]
    inside = [(coverer, thing) for _, thing in reach.insides(covered) if thing in reach.narrower[covered]]
    for who, what in dict.fromkeys((*below, *inside)):
        missing = whynot(reach, who, what).missing
        lacks = next((name for name, _ in missing if name != "review"), "statement")
        relation = _relations(reach, what)[0]
        then = _then(reach, coverer, covered, (who, relation, what), now)
        yield Wanted(who, relation, what, then, lacks)


def _then(reach: Reach, coverer: str, covered: str, link: tuple[str, str, str], now: Cell) -> str:
    """Say what the cell's state would be with one more link accepted."""
    who, relation, what = link
    if relation not in reach.covering(what):
        added = "weak"
    elif what == covered and (who == coverer or reach.layer.is_a(coverer, "ProgrammingPeriod")):
        added = "direct"
    else:
        added = "partial"
    both = {*now.holds, added}
    return Cell(frozenset({*both, "conflict"} if {"direct", "denied"} <= both else both)).state


def _relations(reach: Reach, what: str) -> list[str]:
    """Return the relations by which a thing is covered, the lowest rung of an instrument first."""
    return sorted(reach.covering(what), key=lambda relation: (RUNGS.get(relation, 0), relation))


def _read(reach: Reach, coverer: str, covered: str) -> str:
    read = whynot(reach, coverer, covered).read
    return read[0] if read else ""


def _remarks(held: Held, coverer: str, covered: str, now: Cell) -> Iterator[Remark]:
    ends = {"coverer": coverer, "covered": covered, "state": state(now.state)}
    if now.state in _SETTLED:
        yield Remark("settled", ends)
        return
    yield Remark("now", ends)
    for name, thing in whynot(held.reach, coverer, covered).missing if now.state == "unknown" else ():
        yield Remark("unknown", {"missing": f"{NS}missing-{name}", "thing": thing})
    for thing, relation, statement in held.rows("completeness") if "absent" in now.holds else ():
        if thing == coverer and relation in held.reach.covering(covered):
            yield Remark("declared", {"statement": statement, "relation": relation})
    for entry in handled_elsewhere(held).get(covered, ()):
        yield Remark("elsewhere", {"covered": covered, "who": entry.object})
