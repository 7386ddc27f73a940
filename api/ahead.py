"""What is answered ahead of the framework's routes, since its layers cost as much as a small answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

#: What answers a request for what is named below an address.
Below = Callable[[str, Request], Awaitable[Response]]


class Ahead:
    """Pass a request on to what has its address or the first part of it, and all others to the framework."""

    def __init__(self, framework: ASGIApp, applications: Mapping[str, ASGIApp]) -> None:
        self._framework = framework
        self._applications = applications

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        find = self._applications.get
        passed = find(scope.get("path", ""))
        if passed is None and scope.get("method") == "GET":
            path = _path(scope)
            passed = find(path[: path.find("/", 1) + 1])
        await (passed or self._framework)(scope, receive, send)


class Prompt:
    """A route whose address ends in any path, answered without what the framework reads for others."""

    def __init__(self, route: Route) -> None:
        self.address, _, rest = route.path.partition("{")
        assert rest.endswith(":path}"), route.path
        self._route = route
        self._answer: Below = route.endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        # The framework says so of what it finds itself.
        scope["route"] = self._route
        answer = await self._answer(_path(scope)[len(self.address) :], Request(scope, receive, send))
        await answer(scope, receive, send)


class Application(FastAPI):
    """The framework's application, with what is put around all of its layers."""

    def __init__(self, around: Callable[[ASGIApp], ASGIApp], **framework: Any) -> None:  # noqa: ANN401 - the framework's
        super().__init__(**framework)
        self._around = around

    def build_middleware_stack(self) -> ASGIApp:
        """Put it together."""
        return self._around(super().build_middleware_stack())

    def alone(self, whole: Iterable[BaseRoute], below: Iterable[Prompt]) -> dict[str, ASGIApp]:
        """Return the applications of routes by their addresses; errors are told as everywhere."""
        handlers: Any = self.exception_handlers
        found: dict[str, ASGIApp] = {route.path: route.app for route in whole if isinstance(route, Route)}
        found |= {prompt.address: prompt for prompt in below}
        return {address: ExceptionMiddleware(held, handlers) for address, held in found.items()}


def _path(scope: Scope) -> str:
    """Return the path below that of a proxy."""
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", ""))
