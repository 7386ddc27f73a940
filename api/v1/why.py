"""Why a cell of coverage is in its state, over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from api.site import Here, Site
from api.v1 import analysed
from api.v1.answering import answered, responses
from api.v1.asking import Asked, Code, Once, spoken
from graph.analysis.account import account
from graph.identifiers import resource
from sparql.reasons import Reasons
from sparql.words import Language

router = APIRouter(prefix="/api/v1/why", tags=["analyses"], dependencies=[Once])

Coverer = Annotated[Code, Path(description="The code of what covers.", examples=["k2801"])]
Covered = Annotated[Code, Path(description="The code of the group or instrument.", examples=["k1100"])]


@router.get("/{coverer}/{covered}", responses=responses(analysed.Why, 404))
def why(
    coverer: Coverer, covered: Covered, request: Request, here: Here, asked: Annotated[Asked, Query()]
) -> Response:
    """Say why a coverer covers a group or an instrument, or why not, with the words of the documents."""
    language = spoken(request, asked)
    return answered(request, here, language, lambda: _why(here, coverer, covered, language))


def _why(here: Site, coverer: str, covered: str, language: Language) -> analysed.Why:
    held = account(here.held, resource(coverer), resource(covered))
    return analysed.Why.model_validate(
        Reasons(here.dataset, here.labels, language).as_object(held, here.scope)
    )
