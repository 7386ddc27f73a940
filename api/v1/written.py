"""What code does not tell of its own of the addresses that take bodies: media types, tokens, and problems."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.v1.answering import PROBLEM, PROBLEM_SCHEMA
from graph.draft.frames import MEDIA_TYPES

Json = dict[str, Any]

_OBJECT: Json = {"type": "object"}
_MEANINGS = {
    400: "What was sent cannot be understood.",
    401: "A token is needed, or this one is not known.",
    403: "The token does not allow this.",
    404: "Nothing of that name is here, or no workspace is served.",
    408: "The body came too slowly.",
    409: "What is there does not go with what was sent.",
    412: "Others have decided on the same since.",
    413: "More than is taken.",
    415: "A media type that is not taken.",
    422: "A document that cannot be read.",
    428: "It is not said what the decision was made on.",
    429: "Too many requests from one place.",
    500: "Files of the workspace are damaged.",
    503: "Too much is asked just now.",
    504: "It took too long.",
}
_TOKEN: list[Json] = [{"token": []}]
_DECIDED = (400, 401, 403, 404, 408, 409, 412, 413, 415, 422, 428, 429, 500, 503)


def _answers(status: int, means: str, members: Mapping[str, Json], *problems: int) -> Json:
    schema = {**_OBJECT, "properties": dict(members), "required": list(members)}
    return {
        str(status): {"description": means, "content": {"application/json": {"schema": schema}}},
        **{
            str(problem): {
                "description": _MEANINGS[problem],
                "content": {PROBLEM: {"schema": PROBLEM_SCHEMA}},
            }
            for problem in problems
        },
    }


def _list() -> Json:
    return {"type": "array", "items": _OBJECT}


_COUNT: Json = {"type": "integer"}
_TEXT: Json = {"type": "string"}
_PAGE = {"head": _TEXT, "total": _COUNT, "offset": _COUNT, "limit": _COUNT}
_DECISION = {
    **_OBJECT,
    "required": ["reason"],
    "properties": {
        "reason": {"type": "string", "minLength": 1},
        "role": {"type": "string", "minLength": 1},
        "seen": {"type": "string", "description": "`head` of the queue that the decision was made on."},
    },
}

#: What is added to an operation, by path and method.
WRITTEN: Mapping[tuple[str, str], Json] = {
    ("/api/v1/draft", "post"): {
        "tags": ["drafts"],
        "requestBody": {
            "required": True,
            "content": {media_type: {"schema": {"type": "string"}} for media_type in MEDIA_TYPES},
        },
        "responses": _answers(
            200,
            "What the draft says, beside what the release knows.",
            {"release": _TEXT, "scope": {"type": "array", "items": _TEXT}},
            *(400, 408, 413, 415, 422, 429, 503, 504),
        ),
    },
    ("/api/v1/review", "get"): {
        "tags": ["review"],
        "security": _TOKEN,
        "responses": _answers(
            200,
            "What is to be decided.",
            {**_PAGE, "links": _list(), "lost": _list()},
            *(400, 401, 403, 404, 429, 500),
        ),
    },
    ("/api/v1/review/log", "get"): {
        "tags": ["review"],
        "security": _TOKEN,
        "responses": _answers(
            200,
            "What was decided.",
            {**_PAGE, "decisions": _list()},
            *(400, 401, 403, 404, 429, 500),
        ),
    },
    ("/api/v1/review/{action}", "post"): {
        "tags": ["review"],
        "security": _TOKEN,
        "requestBody": {"required": True, "content": {"application/json": {"schema": _DECISION}}},
        "responses": _answers(
            201,
            "What was decided now.",
            {"head": _TEXT, "decisions": _list()},
            *_DECIDED,
        ),
    },
}
