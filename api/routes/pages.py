"""The pages to start from: home, kinds, documents, search, the release and what the site is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.reader import ByReader, Reader
from api.routes.questions import by_need
from api.site import Here, Site
from api.templating import page
from graph.errors import NotFound
from graph.identifiers import NS
from graph.terms import KINDS, RELATIONS, STATES
from sparql.answers import answer, catalogue
from sparql.description import short, value
from sparql.labels import alphabetical
from sparql.rendering import Cell, sheet
from sparql.scope import sentences

router = APIRouter()

#: Bookkeeping, which is reached from what it is about and would drown the rest in lists.
_INNER = {
    NS + name
    for name in (
        "Assertion CoverageCell Decision DocumentVersion Labelling MissingPart Section "
        "CompletenessStatement Rule Release"
    ).split()
} | {"http://www.w3.org/2004/02/skos/core#Concept", "http://www.w3.org/2004/02/skos/core#ConceptScheme"}
_GROUPS, _FUTURE = "groups-without-earlier-project", "why-nothing-known-of-later-projects"
_UNFOUND_FIRST = tuple(sorted(STATES, key=lambda state: (state != "not-stated", -STATES.index(state))))
_SHOWN, _FOUND = 2000, 100
_ORIGINS = ("rule", "curator", "proposed", "rejected")
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing found by its name: what it is, and the name that was found where it is not its own."""

    iri: str
    kinds: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A thing in a list of its kind."""

    iri: str
    code: str


@router.get("/")
def home(here: Here, reader: ByReader) -> Response:
    """Say what the release holds, give the answers first asked for, and lead on."""
    return here.kept.get(("/", reader), lambda: _home(here, reader))


def _home(here: Site, reader: Reader) -> Response:
    names = {question.name for question in catalogue()}
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
        kinds=_kinds(here, reader),
    )


@router.get("/kind")
def kinds(here: Here, reader: ByReader) -> Response:
    """List the kinds of things that the release holds."""
    return page(here, reader, "kinds.html", kinds=_kinds(here, reader))


@router.get("/kind/{name}")
def kind(name: str, here: Here, reader: ByReader) -> Response:
    """List the things of one kind by their names."""
    iri = KINDS.get(name) or NS + name
    rows = here.queries.select(here.dataset, "kind", {"kind": iri}).rows
    if not rows and name not in KINDS:
        raise NotFound("kind", name, tuple(KINDS))
    codes = {value(thing): value(notation) for thing, notation in rows}
    listed = sorted((Listed(i, c) for i, c in codes.items()), key=lambda t: _sortable(here, reader, t.iri))
    return page(here, reader, "kind.html", kind=iri, listed=listed[:_SHOWN], count=len(listed), most=_SHOWN)


@router.get("/documents")
def documents(here: Here, reader: ByReader) -> Response:
    """List the documents that were read, and those known and not read."""
    read = {item.iri for item in here.scope.read_documents}
    known = sorted(here.scope.known_documents, key=lambda item: _sortable(here, reader, item.iri))
    return page(here, reader, "documents.html", documents=known, read=read)


@router.get("/search")
def search(here: Here, reader: ByReader, q: Annotated[str, Query(max_length=200)] = "") -> Response:
    """Find things by a part of their name or by their code."""
    words = " ".join(q.split())
    hits = _hits(here, words) if len(words) >= _SHORTEST else None
    return page(here, reader, "search.html", asked=words, hits=hits, most=_FOUND)


@router.get("/release")
def release(here: Here, reader: ByReader) -> Response:
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
    )


@router.get("/about")
def about(here: Here, reader: ByReader) -> Response:
    """Say what the site is and is not, and what the states mean."""
    meanings = [(state, here.labels.definition(NS + "state-" + state, reader.language)) for state in STATES]
    return page(here, reader, "about.html", states=meanings)


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
    rows = here.queries.select(here.dataset, "kinds").rows
    found = [(value(iri), int(value(count))) for iri, count in rows]
    kept = [
        (names.get(iri, iri.removeprefix(NS)), iri, count)
        for iri, count in found
        if iri not in _INNER and (iri in names or iri.startswith(NS))
    ]
    return sorted(kept, key=lambda kind: _sortable(here, reader, kind[1]))


def _hits(here: Site, words: str) -> list[Hit]:
    kinds: dict[str, dict[str, None]] = {}
    names: dict[str, str] = {}
    for thing, kind, name in here.queries.select(here.dataset, "found", {"words": words}).rows:
        if value(kind) not in _INNER:
            kinds.setdefault(value(thing), {})[value(kind)] = None
            names.setdefault(value(thing), value(name))
    return [Hit(iri, tuple(held), names[iri]) for iri, held in kinds.items()]


def _reviewed(here: Site, reader: Reader) -> list[tuple[str, dict[str, int]]]:
    counts: dict[str, dict[str, int]] = {}
    for predicate, status, origin, count in here.queries.select(here.dataset, "reviewed").rows:
        held = counts.setdefault(value(predicate), dict.fromkeys(_ORIGINS, 0))
        state = short(value(status))
        held[value(origin) if state == "accepted" else state] += int(value(count))
    return sorted(counts.items(), key=lambda row: _sortable(here, reader, row[0]))


def _sortable(here: Site, reader: Reader, iri: str) -> str:
    return alphabetical(here.labels.of(iri, reader.language).text)
