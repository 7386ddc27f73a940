"""The OpenAPI document of the JSON API: from its routes and models, and from the catalogue's questions."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from fastapi import APIRouter
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse

from api.routes import draft, review
from api.v1.addresses import ROUTERS
from api.v1.models import Problem
from api.v1.written import WRITTEN
from graph.analysis.listing import analyses
from graph.store.parameter import Parameter
from graph.terms import STATES
from sparql.answers import catalogue

router = APIRouter(prefix="/api/v1", tags=["description"])

Json = dict[str, Any]
VERSION = "1.0.0"
_ABOUT = """Search, things and their links, ways between them, documents, the catalogue's questions and
analyses, releases, review and the check of drafts. Every answer names its release in `Kytkos-Release`; what
counts or lists says its scope: what is not in it was not found in what was read, which never means that it
is not so. Problems are told as RFC 9457 has it. Pages follow each other by the cursor `next`; a cursor
holds for one question and one release. Unknown parameters are refused."""
_QUESTION = "/api/v1/questions/{name}"
_ANALYSIS = "/api/v1/analyses/{name}"
_SCHEMAS: Mapping[str, Json] = {
    "integer": {"type": "integer"},
    "year": {"type": "integer", "minimum": 1900, "maximum": 2199},
    "state": {"type": "string", "enum": list(STATES)},
    "language": {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "examples": ["fi"]},
    "term": {"type": "string", "examples": ["kyt:targets"]},
    "iri": {"type": "string", "format": "iri"},
}


@router.get("/openapi.json", include_in_schema=False)
def openapi() -> JSONResponse:
    """Describe the JSON API for programs: OpenAPI 3.1."""
    return JSONResponse(document(), headers={"Cache-Control": "no-cache"})


@cache
def document() -> Json:
    """Return the OpenAPI document."""
    routes = [route for held in (*ROUTERS, draft.router, review.router) for route in held.routes]
    made = get_openapi(title="Kytkös", version=VERSION, description=_ABOUT, routes=routes)
    paths: Json = made["paths"]
    paging: list[Json] = paths["/api/v1/documents"]["get"]["parameters"]
    for (path, method), written in WRITTEN.items():
        paths[path][method].update(written)
    for question in catalogue():
        said = (f"question_{question.name}", question.question["en"])
        paths[f"/api/v1/questions/{question.name}"] = _asked(paths[_QUESTION], *said, question.params, paging)
    for held in (analysed.declared for analysed in analyses()):
        said = (f"analysis_{held.name}", held.question["en"])
        paths[f"/api/v1/analyses/{held.name}"] = _asked(paths[_ANALYSIS], *said, held.params, paging)
    for operation in (held for methods in paths.values() for held in methods.values()):
        # The framework's own answer to what is not as declared; here it is 400, as a problem.
        if "HTTPValidationError" in str(operation["responses"].get("422")):
            del operation["responses"]["422"]
        operation["summary"] = operation["description"].partition("\n")[0]
    schemas: Json = made["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas["Problem"] = Problem.model_json_schema()
    made["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    made["servers"] = [{"url": "/"}]
    return made


def _asked(
    every: Json, name: str, description: str, params: Sequence[Parameter], paging: Sequence[Json]
) -> Json:
    """Return the path of one question or analysis, with parameters of its own."""
    operation = copy.deepcopy(every["get"])
    own = {param.name for param in params}
    paged = [copy.deepcopy(held) for held in paging if held["name"] not in own]
    operation["parameters"] = [*map(_parameter, params), *paged]
    operation["description"] = description
    operation["operationId"] = name
    return {"get": operation}


def _parameter(held: Parameter) -> Json:
    schema = {**_SCHEMAS.get(held.type, {"type": "string"})}
    kinds = ""
    if held.type == "choice":
        schema["enum"] = list(held.classes)
    elif held.classes:
        kinds = f" A code or a name of: {', '.join(held.classes)}."
    if held.default is not None:
        schema["default"] = int(held.default) if schema["type"] == "integer" else held.default
    return {
        "name": held.name,
        "in": "query",
        "required": held.default is None,
        "description": f"{held.meaning}{kinds}".strip(),
        "schema": schema,
    }
