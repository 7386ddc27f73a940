"""What is answered ahead of the framework's routes, since its layers cost as much as a small answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from fastapi import FastAPI
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send


class Ahead:
    """Pass a request on to the application that has exactly its address, and all others to the framework."""

    def __init__(self, framework: ASGIApp, applications: Mapping[str, ASGIApp]) -> None:
        self._framework = framework
        self._applications = applications

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        passed = self._applications.get(scope.get("path", ""), self._framework)
        await passed(scope, receive, send)


class Application(FastAPI):
    """The framework's application, with what is put around all of its layers."""

    def __init__(self, around: Callable[[ASGIApp], ASGIApp], **framework: Any) -> None:  # noqa: ANN401 - the framework's
        super().__init__(**framework)
        self._around = around

    def build_middleware_stack(self) -> ASGIApp:
        """Put it together."""
        return self._around(super().build_middleware_stack())

    def alone(self, routes: Iterable[BaseRoute]) -> dict[str, ASGIApp]:
        """Return the applications of routes by their addresses; errors are told as everywhere."""
        handlers: Any = self.exception_handlers
        return {
            route.path: ExceptionMiddleware(route.app, handlers)
            for route in routes
            if isinstance(route, Route)
        }
