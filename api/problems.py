"""Errors as answers: the one place where a leaf of the error root becomes an HTTP problem (RFC 9457)."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from api.departed import Departures
from api.reader import reader_of
from api.site import of
from api.templating import page
from graph.errors import (
    AnswerTooLarge,
    Busy,
    Departed,
    Forbidden,
    InvalidArgument,
    InvalidDocument,
    InvalidQuery,
    KytkosError,
    MalformedRequest,
    MethodNotAllowed,
    NotFound,
    OutOfMemory,
    OutOfTime,
    TooManyFailures,
    Unauthorised,
)
from sparql.engine import Engine
from sparql.negotiation import prefers_html

#: What the framework's own errors are called.
_KINDS: dict[int, type[KytkosError]] = {404: NotFound, 405: MethodNotAllowed, 400: InvalidArgument}

_log = logging.getLogger(__name__)

#: What a NotFound calls a thing of the release.
_THING = "resource"


def install(app: FastAPI) -> None:
    """Make every error of this application a problem document, or a page for who reads pages."""
    app.add_exception_handler(KytkosError, _known)
    app.add_exception_handler(HTTPException, _of_framework)
    app.add_exception_handler(RequestValidationError, _of_validation)
    # The framework raises it again once it is answered, and then it is told.
    app.add_exception_handler(Exception, _of_nobody)


def problem(
    request: Request,
    status: int,
    detail: str,
    remedy: str,
    extra: dict[str, object] | None = None,
    error: KytkosError | None = None,
) -> Response:
    """Answer with a problem document, or with a page where a browser asks.

    The page says the kind of the error, by the nearest that it has words for, and what the error carries.
    """
    more = {name: held for name, held in (extra or {}).items() if held is not None}
    is_for_programs = request.scope["path"].startswith("/api/")
    if prefers_html(request.headers.get("accept")) and not is_for_programs:
        return page(
            of(request),
            reader_of(request),
            "problem.html",
            status,
            code=status,
            kinds=(*_kinds(error), _kind(status)),
            error=error,
            detail=detail,
            remedy=remedy,
            **{"line": None, "column": None, **more},
        )
    title = HTTPStatus(status).phrase
    document = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "remedy": remedy,
        **more,
    }
    if error and request.headers.get("accept-language"):
        words = of(request).words(reader_of(request))
        document["told"] = [held.text for held in words.refused(error)]
    return Response(json.dumps(document, ensure_ascii=False), status, media_type="application/problem+json")


def _kinds(error: KytkosError | None) -> tuple[str, ...]:
    """Name an error, and what it is a kind of."""
    held = type(error).__mro__ if error else ()
    return tuple(kind.__name__ for kind in held if issubclass(kind, KytkosError) and kind is not KytkosError)


def _kind(status: int) -> str:
    """Name the error that a status stands for where nothing nearer is known."""
    other = MalformedRequest if status < HTTPStatus.INTERNAL_SERVER_ERROR else KytkosError
    return _KINDS.get(status, other).__name__


async def _known(request: Request, error: Exception) -> Response:
    assert isinstance(error, KytkosError)
    if isinstance(error, NotFound) and error.what == _THING:
        departures: Departures = request.app.state.departures
        release = await run_in_threadpool(departures.release_of, error.name)
        error = Departed(error.name, release) if release else error
    extra: dict[str, object] = {}
    if isinstance(error, InvalidQuery | InvalidDocument):
        extra = {"line": error.line, "column": error.column}
    answer = problem(request, error.http_status, str(error), error.remedy, extra, error)
    if isinstance(error, MethodNotAllowed):
        answer.headers["Allow"] = ", ".join(error.allowed)
    if isinstance(error, Unauthorised | Forbidden):
        answer.headers["WWW-Authenticate"] = error.challenge
    if isinstance(error, AnswerTooLarge | OutOfTime | OutOfMemory | Busy):
        answer.headers.update(_limits(request, error))
    if isinstance(error, Busy | TooManyFailures):
        answer.headers["Retry-After"] = str(error.retry_after)
    return answer


def _limits(request: Request, error: KytkosError) -> Mapping[str, str]:
    """Say which limits hold, and at which of them an answer was cut."""
    cuts = {OutOfTime: "seconds", OutOfMemory: "memory"}
    cut = error.what if isinstance(error, AnswerTooLarge) else cuts.get(type(error))
    engine: Engine | None = request.state.served.engine
    held = engine.limits.headers() if engine else {}
    return {**held, "Kytkos-Cut": cut} if cut else held


async def _of_framework(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    answer = problem(request, error.status_code, str(error.detail), "Start from the home page: /")
    answer.headers.update(error.headers or {})
    return answer


async def _of_validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    places = sorted({".".join(map(str, e["loc"])) for e in error.errors()})
    detail, remedy = f"not as expected: {', '.join(places)}", "Check the parameters named."
    return problem(request, 400, detail, remedy, error=_argument(error))


def _argument(error: RequestValidationError) -> InvalidArgument:
    """Return what is wrong with the first parameter that is not as expected."""
    first = error.errors()[0]
    most = first.get("ctx", {}).get("max_length")
    reason = f"longer than {most} characters" if most else "does not fit"
    return InvalidArgument(str(first["loc"][-1]), reason)


async def _of_nobody(request: Request, error: Exception) -> Response:  # noqa: ARG001 - as the framework has it
    return problem(
        request, 500, "an error of the server", "Try again; if it stays, tell who runs the server."
    )


async def unforeseen(request: Request, error: Exception) -> Response:
    """Answer for an error that nobody foresaw, and log its place only."""
    tell(error)
    return await _of_nobody(request, error)


def tell(error: Exception) -> None:
    """Log the type and place of an error that nobody foresaw."""
    # They say enough to mend it; the message could hold what a visitor sent.
    last = error.__traceback__
    while last and last.tb_next:
        last = last.tb_next
    place = f"{last.tb_frame.f_code.co_qualname}:{last.tb_lineno}" if last else "nowhere"
    _log.error("%s in %s", type(error).__name__, place)
