"""The graphs of the release, one at a time, by the SPARQL 1.1 Graph Store HTTP Protocol."""

from __future__ import annotations

import json

from fastapi import APIRouter, Request, Response

from api.answering import answered, shown
from api.representation import coding_of, is_held, tag
from api.site import Site, of
from graph.errors import MalformedRequest, MethodNotAllowed, NotFound
from graph.store.query_file import bind
from sparql.graph_store import READING, Target, target
from sparql.protocol import Operation

router = APIRouter()

JSON = "application/sparql-results+json"
VARY = "Accept, Accept-Encoding"

_ANY = ["GET", "PUT", "POST", "DELETE", "PATCH"]


@router.options("/graph-store")
@router.options("/graph-store/{name:path}")
def options() -> Response:
    """Tell other sites' pages what they may send."""
    return preflight(READING, "Accept, If-None-Match")


@router.api_route("/graph-store", methods=_ANY)
@router.api_route("/graph-store/{name:path}", methods=_ANY)
async def graph_store(request: Request) -> Response:
    """Give a graph of the release, named by `?graph=IRI` or `?default`; nothing is written here."""
    if request.method != "GET":
        raise MethodNotAllowed("a release does not change: your own graphs are at another address", READING)
    here, named = of(request), target_of(request)
    asked = content(here, named)
    if named.graph is not None:
        holds = await shown(request, here, about(here, "graph-holds", named.graph), JSON)
        if holds.media_type == JSON and not json.loads(holds.body)["boolean"]:
            raise NotFound("graph", named.graph, tuple(name for name, _ in here.graphs))
    accept, coded = request.headers.get("accept"), coding_of(request.headers)
    current = tag(here.dataset.release, asked, accept, coded)
    headers = {"Vary": VARY, **({"ETag": current, "Cache-Control": "no-cache"} if current else {})}
    if is_held(request.headers, current):
        return Response(status_code=304, headers=headers)
    return await answered(request, here, asked, accept, headers, coded)


def target_of(request: Request) -> Target:
    """Return the graph that a request to a graph store names; raises MalformedRequest."""
    origin = f"{request.url.scheme}://{request.url.netloc}"
    path = raw_path(request)
    store = path[: path.index("/graph-store") + len("/graph-store")]
    return target(origin + path, origin + store, request.scope["query_string"])


def raw_path(request: Request) -> str:
    """Return a request's path as it was sent; what is not ASCII in it makes no IRI."""
    path: bytes = request.scope["raw_path"]
    return path.decode("ascii", errors="replace")


def content(here: Site, named: Target) -> Operation:
    """Return the query for what a graph holds; raises MalformedRequest where none is named."""
    if named.is_new:
        raise MalformedRequest("name a graph: by graph=IRI or by default")
    if named.graph is None:
        return Operation(bind(here.queries.named("default-content")))
    return about(here, "graph-content", named.graph)


def about(here: Site, query: str, graph: str) -> Operation:
    """Return one of the queries about a graph."""
    return Operation(bind(here.queries.named(query), {"graph": graph}))


def preflight(methods: tuple[str, ...], headers: str) -> Response:
    """Answer OPTIONS, so that other sites' pages know what they may send."""
    allowed = {
        "Allow": ", ".join(methods),
        "Access-Control-Allow-Methods": ", ".join(methods),
        "Access-Control-Allow-Headers": headers,
        "Access-Control-Max-Age": "86400",
    }
    return Response(status_code=204, headers=allowed)
