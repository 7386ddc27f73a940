"""Visitors' queries answered: by an engine where there is one, and stopped when the visitor leaves."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Coroutine, Mapping
from typing import Any, TypeVar

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

from api.representation import WORTH_PACKING, packed
from api.site import Site
from sparql.engine import Answer, Engine
from sparql.protocol import Operation
from sparql.results import SHORT, Result, result

#: Bytes of a result that a page shows the beginning of.
ON_A_PAGE = 16 << 20

#: The status of an answer that nobody reads, as logs know it.
_LEFT = 499

Given = TypeVar("Given")


class Streamed(Response):
    """An engine's writing passed on as it comes; where it ends early, the connection is cut."""

    def __init__(self, answer: Answer, headers: Mapping[str, str], *, is_packed: bool) -> None:
        coding = {"Content-Encoding": "gzip"} if is_packed else {}
        super().__init__(media_type=answer.media_type, headers={**headers, **coding})
        del self.headers["content-length"]
        self._answer = answer
        self._packing = zlib.compressobj(5, wbits=31) if is_packed else None

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
                body = self._packing.compress(piece) if self._packing else piece
                await send({"type": "http.response.body", "body": body, "more_body": True})
            last = self._packing.flush() if self._packing else b""
            await send({"type": "http.response.body", "body": last})


async def answered(
    request: Request,
    here: Site,
    asked: Operation,
    accept: str | None,
    headers: Mapping[str, str],
    *,
    is_packed: bool,
) -> Response:
    """Answer a query by the engine, or in a thread of this process where there is none."""
    engine = engine_of(request)
    if engine is None:
        return await _whole(
            await run_in_threadpool(result, here.dataset, asked, accept), headers, is_packed=is_packed
        )
    client = client_of(request)
    return await answered_by(engine, request, asked, accept, headers, is_packed=is_packed, client=client)


async def answered_by(
    engine: Engine,
    request: Request,
    asked: Operation,
    accept: str | None,
    headers: Mapping[str, str],
    *,
    is_packed: bool,
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
        return Streamed(answer, headers, is_packed=is_packed)
    whole = await _whole(Result(answer.body, answer.media_type), headers, is_packed=is_packed)
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
    doing, leaving = asyncio.ensure_future(work), asyncio.ensure_future(_left(receive))
    try:
        await asyncio.wait((doing, leaving), return_when=asyncio.FIRST_COMPLETED)
        return await doing if doing.done() else None
    finally:
        leaving.cancel()
        doing.cancel()
        await asyncio.gather(doing, leaving, return_exceptions=True)


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _whole(got: Result, headers: Mapping[str, str], *, is_packed: bool) -> Response:
    if not is_packed or len(got.body) < WORTH_PACKING:
        return Response(got.body, media_type=got.media_type, headers=headers)
    body = await run_in_threadpool(packed, got.body)
    return Response(body, media_type=got.media_type, headers={**headers, "Content-Encoding": "gzip"})
