"""The page to check a draft on: pasted or as a file, by POST only; nothing of it is stored or logged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.body import body_within
from api.highlighted import Span, grouped, paragraphs
from api.reader import ByReader, Reader
from api.routes.draft import LARGEST, desk_of
from api.site import Here, Site
from api.submitted import MULTIPART, parts
from api.templating import page
from graph.draft.check import check
from graph.draft.draft import ReadDraft
from graph.draft.frames import MEDIA_TYPES
from graph.errors import (
    Busy,
    DraftOutOfTime,
    DraftTooLarge,
    KytkosError,
    ReadingLost,
    UnreadableDocument,
    UnsupportedMediaType,
)
from graph.text.formats.registry import FORMATS, PLAIN
from sparql.draft_answer import DraftAnswer
from sparql.words import LANGUAGES

router = APIRouter()

#: Beside the draft, a form has some bytes of its own.
_OWN = 16 << 10
_SAID = {
    DraftTooLarge: "large",
    UnsupportedMediaType: "type",
    DraftOutOfTime: "slow",
    ReadingLost: "lost",
}


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent to be checked: bytes of a media type, pasted or from a file."""

    content: bytes
    media_type: str
    language: str
    is_pasted: bool


@router.get("/draft")
def form(here: Here, reader: ByReader) -> Response:
    """Ask for a draft."""
    return _shown(here, reader)


@router.post("/draft")
async def checked(request: Request, here: Here, reader: ByReader) -> Response:
    """Check a draft, and show what it is linked to, overlaps with, newly covers and misses."""
    desk, pasted = desk_of(request.app), ""
    try:
        desk.require_room()
        sent = await _sent(request)
        if sent.language in LANGUAGES:
            reader = replace(reader, language=sent.language, is_chosen=True)
        if not sent.content.strip():
            return _shown(here, reader, 422, error="empty")
        pasted = sent.content.decode(errors="replace") if sent.is_pasted else ""
        reading = await desk.read(sent.content, sent.media_type)
    except KytkosError as error:
        return _shown(here, reader, error.http_status, pasted, _told(error), _retry(error))
    return await run_in_threadpool(_answer, here, reader, reading, is_pasted=sent.is_pasted)


async def _sent(request: Request) -> Sent:
    """Read the form; raises DraftTooLarge, UnsupportedMediaType, MalformedForm."""
    given = request.headers.get("content-type", "")
    if not given.lower().startswith(MULTIPART):
        raise UnsupportedMediaType(given, (MULTIPART,))
    body = await body_within(request, DraftTooLarge("the draft", LARGEST + _OWN))
    held = {part.name: part for part in parts(body, given)}
    language = held["lang"].content.decode(errors="replace") if "lang" in held else ""
    file = held.get("file")
    if file is not None and file.content:
        return Sent(file.content, _media_type(file.file or "", file.media_type), language, is_pasted=False)
    text = held["text"].content.replace(b"\r\n", b"\n") if "text" in held else b""
    return Sent(text, PLAIN.media_type, language, is_pasted=True)


def _media_type(name: str, declared: str) -> str:
    """Return the media type of a file by its name or else as declared; raises UnsupportedMediaType."""
    suffix = PurePath(name).suffix.lower()
    found = next((known.media_type for known in FORMATS if suffix in known.suffixes), declared)
    if found not in MEDIA_TYPES:
        raise UnsupportedMediaType(declared, MEDIA_TYPES)
    return found


def _told(error: KytkosError) -> str:
    if isinstance(error, UnreadableDocument):
        return "scan" if "scan" in error.reason + error.remedy else "unreadable"
    return _SAID.get(type(error), "busy" if isinstance(error, Busy) else "unreadable")


def _retry(error: KytkosError) -> int:
    return error.retry_after if isinstance(error, Busy) else 0


def _answer(here: Site, reader: Reader, reading: ReadDraft, *, is_pasted: bool) -> Response:
    answer = DraftAnswer(check(reading, here.known), here.scope, here.labels, reader.language)
    groups = grouped(Span(link.start, link.end) for link in reading.assertions)
    told = answer.told()
    numbers = {span: group.number for group in groups for span in group.spans}
    return _shown(
        here,
        reader,
        text=reading.text if is_pasted else "",
        answer=told,
        tell=answer.tell,
        links=[(numbers.get(Span(link["start"], link["end"]), 0), link) for link in told["links"]],
        paragraphs=paragraphs(reading.text, groups),
    )


def _shown(
    here: Site,
    reader: Reader,
    status: int = 200,
    text: str = "",
    error: str = "",
    retry_after: int = 0,
    **found: object,
) -> Response:
    answer = page(
        here,
        reader,
        "draft.html",
        status,
        text=text,
        error=error,
        retry_after=retry_after,
        most=LARGEST >> 20,
        suffixes=",".join(suffix for known in FORMATS for suffix in known.suffixes),
        **{"answer": None, **found},
    )
    answer.headers["Cache-Control"] = "no-store"
    if retry_after:
        answer.headers["Retry-After"] = str(retry_after)
    return answer
