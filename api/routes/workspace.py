"""The workspace over HTTP, for who holds a token: queries, updates and graphs of one's own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import uuid4

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.access import holder
from api.answering import answered_by, collected, while_there
from api.body import body_within
from api.representation import coding_of, is_held
from api.routes.graph_store import JSON, VARY, about, content, preflight, raw_path, target_of
from api.site import of
from graph.errors import (
    Changed,
    KytkosError,
    MethodNotAllowed,
    NotFound,
    TooLarge,
    Unsupported,
    UnsupportedMediaType,
)
from graph.store.access import Token
from graph.store.audit import Audit
from graph.store.layout import is_managed
from sparql import update
from sparql.change import Outcome, Write
from sparql.graph_store import METHODS, Target, documents
from sparql.negotiation import choose
from sparql.protocol import METHODS as QUERYING
from sparql.protocol import Operation, operation
from sparql.results import GRAPHS, triples
from sparql.service import description
from sparql.update import Update

if TYPE_CHECKING:
    from sparql.workspace import WorkspaceEngine

router = APIRouter()

#: Bytes of a request's body: of a query, of an update, percent-encoded, and of documents for the graph store.
QUERY_BODY, UPDATE_BODY, DOCUMENT_BODY = 256 << 10, 4 << 20, 16 << 20

UPDATING = ("POST", "OPTIONS")

#: The status of an answer that nobody reads, as logs know it.
LEFT = 499

_ANY = ["GET", "PUT", "POST", "DELETE", "PATCH"]
_SENT = "Accept, Authorization, Content-Type, If-Match, If-None-Match"
_PRIVATE = {"Cache-Control": "private, no-cache", "Kytkos-Release": "workspace"}


class _Record:
    """The audit of one change: told before it can be seen, lest one be untold."""

    def __init__(self, audit: Audit, token: str, asked: Mapping[str, object]) -> None:
        self._add = partial(audit.add, token)
        self._asked = asked
        self._is_done = False

    def done(self, outcome: Outcome) -> None:
        self._add({**self._asked, "quads": outcome.quads}, "done")
        self._is_done = True

    def not_done(self, why: str) -> None:
        if not self._is_done:
            self._add(self._asked, f"not done: {why}")

    def undone(self, problem: OSError) -> None:
        """Tell that what may have been told as done could not be put in place."""
        self._add(self._asked, f"not done: {problem.strerror}")


@router.options("/workspace/sparql")
def query_options() -> Response:
    """Tell other sites' pages what they may send."""
    return preflight(QUERYING, _SENT)


@router.options("/workspace/update")
def update_options() -> Response:
    """Tell other sites' pages what they may send."""
    return preflight(UPDATING, _SENT)


@router.options("/workspace/graph-store")
@router.options("/workspace/graph-store/{name:path}")
def graph_options() -> Response:
    """Tell other sites' pages what they may send."""
    return preflight(METHODS, _SENT)


@router.api_route("/workspace/sparql", methods=_ANY)
@router.api_route("/workspace/sparql/", methods=_ANY)
async def query(request: Request) -> Response:
    """Answer a query of the workspace by the SPARQL 1.1 Protocol; needs a token that reads.

    Without a query, describe the workspace's endpoints (SPARQL 1.1 Service Description, 2).
    """
    token = holder(request, "read")
    if request.method == "GET" and not request.scope["query_string"]:
        return await _description(request, token)
    body = await _body(request, QUERY_BODY)
    try:
        asked = operation(request.method, request.scope["query_string"], request.headers, body)
    except MethodNotAllowed as problem:
        reason = "this address takes queries; updates go to /workspace/update"
        raise MethodNotAllowed(reason, problem.allowed) from None
    return await answered_by(
        engine_of(request),
        request,
        replace(asked, base=_address(request)),
        request.headers.get("accept"),
        {"Vary": VARY, **_PRIVATE},
        coding_of(request.headers),
        client=token.id,
    )


async def _description(request: Request, token: Token) -> Response:
    here, engine = of(request), engine_of(request)
    chosen = choose(request.headers.get("accept"), tuple(GRAPHS))

    async def rows(name: str) -> list[dict[str, str]]:
        found = await collected(engine, Operation(here.queries.named(name).text), JSON, token.id)
        bindings = json.loads(found.body)["results"]["bindings"]
        return [{variable: term["value"] for variable, term in row.items()} for row in bindings]

    graphs = [(row["graph"], int(row["count"])) for row in await rows("graphs")]
    (default,) = await rows("size")
    address = _address(request).rstrip("/")
    held = description(address, int(default["count"]), graphs, updating=f"{address[: -len('sparql')]}update")
    written = triples(held, chosen)
    return Response(written.body, media_type=written.media_type, headers={"Vary": VARY, **_PRIVATE})


@router.api_route("/workspace/update", methods=_ANY)
@router.api_route("/workspace/update/", methods=_ANY)
async def change(request: Request) -> Response:
    """Make an update of scratch graphs by the SPARQL 1.1 Protocol; needs a token that curates."""
    if request.method != "POST":
        raise MethodNotAllowed("an update is sent by POST", UPDATING)
    token = holder(request, "curate")
    body = await _body(request, UPDATE_BODY)
    sent = update.received(request.scope["query_string"], request.headers, body)
    asked = {"what": "update", "text": sent.text, "using": [*sent.default_graphs, *sent.named_graphs]}
    outcome = await _changed(request, token, replace(sent, base=_address(request)), asked)
    return Response(status_code=204 if outcome else LEFT, headers=_PRIVATE)


@router.api_route("/workspace/graph-store", methods=_ANY)
@router.api_route("/workspace/graph-store/{name:path}", methods=_ANY)
async def graph_store(request: Request) -> Response:
    """Read, replace, add to or delete a graph by the Graph Store Protocol; a token that reads, or curates."""
    if request.method == "GET":
        return await _read(request, holder(request, "read"))
    if request.method == "PATCH":
        raise MethodNotAllowed("PATCH is not a way to change a graph here; send an update", METHODS)
    token, named = holder(request, "curate"), target_of(request)
    if named.is_new and request.method != "POST":
        content(of(request), named)
    if named.is_new:
        named = Target(f"{_address(request).rstrip('/')}/{uuid4()}")
    return await _written(request, token, named)


async def _read(request: Request, token: Token) -> Response:
    here, engine, named = of(request), engine_of(request), target_of(request)
    asked = content(here, named)
    if named.graph is not None:
        found = await collected(engine, about(here, "graph-exists", named.graph), JSON, token.id)
        if not json.loads(found.body)["boolean"]:
            raise NotFound("graph", named.graph)
    accept, coded = request.headers.get("accept"), coding_of(request.headers)
    headers = {"Vary": VARY, **_PRIVATE}
    if named.graph is None or not is_managed(named.graph):
        headers["ETag"] = _tag(engine.version(), repr((named.graph, accept, coded)))
    if is_held(request.headers, headers.get("ETag")):
        return Response(status_code=304, headers=headers)
    return await answered_by(engine, request, asked, accept, headers, coded, client=token.id)


async def _written(request: Request, token: Token, named: Target) -> Response:
    body = await _body(request, DOCUMENT_BODY)
    sent = request.headers.get("content-type", "")
    is_deletion = request.method == "DELETE"
    base = named.graph or _address(request)
    # A long form takes a while to be taken apart.
    held = () if is_deletion else await run_in_threadpool(documents, sent, body, base)
    asked = {
        "what": request.method,
        "graph": named.graph,
        "sha256": sha256(body).hexdigest(),
        "bytes": len(body),
    }
    outcome = await _changed(request, token, Write(request.method, named.graph, held), asked)
    if outcome is None or not outcome.is_created:
        return Response(status_code=204 if outcome else LEFT, headers=_PRIVATE)
    return Response(status_code=201, headers={**_PRIVATE, "Location": named.graph or ""})


async def _changed(
    request: Request, token: Token, sent: Update | Write, asked: Mapping[str, object]
) -> Outcome | None:
    """Make a change and keep the audit of it; nothing comes of it when the client hangs up."""
    record = _Record(Audit(request.app.state.options.data), token.id, asked)
    engine = engine_of(request)
    work = engine.change(sent, token.id, partial(_unchanged, request, engine), record.done)
    try:
        outcome = await while_there(request.receive, work)
    except KytkosError as problem:
        record.not_done(f"{problem.http_status} {type(problem).__name__}")
        raise
    except OSError as problem:
        record.undone(problem)
        raise
    if outcome is None:
        record.not_done("the client left")
    return outcome


def _unchanged(request: Request, engine: WorkspaceEngine) -> None:
    """Let a change be made, unless it was to be made of another state (RFC 9110, 13.1.1)."""
    wanted = request.headers.get("if-match", "*")
    current = _tag(engine.version(), "")[:-1].rpartition("-")[0]
    if wanted != "*" and not any(tag.strip().startswith(current) for tag in wanted.split(",")):
        raise Changed


def _tag(version: str, representation: str) -> str:
    return f'"{version}-{sha256(representation.encode()).hexdigest()[:16]}"'


def engine_of(request: Request) -> WorkspaceEngine:
    """Return the workspace of the application that a request came to."""
    held: WorkspaceEngine | None = request.app.state.workspace
    if held is None:
        raise Unsupported("the workspace is served by systems that can fork processes only")
    return held


def _address(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}{raw_path(request)}"


async def _body(request: Request, most: int) -> bytes:
    coding = request.headers.get("content-encoding", "identity")
    if coding.lower() != "identity":
        raise UnsupportedMediaType(f"content coding {coding}", ("identity",))
    return await body_within(request, TooLarge("the body's length in bytes", most))
