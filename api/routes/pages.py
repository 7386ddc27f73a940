"""The pages to start from: home, kinds, documents, search, the release and what the site is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.editions import cited
from api.forms import HTML
from api.reader import ByReader, Reader
from api.routes import catalogue as published
from api.routes.questions import by_need
from api.site import Here, Site
from api.templating import page
from api.v1.strata import around
from graph.errors import NotFound
from graph.identifiers import NS, resource
from graph.terms import KINDS, RELATIONS, STATES
from sparql.answers import answer, catalogue
from sparql.description import short, value
from sparql.findable import INNER
from sparql.index import Facet
from sparql.labels import alphabetical
from sparql.negotiation import choose
from sparql.rendering import Cell, sheet
from sparql.scope import sentences
from sparql.search import Found, narrowed

router = APIRouter()

_GROUPS, _FUTURE = "groups-without-earlier-project", "why-nothing-known-of-later-projects"
_UNFOUND_FIRST = tuple(sorted(STATES, key=lambda state: (state != "not-stated", -STATES.index(state))))
_SHOWN, _FOUND = 2000, 100
_ORIGINS = ("rule", "curator", "proposed", "rejected")
_SHORTEST, _VALUES = 2, 12

Filter = Annotated[str, Query(max_length=64)]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that narrows a search down: how many hits it leaves, and where it is chosen or undone."""

    iri: str
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A thing in a list of its kind."""

    iri: str
    code: str


@router.get("/")
def home(here: Here, reader: ByReader, request: Request) -> Response:
    """Say what the release holds, give the answers first asked for, and lead on; as data, the catalogue."""
    chosen = choose(request.headers.get("accept"), published.OFFERED)
    if chosen != HTML:
        return published.given(here, reader, request, chosen)
    return here.kept.get(("/", reader), lambda: _home(here, reader))


def _home(here: Site, reader: Reader) -> Response:
    names = {question.name for question in catalogue()}
    at = dict(reader.query).get("at", "")
    centre, mapped = around(here, at)
    kinds = _kinds(here, reader)
    return page(
        here,
        reader,
        "home.html",
        scope=sentences(here.scope, here.labels, reader.language),
        held=here.scope,
        groups=_groups(here, reader) if _GROUPS in names else None,
        groups_name=_GROUPS,
        future_name=_FUTURE if _FUTURE in names else None,
        periods=[(p, here.scope.projects_of(p.iri)) for p in here.scope.periods],
        needs=by_need(reader.language),
        kinds=kinds,
        counts=defaultdict(int, {name: count for name, _, count in kinds}),
        accepted=sum(held["rule"] + held["curator"] for _, held in _reviewed(here, reader)),
        at=at,
        centre=centre,
        map=mapped,
    )


@router.get("/kind")
def kinds(here: Here, reader: ByReader) -> Response:
    """List the kinds of things that the release holds."""
    return here.kept.get(
        ("/kind", reader), lambda: page(here, reader, "kinds.html", kinds=_kinds(here, reader))
    )


@router.get("/kind/{name}")
def kind(name: str, here: Here, reader: ByReader) -> Response:
    """List the things of one kind by their names."""
    iri = KINDS.get(name) or NS + name
    total = dict(here.kinds).get(iri, 0)
    if not total and name not in KINDS:
        raise NotFound("kind", name, tuple(KINDS))
    most = _SHOWN if total <= _SHOWN else _FOUND
    rows = here.queries.select(here.dataset, "kind", {"kind": iri, "most": str(most)}).rows
    codes = {value(thing): value(notation) for thing, notation in rows}
    listed = sorted((Listed(i, c) for i, c in codes.items()), key=lambda t: _sortable(here, reader, t.iri))
    return page(
        here,
        reader,
        "kind.html",
        name=name,
        kind=iri,
        listed=listed,
        count=total,
        most=most,
    )


@router.get("/documents")
def documents(here: Here, reader: ByReader) -> Response:
    """List the documents that were read, and those known and not read."""
    read = {item.iri for item in here.scope.read_documents}
    known = sorted(here.scope.known_documents, key=lambda item: _sortable(here, reader, item.iri))
    return page(here, reader, "documents.html", documents=known, read=read)


@router.get("/search")
def search(
    here: Here,
    reader: ByReader,
    q: Annotated[str, Query(max_length=200)] = "",
    kind: Filter = "",
    period: Filter = "",
    theme: Filter = "",
    group: Filter = "",
) -> Response:
    """Find things by words of their names in any form, or by their code, and narrow what is found down."""
    words = " ".join(q.split())
    given: dict[Facet, str | None] = {"kind": kind, "period": period, "theme": theme, "group": group}
    filters = narrowed(here.search, given)
    is_asked = len(words) >= _SHORTEST or bool(filters)
    found = here.search.find(words, filters, most=_FOUND) if is_asked else None
    fields = {"q": words, **{str(facet): held for facet, held in filters.items()}}
    return page(
        here,
        reader,
        "search.html",
        asked=words,
        found=found,
        facets=_facets(here, reader, found, fields) if found else [],
        most=_FOUND,
    )


@router.get("/release")
def release(here: Here, reader: ByReader, request: Request) -> Response:
    """Say what the release holds and where its accepted links come from."""
    reviewed = _reviewed(here, reader)
    return page(
        here,
        reader,
        "release.html",
        kinds=_kinds(here, reader),
        reviewed=reviewed,
        total={name: sum(held[name] for _, held in reviewed) for name in _ORIGINS},
        left_out={RELATIONS[n].iri if n in RELATIONS else n: held for n, held in here.left_out.items()},
        scope=sentences(here.scope, here.labels, reader.language),
        published=cited(here, reader, request),
    )


@router.get("/about")
def about(here: Here, reader: ByReader, request: Request) -> Response:
    """Say what the site is and is not, what the states mean, and how accessible it is."""
    feedback = request.app.state.options.feedback

    def made() -> Response:
        texts = [(state, here.labels.definition(NS + "state-" + state, reader.language)) for state in STATES]
        return page(here, reader, "about.html", states=texts, feedback=feedback)

    return here.kept.get(("/about", reader), made)


def _groups(here: Site, reader: Reader) -> list[tuple[str, list[Cell]]]:
    """Return what the first answer is about by state, what was not found first."""
    shown = sheet(answer(here.dataset, _GROUPS, {}, reader.language), here.labels, reader.language)
    states: dict[str, dict[str, Cell]] = {}
    for row in shown.rows:
        state = next((cell.state for cell in row if cell and cell.state), "")
        if row[0] is not None:
            states.setdefault(state, {})[row[0].iri] = row[0]
    order = [state for state in _UNFOUND_FIRST if state in states]
    return [(state, sorted(states[state].values(), key=lambda c: alphabetical(c.text))) for state in order]


def _kinds(here: Site, reader: Reader) -> list[tuple[str, str, int]]:
    names = {iri: name for name, iri in KINDS.items()}
    kept = [
        (names.get(iri, iri.removeprefix(NS)), iri, count)
        for iri, count in here.kinds
        if iri not in INNER and (iri in names or iri.startswith(NS))
    ]
    return sorted(kept, key=lambda kind: _sortable(here, reader, kind[1]))


def _facets(
    here: Site, reader: Reader, found: Found, fields: Mapping[str, str]
) -> list[tuple[Facet, list[Choice]]]:
    """Return the values that narrow a search down, each with the address that does, or that undoes it."""

    def choice(facet: Facet, held: str, count: int) -> Choice:
        iri = here.search.kinds[held] if facet == "kind" else resource(held)
        is_chosen = fields.get(facet) == held
        others = {name: text for name, text in fields.items() if name != facet}
        return Choice(
            iri, count, reader.link("/search", others if is_chosen else {**fields, facet: held}), is_chosen
        )

    return [
        (facet, [choice(facet, *counted) for counted in list(held.items())[:_VALUES]])
        for facet, held in found.facets.items()
        if held
    ]


def _reviewed(here: Site, reader: Reader) -> list[tuple[str, dict[str, int]]]:
    counts: dict[str, dict[str, int]] = {}
    for predicate, status, origin, count in here.queries.select(here.dataset, "reviewed").rows:
        held = counts.setdefault(value(predicate), dict.fromkeys(_ORIGINS, 0))
        state = short(value(status))
        held[value(origin) if state == "accepted" else state] += int(value(count))
    return sorted(counts.items(), key=lambda row: _sortable(here, reader, row[0]))


def _sortable(here: Site, reader: Reader, iri: str) -> str:
    return alphabetical(here.labels.of(iri, reader.language).text)
