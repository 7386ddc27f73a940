"""The OpenAPI document of the JSON API: from its routes and models, and from the catalogue's questions."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import cache
from typing import Any

from fastapi import APIRouter
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse

from api.routes import draft, review
from api.v1.addresses import ROUTERS
from api.v1.models import Problem
from api.v1.written import WRITTEN
from graph.store.parameter import Parameter
from graph.store.query_file import QueryFile
from graph.terms import STATES
from sparql.answers import catalogue

router = APIRouter(prefix="/api/v1", tags=["description"])

Json = dict[str, Any]
VERSION = "1.0.0"
_ABOUT = """Search, things and their links, ways between them, documents, the catalogue's questions, releases,
review and the check of drafts. Every answer names its release in `Kytkos-Release`; what counts or lists says
its scope: what is not in it was not found in what was read, which never means that it is not so. Problems are
told as RFC 9457 has it. Pages follow each other by the cursor `next`; a cursor holds for one question and one
release. Unknown parameters are refused."""
_QUESTION = "/api/v1/questions/{name}"
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
    for (path, method), written in WRITTEN.items():
        paths[path][method].update(written)
    for question in catalogue():
        paths[f"/api/v1/questions/{question.name}"] = _asked(paths[_QUESTION], question)
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


def _asked(every: Json, question: QueryFile) -> Json:
    """Return the path of one question, with parameters of its own."""
    operation = copy.deepcopy(every["get"])
    paging = [held for held in _paging() if held["name"] not in {p.name for p in question.params}]
    operation["parameters"] = [*map(_parameter, question.params), *paging]
    operation["description"] = question.question["en"]
    operation["operationId"] = f"question_{question.name}"
    return {"get": operation}


def _parameter(held: Parameter) -> Json:
    kinds = f" A code or a name of: {', '.join(held.classes)}." if held.classes else ""
    schema = {**_SCHEMAS.get(held.type, {"type": "string"})}
    if held.default is not None:
        schema["default"] = int(held.default) if schema["type"] == "integer" else held.default
    return {
        "name": held.name,
        "in": "query",
        "required": held.default is None,
        "description": f"{held.meaning}{kinds}".strip(),
        "schema": schema,
    }


def _paging() -> list[Json]:
    routes = [route for held in ROUTERS for route in held.routes]
    listed = get_openapi(title="", version="", routes=routes)["paths"]["/api/v1/documents"]["get"]
    parameters: list[Json] = listed["parameters"]
    return parameters
