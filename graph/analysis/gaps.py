"""Gaps by their types: what is not found within the scope, by which rule, and what would close it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.analysis.analysis import Finding, Remark
from graph.analysis.coverage import is_weak
from graph.analysis.gap import BY_STATE, wants
from graph.analysis.held import Held
from graph.analysis.picture import Bar, Bars
from graph.analysis.programming import FOUND, Programming
from graph.analysis.registers import handled_elsewhere
from graph.analysis.value import number
from graph.identifiers import ID, NS
from graph.store.dataset import Term
from graph.terms import state

SORTS = {"groups": "TargetGroup", "instruments": "PolicyInstrument"}
COLUMNS = ("thing", "gap", "state", "at", "proof", "read", "outOf", "missing", "answerable")


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap, by IRIs: ``gap`` and ``missing`` are names of the code lists, ``at`` is where in the chain.

    ``proof`` is what was read, or says it; ``read`` counts those of ``out_of`` coverers of which something
    was read that would tell.
    """

    thing: str
    gap: str
    state: str
    at: str = ""
    proof: str = ""
    read: int = 0
    out_of: int = 0
    missing: str = ""
    answerable: str = ""


def find(held: Held, given: Mapping[str, str]) -> Finding:
    """List the gaps of a period among groups or instruments."""
    programming = Programming(held, given["period"], SORTS[given["kind"]])
    chosen = [gap for gap in every(programming) if given["type"] in ("all", gap.gap)]
    tally = Counter((gap.gap, gap.state) for gap in chosen)
    bars = tuple(
        Bar(_type(name), tuple((state(held), n) for (gap, held), n in sorted(tally.items()) if gap == name))
        for name in dict.fromkeys(gap for gap, _ in sorted(tally))
    )
    remarks = (*_remarks(programming), *(() if chosen else _no_gaps(programming, given["type"])))
    return Finding(COLUMNS, tuple(map(_row, chosen)), remarks, Bars(bars, "gaps"))


def every(programming: Programming) -> tuple[Gap, ...]:
    """Find all gaps of a release's period once."""
    key = ("gaps", programming.period, programming.sort)
    return programming.held.once(key, lambda: gaps(programming))


def gaps(programming: Programming) -> tuple[Gap, ...]:
    """Find all gaps; in the order of the things, those of the whole period first."""
    if not programming.tops:
        return ()
    elsewhere = handled_elsewhere(programming.held)
    found: list[Gap] = []
    for thing in programming.things:
        if thing in elsewhere and not _is_whole(programming, thing):
            entry = elsewhere[thing][0]
            known = programming.state(programming.tops, thing)
            proof, who = entry.statement, entry.object
            found.append(Gap(thing, "handled-elsewhere", known, "", proof, answerable=who))
            continue
        found += _of_period(programming, thing)
        found += _of_projects(programming, thing)
        found += _of_parts(programming, thing)
    found += _of_links(programming)
    found += _of_coverers(programming)
    return tuple(dict.fromkeys(found))


def _is_whole(programming: Programming, thing: str) -> bool:
    return programming.state(programming.tops, thing) == "direct"


def _of_period(programming: Programming, thing: str) -> Iterator[Gap]:
    """Yield the gap of a thing that no theme is found to cover directly."""
    known = programming.state(programming.tops, thing)
    if known == "direct":
        return
    at = programming.carrier(programming.tops, thing, known) if known in (*FOUND, *_LINKED) else ""
    gap = BY_STATE[known]
    if known in ("not-stated", "absent", "unknown"):
        gap = _unnamed(programming, thing, gap)
    lacks = _lacks(programming, at, thing) if at else ("document" if known == "unknown" else "statement")
    counted = (len(programming.told), len(programming.tops))
    yield Gap(thing, gap, known, at, _proof(programming, at), *counted, lacks, _who(programming, at))


_LINKED = ("weak", "proposed", "denied")


def _unnamed(programming: Programming, thing: str, gap: str) -> str:
    """Say which gap it is that no theme is found to name a thing at all."""
    if _is_outside(programming, thing):
        return "not-in-csr-set"
    inside = {thing, *programming.held.reach.narrower[thing]}
    is_named = not inside.isdisjoint(programming.named)
    return gap if is_named or gap == "cannot-tell" else "orphan"


def _is_outside(programming: Programming, thing: str) -> bool:
    """Whether it is a recommendation that a complete list of those to be answered does not hold."""
    reach = programming.held.reach
    kinds = ("CountryRecommendation", "RecommendationPart")
    if programming.answered is None or not any(reach.layer.is_a(thing, kind) for kind in kinds):
        return False
    around = {thing, *reach.broader[thing], *reach.narrower[thing]}
    return around.isdisjoint(programming.answered)


def _of_projects(programming: Programming, thing: str) -> Iterator[Gap]:
    """Yield, of each theme that itself covers a thing, that no project of it does."""
    held = programming.held
    for theme in programming.tops:
        if not held.reach.covers(theme, thing):
            continue
        projects = programming.below(theme)
        known = projects.state(thing)
        if known in FOUND:
            continue
        counted = (projects.told(programming.sort), projects.count)
        if not projects.count:
            known = "absent" if NS + "funds" in held.layer.complete.get(theme, ()) else "unknown"
            gap, lacks = "no-project", "projects"
        else:
            gap = {"unknown": "cannot-tell", "proposed": "unreviewed"}.get(known, "group-not-in-project")
            lacks = {"unknown": "result", "proposed": "review"}.get(known, "statement")
        proof = _proof(programming, theme)
        yield Gap(thing, gap, known, theme, proof, *counted, lacks, _who(programming, theme))


def _of_parts(programming: Programming, thing: str) -> Iterator[Gap]:
    """Yield, of groups, what a theme and its own sub-themes do not both name."""
    if programming.sort != "TargetGroup":
        return
    held = programming.held
    for theme in programming.tops:
        parts = programming.parts_of[theme]
        is_named = held.reach.covers(theme, thing)
        known = programming.state(parts, thing) if is_named and parts else "direct"
        if known not in FOUND:
            proof, who = _proof(programming, parts[0]), _who(programming, theme)
            read = sum(held.cells.told(p, programming.sort) for p in parts)
            lacks = "review" if known == "proposed" else "statement"
            yield Gap(thing, "group-in-no-subtheme", known, theme, proof, read, len(parts), lacks, who)
        for part in () if is_named else parts:
            if held.reach.covers(part, thing):
                yield _not_in_theme(programming, theme, part, thing)


def _not_in_theme(programming: Programming, theme: str, part: str, thing: str) -> Gap:
    reach = programming.held.reach
    told = programming.held.cells.told(theme, programming.sort)
    known = "weak" if is_weak(reach, reach.said((theme,)), thing) else "not-stated" if told else "unknown"
    proof, lacks = _proof(programming, theme), "statement" if told else "section"
    who = _who(programming, theme)
    return Gap(thing, "subtheme-group-not-in-theme", known, part, proof, int(told), 1, lacks, who)


def _of_links(programming: Programming) -> Iterator[Gap]:
    """Yield links that are stated, and rest on no passage and no row."""
    coverers = dict.fromkeys((*programming.tops, *programming.parts, *programming.projects))
    for subject, thing in programming.held.rows_of("unevidenced", coverers):
        is_held = programming.held.reach.covered.get(thing) == programming.sort
        if is_held and programming.held.layer.between(subject, thing):
            who = _who(programming, subject)
            yield Gap(thing, "unevidenced", "direct", subject, missing="evidence", answerable=who)


def _of_coverers(programming: Programming) -> Iterator[Gap]:
    """Yield themes, their parts and projects that no link is found to lead on from."""
    cells = programming.held.cells
    for who in (*programming.tops, *programming.parts, *programming.projects):
        if cells.names_any(who, programming.sort):
            continue
        told = cells.told(who, programming.sort)
        known, lacks = ("not-stated", "statement") if told else ("unknown", "document")
        yield Gap(who, "orphan", known, who, "", int(told), 1, lacks, _who(programming, who))


def _proof(programming: Programming, at: str) -> str:
    return programming.proof(at) if at else ""


def _lacks(programming: Programming, at: str, thing: str) -> str:
    cells = programming.held.cells
    told = cells.told(at, programming.sort)
    return wants(programming.held.reach, at, cells[at, thing], programming.sort, told=told)


def _who(programming: Programming, at: str) -> str:
    return programming.answerable(at) if at else ""


def _remarks(programming: Programming) -> Iterator[Remark]:
    tops = len(programming.tops)
    if not tops:
        yield Remark("empty", {"period": ID + programming.period})
        return
    yield Remark("read", {"read": len(programming.told), "outOf": tops, "period": ID + programming.period})
    if not programming.below(ID + programming.period).count:
        yield Remark("noProjects", {"period": ID + programming.period})
    if programming.held.portfolio is not None:
        projects = programming.below(ID + programming.period).count
        yield Remark("portfolio", {"count": projects, "period": ID + programming.period})
    if programming.sort == "PolicyInstrument" and programming.answered is None:
        yield Remark("set", {"period": ID + programming.period})


def _no_gaps(programming: Programming, name: str) -> Iterator[Remark]:
    """Say of an empty answer what it means: nothing of the type found, or nobody has said."""
    if not programming.tops or name == "all":
        return
    yield Remark("noneOfType", {"type": _type(name)})
    if name == "handled-elsewhere" and not handled_elsewhere(programming.held):
        yield Remark("nobody")


def _type(name: str) -> str:
    return f"{NS}gap-{name}"


def _row(gap: Gap) -> tuple[Term | None, ...]:
    missing = f"{NS}missing-{gap.missing}" if gap.missing else ""
    return (
        *(NamedNode(iri) for iri in (gap.thing, _type(gap.gap), state(gap.state))),
        *(NamedNode(iri) if iri else None for iri in (gap.at, gap.proof)),
        *map(number, (gap.read, gap.out_of)),
        *(NamedNode(iri) if iri else None for iri in (missing, gap.answerable)),
    )
