"""The SPARQL endpoint: the protocol for programs, a plain form for readers of pages.

It is an ASGI application by itself: what the framework does for a route costs as much as a small answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from api.answering import answered
from api.body import body_within
from api.representation import coding_of, is_held, tag
from api.routes.form import form
from api.site import Site, of
from graph.errors import NotFound, TooLarge
from graph.store import layout
from sparql.negotiation import choose, prefers_html
from sparql.protocol import METHODS, Operation, fields, from_fields, operation
from sparql.results import GRAPHS, OTHERWISE, SHORT, triples
from sparql.service import description

#: Bytes of a request's body: a percent-encoded query of the greatest length, and the graphs of a dataset.
BODY = 262_144

VARY = "Accept, Accept-Encoding"

#: Hosts that need no closer look, which takes as long as all the rest of reading a request.
_HOST = re.compile(r"[A-Za-z0-9.-]+(?::[1-5]?[0-9]{1,4})?")
_ALLOWED = ", ".join(METHODS)
_PREFLIGHT = {
    "Allow": _ALLOWED,
    "Access-Control-Allow-Methods": _ALLOWED,
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class Endpoint:
    """Answer a query by the SPARQL 1.1 Protocol; without one, show a form or describe the endpoint."""

    def __init__(self, path: str) -> None:
        self.path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        # The framework says so of its own routes only.
        scope["route"] = self
        answer = await _answer(Request(scope, receive, send))
        await answer(scope, receive, send)


router = APIRouter()
for _path in ("/sparql", "/sparql/"):
    # It takes every method, to refuse those that the protocol does not know in its own words.
    router.add_route(_path, Endpoint(_path), name="sparql")  # type: ignore[arg-type]


async def _answer(request: Request) -> ASGIApp:
    """Return what answers a request; HEAD has become GET before it comes here."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=_PREFLIGHT)
    is_get, accept = request.method == "GET", request.headers.get("accept")
    named = fields(request.scope["query_string"])
    if is_get and "format" not in named and prefers_html(accept):
        return await form(request, of(request), named, _base(request))
    accept = _accept(named.get("format"), accept)
    if is_get and "query" not in named and named.keys() <= {"format"}:
        return await run_in_threadpool(_description, of(request), _base(request), accept)
    if is_get:
        asked = from_fields(named, base=_base(request))
    else:
        body = await body_within(request, TooLarge("the body's length in bytes", BODY))
        address = request.scope["query_string"]
        asked = operation(request.method, address, request.headers, body, _base(request))
    request.scope["state"]["query"] = asked.query
    return await _answer_to(request, asked, accept)


async def _answer_to(request: Request, asked: Operation, accept: str | None) -> ASGIApp:
    here, coded = of(request), coding_of(request.headers)
    current = tag(here.dataset.release, asked, accept, coded)
    headers = {"Vary": VARY}
    if current:
        headers |= {"ETag": current, "Cache-Control": "no-cache"}
        if request.method == "GET" and is_held(request.headers, current):
            return Response(status_code=304, headers=headers)
        if kept := here.kept.find(current):
            return kept
    answer = await answered(request, here, asked, accept, headers, coded)
    # A streamed answer is none that is kept.
    if current and answer.status_code == 200 and type(answer) is Response:
        here.kept.keep(current, answer)
    return answer


def _description(here: Site, address: str, accept: str | None) -> Response:
    """Describe the endpoint at its own address (SPARQL 1.1 Service Description, 2)."""
    counts = (quad.triple for quad in here.dataset.quads(layout.CATALOGUE))
    held = description(address, here.in_default, here.graphs, counts)
    written = triples(held, choose(accept, tuple(GRAPHS)))
    return Response(written.body, media_type=written.media_type, headers={"Vary": VARY})


def _base(request: Request) -> str:
    scope, host = request.scope, request.headers.get("host", "")
    if _HOST.fullmatch(host):
        return f"{scope['scheme']}://{host}{scope['path']}"
    return str(request.url.replace(query="", fragment=""))


def _accept(named: Sequence[str] | None, header: str | None) -> str | None:
    if not named:
        return header
    name = OTHERWISE.get(named[0], named[0])
    if name not in SHORT:
        raise NotFound("format", name, tuple(SHORT))
    return SHORT[name]
