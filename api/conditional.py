"""Answers sent only to who has them not: a strong entity tag, and 304 (RFC 9110, 8.8.3 and 15.4.5)."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from fastapi import Response

from api.representation import is_held

#: What a 304 repeats of the answer that it stands for.
_REPEATED = ("ETag", "Vary", "Content-Location", "Content-Language", "Cache-Control", "Link")


def tagged(answer: Response, release: str) -> Response:
    """Give a whole answer the tag that its release, its form and its content make.

    The content alone would not do: a program that shows the same release otherwise gives another content,
    and another release may give the same.
    """
    named = sha256(f"{release}\n{answer.headers.get('content-type', '')}\n".encode())
    named.update(bytes(answer.body))
    answer.headers["ETag"] = f'"{named.hexdigest()[:32]}"'
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def conditional(sent: Mapping[str, str], answer: Response) -> Response:
    """Answer 304 to who holds a tagged answer already, and with the answer to others."""
    current = answer.headers.get("etag")
    given = sent.get("if-none-match", "")
    if current is None or not (given.strip() == "*" or is_held(sent, current)):
        return answer
    repeated = {name: answer.headers[name] for name in _REPEATED if name in answer.headers}
    return Response(status_code=304, headers=repeated)
