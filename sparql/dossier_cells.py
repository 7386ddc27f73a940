"""The coverage of a thing by themes and periods: what is found of it, what is not, and who could tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from graph.analysis.account import Account, account
from graph.analysis.cell import Cell
from graph.analysis.claims import Edge
from graph.analysis.gap import read_of
from graph.export.drawing.cut import SILENT
from graph.export.paper import Said
from graph.identifiers import NS
from sparql.composed import Listing, Row, Section, Statement
from sparql.labels import local_name
from sparql.scope import Item
from sparql.scribe import Scribe
from sparql.words import part, words

_TOPS = ("Theme", "MeasurePackage", "SpecificObjective")
_SORTS = {"TargetGroup": "groups", "PolicyInstrument": "instruments"}


def coverage(scribe: Scribe, thing: str) -> Section:
    """Tell by which themes, packages and objectives a thing is covered, in which state, and why."""
    found = {who: cell for who, cell in _cells(scribe, thing) if cell.state not in SILENT}
    rows = [_found(scribe, who, thing, cell) for who, cell in found.items()]
    said = [*_periods(scribe, thing)]
    if not rows:
        said.append(scribe.say("coverage-none", _source(scribe)))
    listing = scribe.listing("coverage", ("who", "state", "through"), rows)
    return Section(scribe.tell("heading", "coverage"), tuple(said), (listing,))


def unknown(scribe: Scribe, thing: str) -> Section:
    """Tell of what nothing is known, what is missing, and who could settle it."""
    is_covered = thing in scribe.held.reach.covered
    said = _of_covered(scribe, thing) if is_covered else _of_theme(scribe, thing)
    listings = (_silent(scribe, thing),) if is_covered else ()
    return Section(scribe.tell("heading", "unknown"), tuple(said), listings)


def _cells(scribe: Scribe, thing: str) -> Iterator[tuple[str, Cell]]:
    held = scribe.held
    for who in held.layer.of_kind(*_TOPS):
        if who in held.reach.members:
            yield who, held.cells[who, thing]


def _source(scribe: Scribe) -> tuple[str]:
    return scribe.source("cells", release=scribe.release or "–")


def _found(scribe: Scribe, who: str, thing: str, cell: Cell) -> Row:
    sources = (*scribe.chain(who, thing), *_source(scribe))
    cells = (scribe.name(who), scribe.state(cell.state), Said(_through(scribe, cell)))
    return scribe.row(cells, sources)


def _through(scribe: Scribe, cell: Cell) -> str:
    if not cell.through:
        return "–"
    return f"{cell.count}/{cell.out_of}: {scribe.names(sorted(cell.through))}"


def _periods(scribe: Scribe, thing: str) -> Iterator[Statement]:
    for period in scribe.held.layer.of_kind("ProgrammingPeriod"):
        cell = scribe.held.cells[period, thing] if period in scribe.held.reach.members else None
        if cell is None:
            continue
        said = {"period": scribe.name(period), "state": scribe.state(cell.state)}
        sources = (*scribe.chain(period, thing), *_source(scribe))
        if cell.through:
            names = scribe.listed(map(scribe.name, sorted(cell.through)))
            yield scribe.say(
                "period-through", sources, **said, count=cell.count, outOf=cell.out_of, names=names
            )
        else:
            yield scribe.say("period", sources, **said)


def _of_covered(scribe: Scribe, thing: str) -> Iterator[Statement]:
    states = Counter(cell.state for _, cell in _cells(scribe, thing))
    for name in (state for state in states if state in SILENT):
        counts = {"count": states[name], "outOf": states.total()}
        yield scribe.say("coverage-count", _source(scribe), state=scribe.state(name), **counts)
    if not any(name in SILENT for name in states):
        yield scribe.say("nothing-unknown", _source(scribe))
    yield from _lost(scribe, scribe.scope.lost_parts)


def _of_theme(scribe: Scribe, thing: str) -> Iterator[Statement]:
    held = scribe.held
    states = Counter(
        (sort, held.cells[thing, what].state)
        for what, sort in held.reach.covered.items()
        if thing in held.reach.members
    )
    names = words(scribe.language)["choice"]
    for (sort, name), count in sorted(states.items()):
        if name in SILENT:
            said = {"sort": names[_SORTS[sort]], "state": scribe.state(name), "count": count}
            yield scribe.say("silent", _source(scribe), **said)
    described = held.layer.sources(thing, NS + "describes")
    if not described:
        yield scribe.say("unread", _source(scribe))
    yield from _lost(scribe, (item for item in scribe.scope.lost_parts if item.within in described))
    yield from _answerable(scribe, thing)


def _answerable(scribe: Scribe, thing: str) -> Iterator[Statement]:
    rows = [row for row in scribe.held.rows("answerables") if row[0] == thing]
    for _, relation, who in rows:
        sources = scribe.link(Edge(thing, relation, who))
        yield scribe.say("answerable", sources, relation=scribe.name(relation), who=scribe.name(who))
    if not rows:
        yield scribe.say("answerable-none", scribe.source("scope", release=scribe.release or "–"))


def _lost(scribe: Scribe, items: Iterable[Item]) -> Iterator[Statement]:
    source = scribe.source("scope", release=scribe.release or "–")
    for item in items:
        said = {"thing": scribe.name(item.within), "part": part(scribe.language, item.detail)}
        yield scribe.say("lost", source, **said)


def _silent(scribe: Scribe, thing: str) -> Listing:
    rows = [
        _lacking(scribe, account(scribe.held, who, thing))
        for who, cell in _cells(scribe, thing)
        if cell.state in SILENT
    ]
    return scribe.listing("unknown", ("who", "state", "missing", "closer", "answerable"), rows)


def _lacking(scribe: Scribe, held: Account) -> Row:
    gap, tell = held.gap, scribe.reasons.tell
    missing = gap.missing if gap else ()
    lacks = " ".join(tell(key, thing=scribe.name(iri).text) for key, iri in missing)
    closers = "; ".join(dict.fromkeys(scribe.tell("closer", key) for key, _ in missing))
    named = "; ".join(f"{scribe.name(w).text} ({scribe.name(r).text})" for w, r in held.answerable)
    who = held.explanation.coverer
    cells = (
        scribe.name(who),
        scribe.state(held.cell.state),
        *(Said(text or "–") for text in (lacks, closers, named)),
    )
    read = read_of(scribe.held.layer, scribe.held.cells.tellers(who), held.sort)
    sources = [s for v in read for s in scribe.source("read", thing=scribe.name(v), code=local_name(v))]
    return scribe.row(cells, (*sources, *_source(scribe)))
