"""Sign in with a token and sign out: a session in a cookie that no script and no other site can use."""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api import csrf
from api.access import Access
from api.reader import ByReader, Reader
from api.routes.review import ROLE
from api.session import (
    Session,
    give,
    give_signing_in,
    is_safe,
    name_of,
    sessions_of,
    signing_in,
    take,
)
from api.site import Here, Site
from api.submitted import fields
from api.templating import page
from graph.curation.deciding import LONGEST_NAME, plain
from graph.errors import (
    Forbidden,
    ForgedForm,
    InsecureSignIn,
    InvalidDecision,
    KytkosError,
    NotFound,
    TooManyFailures,
    Unauthorised,
)
from graph.store.access import Scope, Token

router = APIRouter(prefix="/review")

#: Where one may be led after signing in: pages of review, and nowhere else.
_INWARD = re.compile(r"/review(/(log|lost|publish|registers|link/[A-Za-z0-9]{1,64}))?")
_SAID = {
    Unauthorised: "unknown",
    TooManyFailures: "too-many",
    ForgedForm: "forged",
    InsecureSignIn: "insecure",
    InvalidDecision: "role",
}


@dataclass(frozen=True, slots=True)
class Visit:
    """A request of someone who is signed in."""

    request: Request
    here: Site
    reader: Reader
    session: Session
    token: Token

    async def form(self) -> Mapping[str, str]:
        """Read the form that was sent; raises ForgedForm for one of no page of this session's."""
        given = await fields(self.request)
        csrf.require(given, self.session.csrf)
        return given

    def require(self, scope: Scope) -> None:
        """Raise Forbidden where the token does not allow so much."""
        if not self.token.allows(scope):
            raise Forbidden(scope, self.token.scope)


def visit(request: Request, here: Site, reader: Reader) -> Visit | None:
    """Return a visit, or None where nobody is signed in; raises NotFound where there is nothing to review."""
    require_workspace(request)
    found = sessions_of(request).find(name_of(request))
    return Visit(request, here, reader, *found) if found else None


def sent(
    request: Request, here: Site, reader: Reader, action: str, actions: Collection[str], back: str
) -> Visit | Response:
    """Return the visit of a form that asks for one of these actions, or a page where nobody is signed in.

    Raises NotFound for another action.
    """
    found = visit(request, here, reader)
    if action not in actions:
        raise NotFound("action", action, tuple(actions))
    return found or shown(request, here, reader, 403, ForgedForm(), reader.link(back))


def require_workspace(request: Request) -> None:
    """Raise NotFound where the server has no workspace: then these pages are not there."""
    if request.app.state.options.data is None:
        raise NotFound("page", request.url.path)


@router.get("/sign-in")
def form(request: Request, here: Here, reader: ByReader, next: str = "") -> Response:  # noqa: A002 - its name
    """Ask for a token, where it can be sent safely."""
    require_workspace(request)
    if not is_safe(request):
        return shown(request, here, reader, 403, InsecureSignIn())
    return shown(request, here, reader, 200, None, next)


@router.post("/sign-in")
async def sign_in(request: Request, here: Here, reader: ByReader) -> Response:
    """Begin a session with the token given, and lead to the page that was asked for."""
    require_workspace(request)
    wanted = ""
    try:
        if not is_safe(request):
            raise InsecureSignIn
        given = await fields(request)
        wanted = given.get("next", "")
        csrf.require(given, _proof(request))
        role = " ".join(given.get("role", ROLE).split())
        plain("role", role, LONGEST_NAME)
        access: Access = request.app.state.access
        token = access.holder(given.get("token", "").strip(), request.state.client)
    except KytkosError as error:
        return shown(request, here, reader, _status(error), error, wanted)
    sessions = sessions_of(request)
    sessions.end(name_of(request))
    answer = _to(inward(reader, wanted))
    give(request, answer, sessions.begin(token, role))
    return answer


@router.post("/sign-out")
async def sign_out(request: Request, here: Here, reader: ByReader) -> Response:
    """End the session; without one there is nothing to end."""
    found = visit(request, here, reader)
    if found:
        try:
            await found.form()
        except KytkosError as error:
            return shown(request, here, reader, error.http_status, error)
        sessions_of(request).end(name_of(request))
    answer = _to(reader.link("/review/sign-in"))
    take(request, answer)
    return answer


def first(request: Request, reader: Reader) -> Response:
    """Lead to the form to sign in, and back to this page from there."""
    query = f"?{request.url.query}" if request.url.query else ""
    return _to(reader.link("/review/sign-in", {"next": reader.path + query}))


def inward(reader: Reader, wanted: str) -> str:
    """Return the address of a page of review, whatever was asked for."""
    parted = urlsplit(wanted) if wanted.startswith("/") and "\\" not in wanted else urlsplit("")
    path = parted.path if not parted.netloc and _INWARD.fullmatch(parted.path) else "/review"
    query = dict(parse_qsl(parted.query)) if path == parted.path else {}
    query.pop("lang", None)
    return reader.link(path, query)


def shown(
    request: Request, here: Site, reader: Reader, status: int, error: KytkosError | None, wanted: str = ""
) -> Response:
    """Show the form to sign in, with what went wrong; what was sent as a token is never repeated."""
    value = signing_in(request) or secrets.token_urlsafe(32)
    answer = page(
        here,
        reader,
        "sign_in.html",
        status,
        error=_SAID.get(type(error), "expired") if error else "",
        seconds=error.retry_after if isinstance(error, TooManyFailures) else 0,
        is_safe=is_safe(request),
        csrf=sessions_of(request).signed(value),
        next=wanted,
        role=ROLE,
    )
    answer.headers["Cache-Control"] = "no-store"
    if isinstance(error, TooManyFailures):
        answer.headers["Retry-After"] = str(error.retry_after)
    give_signing_in(request, answer, value)
    return answer


def _proof(request: Request) -> str:
    value = signing_in(request)
    return sessions_of(request).signed(value) if value else ""


def _status(error: KytkosError) -> int:
    # A challenge (401) is for programs, which send their token in a header.
    return 403 if isinstance(error, Unauthorised) else error.http_status


def _to(address: str) -> Response:
    return RedirectResponse(address, 303, {"Cache-Control": "no-store"})
