"""A report of a period: what is covered, missing, continued, used and paid, and how good the graph is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from graph.analysis.held import Held
from graph.analysis.reach import RUNGS
from graph.errors import NotFound
from graph.export.drawing.cut import SILENT
from graph.export.figure import span
from graph.export.paper import Said
from graph.identifiers import BASE, NS
from graph.store.dataset import Term
from sparql.answers import state_of
from sparql.composed import Composed, Listing, Row, Section, Statement
from sparql.imprint import closing, opening
from sparql.scribe import Scribe
from sparql.spoken import Spoken

PERIODS = ("2014-2020", "2021-2027")
#: Analyses that are asked of one kind after the other, which their first parameter says.
_BY_KIND = ("gaps", "continuity")
#: States that show nothing of a thing itself.
_FAINT = SILENT | {"weak"}
_COVERERS = ("Theme", "MeasurePackage")
_COVERED = ("TargetGroup", "PolicyInstrument")
_KINDS = ("TargetGroup", "Theme", "Method", "Result")
#: Columns that count what a reader of a report asks for.
_TALLIED = {"coverage": "state", "gaps": "gap", "continuity": "type", "uptake": "uptake"}


def report(scribe: Scribe, period: str) -> Composed:
    """Write the report of a period, given by its code; raises NotFound for another."""
    if period not in PERIODS:
        raise NotFound("programming period", period, PERIODS)
    title = scribe.tell("title", "report", period=span(period))
    body = tuple(_body(scribe, period))
    findings = Section(scribe.tell("heading", "findings"), tuple(_findings(scribe)))
    sections = (opening(scribe), findings, *body, *closing(scribe))
    kept = tuple(section for section in sections if section.statements or section.listings)
    notes, back = scribe.tell("title", "notes"), scribe.tell("title", "back")
    return Composed(scribe.language, f"report-{period}", title, kept, notes, back)


def _body(scribe: Scribe, period: str) -> Iterator[Section]:
    yield _section(scribe, "matrix", *_matrices(scribe, period))
    asked = {
        "gaps": [scribe.ask("gaps", kind=kind, period=period) for kind in ("groups", "instruments")],
        "continuity": [scribe.ask("continuity", kind=kind) for kind in _KINDS],
        "uptake": [scribe.ask("uptake", period=period)],
        "money": [scribe.ask("money", by="theme")],
        "quality": [scribe.ask("quality")],
    }
    for heading, found in asked.items():
        yield _section(scribe, heading, *(_whole(scribe, spoken) for spoken in found))


def _section(scribe: Scribe, heading: str, *parts: tuple[list[Statement], Listing | None]) -> Section:
    said = tuple(one for statements, _ in parts for one in statements)
    listings = tuple(listing for _, listing in parts if listing is not None)
    return Section(scribe.tell("heading", heading), said, listings)


def _findings(scribe: Scribe) -> Iterator[Statement]:
    """Yield how many each analysis found of each type, and of coverage how many cells in each state."""
    for spoken in scribe.asked.values():
        column = _TALLIED.get(spoken.declared.name)
        if column is None:
            continue
        place = spoken.answer.columns.index(column)
        found = Counter(getattr(row[place], "value", "") for row in spoken.answer.rows)
        counts = [f"{scribe.name(iri).text}: {count}" for iri, count in sorted(found.items()) if iri]
        title = spoken.title + scribe.given(spoken)
        key = "tally" if counts else "tally-none"
        yield scribe.say(key, scribe.found(spoken), title=title, tallies="; ".join(counts))


def _whole(scribe: Scribe, spoken: Spoken) -> tuple[list[Statement], Listing | None]:
    """Tell an analysis: its remarks, and its first rows, each with what it stands on."""
    source = scribe.found(spoken)
    title = spoken.given[0][1] if spoken.declared.name in _BY_KIND else spoken.title
    said = [scribe.say("remark-of", source, title=title, remark=remark) for remark in spoken.remarks]
    count = len(spoken.sheet.rows)
    if not count:
        return [*said, scribe.say("tally-none", source, title=title, tallies="")], None
    shown, cut = scribe.first(spoken.sheet.rows, BASE + spoken.permanent, source)
    used = [n for n, _ in enumerate(spoken.heads) if any(row[n] for row in spoken.sheet.rows)]
    rows = tuple(
        scribe.row((scribe.cell(row[n]) for n in used), scribe.evidence(spoken, place))
        for place, row in enumerate(shown)
    )
    caption = scribe.tell("caption", "rows", title=spoken.title + scribe.given(spoken), count=count)
    return [*said, *cut], Listing(caption, tuple(spoken.heads[n] for n in used), rows)


def _matrices(scribe: Scribe, period: str) -> Iterator[tuple[list[Statement], Listing | None]]:
    held = scribe.held
    who = _of_period(held, period)
    for covered in _COVERED:
        for coverers in _COVERERS:
            if any(held.layer.is_a(c, coverers) for c in who):
                spoken = scribe.ask("coverage", coverers=coverers, covered=covered, period=period)
                yield _matrix(scribe, spoken, covered)


def _of_period(held: Held, period: str) -> list[str]:
    things = held.layer.of_kind(*_COVERERS)
    wanted = {thing for thing in held.layer.of_kind("ProgrammingPeriod") if thing.endswith(f"/{period}")}
    return [t for t in things if wanted & set(held.layer.targets(t, NS + "period"))]


def _matrix(scribe: Scribe, spoken: Spoken, covered: str) -> tuple[list[Statement], Listing | None]:
    """Show a coverage as a table of what some coverer has more than a weak state for; the rest is counted."""
    source, cells = scribe.found(spoken), _cells(spoken)
    title = scribe.name(NS + covered)
    said = [scribe.say("remark-of", source, title=title, remark=remark) for remark in spoken.remarks]
    shown = {what: held for what, held in cells.items() if not _FAINT.issuperset(held.values())}
    weak = sum("weak" in held.values() for what, held in cells.items() if what not in shown)
    counts = {"shown": len(shown), "count": len(cells), "weak": weak}
    caption = scribe.tell("caption", "matrix", covered=title, count=len(shown))
    said.append(scribe.say("matrix-cut", source, title=caption, **counts, address=BASE + spoken.permanent))
    coverers = list(dict.fromkeys(who for held in cells.values() for who in held))
    told = [who for who in coverers if any(held[who] not in SILENT for held in shown.values())]
    if left := [who for who in coverers if who not in told]:
        said.append(
            scribe.say("matrix-left", source, title=caption, names=scribe.listed(map(scribe.name, left)))
        )
    if not shown:
        return said, None
    rows = tuple(_states(scribe, spoken, what, {w: held[w] for w in told}) for what, held in shown.items())
    heads = (scribe.tell("head", "what"), *(scribe.name(who).text for who in told))
    return said, Listing(caption, heads, rows)


def _cells(spoken: Spoken) -> dict[str, dict[str, str]]:
    """Return the states of a coverage by what is covered and who covers it."""
    found: dict[str, dict[str, str]] = {}
    for who, what, state, *_ in spoken.answer.rows:
        covered, coverer = (str(getattr(term, "value", "")) for term in (what, who))
        found.setdefault(covered, {})[coverer] = state_of(state) or ""
    return found


def _rungs(spoken: Spoken) -> dict[tuple[str, str], int]:
    """Return on which rung each coverer stands to what it covers, of policy instruments."""
    rows = (map(_value, row[:4]) for row in spoken.answer.rows)
    return {(what, who): RUNGS[rung] for who, what, _, rung in rows if rung in RUNGS}


def _states(scribe: Scribe, spoken: Spoken, what: str, held: dict[str, str]) -> Row:
    rungs = _rungs(spoken)
    quoted = (s for who, state in held.items() if state not in SILENT for s in scribe.chain(who, what))
    told = (_on_rung(scribe, scribe.state(state), rungs.get((what, who), 0)) for who, state in held.items())
    cells = (scribe.name(what), *told)
    return scribe.row(cells, (*dict.fromkeys(quoted), *scribe.found(spoken)))


def _on_rung(scribe: Scribe, said: Said, rung: int) -> Said:
    """Say a state with the rung of the ladder it is on, if it is on one."""
    return replace(said, text=scribe.tell("word", "on-rung", state=said, rung=rung)) if rung else said


def _value(term: Term | None) -> str:
    return str(getattr(term, "value", ""))
