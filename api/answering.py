"""Visitors' queries answered: by an engine where there is one, and stopped when the visitor leaves."""

from __future__ import annotations

from collections.abc import Coroutine, Mapping
from typing import Any, TypeVar

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

from api.presence import Presence
from api.representation import WORTH_PACKING, packed, packer
from api.site import Site
from sparql.engine import Answer, Engine
from sparql.protocol import Operation
from sparql.results import SHORT, Result, result

#: Bytes of a result that a page shows the beginning of.
ON_A_PAGE = 16 << 20

#: Bytes of a body that is packed at once.
_SHORT = 16 << 10

#: The status of an answer that nobody reads, as logs know it.
_LEFT = 499

Given = TypeVar("Given")


class Streamed(Response):
    """An engine's writing passed on as it comes; where it ends early, the connection is cut."""

    def __init__(self, answer: Answer, headers: Mapping[str, str], coded: str = "") -> None:
        coding = {"Content-Encoding": coded} if coded else {}
        super().__init__(media_type=answer.media_type, headers={**headers, **coding})
        del self.headers["content-length"]
        self._answer = answer
        self._packer = packer(coded) if coded else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - as ASGI has it
        """Send the answer in no more time than it may take, as long as the client is there."""
        try:
            await while_there(receive, self._sent(send))
        finally:
            self._answer.close()

    async def _sent(self, send: Send) -> None:
        async with self._answer.time_left():
            start = {"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers}
            await send(start)
            async for piece in self._answer.chunks():
                body = self._packer.packed(piece) if self._packer else piece
                await send({"type": "http.response.body", "body": body, "more_body": True})
            last = self._packer.rest() if self._packer else b""
            await send({"type": "http.response.body", "body": last})


async def answered(
    request: Request,
    here: Site,
    asked: Operation,
    accept: str | None,
    headers: Mapping[str, str],
    coded: str = "",
) -> Response:
    """Answer a query by the engine, or in a thread of this process where there is none."""
    engine = engine_of(request)
    if engine is None:
        return await _whole(await run_in_threadpool(result, here.dataset, asked, accept), headers, coded)
    return await answered_by(engine, request, asked, accept, headers, coded, client_of(request))


async def answered_by(
    engine: Engine,
    request: Request,
    asked: Operation,
    accept: str | None,
    headers: Mapping[str, str],
    coded: str = "",
    client: str = "",
) -> Response:
    """Answer a query by this engine."""
    answer = await while_there(request.receive, engine.ask(asked, accept, client=client))
    if answer is None:
        return Response(status_code=_LEFT)
    headers = {**headers, **engine.limits.headers(asked.seconds)}
    if answer.cut:
        headers.pop("ETag", None)
        headers["Kytkos-Cut"] = answer.cut.what
    if not answer.is_whole:
        return Streamed(answer, headers, coded)
    whole = await _whole(Result(answer.body, answer.media_type), headers, coded)
    whole.status_code = answer.cut.http_status if answer.cut else whole.status_code
    return whole


async def shown(request: Request, here: Site, asked: Operation, accept: str) -> Result:
    """Return a whole result for a page; raises TooLarge where a page cannot show it."""
    engine = engine_of(request)
    if engine is None:
        return await run_in_threadpool(result, here.dataset, asked, accept)
    return await while_there(request.receive, collected(engine, asked, accept, client_of(request))) or Result(
        b"", SHORT["ttl"]
    )


async def collected(engine: Engine, asked: Operation, accept: str, client: str = "") -> Result:
    """Return a whole result, of no more bytes than a page shows the beginning of."""
    answer = await engine.ask(asked, accept, ON_A_PAGE, client)
    try:
        if answer.cut:
            raise answer.cut
        return Result(b"".join([piece async for piece in answer.chunks()]), answer.media_type)
    finally:
        answer.close()


def engine_of(request: Request) -> Engine | None:
    """Return what answers queries of the release that a request is bound to, if not its own threads."""
    held: Engine | None = request.state.served.engine
    return held


def client_of(request: Request) -> str:
    """Return the key of who sent a request, for fair shares."""
    key: str = request.state.client
    return key


async def while_there(receive: Receive, work: Coroutine[Any, Any, Given]) -> Given | None:
    """Return what some work gives; or end it, and return nothing, when the client hangs up."""
    async with Presence(receive):
        return await work
    return None


async def _whole(got: Result, headers: Mapping[str, str], coded: str) -> Response:
    if not coded or len(got.body) < WORTH_PACKING:
        return Response(got.body, media_type=got.media_type, headers=headers)
    # A short body is packed in less time than it takes to wake a thread.
    is_short = len(got.body) < _SHORT
    body = packed(got.body, coded) if is_short else await run_in_threadpool(packed, got.body, coded)
    return Response(body, media_type=got.media_type, headers={**headers, "Content-Encoding": coded})
