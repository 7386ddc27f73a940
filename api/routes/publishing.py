"""Publish by browser: build a release in the background, show what it changes, and put that in place."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from api.reader import ByReader
from api.refusal import Told, translated
from api.routes.review import review_of
from api.routes.session import Visit, first, sent, visit
from api.site import Here
from api.templating import page
from graph.errors import Forbidden, KytkosError
from graph.release.publisher import STEPS, Publisher
from sparql.words import Language

_ADDRESS = "/review/publish"
#: Seconds that a page about a build that goes on waits for something to tell.
_WAIT = 3.0
#: Findings that a page lists.
_FINDINGS = 50


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    await publisher_of(app).stop()


router = APIRouter(prefix=_ADDRESS, lifespan=_lifespan)


def publisher_of(app: FastAPI) -> Publisher:
    """Return the publisher of an application."""
    held = app.state.publisher
    assert isinstance(held, Publisher)
    return held


@router.get("")
async def publishing(request: Request, here: Here, reader: ByReader) -> Response:
    """Say how far a release is, and what it would change."""
    found = visit(request, here, reader)
    if found is None:
        return first(request, reader)
    if not found.token.allows("admin"):
        return await run_in_threadpool(_shown, found, Forbidden("admin", found.token.scope))
    publisher = publisher_of(request.app)
    if publisher.is_busy:
        await publisher.news(_WAIT)
    return await run_in_threadpool(_shown, found)


@router.post("/{step}")
async def go_on(step: str, request: Request, here: Here, reader: ByReader) -> Response:
    """Build, put in place what was shown, or forget it."""
    found = sent(request, here, reader, step, ("build", "place", "forget"), _ADDRESS)
    if isinstance(found, Response):
        return found
    try:
        given = await found.form()
        found.require("admin")
    except KytkosError as error:
        return await run_in_threadpool(_shown, found, error)
    await _taken(found, step, given)
    return RedirectResponse(reader.link(_ADDRESS), 303, {"Cache-Control": "no-store"})


async def _taken(found: Visit, step: str, given: Mapping[str, str]) -> None:
    state = found.request.app.state
    publisher = publisher_of(found.request.app)
    if step == "build" and not publisher.is_busy:
        state.published_head = (await run_in_threadpool(review_of(found.request).state)).head
        await publisher.build(state.options.data)
    elif step == "place":
        await publisher.place(given.get("release", ""))
    elif step == "forget" and publisher.standing != "placing":
        await publisher.stop()


def _shown(found: Visit, error: KytkosError | None = None) -> Response:
    publisher, state = publisher_of(found.request.app), found.request.app.state
    may = found.token.allows("admin")
    now = review_of(found.request).state()
    ids = [decision.id for decision in now.log]
    seen = getattr(state, "published_head", now.head)
    answer = page(
        found.here,
        found.reader,
        "review_publish.html",
        error.http_status if error else 200,
        session=found.session,
        token=found.token,
        may_publish=may,
        error=("forbidden" if isinstance(error, Forbidden) else "forged") if error else "",
        standing=publisher.standing if may else "forbidden",
        steps=[(step, publisher.steps.get(step)) for step in STEPS],
        shown=publisher.shown,
        placed=publisher.placed,
        failure=publisher.failure,
        kinds=publisher.kinds,
        carried=publisher.carried,
        findings=_findings(publisher.findings, found.reader.language),
        count=len(publisher.findings.get("en", ())),
        name=lambda term: _name(term, found.reader.language),
        since=len(ids) - ids.index(seen) - 1 if seen in ids else 0,
        takes_up=_takes_up(found, publisher.placed),
        open=sum(link.state == "proposed" for link in now.verdicts.links),
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _takes_up(found: Visit, placed: str) -> str:
    """Say whether this server answers from what was placed: never, already, not yet, or that it could not."""
    state = found.request.app.state
    if state.options.releases is None:
        return "fixed"
    if state.serving.current.site.dataset.release == placed:
        return "taken-up"
    return "unserved" if state.serving.is_behind else "taking-up"


def _findings(held: Mapping[str, Sequence[str]], language: Language) -> list[Told]:
    """Return the first of what was found, in the language where there are words for it."""
    if language in held:
        return [Told(text) for text in held[language][:_FINDINGS]]
    found = [(text, translated(text, language)) for text in held.get("en", ())[:_FINDINGS]]
    return [Told(said) if said else Told(text, "en") for text, said in found]


def _name(term: Mapping[str, Any], language: str) -> tuple[str, str]:
    """Return the name of a term in this language, else in Finnish or any, with its language."""
    names: Mapping[str, str] = term["names"]
    for tag in (language, "fi", "sv", "en", *names):
        if tag in names:
            return names[tag], tag
    return str(term["iri"]).rpartition("/")[2].rpartition("#")[2], ""
