"""The SPARQL endpoint: the protocol for programs, a plain form for readers of pages."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from pyoxigraph import QueryBoolean, QueryTriples

from api.reader import Reader, reader_of
from api.representation import WORTH_PACKING, is_held, packed, tag, takes_gzip
from api.site import Site, of
from api.templating import page
from graph.errors import ForbiddenQuery, InvalidQuery, MalformedRequest, NotFound, TooLarge
from graph.store import layout
from graph.terms import PREFIXES
from sparql.negotiation import choose, prefers_html
from sparql.protocol import METHODS, Operation, fields, operation
from sparql.rendering import Cell, cell
from sparql.results import GRAPHS, SHORT, evaluated, result, sealed, triples
from sparql.service import description
from sparql.words import Language

router = APIRouter()

#: Bytes of a request's body: a percent-encoded query of the greatest length, and the graphs of a dataset.
BODY = 262_144

VARY = "Accept, Accept-Encoding"

_TABLE = ("json", "xml", "csv", "tsv")
_GRAPH = ("ttl", "nt", "rdf", "jsonld", "trig", "nq")
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
        return await run_in_threadpool(_form, here, reader, address, _base(request))
    accept = _accept(named.get("format"), request.headers.get("accept"))
    if request.method == "GET" and "query" not in named and named.keys() <= {"format"}:
        return await run_in_threadpool(_description, here, _base(request), accept)
    sent = operation(request.method, address, request.headers, await _body(request))
    return await _answer(here, request, replace(sent, base=_base(request)), accept)


async def _answer(here: Site, request: Request, asked: Operation, accept: str | None) -> Response:
    is_packed = takes_gzip(request.headers)
    current = tag(here.dataset.release, asked, accept, is_packed=is_packed)
    headers = {"Vary": VARY, **({"ETag": current, "Cache-Control": "no-cache"} if current else {})}
    if is_held(request.headers, current) and request.method == "GET":
        return Response(status_code=304, headers=headers)
    got = await run_in_threadpool(result, here.dataset, asked, accept)
    if not is_packed or len(got.body) < WORTH_PACKING:
        return Response(got.body, media_type=got.media_type, headers=headers)
    body = await run_in_threadpool(packed, got.body)
    return Response(body, media_type=got.media_type, headers={**headers, "Content-Encoding": "gzip"})


def _description(here: Site, address: str, accept: str | None) -> Response:
    """Describe the endpoint at its own address (SPARQL 1.1 Service Description, 2)."""
    held = description(address, here.in_default, here.graphs)
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


def _form(here: Site, reader: Reader, address: bytes, base: str) -> Response:
    """Show the form, with the result of its query; what is wrong with it is told beside it."""
    text = next(iter(fields(address).get("query", [])), "")
    shown, error, status = None, None, 200
    try:
        asked = replace(operation("GET", address, {}, b""), base=base) if text.strip() else None
        shown = sealed(lambda: _shown(here, reader.language, asked)) if asked else None
    except (InvalidQuery, ForbiddenQuery, TooLarge, MalformedRequest) as problem:
        error, status = problem, problem.http_status
    return page(
        here,
        reader,
        "sparql.html",
        status,
        query=text or _EXAMPLE,
        asked=text,
        shown=shown,
        error=error,
        graphs=here.graphs,
        prefixes=PREFIXES,
        in_default=layout.DEFAULT,
    )


def _shown(here: Site, language: Language, asked: Operation) -> Shown:
    answer = evaluated(here.dataset.store, asked)
    if isinstance(answer, QueryBoolean):
        return Shown(truth=bool(answer))
    if isinstance(answer, QueryTriples):
        written = triples(answer, SHORT["ttl"]).body
        text = written[:_SHOWN_BYTES].decode(errors="ignore")
        return Shown(text=text, is_cut=len(written) > _SHOWN_BYTES, formats=_GRAPH)
    variables = answer.variables
    rows: list[tuple[Cell | None, ...]] = []
    count = 0
    for solution in answer:
        count += 1
        if count <= _SHOWN:
            rows.append(tuple(cell(solution[v], here.labels, language) for v in variables))
    return Shown(tuple(v.value for v in variables), tuple(rows), count, is_cut=count > _SHOWN)
