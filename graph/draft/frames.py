"""What goes between the server and the process that reads drafts: pieces with a kind and a length."""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import Enum
from pathlib import Path
from struct import Struct
from typing import Any, cast

from graph.assertion import assertion_from, document_from
from graph.draft.draft import Read, ReadDraft
from graph.errors import KytkosError, UnreadableDocument, UnsupportedMediaType
from graph.text.formats.registry import FORMATS

#: Kind and length of the piece that follows.
HEAD = Struct(">cI")
#: The media types that drafts are read in.
MEDIA_TYPES = tuple(known.media_type for known in FORMATS)
#: What a draft is called in messages: its own name is nobody's business.
NAME = "draft"


class Kind(Enum):
    """The kinds of piece: the process says that it is ready; a media type and a draft are answered by one."""

    READY = b"R"
    MEDIA_TYPE = b"M"
    DRAFT = b"D"
    READING = b"A"
    REFUSED = b"E"
    FAILED = b"X"


def frame(kind: Kind, content: bytes = b"") -> bytes:
    """Return a piece as it is sent."""
    return HEAD.pack(kind.value, len(content)) + content


def path_for(media_type: str) -> Path:
    """Return the name under which a draft of this media type is read."""
    return Path(NAME + next(known.suffixes[0] for known in FORMATS if known.media_type == media_type))


def reading(made: Read) -> bytes:
    """Return a reading as it is sent."""
    version, links = asdict(made.version), [asdict(link) for link in made.assertions]
    return frame(Kind.READING, json.dumps([version, links, made.text]).encode())


def reading_from(content: bytes) -> ReadDraft:
    """Read a reading."""
    version, links, text = json.loads(content)
    return ReadDraft(document_from(version), tuple(assertion_from(link) for link in links), text)


def refusal(error: KytkosError) -> bytes:
    """Return why a draft was not read, as it is sent."""
    if isinstance(error, UnsupportedMediaType):
        said: dict[str, Any] = {"given": error.given}
    else:
        said = {"reason": getattr(error, "reason", str(error)), "remedy": error.remedy}
    return frame(Kind.REFUSED, json.dumps(said).encode())


def refusal_from(content: bytes) -> KytkosError:
    """Read why a draft was not read."""
    said = cast("dict[str, str]", json.loads(content))
    if "given" in said:
        return UnsupportedMediaType(said["given"], MEDIA_TYPES)
    return UnreadableDocument(Path(NAME), said["reason"], said["remedy"])
