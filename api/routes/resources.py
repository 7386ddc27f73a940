"""Linked data: an identifier answers with a page for readers and with data for programs."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from functools import partial

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute
from pyoxigraph import Literal, NamedNode

from api import links
from api.ahead import Prompt
from api.around import around
from api.beside import RECORD, beside
from api.conditional import conditional, tagged
from api.forms import DATA, FILES, FORMS, HTML, JSON, NAMES, SUFFIXES, split
from api.reader import ByReader, Reader, reader_of
from api.routes.documents import assertion_page, document_page
from api.shown import cells, facts, groups
from api.site import Here, Site, of
from api.templating import page
from graph.analysis.listing import analyses
from graph.errors import InvalidArgument, NotFound
from graph.identifiers import GRAPH, ID, NS, iri_at, place_of, resource
from graph.terms import DCT, OWL
from sparql.description import Description
from sparql.dossier import SUBJECTS
from sparql.negotiation import choose
from sparql.plain import as_json
from sparql.resource_data import about
from sparql.results import GRAPHS

router = APIRouter()

_PAGE = re.compile(r"[1-9][0-9]{0,6}")
_OFFERED = tuple(FORMS.values())
_PAGES = {"Assertion": assertion_page, "Document": document_page, "DocumentVersion": document_page}
_REPLACED, _DEPRECATED = NamedNode(DCT + "isReplacedBy"), NamedNode(OWL + "deprecated")


@router.get("/id/{code}")
def identifier(code: str, here: Here, reader: ByReader, request: Request) -> Response:
    """Lead from the identifier of a thing to its page or data (303), as the Accept header asks.

    What was merged into another thing leads to that thing's identifier (301).
    """
    into = _merged(here, resource(code))
    if into is not None:
        return RedirectResponse(reader.link(f"/id/{place_of(into)}"), 301)
    return _led(code, here, reader, request)


@router.get("/.well-known/genid/{code}")
def part(code: str, here: Here, reader: ByReader, request: Request) -> Response:
    """Lead from the identifier of a part of a description to its page or data (303)."""
    return _led(f"genid/{code}", here, reader, request)


@router.get("/graph/{name:path}")
def named_graph(name: str, here: Here, reader: ByReader, request: Request) -> Response:
    """Lead from the name of a graph to its page or to all that it holds (303)."""
    place = f"graph/{name}"
    iri = iri_at(place)
    _require(here, iri, place)
    if choose(request.headers.get("accept"), (HTML, *GRAPHS)) == HTML:
        return _to(reader.link(f"/page/{place}"))
    return _to(reader.link("/graph-store", {"graph": iri}))


@router.get("/page/{name:path}")
async def resource_page(name: str, request: Request) -> Response:
    """Show a thing: its names, and every relation with its state and evidence; with a suffix, its data."""
    here, reader = of(request), reader_of(request)
    place, suffix = split(name)
    if suffix in DATA:
        return await _conditional_data(here, reader, request, place, suffix)
    make = partial(_page, place, here, reader)
    return await _kept(here, request, (place, reader), make, is_at_hand=_is_at_hand(here, place))


@router.get("/data/{name:path}")
async def data(name: str, request: Request) -> Response:
    """Give everything that is known of a thing, in the form of the suffix or else of the Accept header.

    RDF of what has more than 2,000 links comes in pages; the Link header has the ``next`` and ``prev`` one.
    """
    here, reader = of(request), reader_of(request)
    place, suffix = split(name)
    suffix = suffix or SUFFIXES[choose(request.headers.get("accept"), tuple(DATA.values()))]
    if suffix == "html":
        return _to(reader.link(f"/page/{place}"))
    return await _conditional_data(here, reader, request, place, suffix)


def prompt() -> list[Prompt]:
    """Return what answers ahead of all other routes: pages and data of things are asked for most."""
    asked_most = (resource_page, data)
    return [Prompt(r) for r in router.routes if isinstance(r, APIRoute) and r.endpoint in asked_most]


async def _kept(
    here: Site, request: Request, key: Hashable, make: Callable[[], Response], *, is_at_hand: bool = False
) -> Response:
    """Answer with what is kept at once, and make what is not: in a thread, unless its parts are at hand."""
    if held := here.kept.find(key):
        return conditional(request.headers, held.response())
    made = make() if is_at_hand else await run_in_threadpool(make)
    here.kept.keep(key, made)
    return conditional(request.headers, made)


def _is_at_hand(here: Site, place: str) -> bool:
    """Whether a page is made sooner than a thread would take it over."""
    if not (place and here.things.are_gathered):
        return False
    return not any(kind.removeprefix(NS) in _PAGES for kind in here.things.kinds(iri_at(place)))


def _led(place: str, here: Site, reader: Reader, request: Request) -> Response:
    _require(here, iri_at(place), place)
    chosen = choose(request.headers.get("accept"), _OFFERED)
    if chosen == HTML:
        return _to(reader.link(f"/page/{place}"))
    return _to(reader.link(f"/data/{place}.{SUFFIXES[chosen]}"))


def _to(address: str) -> Response:
    return RedirectResponse(address, 303, {"Vary": "Accept"})


def _page(place: str, here: Site, reader: Reader) -> Response:
    held = here.things.describe(_iri(place))
    show = (_PAGES[name] for kind in held.kinds if (name := kind.removeprefix(NS)) in _PAGES)
    answer = next(show, _thing_page)(here, reader, held)
    answer.headers["Link"] = links.of_thing(reader, held.iri, place, "canonical")
    answer.headers["Content-Location"] = reader.here_in(reader.language)
    return tagged(answer, here.dataset.release)


def _thing_page(here: Site, reader: Reader, held: Description) -> Response:
    def name(iri: str) -> str:
        return here.labels.of(iri, reader.language).text

    words = here.words(reader)
    arranged = groups(held, words.order)
    records = beside(held, words.told)
    shown = [group for group in arranged if not (records and group.predicate == RECORD)]
    return page(
        here,
        reader,
        "resource.html",
        held=held,
        facts=facts(held),
        told=[group for group in shown if not group.is_given],
        given=[group for group in shown if group.is_given],
        around=around(arranged, name(held.iri), name),
        records=records,
        covered_by=cells(held.covered_by, words.order),
        covers=cells(held.covers, words.order),
        history=here.things.history(held.iri),
        read=sorted(_versions(held), key=words.order),
        further=partial(_further, reader, held.kinds),
        names=here.labels.all(held.iri),
        forms=NAMES,
        # Only of a release that is at hand as a folder are there files.
        files=FILES if here.dataset.folder else {},
        has_dossier=not SUBJECTS.isdisjoint(held.kinds),
    )


def _further(reader: Reader, kinds: Iterable[str], code: str) -> list[tuple[str, str]]:
    """Return the analyses that a thing of these kinds can be asked in, by title and address.

    One that compares two such things is begun with its own, for it may have chosen this one as the other.
    """
    names = {kind.removeprefix(NS) for kind in kinds}
    found: dict[tuple[str, str], None] = {}
    for known in (analysis.declared for analysis in analyses()):
        fit = [p.name for p in known.params if p.type == "resource" and names & set(p.classes)]
        given = {} if len(fit) > 1 else dict.fromkeys(fit, code)
        if fit:
            found[known.title[reader.language], reader.link(f"/analysis/{known.name}", given)] = None
    return list(found)


def _versions(held: Description) -> set[str]:
    """Return the document versions that say something of a thing."""
    statements = (
        s for relation in held.relations for link in relation.links for s in link.statements.values()
    )
    return {mention.version for statement in statements for mention in statement.mentions}


async def _conditional_data(
    here: Site, reader: Reader, request: Request, place: str, suffix: str
) -> Response:
    number = _page_number(request.query_params.get("page", "1"))
    key = ("data", place, suffix, reader.root, number)
    return await _kept(here, request, key, partial(_data, here, reader, place, suffix, number))


def _page_number(text: str) -> int:
    if not _PAGE.fullmatch(text):
        raise InvalidArgument("page", "not a whole number from 1 on")
    return int(text)


def _data(here: Site, reader: Reader, place: str, suffix: str, number: int) -> Response:
    iri = _iri(place)
    _require(here, iri, place)
    address, further = f"{reader.root}/data/{place}.{suffix}", ""
    if DATA[suffix] == JSON:
        body, media_type = _plain(here, iri), JSON
    else:
        written, is_more = about(here.dataset, here.queries, iri, DATA[suffix], number)
        body, media_type = written.body, written.media_type
        further = links.between_pages(address, number, is_more=is_more)
    headers = {
        "Content-Location": address if number == 1 else f"{address}?page={number}",
        "Vary": "Accept",
        "Link": links.of_thing(reader, iri, place, "describes") + further,
    }
    return tagged(Response(body, headers=headers, media_type=media_type), here.dataset.release)


def _plain(here: Site, iri: str) -> bytes:
    return as_json(here.things.describe(iri), here.labels, here.dataset.release)


def _iri(place: str) -> str:
    if not place:
        raise NotFound("resource", place)
    return iri_at(place)


def _merged(here: Site, iri: str) -> str | None:
    """Return what a thing was merged into; a version that another stands for is a thing of its own."""
    store, thing = here.dataset.store, NamedNode(iri)
    marks = (quad.object for quad in store.quads_for_pattern(thing, _DEPRECATED, None, None))
    if not any(isinstance(mark, Literal) and mark.value in ("true", "1") for mark in marks):
        return None
    into = (quad.object for quad in store.quads_for_pattern(thing, _REPLACED, None, None))
    return next((o.value for o in into if isinstance(o, NamedNode) and o.value.startswith(ID)), None)


def _require(here: Site, iri: str, place: str) -> None:
    store, node = here.dataset.store, NamedNode(iri)
    found = next(store.quads_for_pattern(node, None, None, None), None)
    if found is None and iri.startswith(GRAPH):
        found = next(store.quads_for_pattern(None, None, None, node), None)
    if found is None:
        raise NotFound("resource", place)
