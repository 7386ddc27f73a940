"""What every request is bound to and every answer carries, and HEAD answered as GET: a plain ASGI layer."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.arrival import Arrival
from api.problems import tell, unforeseen
from api.seen import Seen
from api.serving import Serving
from api.visitor import visitor
from graph.errors import KytkosError
from sparql.limits import Limits

_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_EXPOSED = (
    "Kytkos-Release",
    "Kytkos-Cut",
    *Limits().headers(),
    "Content-Location",
    "ETag",
    "Link",
    "Retry-After",
)
_HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", ", ".join(_EXPOSED).encode()),
)


class Outward:
    """Bind every request to a release and a client, and put release and security headers on every answer.

    They are ``served`` and ``client`` of the request's state, where the endpoint puts the ``query`` that it
    was asked. ``watched`` is told of every answer.
    """

    def __init__(
        self, app: ASGIApp, serving: Serving, watched: Callable[[Seen], None], *, is_behind_proxy: bool
    ) -> None:
        self._app = app
        self._serving = serving
        self._watched = watched
        self._is_behind_proxy = is_behind_proxy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        served = self._serving.enter()
        client = visitor(scope, is_behind_proxy=self._is_behind_proxy)
        state = {**scope.get("state", {}), "served": served, "client": client}
        inward = {**scope, "state": state}
        outgoing = _Outgoing(send, served.site.dataset.release, is_head=scope["method"] == "HEAD")
        if outgoing.is_head:
            inward["method"] = "GET"
        try:
            await self._passed(inward, Arrival(receive), outgoing)
        finally:
            self._serving.leave(served)
            self._watched(outgoing.seen(scope["method"], inward, time.perf_counter() - began))

    async def _passed(self, scope: Scope, receive: Receive, outgoing: _Outgoing) -> None:
        try:
            await self._app(scope, receive, outgoing)
        except Exception as error:  # noqa: BLE001 - whatever it is, the visitor gets an answer and the log no data
            # An answer that is not ended is cut by the server, which closes the connection.
            if not outgoing.status:
                answer = await unforeseen(Request(scope), error)
                await answer(scope, receive, outgoing)
            elif not isinstance(error, KytkosError | TimeoutError):
                tell(error)


class _Outgoing:
    """Send an answer, with the headers that all have, and keep in mind what was sent."""

    def __init__(self, send: Send, release: str, *, is_head: bool) -> None:
        self.is_head = is_head
        self.status = 0
        self._send = send
        self._release = release
        self._bytes = 0
        self._is_whole = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message = {**message, "headers": self._with_ours(message.get("headers", ()))}
        elif message["type"] == "http.response.body":
            self._is_whole = not message.get("more_body", False)
            if self.is_head:
                message = {**message, "body": b""}
            self._bytes += len(message.get("body", b""))
        await self._send(message)

    def seen(self, method: str, scope: Scope, seconds: float) -> Seen:
        """Return what is known of the request now that it is over."""
        return Seen(
            method,
            getattr(scope.get("route"), "path", "other"),
            scope["path"],
            self.status,
            seconds,
            self._bytes,
            self._release,
            scope["state"].get("query"),
            self._is_whole,
            time.time(),
        )

    def _with_ours(self, headers: Sequence[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        ours = ((b"kytkos-release", (self._release or "none").encode()), *_HEADERS)
        there = {name for name, _ in headers}
        return [*headers, *(pair for pair in ours if pair[0] not in there)]
