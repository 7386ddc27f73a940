"""A draft checked over HTTP, by POST only; nothing of it is stored or logged."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.message import Message

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.body import body_within
from api.reader import ByReader
from api.site import Here
from graph.draft.check import check
from graph.draft.desk import Desk
from graph.draft.draft import ReadDraft
from graph.draft.frames import MEDIA_TYPES
from graph.errors import DraftTooLarge, UnsupportedMediaType
from sparql.draft_answer import DraftAnswer

#: Bytes of a draft: some thousand pages of text.
LARGEST = 5 << 20

_TEXTS = ("text/plain", "text/markdown", "text/html")
_CHARSETS = ("utf-8", "us-ascii")


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    await desk_of(app).stop()


router = APIRouter(lifespan=_lifespan)


def desk_of(app: FastAPI) -> Desk:
    """Return the desk of an application."""
    held = app.state.desk
    assert isinstance(held, Desk)
    return held


@router.post("/api/v1/draft")
async def draft(request: Request, here: Here, reader: ByReader) -> Response:
    """Check a draft against the release; nothing of it is stored or logged."""
    media_type, desk = media_type_of(request), desk_of(request.app)
    desk.require_room()
    sent = await body_within(request, DraftTooLarge("the draft", LARGEST))
    reading = await desk.read(sent, media_type)

    def said(read: ReadDraft) -> bytes:
        return DraftAnswer(check(read, here.known), here.scope, here.labels, reader.language).as_json()

    return Response(
        await run_in_threadpool(said, reading),
        media_type="application/json",
        headers={
            "Cache-Control": "no-store",
            "Content-Language": reader.language,
            "Vary": "Accept-Language",
        },
    )


def media_type_of(request: Request) -> str:
    """Return the media type of a draft; raises UnsupportedMediaType, also for text that is not UTF-8."""
    given = request.headers.get("content-type", "")
    parsed = Message()
    parsed["Content-Type"] = given
    media_type, charset = parsed.get_content_type(), parsed.get_content_charset("utf-8")
    is_coded = request.headers.get("content-encoding", "identity") != "identity"
    if not given or media_type not in MEDIA_TYPES or is_coded:
        raise UnsupportedMediaType(given, MEDIA_TYPES)
    if media_type in _TEXTS and charset not in _CHARSETS:
        raise UnsupportedMediaType(given, tuple(f"{text}; charset=utf-8" for text in _TEXTS))
    return media_type
