"""Decisions that lost their evidence, by browser: one at a time, with the place proposed for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from api.astray import astray, named
from api.reader import ByReader
from api.routes.review import decision, review_of
from api.routes.review_pages import answered, docket_of, told
from api.routes.session import Visit, first, sent, visit
from api.site import Here
from graph.errors import KytkosError
from graph.terms import RELATIONS

_ADDRESS = "/review/lost"
router = APIRouter(prefix=_ADDRESS)

#: Decisions that a page lists after the one that it shows.
LISTED = 20
#: What a form says of each action.
FIELDS: Mapping[str, tuple[str, ...]] = {"reanchor": ("decision", "link"), "undo": ("decision",)}

Passed = Annotated[int, Query(ge=0, le=10**9)]


@router.get("")
def lost(request: Request, here: Here, reader: ByReader, at: Passed = 0) -> Response:
    """Show the first decision without evidence, or one after it."""
    found = visit(request, here, reader)
    return first(request, reader) if found is None else _shown(found, at)


@router.post("/{action}")
async def decide(action: str, request: Request, here: Here, reader: ByReader, at: Passed = 0) -> Response:
    """Let a decision hold at a place, or take it back, and lead on to the next."""
    found = sent(request, here, reader, action, FIELDS, _ADDRESS)
    if isinstance(found, Response):
        return found
    try:
        given = await found.form()
    except KytkosError as error:
        return await run_in_threadpool(_shown, found, at, {}, error)
    return await run_in_threadpool(_decided, found, at, action, given)


def _decided(found: Visit, at: int, action: str, given: Mapping[str, str]) -> Response:
    session = found.session
    said = {name: given[name].strip() for name in FIELDS[action] if given.get(name, "").strip()}
    try:
        found.require("curate")
        body = {**said, "role": session.role, "reason": given.get("reason", "")}
        made = review_of(found.request).decide(*decision(found.token, action, body), given.get("seen", ""))
    except KytkosError as error:
        return _shown(found, at, given, error)
    # What is offered to be undone is what holds now, not what was taken back for it.
    session.made += [taken.id for taken in made if taken.action != "undo"]
    session.reason = given["reason"]
    address = found.reader.link(_ADDRESS, {"at": str(at)} if at else {})
    return RedirectResponse(address, 303, {"Cache-Control": "no-store"})


def _shown(
    found: Visit, at: int, given: Mapping[str, str] | None = None, error: KytkosError | None = None
) -> Response:
    docket, here, language = docket_of(found.request), found.here, found.reader.language
    waiting = docket.state.verdicts.lost
    current = astray(waiting[at], docket, here, language) if at < len(waiting) else None
    return answered(
        found,
        "review_lost.html",
        error.http_status if error else 200,
        total=len(waiting),
        at=at,
        current=current,
        ahead=waiting[at + 1 : at + 1 + LISTED],
        relations={name: known.iri for name, known in RELATIONS.items()},
        written_in={version.document: version.language for version in docket.state.standing},
        given=given or {},
        error=told(error),
        head=docket.state.head,
        name=lambda code: docket.named(code, here, language),
        name_of=lambda held: named(held, docket, here, language),
    )
