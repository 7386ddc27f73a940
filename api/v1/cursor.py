"""Cursors: where the next page begins, of which question and which release."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from hashlib import sha256

from graph.errors import InvalidArgument

_LONGEST = 200
_STALE = "of another question or release; ask again without it"


def write(offset: int, asked: Iterable[object]) -> str:
    """Return the cursor of what begins at an offset; ``asked`` is all that the order of items hangs on."""
    return base64.urlsafe_b64encode(f"{offset}.{_mark(asked)}".encode()).decode().rstrip("=")


def read(cursor: str | None, asked: Iterable[object]) -> int:
    """Return the offset; raises InvalidArgument where the cursor is none, or is of something else."""
    if cursor is None:
        return 0
    try:
        padded = cursor[:_LONGEST].encode("ascii") + b"=" * (-len(cursor) % 4)
        offset, _, mark = base64.b64decode(padded, b"-_", validate=True).decode("ascii").partition(".")
        if not offset.isdigit():
            raise ValueError(offset)
    except (ValueError, binascii.Error):
        raise InvalidArgument("cursor", "not a cursor that was given here") from None
    if mark != _mark(asked):
        raise InvalidArgument("cursor", _STALE)
    return int(offset)


def _mark(asked: Iterable[object]) -> str:
    return sha256(repr(tuple(asked)).encode()).hexdigest()[:12]
