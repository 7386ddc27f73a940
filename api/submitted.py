"""Forms as browsers send them, read in memory only: fields, and the bytes of files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import parse_qsl

from fastapi import Request

from api.body import body_within
from graph.errors import MalformedForm, TooLarge, UnsupportedMediaType

URLENCODED, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"
#: Bytes of a form without files; fields that a form may have.
LARGEST, _MOST = 64 << 10, 100


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a form with files: its name, its bytes, and the name and type that a file came with."""

    name: str
    content: bytes
    file: str | None
    media_type: str


async def fields(request: Request) -> Mapping[str, str]:
    """Read a form without files; of fields that are given twice the last holds, and empty ones are left out.

    Raises TooLarge, UnsupportedMediaType, and MalformedForm for what is not UTF-8.
    """
    media_type = request.headers.get("content-type", "")
    if media_type.partition(";")[0].strip().lower() != URLENCODED:
        raise UnsupportedMediaType(media_type, (URLENCODED,))
    held = await body_within(request, TooLarge("the form", LARGEST))
    try:
        pairs = parse_qsl(held.decode("ascii"), errors="strict", max_num_fields=_MOST)
    except ValueError:
        raise MalformedForm from None
    # Browsers send line ends of text areas as CR LF.
    return {name: value.replace("\r\n", "\n") for name, value in pairs}


def parts(body: bytes, content_type: str) -> tuple[Part, ...]:
    """Take a form with files apart (RFC 7578); raises MalformedForm, UnsupportedMediaType."""
    sent = Message()
    sent["Content-Type"] = content_type
    boundary = sent.get_boundary("")
    if sent.get_content_type() != MULTIPART:
        raise UnsupportedMediaType(content_type, (MULTIPART,))
    pieces = (b"\r\n" + body).split(b"\r\n--" + boundary.encode())
    if not boundary or len(pieces) < 2 or not pieces[-1].startswith(b"--"):
        raise MalformedForm
    if len(pieces) > _MOST:
        raise TooLarge("the number of fields", _MOST)
    return tuple(_part(piece) for piece in pieces[1:-1])


def _part(piece: bytes) -> Part:
    head, gap, content = piece.partition(b"\r\n\r\n")
    if not gap:
        raise MalformedForm
    said = BytesParser(policy=HTTP).parsebytes(head.lstrip(b"\r\n") + b"\r\n\r\n", headersonly=True)
    name = said.get_param("name", "", "content-disposition")
    return Part(str(name), content, said.get_filename(), said.get_content_type())
