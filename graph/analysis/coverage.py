"""Coverage recomputed on the policy layer, apart from the rules of the release, to prove both right."""

from __future__ import annotations

from collections.abc import Iterator

from graph.analysis.cell import Cell, Cells
from graph.analysis.policy_layer import PolicyLayer
from graph.analysis.reach import Reach, Said
from graph.identifiers import NS
from graph.terms import STATES

TOLD_IN = {"TargetGroup": ("target-groups", "results"), "PolicyInstrument": ("instruments",)}
#: The cells of which nothing holds: where something was read that would tell, and where nothing was.
SILENT, UNREAD = Cell(frozenset({"not-stated"})), Cell(frozenset({"unknown"}))


def coverage(layer: PolicyLayer) -> Cells:
    """Compute the cell of every coverer (first) and covered thing (second)."""
    reach = Reach(layer)
    told = {(who, sort): is_told(reach, who, sort) for who in reach.coverers for sort in TOLD_IN}
    return {
        (who, what): cell_of(reach, who, what, is_told=told[who, sort])
        for who in reach.coverers
        for what, sort in reach.covered.items()
    }


def cell(reach: Reach, who: str, what: str) -> Cell:
    """Compute one cell."""
    return cell_of(reach, who, what, is_told=is_told(reach, who, reach.covered[what]))


def cell_of(reach: Reach, who: str, what: str, *, is_told: bool) -> Cell:
    """Compute one cell, given whether something was read that would tell."""
    through = _through(reach, who, what)
    holds = _holding(reach, who, what, is_through=bool(through))
    if not holds:
        holds.add("not-stated" if is_told else "unknown")
    sorts = (reach.members[who], reach.narrower[what])
    out_of = set().union(*(sort for sort in sorts if sort & through))
    return Cell(frozenset(holds), frozenset(through), len(out_of), _rung(reach, who, what))


def state_of(reach: Reach, who: str, what: str) -> str:
    """Return the state of one cell, without counting what it is covered through."""
    holds = _holding(reach, who, what, is_through=_is_through(reach, who, what))
    if not holds:
        return "not-stated" if is_told(reach, who, reach.covered[what]) else "unknown"
    return next(state for state in STATES if state in holds)


def is_told(reach: Reach, who: str, sort: str) -> bool:
    """Whether a document was read that would tell which things of this sort a coverer covers.

    Of a period or specific objective, one that tells of any of its projects, themes or parts does.
    """
    key = (who, sort)
    if key not in reach.told:
        layer = reach.layer
        is_whole = layer.is_a(who, "ProgrammingPeriod") or layer.is_a(who, "SpecificObjective")
        tellers = (who, *reach.members[who]) if is_whole else (who,)
        reach.told[key] = any(is_told_itself(layer, teller, sort) for teller in tellers)
    return reach.told[key]


def is_weak(reach: Reach, said: Said, what: str) -> bool:
    """Whether what is said is only a broader thing, a related phenomenon, or a citation."""
    if not said.stated.isdisjoint(reach.broader[what]):
        return True
    if reach.covered[what] == "TargetGroup":
        return not said.concerned.isdisjoint(reach.near[what])
    return what in said.cited or not said.cited.isdisjoint(reach.narrower[what])


def _holding(reach: Reach, who: str, what: str, *, is_through: bool) -> set[str]:
    holds = {*_affirmed(reach, who, what, is_through=is_through), *_other(reach, who, what)}
    if {"direct", "denied"} <= holds:
        holds.add("conflict")
    return holds


def _affirmed(reach: Reach, who: str, what: str, *, is_through: bool) -> Iterator[str]:
    if _covers_directly(reach, who, what):
        yield "direct"
    if is_through:
        yield "partial"
    if is_weak(reach, reach.together(who), what):
        yield "weak"


def _covers_directly(reach: Reach, who: str, what: str) -> bool:
    """Whether a link says so; a period is no more than its projects, so what one of them says, it does."""
    is_period = reach.layer.is_a(who, "ProgrammingPeriod")
    return what in (reach.together(who).stated if is_period else reach.named(who))


def _other(reach: Reach, who: str, what: str) -> Iterator[str]:
    if what in reach.named(who, "denied"):
        yield "denied"
    proposed = reach.together(who).proposed
    if what in proposed or not proposed.isdisjoint(reach.narrower[what]):
        yield "proposed"
    declared = reach.layer.complete.get(who)
    if declared and reach.covering(what) & declared and not reach.covers(who, what):
        yield "absent"


def _through(reach: Reach, who: str, what: str) -> set[str]:
    inside, said = reach.narrower[what], reach.together(who).stated
    if what not in said and said.isdisjoint(inside):
        return set()
    return inside & reach.named(who) | {*_covering_members(reach, who, what)}


def _is_through(reach: Reach, who: str, what: str) -> bool:
    inside, said = reach.narrower[what], reach.together(who).stated
    if what not in said and said.isdisjoint(inside):
        return False
    return not inside.isdisjoint(reach.named(who)) or any(True for _ in _covering_members(reach, who, what))


def _covering_members(reach: Reach, who: str, what: str) -> Iterator[str]:
    inside = reach.narrower[what]
    for member in reach.members[who]:
        named = reach.named(member)
        if what in named or not named.isdisjoint(inside):
            yield member


def _rung(reach: Reach, who: str, what: str) -> int:
    inside, rungs = reach.narrower[what], reach.together(who).rungs
    return max((rung for thing, rung in rungs.items() if thing == what or thing in inside), default=0)


def is_told_itself(layer: PolicyLayer, who: str, sort: str) -> bool:
    """Whether a document was read, or a result found, that would tell what this very thing covers."""
    sections = [section for section in layer.sections.get(who, ()) if section.found]
    is_part = layer.is_a(who, "SubTheme") or layer.is_a(who, "StrategicGoal")
    return (
        any(section.describes and section.key in TOLD_IN[sort] for section in sections)
        or (is_part and any(section.names and section.key == "content" for section in sections))
        or (layer.is_a(who, "Project") and bool(layer.targets(who, NS + "produced")))
    )
