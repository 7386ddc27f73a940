"""The SPARQL endpoint: the protocol for programs, a plain form for readers of pages."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from pyoxigraph import QueryBoolean, parse_query_results

from api.answering import answered, shown
from api.reader import Reader, reader_of
from api.representation import coding_of, is_held, tag
from api.site import Site, of
from api.templating import page
from graph.errors import (
    Busy,
    ForbiddenQuery,
    InvalidQuery,
    MalformedRequest,
    NotFound,
    OutOfMemory,
    OutOfTime,
    TooLarge,
)
from graph.store import layout
from graph.terms import PREFIXES
from sparql.negotiation import choose, prefers_html
from sparql.protocol import METHODS, Operation, fields, operation
from sparql.rendering import Cell, cell
from sparql.results import GRAPHS, SHORT, TABLES, Result, sealed, triples
from sparql.service import description
from sparql.words import Language

router = APIRouter()

#: Bytes of a request's body: a percent-encoded query of the greatest length, and the graphs of a dataset.
BODY = 262_144

VARY = "Accept, Accept-Encoding"

_TABLE = ("json", "xml", "csv", "tsv")
_GRAPH = ("ttl", "nt", "rdf", "jsonld", "trig", "nq")
_ON_PAGE = f"{SHORT['json']}, {SHORT['ttl']}"
_TOLD = (InvalidQuery, ForbiddenQuery, TooLarge, MalformedRequest, OutOfTime, OutOfMemory, Busy)
_SHOWN, _SHOWN_BYTES = 500, 100_000
_EXAMPLE = """PREFIX kyt: <https://w3id.org/kytkos/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?theme ?group ?name WHERE {
  ?theme a kyt:Theme ;
    kyt:targets ?group .
  ?group skos:prefLabel ?name .
  FILTER(lang(?name) = "fi")
}
ORDER BY ?theme ?name"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A result as the page shows it: a table, a yes or no, or the beginning of some Turtle."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell | None, ...], ...] = ()
    count: int = 0
    truth: bool | None = None
    text: str | None = None
    is_cut: bool = False
    formats: tuple[str, ...] = _TABLE


@router.options("/sparql")
def options() -> Response:
    """Tell other sites' pages what they may send."""
    headers = {
        "Allow": ", ".join(METHODS),
        "Access-Control-Allow-Methods": ", ".join(METHODS),
        "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
        "Access-Control-Max-Age": "86400",
    }
    return Response(status_code=204, headers=headers)


@router.api_route("/sparql", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
@router.api_route("/sparql/", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
async def sparql(request: Request) -> Response:
    """Answer a query by the SPARQL 1.1 Protocol; without one, show a form or describe the endpoint."""
    here, reader = of(request), reader_of(request)
    address = request.scope["query_string"]
    by_form = prefers_html(request.headers.get("accept")) and request.method == "GET"
    named = fields(address)
    if by_form and "format" not in named:
        return await _form(request, here, reader, address)
    accept = _accept(named.get("format"), request.headers.get("accept"))
    if request.method == "GET" and "query" not in named and named.keys() <= {"format"}:
        return await run_in_threadpool(_description, here, _base(request), accept)
    sent = operation(request.method, address, request.headers, await _body(request))
    return await _answer(here, request, replace(sent, base=_base(request)), accept)


async def _answer(here: Site, request: Request, asked: Operation, accept: str | None) -> Response:
    coded = coding_of(request.headers)
    current = tag(here.dataset.release, asked, accept, coded)
    headers = {"Vary": VARY, **({"ETag": current, "Cache-Control": "no-cache"} if current else {})}
    if is_held(request.headers, current) and request.method == "GET":
        return Response(status_code=304, headers=headers)
    return await answered(request, here, asked, accept, headers, coded)


def _description(here: Site, address: str, accept: str | None) -> Response:
    """Describe the endpoint at its own address (SPARQL 1.1 Service Description, 2)."""
    counts = (quad.triple for quad in here.dataset.quads(layout.CATALOGUE))
    held = description(address, here.in_default, here.graphs, counts)
    written = triples(held, choose(accept, tuple(GRAPHS)))
    return Response(written.body, media_type=written.media_type, headers={"Vary": VARY})


async def _body(request: Request) -> bytes:
    if request.method in ("GET", "HEAD"):
        return b""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY:
            raise TooLarge("the body's length in bytes", BODY)
    return body


def _base(request: Request) -> str:
    return str(request.url.replace(query="", fragment=""))


def _accept(named: list[str] | None, header: str | None) -> str | None:
    if not named:
        return header
    if named[0] not in SHORT:
        raise NotFound("format", named[0], tuple(SHORT))
    return SHORT[named[0]]


async def _form(request: Request, here: Site, reader: Reader, address: bytes) -> Response:
    """Show the form, with the result of its query; what is wrong with it is told beside it."""
    text = next(iter(fields(address).get("query", [])), "")
    result, error, status = None, None, 200
    try:
        if text.strip():
            asked = replace(operation("GET", address, {}, b""), base=_base(request))
            got = await shown(request, here, asked, _ON_PAGE)
            result = await run_in_threadpool(sealed, lambda: _shown(here, reader.language, got))
    except _TOLD as problem:
        error, status = problem, problem.http_status
    return await run_in_threadpool(
        _page,
        here,
        reader,
        status,
        {"query": text or _EXAMPLE, "asked": text, "shown": result, "error": error},
    )


def _page(here: Site, reader: Reader, status: int, said: dict[str, object]) -> Response:
    return page(
        here,
        reader,
        "sparql.html",
        status,
        **said,
        graphs=here.graphs,
        prefixes=PREFIXES,
        in_default=layout.DEFAULT,
    )


def _shown(here: Site, language: Language, got: Result) -> Shown:
    if got.media_type != SHORT["json"]:
        text = got.body[:_SHOWN_BYTES].decode(errors="ignore")
        return Shown(text=text, is_cut=len(got.body) > _SHOWN_BYTES, formats=_GRAPH)
    answer = parse_query_results(got.body, format=TABLES[SHORT["json"]])
    if isinstance(answer, QueryBoolean):
        return Shown(truth=bool(answer))
    variables = answer.variables
    rows: list[tuple[Cell | None, ...]] = []
    count = 0
    for solution in answer:
        count += 1
        if count <= _SHOWN:
            rows.append(tuple(cell(solution[v], here.labels, language) for v in variables))
    return Shown(tuple(v.value for v in variables), tuple(rows), count, is_cut=count > _SHOWN)
