"""What every answer carries, and HEAD answered as GET without its body: a plain ASGI layer."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import unforeseen

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


class Outward:
    """Put the release and the security headers on every answer."""

    def __init__(self, app: ASGIApp, release: str) -> None:
        self._app = app
        self._headers = {
            "Kytkos-Release": release or "none",
            "Content-Security-Policy": _POLICY,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Expose-Headers": "Kytkos-Release, Content-Location, ETag, Link, Retry-After",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_head = scope["method"] == "HEAD"
        is_started = False

        async def outward(message: Message) -> None:
            nonlocal is_started
            is_started = True
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
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
            if is_started:
                raise ConnectionAbortedError from None
            await unforeseen(Request(inward), error)(inward, receive, outward)
