"""Review by browser: the queue one candidate at a time, decisions by form, and the log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from api.docket import Docket
from api.filled import FIELDS, decided
from api.reader import ByReader
from api.routes.review import decision, review_of
from api.routes.session import Visit, first, sent, visit
from api.site import Here, of
from api.templating import page
from graph.analysis.robustness import alone
from graph.curation.states import Link
from graph.errors import (
    DecidedMeanwhile,
    Forbidden,
    ForgedForm,
    InvalidDecision,
    KytkosError,
    NotFound,
    TooLarge,
)
from graph.store.workspace import Workspace
from graph.terms import KINDS, REGISTERS, RELATIONS

router = APIRouter(prefix="/review")

#: Links of the queue, and decisions of the log, that a page lists.
LISTED, LOGGED = 12, 50
STATES = ("proposed", "accepted", "rejected", "all")
_SAID = {
    DecidedMeanwhile: "meanwhile",
    Forbidden: "forbidden",
    ForgedForm: "forged",
    NotFound: "gone",
    TooLarge: "large",
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which links are reviewed, and how many of them were passed over."""

    document: str = ""
    relation: str = ""
    state: str = "proposed"
    at: int = 0

    def query(self, **other: object) -> dict[str, str]:
        """Return the fields of an address that chooses the same, or something else."""
        held = {**asdict(self), **other}
        return {name: str(held[name]) for name, usual in asdict(Chosen()).items() if held[name] != usual}


Word = Annotated[str, Query(max_length=64)]
Passed = Annotated[int, Query(ge=0, le=10**9)]


def chosen_of(document: Word = "", relation: Word = "", state: Word = "proposed", at: Passed = 0) -> Chosen:
    """Read what is chosen; what cannot be is as if nothing were said."""
    known = state if state in STATES else "proposed"
    return Chosen(document, relation if relation in RELATIONS else "", known, at)


ByChoice = Annotated[Chosen, Depends(chosen_of)]


@router.get("")
def queue(request: Request, here: Here, reader: ByReader, chosen: ByChoice) -> Response:
    """Show the first link that is to be decided, and those after it."""
    found = visit(request, here, reader)
    if found is None:
        return first(request, reader)
    return _queue(found, chosen)


@router.get("/link/{code}")
def link(code: str, request: Request, here: Here, reader: ByReader) -> Response:
    """Show one link, whatever was decided on it."""
    found = visit(request, here, reader)
    if found is None:
        return first(request, reader)
    held = docket_of(request).link(code)
    return _shown(found, Chosen(), held)


@router.get("/log")
def log(request: Request, here: Here, reader: ByReader, at: Passed = 0) -> Response:
    """Show what was decided, the latest first."""
    found = visit(request, here, reader)
    if found is None:
        return first(request, reader)
    docket = docket_of(request)
    taken = docket.state.log[::-1]
    codes = {d.id: held.assertion.code for held in docket.links for d in held.decisions}
    return answered(
        found,
        "review_log.html",
        decisions=taken[at : at + LOGGED],
        codes=codes,
        undone={held.undoes for held in taken if held.action == "undo"},
        name=lambda code: docket.named(code, here, reader.language),
        relations={**{name: known.iri for name, known in RELATIONS.items()}, **REGISTERS},
        at=at,
        total=len(taken),
        step=LOGGED,
        head=docket.state.head,
    )


@router.post("/{action}")
async def decide(action: str, request: Request, here: Here, reader: ByReader, chosen: ByChoice) -> Response:
    """Decide as the form says, and lead on to the next link; what went wrong is told in place."""
    found = sent(request, here, reader, action, FIELDS, "/review")
    if isinstance(found, Response):
        return found
    try:
        given = await found.form()
    except KytkosError as error:
        return await run_in_threadpool(_queue, found, chosen, None, error)
    return await run_in_threadpool(_decided, found, chosen, action, given)


def docket_of(request: Request) -> Docket:
    """Return what there is to review now; made again only where the workspace has changed."""
    review, held = review_of(request), getattr(request.app.state, "docket", None)
    now = review.state()
    if not isinstance(held, Docket) or held.state is not now:
        held = Docket(now, Workspace(request.app.state.options.data), of(request).quotes)
        request.app.state.docket = held
    return held


def _decided(found: Visit, chosen: Chosen, action: str, given: Mapping[str, str]) -> Response:
    session = found.session
    try:
        found.require("curate")
        curator, make = decision(
            found.token, action, decided(session.role, action, given, docket_of(found.request))
        )
        made = review_of(found.request).decide(curator, make, given.get("seen", ""))
    except KytkosError as error:
        return _again(found, chosen, given, error)
    if action == "undo":
        session.made = [taken for taken in session.made if taken != given["decision"]]
    else:
        session.made += [taken.id for taken in made]
        session.reason = given["reason"]
    # Among links of every state, one that is decided stays where it is.
    on = chosen.at + 1 if chosen.state == "all" and action in ("accept", "reject") else chosen.at
    # Without a fragment: browsers focus nothing by itself on a page that is opened at a place.
    return RedirectResponse(
        found.reader.link("/review", chosen.query(at=on)), 303, {"Cache-Control": "no-store"}
    )


def _again(found: Visit, chosen: Chosen, given: Mapping[str, str], error: KytkosError) -> Response:
    """Show the link that was to be decided, as it is now, with what was typed and what went wrong."""
    try:
        held = docket_of(found.request).link(given.get("link", ""))
    except NotFound:
        return _queue(found, chosen, given, error)
    return _shown(found, chosen, held, given, error)


def _queue(
    found: Visit, chosen: Chosen, given: Mapping[str, str] | None = None, error: KytkosError | None = None
) -> Response:
    links = docket_of(found.request).chosen(chosen.document, chosen.relation, chosen.state)
    if chosen.state in ("accepted", "all"):
        # Of what is decided, what findings rest on alone comes first; otherwise the order stays.
        carried = alone(found.here.held)
        links.sort(key=lambda held: -carried.get(held.assertion.code, 0))
    # What was passed over last is the last of the queue once others are decided.
    current = links[chosen.at] if chosen.at < len(links) else None
    return _shown(found, chosen, current, given, error, links)


def _shown(
    found: Visit,
    chosen: Chosen,
    current: Link | None,
    given: Mapping[str, str] | None = None,
    error: KytkosError | None = None,
    links: list[Link] | None = None,
) -> Response:
    docket, language = docket_of(found.request), found.reader.language
    ahead = links[chosen.at + 1 : chosen.at + 1 + LISTED] if links else []
    shown = docket.candidate(current, found.here, language) if current else None
    return answered(
        found,
        "review.html",
        error.http_status if error else 200,
        candidate=shown,
        ahead=[docket.candidate(one, found.here, language) for one in ahead],
        chosen=chosen,
        total=None if links is None else len(links),
        documents=docket.documents,
        texts=docket.texts,
        kinds=KINDS,
        subjects=docket.subjects(found.here, language),
        relations={name: known.iri for name, known in RELATIONS.items()},
        offered=docket.offered(shown.link.assertion.kind) if shown else (),
        given=given or {},
        error=told(error),
        head=docket.state.head,
        last=_last(found, docket),
        declared=docket.declared if links is not None else (),
        registers=REGISTERS,
        name=lambda code: docket.named(code, found.here, language),
        lost=len(docket.state.verdicts.lost),
        states=STATES,
    )


def _last(found: Visit, docket: Docket) -> dict[str, object] | None:
    """Return the last decision of this session that is not undone, to offer that."""
    made = found.session.made
    taken = next((d for d in docket.state.log if made and d.id == made[-1]), None)
    if taken is None:
        return None
    subject, into = (
        docket.named(c, found.here, found.reader.language) for c in (taken.subject, taken.object)
    )
    return {"id": taken.id, "action": taken.action, "subject": subject, "object": into}


def told(error: KytkosError | None) -> dict[str, object]:
    """Return what went wrong as a text of the interface, and the error where it carries more than that."""
    if error is None:
        return {}
    if isinstance(error, InvalidDecision):
        return {"key": "reason" if error.reason.startswith("reason") else "invalid", "carried": error}
    return {"key": _SAID.get(type(error), "invalid"), "carried": None}


def answered(found: Visit, template: str, status: int = 200, **context: object) -> Response:
    """Show a page of review, which is nobody else's."""
    answer = page(
        found.here,
        found.reader,
        template,
        status,
        session=found.session,
        token=found.token,
        may_decide=found.token.allows("curate"),
        may_publish=found.token.allows("admin"),
        **context,
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
