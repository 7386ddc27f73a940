"""How the JSON API answers: kept for the release, with an entity tag, and nothing to who holds it already."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from fastapi import Request, Response

from api.representation import is_held
from api.site import Site
from api.v1.models import Model, Problem
from sparql.words import Language

JSON = "application/json"
PROBLEM = "application/problem+json"
_NAMES = ("ETag", "Vary", "Content-Language", "Cache-Control")


def answered(request: Request, here: Site, language: Language, make: Callable[[], Model]) -> Response:
    """Answer with what is made, or was made before for this release; 304 where the sender holds it."""
    key = ("v1", request.url.path, tuple(sorted(request.query_params.multi_items())), language)
    return _unless_held(request, here.kept.get(key, lambda: written(here, language, make())))


def fresh(request: Request, here: Site, language: Language, made: Model) -> Response:
    """Answer with what may change while the release is served."""
    return _unless_held(request, written(here, language, made))


def written(here: Site, language: Language, made: Model) -> Response:
    """Write an answer, with an entity tag of the release and its content."""
    body = made.model_dump_json(by_alias=True).encode()
    mark = sha256(here.dataset.release.encode() + b"\0" + body).hexdigest()[:32]
    headers = {
        "ETag": f'"{mark}"',
        "Vary": "Accept-Language",
        "Content-Language": language,
        "Cache-Control": "no-cache",
    }
    return Response(body, headers=headers, media_type=JSON)


def responses(model: type[Model], *statuses: int) -> dict[int | str, dict[str, Any]]:
    """Declare what an address answers: the model, 304, and problems of these statuses besides 400.

    What may be unknown may be known to an older release.
    """
    problems = (400, *statuses, *((410,) if 404 in statuses else ()))
    return {
        200: {"model": model, "description": "The answer.", "headers": _headers()},
        304: {"description": "The sender holds the answer already."},
        **{
            status: {"description": _MEANINGS[status], "content": {PROBLEM: {"schema": PROBLEM_SCHEMA}}}
            for status in problems
        },
    }


PROBLEM_SCHEMA = {"$ref": f"#/components/schemas/{Problem.__name__}"}
_MEANINGS: Mapping[int, str] = {
    400: "A parameter is unknown, given twice or not what it takes.",
    404: "Nothing of that name is in the release.",
    410: "An older release holds it, and this one does no more.",
}


def _headers() -> dict[str, dict[str, Any]]:
    text = {"schema": {"type": "string"}}
    return {
        "Kytkos-Release": {"description": "The release that answered.", **text},
        "ETag": {"description": "Send it in If-None-Match to hear whether the answer changed.", **text},
    }


def _unless_held(request: Request, made: Response) -> Response:
    if not is_held(request.headers, made.headers.get("etag")):
        return made
    return Response(
        status_code=304, headers={name: made.headers[name] for name in _NAMES if name in made.headers}
    )
