"""Registers by browser: what owners of data state is entered by form, with its source, and decided."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from api.reader import ByReader
from api.routes.review import decision, review_of
from api.routes.review_pages import answered, docket_of, told
from api.routes.session import Visit, first, sent, visit
from api.site import Here
from graph.curation.declarations import CALLED, listable
from graph.errors import KytkosError
from graph.terms import REGISTERS

router = APIRouter(prefix="/review/registers")

#: What a form may say of each action.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "declare": ("register", "subject", "object", "owner", "as-of", "source", "words"),
    "accept": ("link",),
    "reject": ("link",),
}


@router.get("")
def registers(request: Request, here: Here, reader: ByReader) -> Response:
    """List what is declared, with a form to declare more."""
    found = visit(request, here, reader)
    return first(request, reader) if found is None else _shown(found)


@router.post("/{action}")
async def decide(action: str, request: Request, here: Here, reader: ByReader) -> Response:
    """Declare or decide as the form says; what went wrong is told in place, and what was typed stays."""
    found = sent(request, here, reader, action, FIELDS, "/review/registers")
    if isinstance(found, Response):
        return found
    try:
        given = await found.form()
    except KytkosError as error:
        return await run_in_threadpool(_shown, found, {}, error)
    return await run_in_threadpool(_decided, found, action, given)


def _decided(found: Visit, action: str, given: Mapping[str, str]) -> Response:
    session = found.session
    body: dict[str, object] = {n: given[n].strip() for n in FIELDS[action] if given.get(n, "").strip()}
    if action != "declare":
        body["links"] = [body.pop("link", "")]
    try:
        found.require("curate")
        said = {**body, "role": session.role, "reason": given.get("reason", "")}
        made = review_of(found.request).decide(*decision(found.token, action, said), given.get("seen", ""))
    except KytkosError as error:
        return _shown(found, given if action == "declare" else {}, error)
    session.made += [taken.id for taken in made]
    return RedirectResponse(found.reader.link("/review/registers"), 303, {"Cache-Control": "no-store"})


def _shown(
    found: Visit, given: Mapping[str, str] | None = None, error: KytkosError | None = None
) -> Response:
    docket = docket_of(found.request)
    return answered(
        found,
        "registers.html",
        error.http_status if error else 200,
        declared=docket.state.declared,
        called=tuple(CALLED),
        registers=REGISTERS,
        lists=listable(),
        given=given or {},
        error=told(error),
        head=docket.state.head,
        name=lambda code: docket.named(code, found.here, found.reader.language),
    )
