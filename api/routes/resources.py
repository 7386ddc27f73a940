"""Linked data: an identifier answers with a page for readers and with data for programs."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pyoxigraph import NamedNode

from api.reader import ByReader, Reader
from api.routes.documents import assertion_page, document_page
from api.shown import cells, facts, groups
from api.site import Here, Site
from api.templating import page
from graph.errors import NotFound
from graph.identifiers import BASE, NS, resource
from graph.store import layout
from graph.store.query_file import bind
from sparql.description import Description, describe, value
from sparql.labels import Label
from sparql.negotiation import choose
from sparql.results import SHORT, Result, triples, with_charset

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Entry:
    """A term of the vocabulary and what it means."""

    iri: str
    definition: Label | None


#: File suffixes of a resource's data, by media type.
SUFFIXES = {SHORT[name]: name for name in ("ttl", "nt", "jsonld", "rdf")}
_HTML = "text/html"
_OFFERED = (_HTML, *SUFFIXES)
_PAGES = {"Assertion": assertion_page, "Document": document_page, "DocumentVersion": document_page}


@router.get("/id/{code}")
def identifier(code: str, here: Here, reader: ByReader, request: Request) -> Response:
    """Lead from the identifier of a thing to its page or data (303), as the Accept header asks."""
    _require(here, resource(code), code)
    chosen = choose(request.headers.get("accept"), _OFFERED)
    path = f"/page/{code}" if chosen == _HTML else f"/data/{code}.{SUFFIXES[chosen]}"
    return RedirectResponse(reader.link(path), 303, {"Vary": "Accept"})


@router.get("/page/{code}")
def resource_page(code: str, here: Here, reader: ByReader) -> Response:
    """Show a thing: its names, and every relation with its state and evidence."""
    return here.kept.get((code, reader), lambda: _page(code, here, reader))


def _page(code: str, here: Site, reader: Reader) -> Response:
    held = describe(here.dataset, here.queries, resource(code))
    for kind in held.kinds:
        if shown := _PAGES.get(kind.removeprefix(NS)):
            return _linked(shown(here, reader, held), held)
    return _linked(_thing_page(here, reader, held), held)


@router.get("/data/{name}")
def data(name: str, here: Here) -> Response:
    """Give everything that is known of a thing as RDF, in the format of the suffix."""
    code, _, suffix = name.rpartition(".")
    media_type = next((m for m, s in SUFFIXES.items() if s == suffix), None)
    if not code or media_type is None:
        raise NotFound("format", suffix, tuple(SUFFIXES.values()))
    iri = resource(code)
    _require(here, iri, code)
    query = bind(here.queries.named("about"), {"resource": iri})
    held = sorted(here.dataset.construct(query), key=str)
    return _data(triples(held, media_type), f"/data/{name}", iri)


@router.get("/ns")
def vocabulary(here: Here, reader: ByReader, request: Request) -> Response:
    """Give the vocabulary as a page or as data."""
    chosen = choose(request.headers.get("accept"), _OFFERED)
    if chosen != _HTML:
        held = (quad.triple for quad in here.dataset.quads(layout.ONTOLOGY))
        return _data(triples(held, chosen), "/ns", BASE + "ns")
    sections: dict[str, list[Entry]] = {"classes": [], "properties": [], "values": []}
    for term, kind in here.queries.select(here.dataset, "terms").rows:
        meaning = here.labels.definition(value(term), reader.language)
        sections[_section(value(kind))].append(Entry(value(term), meaning))
    return page(here, reader, "ontology.html", sections=sections)


def _thing_page(here: Site, reader: Reader, held: Description) -> Response:
    def name(iri: str) -> str:
        return here.labels.of(iri, reader.language).text

    return page(
        here,
        reader,
        "resource.html",
        held=held,
        facts=facts(held),
        groups=groups(held, name),
        covered_by=cells(held.covered_by, name),
        covers=cells(held.covers, name),
        names=here.labels.all(held.iri),
        suffixes=tuple(SUFFIXES.values()),
    )


def _linked(answer: Response, held: Description) -> Response:
    alternates = (f'</data/{held.code}.{s}>; rel="alternate"; type="{m}"' for m, s in SUFFIXES.items())
    answer.headers["Link"] = ", ".join((f'<{held.iri}>; rel="canonical"', *alternates))
    return answer


def _require(here: Site, iri: str, code: str) -> None:
    if next(here.dataset.store.quads_for_pattern(NamedNode(iri), None, None, None), None) is None:
        raise NotFound("resource", code)


def _data(result: Result, location: str, about: str) -> Response:
    headers = {"Content-Location": location, "Vary": "Accept", "Link": f'<{about}>; rel="describes"'}
    return Response(result.body, headers=headers, media_type=with_charset(result.media_type))


def _section(kind: str) -> str:
    if kind.endswith("Class"):
        return "classes"
    return "properties" if kind.endswith("Property") else "values"
