"""What goes between the server and a worker: pieces with a kind and a length, over one local socket."""

from __future__ import annotations

import json
import marshal
from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import Enum
from struct import Struct
from typing import Any

from graph import errors
from graph.errors import KytkosError
from sparql.protocol import Operation

#: Kind and length of the piece that follows.
HEAD = Struct(">cI")


class Kind(Enum):
    """The kinds of piece; a question is answered by a media type, data and its end, which may be all of it.

    An error may come at any time, and is the last piece; who is stale answers nothing, and ends.
    """

    QUESTION = b"Q"
    MEDIA_TYPE = b"M"
    DATA = b"D"
    END = b"E"
    ERROR = b"X"
    STALE = b"S"


@dataclass(frozen=True, slots=True)
class Question:
    """A query, the Accept header of its sender, and how many bytes and rows its answer may have."""

    operation: Operation
    accept: str | None
    most: int
    rows: int


def frame(kind: Kind, content: bytes = b"") -> bytes:
    """Return a piece as it is sent."""
    return HEAD.pack(kind.value, len(content)) + content


def question(asked: Question) -> bytes:
    """Return a question as it is sent."""
    # A worker is the same program, and reads no question but ours.
    return frame(Kind.QUESTION, marshal.dumps(_fields(asked)))


def _fields(asked: Question) -> tuple[Any, ...]:
    query = asked.operation
    held = (query.query, query.default_graphs, query.named_graphs, query.base, query.seconds)
    return held, asked.accept, asked.most, asked.rows


def question_from(content: bytes) -> Question:
    """Read a question."""
    asked, *others = marshal.loads(content)  # noqa: S302 - ours
    return Question(Operation(*asked), *others)


def error(raised: KytkosError) -> bytes:
    """Return an error as it is sent: its name and its data."""
    return frame(Kind.ERROR, json.dumps([type(raised).__name__, asdict(raised)], default=str).encode())


def error_from(content: bytes) -> KytkosError:
    """Read an error."""
    name, data = json.loads(content)
    leaf: Callable[..., KytkosError] = getattr(errors, name)
    return leaf(**data)
