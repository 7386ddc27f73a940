"""The chain of intervention logic from a recommendation to a result: each step, and where it breaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from graph.analysis.analysis import Finding, Remark
from graph.analysis.gap import BY_STATE
from graph.analysis.held import Held
from graph.analysis.picture import Flow
from graph.analysis.policy_layer import ENDS, PART, PART_OF
from graph.analysis.programming import FOUND, first
from graph.analysis.registers import handled_elsewhere
from graph.errors import NotFound
from graph.identifiers import NS, code_of
from graph.terms import state

if TYPE_CHECKING:
    from graph.analysis.passing import Passing

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
    chains = {start: _Chain(held, start) for start in starts}
    links = tuple(link for one in chains.values() for link in one.links())
    broken = {link.start: link for link in reversed(links) if link.gap}
    asked = starts[:1] if given["all"] == "no" else []
    told = [Remark("breaks", {"start": s, "step": NS + broken[s].step}) for s in asked if s in broken]
    remarks = [*told, *(one for chain in chains.values() for one in chain.unlisted())]
    return Finding(
        ("start", "step", "thing", "state", "gap"),
        tuple(map(_row, links)),
        tuple(remarks if starts else [Remark("empty")]),
        _flow(held, links, [one.passing for one in chains.values() if one.passing]),
    )


def chain(held: Held, start: str) -> tuple[Link, ...]:
    """Follow the chain from one instrument: every thing of every step, and a break where there is none.

    A step that is missing does not end the chain where something further on is linked past it.
    """
    return _Chain(held, start).links()


@dataclass(frozen=True)
class _Chain:
    """The chain from one instrument."""

    held: Held
    start: str

    def links(self) -> tuple[Link, ...]:
        if not self._found:
            return (self._unanswered(),)
        return tuple(link for step in STEPS for link in self._step(step))

    def unlisted(self) -> Iterator[Remark]:
        """Say how many projects there are where not all are named."""
        held = self.passing
        if held and held.count > len(held.listed):
            yield Remark("projects", {"start": self.start, "count": held.count, "listed": len(held.listed)})

    @cached_property
    def passing(self) -> Passing | None:
        """The projects of a portfolio too large to walk that the chain leads through."""
        if self.held.portfolio is None or not self._found:
            return None
        from graph.analysis.passing import passing  # with what counts, which takes long to load

        return passing(self.held, ((who, self._silent(who)) for who in self._found))

    @cached_property
    def _states(self) -> dict[str, str]:
        held = self.held
        return {who: held.cells[who, self.start].state for who in held.reach.coverers if who in _tops(held)}

    @cached_property
    def _found(self) -> set[str]:
        return {who for who, known in self._states.items() if known in FOUND}

    @cached_property
    def _below(self) -> set[str]:
        return {thing for who in self._found for thing in (who, *self._inside(who))}

    @cached_property
    def _above(self) -> set[str]:
        return {whole for who in self._found for whole in _wholes(self.held, who)}

    def _silent(self, who: str) -> set[str]:
        """Return the themes inside an objective that do not answer."""
        return {t for t in _members(self.held)[who] & _tops(self.held) if self._states[t] not in FOUND}

    def _inside(self, who: str) -> set[str]:
        """Return what is inside a theme, or inside an objective but for those themes that do not answer."""
        members, silent = _members(self.held), self._silent(who)
        hidden = {t for top in silent for t in members[top]}
        return members[who] - silent - hidden

    def _unanswered(self) -> Link:
        start, states = self.start, set(self._states.values())
        if start in handled_elsewhere(self.held):
            return Link(start, "Programme", "", first(states or {"unknown"}), "handled-elsewhere")
        said = states - {"absent", "not-stated", "unknown"}
        known = first(said) if said else "absent" if states == {"absent"} else ""
        known = known or ("not-stated" if states - {"unknown"} else "unknown")
        return Link(start, "Programme", "", known, BY_STATE[known])

    def _step(self, step: str) -> Iterator[Link]:
        things = self._things(step)
        for thing in things:
            known = self._states.get(thing, "direct")
            yield Link(self.start, step, thing, "partial" if step == "Programme" else known)
        if not things:
            known = self._unfound(step)
            yield Link(self.start, step, "", known, "no-project" if step == "Project" else "chain-broken")

    def _unfound(self, step: str) -> str:
        """Say what is known of a step of which nothing is found."""
        held, found = self.held, self._found
        complete = held.layer.complete
        inner = {self._states[t] for who in found for t in _members(held)[who] & _tops(held)}
        if step == "Theme" and inner:
            return first(inner)
        if all(_LISTED_BY.get(step) in complete.get(who, ()) for who in found):
            return "absent"
        if step == "TargetGroup":
            return "not-stated" if any(held.cells.told(who, step) for who in found) else "unknown"
        sections = (section for who in found for section in held.layer.sections.get(who, ()))
        is_read = any(s.found and s.describes and s.key == _TOLD_IN.get(step) for s in sections)
        return "not-stated" if is_read else "unknown"

    def _things(self, step: str) -> list[str]:
        held, layer = self.held, self.held.layer
        above, below = self._above, self._below
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
                found = {i for t in (*above, *below) for relation in ENDS for i in layer.targets(t, relation)}
        return sorted(found | self._of_projects(step))

    def _of_projects(self, step: str) -> set[str]:
        """Return what projects that are counted and not walked add to a step."""
        if self.passing is None:
            return set()
        match step:
            case "Project":
                return set(self.passing.listed.values())
            case "TargetGroup":
                return self.passing.groups
            case "Indicator":
                return self.passing.results
        return set()


def _tops(held: Held) -> frozenset[str]:
    """Return themes, measure packages, and objectives with parts."""
    kinds = ("Theme", "MeasurePackage", "SpecificObjective")
    return held.once("tops", lambda: frozenset(held.layer.of_kind(*kinds)) & held.reach.members.keys())


def _members(held: Held) -> Mapping[str, set[str]]:
    """Return what is inside each coverer; of a large portfolio, without projects."""
    if held.portfolio is None:
        return held.reach.members
    from graph.analysis.counted_ties import wholes_in  # with what counts, which takes long to load

    columns = held.portfolio
    return held.once("wholes", lambda: {**held.reach.members, **wholes_in(columns)})


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


def _flow(held: Held, links: Iterable[Link], passing: Iterable[Passing]) -> Flow:
    """Draw things step by step, with the links that are there between neighbouring steps."""
    layers: dict[str, dict[str, str]] = {"": {}}
    for link in links:
        layers[""][link.start] = "direct"
        if link.thing:
            layers.setdefault(link.step, {})[link.thing] = link.state
    shown = [layers[step] for step in ("", *STEPS) if layers.get(step)]
    counted = tuple(passing)
    after = {one: _after(held, one, counted) for layer in shown for one in layer}
    found = [
        (one, other, 1, known)
        for above, below in pairwise(shown)
        for one in above
        for other, known in below.items()
        if other in after[one]
    ]
    return Flow(tuple(tuple(layer) for layer in shown), tuple(found))


def _after(held: Held, one: str, passing: Iterable[Passing]) -> set[str]:
    """Return what a thing leads to, of whichever step."""
    layer, reach = held.layer, held.reach
    if one in reach.covered:
        found = [w for w in _tops(held) if held.cells[w, one].state in FOUND]
        return {whole for who in found for whole in _wholes(held, who)}
    if not layer.graph.has_node(one):
        return {end for some in passing for end in some.after(one)}
    inside = _closed(held, one)
    named = {group for thing in inside for group in reach.named(thing)}
    for some in passing:
        within = some.within(inside)
        inside |= within.among(some.listed)
        named |= within.groups
    return inside | named | {end for relation in ENDS for end in layer.targets(one, relation)}


def _closed(held: Held, one: str) -> set[str]:
    """Return a thing and all that it is made of."""
    found, ahead = {one}, [one]
    while ahead:
        thing = ahead.pop()
        fresh = {*_parts(held, thing), *_members(held).get(thing, ())} - found
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
