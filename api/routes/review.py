"""Review over HTTP, for who holds a token: the queue with its quotes, decisions, and their log."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.access import holder
from api.body import body_within
from api.site import Here
from graph.analysis.robustness import alone
from graph.assertion import Decision
from graph.curation import declarations
from graph.curation.deciding import Curator, Desk, Replacement
from graph.curation.declarations import CALLED, Declaration
from graph.curation.queue import answers, ordered
from graph.curation.review import Review, State
from graph.curation.states import Link
from graph.errors import InvalidDecision, NotFound, TooLarge, UnseenState, UnsupportedMediaType
from graph.store.access import Token
from graph.store.record import assertion_from
from graph.store.workspace import Workspace

router = APIRouter(prefix="/api/v1/review")

#: Bytes of a decision; links that one request may decide on; entries of a page.
LARGEST, MOST_LINKS, MOST_SHOWN = 64 << 10, 500, 500
JSON = "application/json"
#: The role in which is decided where none is named.
ROLE = "graph editor"

Make = Callable[[Desk], Iterable[Decision]]
Body = Mapping[str, Any]
Limit = Annotated[int, Query(ge=1, le=MOST_SHOWN)]
Offset = Annotated[int, Query(ge=0, le=10**9)]
#: The fields that every decision has.
_COMMON = frozenset({"reason", "role", "seen"})


@router.get("")
def queue(
    request: Request,
    here: Here,
    limit: Limit = 50,
    offset: Offset = 0,
    document: str = "",
    relation: str = "",
    state: str = "proposed",
) -> Response:
    """Say what is to be decided, what most answers depend on first, with the words that say it.

    Of accepted links those come first that findings of the release rest on alone.
    """
    holder(request, "read")
    now = review_of(request).state()
    changing = answers(now.verdicts.links)
    carried = alone(here.held) if state in ("accepted", "all") else {}
    chosen = [
        link
        for link in ordered(now.verdicts.links, carried)
        if state in ("all", link.state)
        and document in ("", link.assertion.document)
        and relation in ("", link.assertion.relation)
    ]
    shown = chosen[offset : offset + limit]
    page = {"total": len(chosen), "offset": offset, "limit": limit}
    links = [
        {**_link(link), "answers": changing.get(code, 0), "findings": carried.get(code, 0)}
        for link, code in ((link, link.assertion.code) for link in shown)
    ]
    lost = [_decision(decision) for decision in now.verdicts.lost]
    declared = [
        {"code": each.declaration.code, "state": each.state, **asdict(each.declaration)}
        for each in now.declared
        if state in ("all", each.state)
    ]
    return _answer(now, {**page, "links": links, "lost": lost, "declared": declared})


@router.get("/log")
def log(request: Request, limit: Limit = 50, offset: Offset = 0) -> Response:
    """Say what was decided, the latest first."""
    holder(request, "read")
    now = review_of(request).state()
    shown = now.log[::-1][offset : offset + limit]
    page = {"total": len(now.log), "offset": offset, "limit": limit}
    return _answer(now, {**page, "decisions": [_decision(decision) for decision in shown]})


@router.post("/{action}")
async def decide(action: str, request: Request) -> Response:
    """Decide, unless others have decided on the same since; both it and what it answers is in the log."""
    token = holder(request, "curate")
    if action not in _ACTIONS:
        raise NotFound("action", action, tuple(_ACTIONS))
    body = await _body_of(request)
    return await run_in_threadpool(_decided, request, token, action, body)


def _decided(request: Request, token: Token, action: str, body: Body) -> Response:
    curator, make = decision(token, action, body)
    seen, is_strict = _seen(request, body)
    review = review_of(request)
    made = review.decide(curator, make, seen, strictly=is_strict)
    return _answer(review.state(), {"decisions": [_decision(decision) for decision in made]}, 201)


def decision(token: Token, action: str, body: Body) -> tuple[Curator, Make]:
    """Return who decides and what, as a program or a form says it; raises NotFound, InvalidDecision."""
    if action not in _ACTIONS:
        raise NotFound("action", action, tuple(_ACTIONS))
    fields, read = _ACTIONS[action]
    if unknown := sorted(body.keys() - fields - _COMMON):
        raise InvalidDecision(
            f"unknown field {unknown[0][:80]!r}; known: {', '.join(sorted(fields | _COMMON))}"
        )
    role = _words(body, "role") if "role" in body else ROLE
    return Curator(f"token {token.id}", role, _words(body, "reason")), read(body)


def _seen(request: Request, body: Body) -> tuple[str, bool]:
    """Return the head that the decision was made on, and whether nothing at all may have changed since."""
    if header := request.headers.get("if-match", "").strip():
        return header.strip('"'), True
    if "seen" in body:
        return _words(body, "seen"), False
    raise UnseenState


def _accept(body: Body) -> Make:
    given = {name: _words(body, name) for name in _NAMES if name in body}
    codes = _codes(body)
    return lambda desk: [desk.accept(code, given) for code in codes]


def _reject(body: Body) -> Make:
    codes = _codes(body)
    return lambda desk: [desk.reject(code) for code in codes]


def _edit(body: Body) -> Make:
    code = _words(body, "link")
    to = Replacement(**{name: _words(body, name) for name in Replacement.__slots__ if name in body})
    return lambda desk: [desk.edit(code, to)]


def _merge(body: Body) -> Make:
    code, into = _words(body, "thing"), _words(body, "into")
    return lambda desk: [desk.merge(code, into)]


def _split(body: Body) -> Make:
    code, places = _words(body, "link"), body.get("mentions", [])
    if not isinstance(places, list) or not all(type(place) is int for place in places):
        raise InvalidDecision("mentions must be a list of whole numbers")
    label, into = (_words(body, name) if name in body else "" for name in ("label", "into"))
    return lambda desk: desk.split(code, places, label, into)


def _add(body: Body) -> Make:
    try:
        assertion = assertion_from({"rule": "curator", **_object(body, "assertion")})
    except (ValueError, TypeError) as problem:
        raise InvalidDecision(f"not an assertion: {problem}") from None
    return lambda desk: [desk.add(assertion)]


def _undo(body: Body) -> Make:
    decision = _words(body, "decision")
    return lambda desk: [desk.undo(decision)]


def _reanchor(body: Body) -> Make:
    decision, code = _words(body, "decision"), _words(body, "link")
    return lambda desk: desk.reanchor(decision, code)


def _declare(body: Body) -> Make:
    """Enter a statement in a register, which is called complete, elsewhere or justified."""
    register = _words(body, "register")
    if register not in CALLED:
        raise InvalidDecision(f"unknown register {register!r}; there are: {', '.join(CALLED)}")
    subject, other, owner, as_of, source = (
        _words(body, name) for name in ("subject", "object", "owner", "as-of", "source")
    )
    quoted = _words(body, "words") if "words" in body else ""
    said = declarations.ordered(Declaration(CALLED[register], subject, other, owner, as_of, source, quoted))
    return lambda desk: [desk.declare(said)]


_NAMES = ("label", "label-fi", "label-sv", "label-en", "broader")
#: What can be decided: the fields of each, and how a body becomes decisions.
_ACTIONS: Mapping[str, tuple[frozenset[str], Callable[[Body], Make]]] = {
    "accept": (frozenset({"links", *_NAMES}), _accept),
    "reject": (frozenset({"links"}), _reject),
    "edit": (frozenset({"link", *Replacement.__slots__}), _edit),
    "merge": (frozenset({"thing", "into"}), _merge),
    "split": (frozenset({"link", "mentions", "label", "into"}), _split),
    "add": (frozenset({"assertion"}), _add),
    "declare": (frozenset({"register", "subject", "object", "owner", "as-of", "source", "words"}), _declare),
    "undo": (frozenset({"decision"}), _undo),
    "reanchor": (frozenset({"decision", "link"}), _reanchor),
}


def _words(body: Body, name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not value.strip():
        raise InvalidDecision(f"{name} must be words")
    return value


def _codes(body: Body) -> list[str]:
    codes = body.get("links")
    if not isinstance(codes, list) or not codes or not all(isinstance(code, str) for code in codes):
        raise InvalidDecision("links must be a list of codes")
    if len(codes) > MOST_LINKS:
        raise TooLarge("the number of links", MOST_LINKS)
    return list(dict.fromkeys(codes))


def _object(body: Body, name: str) -> Body:
    value = body.get(name)
    if not isinstance(value, dict):
        raise InvalidDecision(f"{name} must be an object")
    return value


async def _body_of(request: Request) -> Body:
    """Return a decision's fields; raises TooLarge as soon as it is over the limit, InvalidDecision."""
    media_type = request.headers.get("content-type", "")
    if media_type.partition(";")[0].strip().lower() != JSON:
        raise UnsupportedMediaType(media_type, (JSON,))
    held = await body_within(request, TooLarge("the decision", LARGEST))
    try:
        body = json.loads(held)
    except (ValueError, RecursionError) as problem:
        told = problem.msg if isinstance(problem, json.JSONDecodeError) else "not UTF-8, or nested too deeply"
        raise InvalidDecision(f"not JSON: {told}") from None
    if not isinstance(body, dict):
        raise InvalidDecision("a decision must be an object")
    return body


def _link(link: Link) -> dict[str, object]:
    said = link.assertion
    about = {
        name: getattr(said, name) for name in ("document", "relation", "subject", "object", "kind", "label")
    }
    more = {"code": said.code, **about, "polarity": said.polarity, "candidate": said.candidate}
    mentions = [
        {
            "quote": m.mention,
            "start": m.start,
            "end": m.end,
            "section": m.section,
            "rule": m.rule,
            "band": m.band,
        }
        for m in link.mentions
    ]
    decisions = [taken.id for taken in link.decisions]
    return {
        **more,
        "state": link.state,
        "contradicted": link.is_contradicted,
        "values": {**said.values, **said.qualifiers},
        "mentions": mentions,
        "decisions": decisions,
    }


def _decision(decision: Decision) -> dict[str, object]:
    """Return a decision as others may see it: in which role it was made, not by whom."""
    return {name: held for name, held in asdict(decision).items() if name != "by" and held not in ("", {})}


def review_of(request: Request) -> Review:
    """Return the review of the workspace that is served; raises NotFound where there is none."""
    state = request.app.state
    if getattr(state, "review", None) is None:
        folder = state.options.data
        if folder is None:
            raise NotFound("workspace", "served here")
        state.review = Review(Workspace(folder))
    review = state.review
    assert isinstance(review, Review)
    return review


def _answer(now: State, said: Mapping[str, object], status: int = 200) -> Response:
    written = json.dumps({"head": now.head, **said}, ensure_ascii=False).encode()
    headers = {"ETag": f'"{now.head}"', "Cache-Control": "private, no-cache", "Kytkos-Release": "workspace"}
    return Response(written, status, headers, JSON)
