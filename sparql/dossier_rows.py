"""What analyses tell of one thing: its projects, money, results, continuity and gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from graph.analysis.claims import Edge
from graph.analysis.listing import analysis
from graph.export.drawing.cut import SILENT
from graph.export.figure import span
from graph.export.paper import Said
from graph.identifiers import BASE, ID, NS
from graph.store.dataset import Term
from sparql.composed import Listing, Row, Section, Statement
from sparql.labels import local_name
from sparql.scribe import Scribe
from sparql.spoken import Spoken

_PERIODS = ("2014-2020", "2021-2027")
_MONEY_BY = {"TargetGroup": "group", "PolicyInstrument": "instrument"}
_THEMES = ("Theme", "MeasurePackage")
_USE = ("project", "result", "uptake", "since", "checked", "state")
_GAP = ("thing", "gap", "state", "at", "read", "outOf", "missing", "answerable")


def projects(scribe: Scribe, thing: str) -> Section:
    """Tell which projects reach a thing, or belong to a theme."""
    if thing in scribe.held.reach.covered:
        return _reaching(scribe, thing)
    edges = _funded(scribe, thing)
    shown, cut = scribe.first(tuple(edges.items()), thing, _cells(scribe))
    rows = [
        scribe.row((scribe.name(p), Said(local_name(p)), scribe.name(edge.relation)), scribe.link(edge))
        for p, edge in shown
    ]
    if rows:
        said = scribe.say("projects-funded", scribe.source("counted"), count=len(edges))
    else:
        said = scribe.say("projects-none", _cells(scribe))
    listing = scribe.listing("projects", ("project", "code", "how"), rows, count=len(edges))
    return Section(scribe.tell("heading", "projects"), (said, *cut), (listing,))


def money(scribe: Scribe, thing: str) -> Section:
    """Tell what money is known of a thing, like apart from unlike."""
    by = _MONEY_BY.get(scribe.held.reach.covered.get(thing, ""), "theme")
    spoken = scribe.ask("money", by=by)
    rows = [row for row in _rows(spoken) if _iri(row["thing"]) == thing]
    said = [_sum(scribe, spoken, row, thing) for row in rows if row["stage"] or row["scope"]]
    if not said:
        known = _iri(rows[0]["state"]) if rows else NS + "state-unknown"
        said = [scribe.say("money-none", scribe.found(spoken), state=scribe.name(known))]
    return Section(scribe.tell("heading", "money"), tuple(said))


def uptake(scribe: Scribe, thing: str) -> Section:
    """Tell the results of a thing's projects, and what became of them."""
    ours = set(_found(scribe, thing))
    spoken = scribe.ask("uptake", period="all")
    places = [n for n, row in enumerate(_rows(spoken)) if _iri(row["project"]) in ours and row["result"]]
    if not places:
        said = scribe.say("uptake-none", scribe.found(spoken))
    else:
        held = [row for n, row in enumerate(_rows(spoken)) if n in set(places)]
        results = {_iri(row["result"]) for row in held}
        used = {_iri(row["result"]) for row in held if row["uptake"]}
        said = scribe.say("uptake", scribe.found(spoken), results=len(results), used=len(used))
    shown, cut = scribe.first(places, BASE + spoken.permanent, scribe.found(spoken))
    rows = [_use(scribe, spoken, place) for place in shown]
    listing = _table(scribe, spoken, rows, _USE, len(places))
    return Section(scribe.tell("heading", "uptake"), (said, *cut), (listing,))


def continuity(scribe: Scribe, thing: str) -> Section:
    """Tell what becomes of a thing from one period to the next."""
    said: list[Statement] = []
    for kind in _compared(scribe, thing):
        spoken = scribe.ask("continuity", kind=kind)
        for place, row in enumerate(_rows(spoken)):
            if thing in (_iri(row["earlier"]), _iri(row["later"])):
                named = {key: scribe.name(_iri(row[key])) for key in ("earlier", "later", "type", "state")}
                said.append(scribe.say("continuity", scribe.evidence(spoken, place), **named))
    if not said:
        source = scribe.source("definition", reference=analysis("continuity").declared.reference)
        said = [scribe.say("continuity-none", source)]
    return Section(scribe.tell("heading", "continuity"), tuple(said))


def gaps(scribe: Scribe, thing: str) -> Section:
    """Tell the gaps that are of a thing, or at it, in both periods, or in a theme's own."""
    sort = scribe.held.reach.covered.get(thing)
    kinds = {"TargetGroup": ("groups",), "PolicyInstrument": ("instruments",)}
    said: list[Statement] = []
    places: list[tuple[Spoken, int]] = []
    own = {iri.removeprefix(ID) for iri in scribe.held.layer.targets(thing, NS + "period")}
    for period in [p for p in _PERIODS if p in own] or _PERIODS:
        found: Counter[str] = Counter()
        for kind in kinds.get(sort or "", ("groups", "instruments")):
            spoken = scribe.ask("gaps", kind=kind, period=period)
            held = enumerate(_rows(spoken))
            ours = [(n, row) for n, row in held if thing in (_iri(row["thing"]), _iri(row["at"]))]
            found.update(_iri(row["gap"]) for _, row in ours)
            places += [(spoken, n) for n, _ in ours]
        said += _counted(scribe, spoken, period, found)
    shown, cut = scribe.first(places, BASE + spoken.permanent, scribe.found(spoken))
    rows = [_gap(scribe, spoken, place) for spoken, place in shown]
    listing = _table(scribe, spoken, rows, _GAP, len(places))
    return Section(scribe.tell("heading", "gaps"), (*said, *cut), (listing,))


def _counted(scribe: Scribe, spoken: Spoken, period: str, found: Counter[str]) -> Iterator[Statement]:
    source = scribe.found(spoken)
    for gap, count in sorted(found.items()):
        yield scribe.say("gaps-period", source, period=span(period), type=scribe.name(gap), count=count)
    if not found:
        yield scribe.say("gaps-none", source, period=span(period))


def _gap(scribe: Scribe, spoken: Spoken, place: int) -> Row:
    row = dict(zip(spoken.answer.columns, spoken.answer.rows[place], strict=True))
    shown = dict(zip(spoken.sheet.columns, spoken.sheet.rows[place], strict=True))
    cells = tuple(scribe.cell(shown[head]) for head in _GAP)
    quoted = scribe.chain(_iri(row["at"]), _iri(row["thing"]))
    proof = _iri(row["proof"])
    read = scribe.source("read", thing=scribe.name(proof), code=local_name(proof)) if proof else ()
    return scribe.row(cells, (*(quoted or read), *scribe.evidence(spoken, place)))


def _use(scribe: Scribe, spoken: Spoken, place: int) -> Row:
    row = dict(zip(spoken.answer.columns, spoken.answer.rows[place], strict=True))
    shown = dict(zip(spoken.sheet.columns, spoken.sheet.rows[place], strict=True))
    project, result, used = (_iri(row[key]) for key in ("project", "result", "uptake"))
    standing = {"denied": "denied", "proposed": "proposed"}.get(
        _iri(row["state"]).removeprefix(NS + "state-"), "stated"
    )
    quoted = [*scribe.link(Edge(project, NS + "produced", result))]
    if used:
        quoted += scribe.link(Edge(result, NS + "hasUptake", used, standing))
    cells = (scribe.cell(shown[head]) for head in _USE)
    return scribe.row(cells, (*quoted, *scribe.found(spoken)))


def _sum(scribe: Scribe, spoken: Spoken, row: Mapping[str, Term | None], thing: str) -> Statement:
    named = {key: _named(scribe, row[key]) for key in ("scope", "composition", "stage")}
    currency = _iri(row["currency"]) or scribe.tell("word", "no-currency")
    said = {"sums": _text(row["sums"]), "currency": currency}
    said |= {key: scribe.amount(_text(row[key])) for key in ("amount", "least", "most")}
    source = _iri(row["source"])
    told = scribe.source("read", thing=scribe.name(source), code=local_name(source)) if source else ()
    claims = (c.edge for c in scribe.held.claims.all if c.edge.start == thing)
    quoted = [s for edge in claims if edge.relation == NS + "hasFunding" for s in scribe.link(edge)]
    key = "money" if row["amount"] else "money-between"
    known = scribe.name(_iri(row["state"]))
    return scribe.say(key, (*quoted, *told, *scribe.found(spoken)), **named, **said, state=known)


def _reaching(scribe: Scribe, thing: str) -> Section:
    held = scribe.held
    every = [p for p in _projects(scribe) if p in held.reach.members]
    found = {p: held.cells[p, thing] for p in every if held.cells[p, thing].state not in SILENT}
    shown, cut = scribe.first(tuple(found.items()), thing, _cells(scribe))
    rows = [
        scribe.row(
            (scribe.name(p), scribe.state(cell.state), Said(scribe.names(sorted(cell.through)) or "–")),
            (*scribe.chain(p, thing), *_cells(scribe)),
        )
        for p, cell in shown
    ]
    said = [scribe.say("projects", _cells(scribe), count=len(found), outOf=len(every))]
    others = Counter(held.cells[p, thing].state for p in every if p not in found)
    for name, count in sorted(others.items()):
        said.append(scribe.say("projects-state", _cells(scribe), state=scribe.state(name), count=count))
    listing = scribe.listing("projects", ("project", "state", "through"), rows, count=len(found))
    return Section(scribe.tell("heading", "projects"), (*said, *cut), (listing,))


def _found(scribe: Scribe, thing: str) -> list[str]:
    """Return the projects that a dossier tells of."""
    held = scribe.held
    if thing not in held.reach.covered:
        return list(_funded(scribe, thing))
    members = (p for p in _projects(scribe) if p in held.reach.members)
    return [p for p in members if held.cells[p, thing].state not in SILENT]


def _funded(scribe: Scribe, theme: str) -> dict[str, Edge]:
    """Return the projects of a theme, each by the link that makes it one."""
    reach = scribe.held.reach
    found: dict[str, Edge] = {}
    for one in (theme, *sorted(reach.members.get(theme, ()))):
        for relation, below in reach.steps(one):
            if reach.layer.is_a(below, "Project"):
                found.setdefault(below, Edge(one, relation, below))
    return found


def _projects(scribe: Scribe) -> list[str]:
    layer = scribe.held.layer
    return [p for p in layer.of_kind("Project") if not layer.is_a(p, "CoordinationProject")]


def _compared(scribe: Scribe, thing: str) -> Iterator[str]:
    layer = scribe.held.layer
    if scribe.held.reach.covered.get(thing) == "TargetGroup":
        is_between = NS + "role-intermediaries" in layer.targets(thing, NS + "groupRole")
        yield "Intermediary" if is_between else "TargetGroup"
    elif any(layer.is_a(thing, kind) for kind in _THEMES):
        yield "Theme"
    elif layer.is_a(thing, "SpecificObjective"):
        yield "SpecificObjective"


def _table(scribe: Scribe, spoken: Spoken, rows: list[Row], heads: tuple[str, ...], count: int) -> Listing:
    said = dict(zip(spoken.sheet.columns, spoken.heads, strict=True))
    caption = scribe.tell("caption", "rows", title=spoken.title, count=count)
    return Listing(caption, tuple(said[head] for head in heads), tuple(rows))


def _rows(spoken: Spoken) -> list[dict[str, Term | None]]:
    return [dict(zip(spoken.answer.columns, row, strict=True)) for row in spoken.answer.rows]


def _cells(scribe: Scribe) -> tuple[str]:
    return scribe.source("cells", release=scribe.release or "–")


def _iri(term: Term | None) -> str:
    return str(getattr(term, "value", ""))


def _text(term: Term | None) -> str:
    return _iri(term) or "–"


def _named(scribe: Scribe, term: Term | None) -> Said:
    return scribe.name(_iri(term))
