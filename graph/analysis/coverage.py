"""Coverage recomputed on the policy layer, apart from the rules of the release, to prove both right."""

from __future__ import annotations

from collections.abc import Iterator

from graph.analysis.cell import Cell, Cells
from graph.analysis.policy_layer import RELATED, PolicyLayer
from graph.analysis.reach import CITING, RUNGS, Reach
from graph.identifiers import NS

TOLD_IN = {"TargetGroup": ("target-groups", "results"), "PolicyInstrument": ("instruments",)}


def coverage(layer: PolicyLayer) -> Cells:
    """Compute the cell of every coverer (first) and covered thing (second)."""
    reach = Reach(layer)
    return {(who, what): cell(reach, who, what) for who in reach.coverers for what in reach.covered}


def cell(reach: Reach, who: str, what: str) -> Cell:
    """Compute one cell."""
    through = _through(reach, who, what)
    holds = {*_affirmed(reach, who, what, through), *_other(reach, who, what)}
    if {"direct", "denied"} <= holds:
        holds.add("conflict")
    if not holds:
        holds.add("not-stated" if is_told(reach, who, reach.covered[what]) else "unknown")
    sorts = (reach.members[who], reach.narrower[what])
    out_of = set().union(*(sort for sort in sorts if sort & through))
    return Cell(frozenset(holds), frozenset(through), len(out_of), _rung(reach, who, what))


def is_told(reach: Reach, who: str, sort: str) -> bool:
    """Whether a document was read that would tell which things of this sort a coverer covers.

    Of a period or specific objective, one that tells of any of its projects, themes or parts does.
    """
    layer = reach.layer
    is_whole = layer.is_a(who, "ProgrammingPeriod") or layer.is_a(who, "SpecificObjective")
    tellers = (who, *reach.members[who]) if is_whole else (who,)
    return any(_is_told_itself(layer, teller, sort) for teller in tellers)


def is_weak(reach: Reach, member: str, what: str) -> bool:
    """Whether a coverer itself covers only a broader thing, concerns a related phenomenon, or cites."""
    if any(reach.covers(member, broader) for broader in reach.broader[what]):
        return True
    layer = reach.layer
    if reach.covered[what] == "TargetGroup":
        near = {*layer.targets(what, RELATED), *layer.sources(what, RELATED)}
        return bool(near & set(layer.targets(member, NS + "concerns")))
    return any(reach.linked(member, inside, (CITING,)) for inside in (what, *reach.narrower[what]))


def _affirmed(reach: Reach, who: str, what: str, through: set[str]) -> Iterator[str]:
    if _covers_directly(reach, who, what):
        yield "direct"
    if through:
        yield "partial"
    if any(is_weak(reach, member, what) for member in (who, *reach.members[who])):
        yield "weak"


def _covers_directly(reach: Reach, who: str, what: str) -> bool:
    """Whether a link says so; a period is no more than its projects, so what one of them says, it does."""
    sayers = (who, *reach.members[who]) if reach.layer.is_a(who, "ProgrammingPeriod") else (who,)
    return any(reach.covers(sayer, what) for sayer in sayers)


def _other(reach: Reach, who: str, what: str) -> Iterator[str]:
    if reach.linked(who, what, reach.naming(what), "denied"):
        yield "denied"
    if any(
        reach.linked(member, inside, reach.naming(inside), "proposed")
        for member in (who, *reach.members[who])
        for inside in (what, *reach.narrower[what])
    ):
        yield "proposed"
    declared = reach.layer.complete.get(who, set())
    if reach.covering(what) & declared and not reach.covers(who, what):
        yield "absent"


def _through(reach: Reach, who: str, what: str) -> set[str]:
    inside = reach.narrower[what]
    by_narrower = {thing for thing in inside if reach.covers(who, thing)}
    by_member = {
        member
        for member in reach.members[who]
        if any(reach.covers(member, thing) for thing in (what, *inside))
    }
    return by_narrower | by_member


def _rung(reach: Reach, who: str, what: str) -> int:
    rungs = (
        RUNGS.get(relation, 0)
        for member in (who, *reach.members[who])
        for inside in (what, *reach.narrower[what])
        for relation, standing in reach.layer.between(member, inside)
        if standing == "stated"
    )
    return max(rungs, default=0)


def _is_told_itself(layer: PolicyLayer, who: str, sort: str) -> bool:
    sections = [section for section in layer.sections.get(who, ()) if section.found]
    is_part = layer.is_a(who, "SubTheme") or layer.is_a(who, "StrategicGoal")
    return (
        any(section.describes and section.key in TOLD_IN[sort] for section in sections)
        or (is_part and any(section.names and section.key == "content" for section in sections))
        or (layer.is_a(who, "Project") and bool(layer.targets(who, NS + "produced")))
    )
