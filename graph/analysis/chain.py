"""The chain of intervention logic from a recommendation to a result: each step, and where it breaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from pyoxigraph import NamedNode

from graph.analysis.analysis import Finding, Remark
from graph.analysis.coverage import is_told
from graph.analysis.gap import BY_STATE
from graph.analysis.held import Held
from graph.analysis.picture import Flow
from graph.analysis.policy_layer import PART, PART_OF
from graph.analysis.programming import FOUND, first
from graph.analysis.registers import handled_elsewhere
from graph.errors import NotFound
from graph.identifiers import NS, code_of
from graph.terms import state

#: The steps, each by the kind that names it.
STEPS = ("Programme", "SpecificObjective", "Theme", "SubTheme", "Call", "Project", "TargetGroup", "Indicator")
#: The section of a document that would tell of a step.
_TOLD_IN = {"SubTheme": "content", "Indicator": "indicators"}
#: The relation by which a theme's list of what comes next is declared complete.
_LISTED_BY = {"SubTheme": PART, "Project": NS + "funds", "Indicator": NS + "hasIndicator"}


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a chain, by IRIs; without a thing it is where the chain breaks, and ``gap`` says how."""

    start: str
    step: str
    thing: str
    state: str
    gap: str = ""


def find(held: Held, given: Mapping[str, str]) -> Finding:
    """Follow the chain from one recommendation or other instrument and its parts, or from all there are."""
    if given["all"] == "yes":
        return held.once("chains", lambda: _found(held, given))
    return _found(held, given)


def _found(held: Held, given: Mapping[str, str]) -> Finding:
    starts = _starts(held, given)
    links = tuple(link for start in starts for link in chain(held, start))
    broken = {link.start: link for link in reversed(links) if link.gap}
    asked = starts[:1] if given["all"] == "no" else []
    told = [Remark("breaks", {"start": s, "step": NS + broken[s].step}) for s in asked if s in broken]
    remarks = told if starts else [Remark("empty")]
    return Finding(
        ("start", "step", "thing", "state", "gap"),
        tuple(map(_row, links)),
        tuple(remarks),
        _flow(held, links),
    )


def chain(held: Held, start: str) -> tuple[Link, ...]:
    """Follow the chain from one instrument: every thing of every step, and a break where there is none.

    A step that is missing does not end the chain where something further on is linked past it.
    """
    reach = held.reach
    answering = {who: held.cells[who, start].state for who in reach.coverers if who in _tops(held)}
    if not (found := {who for who, known in answering.items() if known in FOUND}):
        return (_unanswered(held, start, set(answering.values())),)
    below = {thing for who in found for thing in (who, *_inside(held, who, start))}
    above = {whole for who in found for whole in _wholes(held, who)}
    return tuple(
        link for step in STEPS for link in _step(held, start, step, _things(held, step, above, below), found)
    )


def _unanswered(held: Held, start: str, states: set[str]) -> Link:
    if start in handled_elsewhere(held):
        return Link(start, "Programme", "", first(states or {"unknown"}), "handled-elsewhere")
    said = states - {"absent", "not-stated", "unknown"}
    known = first(said) if said else "absent" if states == {"absent"} else ""
    known = known or ("not-stated" if states - {"unknown"} else "unknown")
    return Link(start, "Programme", "", known, BY_STATE[known])


def _step(held: Held, start: str, step: str, things: list[str], found: set[str]) -> Iterator[Link]:
    for thing in things:
        known = held.cells[thing, start].state if thing in _tops(held) else "direct"
        yield Link(start, step, thing, "partial" if step == "Programme" else known)
    if not things:
        known = _unfound(held, start, step, found)
        yield Link(start, step, "", known, "no-project" if step == "Project" else "chain-broken")


def _unfound(held: Held, start: str, step: str, found: set[str]) -> str:
    """Say what is known of a step of which nothing is found."""
    complete = held.layer.complete
    silent = {held.cells[t, start].state for who in found for t in held.reach.members[who] & _tops(held)}
    if step == "Theme" and silent:
        return first(silent)
    if all(_LISTED_BY.get(step) in complete.get(who, ()) for who in found):
        return "absent"
    if step == "TargetGroup":
        return "not-stated" if any(is_told(held.reach, who, step) for who in found) else "unknown"
    sections = (section for who in found for section in held.layer.sections.get(who, ()))
    is_read = any(s.found and s.describes and s.key == _TOLD_IN.get(step) for s in sections)
    return "not-stated" if is_read else "unknown"


def _things(held: Held, step: str, above: set[str], below: set[str]) -> list[str]:
    layer = held.layer
    match step:
        case "Programme":
            found = {t for t in above if layer.is_a(t, step)}
        case "SpecificObjective":
            found = {t for t in (*above, *below) if layer.is_a(t, step)}
        case "Theme":
            found = {t for t in below if layer.is_a(t, "Theme") or layer.is_a(t, "MeasurePackage")}
        case "SubTheme":
            found = {t for t in below if layer.is_a(t, "SubTheme") or layer.is_a(t, "StrategicGoal")}
        case "Call":
            found = {c for t in below for c in _parts(held, t) if layer.is_a(c, "Call")}
        case "Project":
            found = {t for t in below if layer.is_a(t, "Project")}
        case "TargetGroup":
            found = {g for t in below for g in held.reach.named(t) if held.reach.covered[g] == step}
        case _:
            by = (NS + "hasIndicator", NS + "produced")
            found = {i for t in (*above, *below) for relation in by for i in layer.targets(t, relation)}
    return sorted(found)


def _inside(held: Held, who: str, start: str) -> set[str]:
    """Return what is inside a theme, or inside an objective but for those themes that do not answer."""
    silent = {t for t in held.reach.members[who] & _tops(held) if held.cells[t, start].state not in FOUND}
    hidden = {t for top in silent for t in held.reach.members[top]}
    return held.reach.members[who] - silent - hidden


def _tops(held: Held) -> frozenset[str]:
    """Return themes, measure packages, and objectives with parts."""
    kinds = ("Theme", "MeasurePackage", "SpecificObjective")
    return held.once("tops", lambda: frozenset(held.layer.of_kind(*kinds)) & held.reach.members.keys())


def _parts(held: Held, thing: str) -> list[str]:
    return [*held.layer.targets(thing, PART), *held.layer.sources(thing, PART_OF)]


def _wholes(held: Held, thing: str) -> list[str]:
    found = [thing]
    for one in found:
        around = (*held.layer.targets(one, PART_OF), *held.layer.sources(one, PART))
        found += [whole for whole in dict.fromkeys(around) if whole not in found]
    return found


def _starts(held: Held, given: Mapping[str, str]) -> list[str]:
    covered = held.reach.covered
    known = sorted(t for t, sort in covered.items() if sort == "PolicyInstrument")
    if not known or given["all"] == "yes":
        return known
    if given["start"] not in known:
        raise NotFound("policy instrument", code_of(given["start"]), tuple(code_of(t) for t in known))
    return [given["start"], *sorted(held.reach.narrower[given["start"]])]


def _flow(held: Held, links: Iterable[Link]) -> Flow:
    """Draw things step by step, with the links that are there between neighbouring steps."""
    layers: dict[str, dict[str, str]] = {"": {}}
    for link in links:
        layers[""][link.start] = "direct"
        if link.thing:
            layers.setdefault(link.step, {})[link.thing] = link.state
    shown = [layers[step] for step in ("", *STEPS) if layers.get(step)]
    after = {one: _after(held, one) for layer in shown for one in layer}
    found = [
        (one, other, 1, known)
        for above, below in pairwise(shown)
        for one in above
        for other, known in below.items()
        if other in after[one]
    ]
    return Flow(tuple(tuple(layer) for layer in shown), tuple(found))


def _after(held: Held, one: str) -> set[str]:
    """Return what a thing leads to, of whichever step."""
    layer, reach = held.layer, held.reach
    if one in reach.covered:
        found = [w for w in _tops(held) if held.cells[w, one].state in FOUND]
        return {whole for who in found for whole in _wholes(held, who)}
    inside = _closed(held, one)
    named = {group for thing in inside for group in reach.named(thing)}
    given = (NS + "hasIndicator", NS + "produced")
    return inside | named | {end for relation in given for end in layer.targets(one, relation)}


def _closed(held: Held, one: str) -> set[str]:
    """Return a thing and all that it is made of."""
    found, ahead = {one}, [one]
    while ahead:
        thing = ahead.pop()
        fresh = {*_parts(held, thing), *held.reach.members.get(thing, ())} - found
        found |= fresh
        ahead += fresh
    return found


def _row(link: Link) -> tuple[NamedNode | None, ...]:
    return (
        NamedNode(link.start),
        NamedNode(NS + link.step),
        NamedNode(link.thing) if link.thing else None,
        NamedNode(state(link.state)),
        NamedNode(f"{NS}gap-{link.gap}") if link.gap else None,
    )
