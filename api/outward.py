"""What every request is bound to and every answer carries, and HEAD answered as GET: a plain ASGI layer."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.arrival import Arrival
from api.problems import tell, unforeseen
from api.serving import Serving
from api.visitor import visitor
from graph.errors import KytkosError
from sparql.limits import Limits

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
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


class Outward:
    """Bind every request to a release and a client, and put release and security headers on every answer.

    They are ``served`` and ``client`` of the request's state.
    """

    def __init__(self, app: ASGIApp, serving: Serving, *, is_behind_proxy: bool) -> None:
        self._app = app
        self._serving = serving
        self._is_behind_proxy = is_behind_proxy
        self._headers = {
            "Content-Security-Policy": _POLICY,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Expose-Headers": ", ".join(_EXPOSED),
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        served = self._serving.enter()
        client = visitor(scope, is_behind_proxy=self._is_behind_proxy)
        state = {**scope.get("state", {}), "served": served, "client": client}
        try:
            await self._passed({**scope, "state": state}, Arrival(receive), send, served.site.dataset.release)
        finally:
            self._serving.leave(served)

    async def _passed(self, scope: Scope, receive: Receive, send: Send, release: str) -> None:
        is_head = scope["method"] == "HEAD"
        is_started = False

        async def outward(message: Message) -> None:
            nonlocal is_started
            is_started = True
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Kytkos-Release", release or "none")
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            elif is_head and message["type"] == "http.response.body":
                message = {
                    "type": "http.response.body",
                    "body": b"",
                    "more_body": message.get("more_body", False),
                }
            await send(message)

        inward = {**scope, "method": "GET"} if is_head else scope
        try:
            await self._app(inward, receive, outward)
        except Exception as error:  # noqa: BLE001 - whatever it is, the visitor gets an answer and the log no data
            # An answer that is not ended is cut by the server, which closes the connection.
            if not is_started:
                await unforeseen(Request(inward), error)(inward, receive, outward)
            elif not isinstance(error, KytkosError | TimeoutError):
                tell(error)
