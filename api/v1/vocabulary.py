"""The terms that queries are written in, over HTTP: for who completes them as one types."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from api.site import Here, Site
from api.v1.answering import answered, responses
from api.v1.asking import Asked, Once, spoken
from api.v1.models import Answer, Thing
from api.v1.telling import Telling
from graph.terms import OWL, PREFIXES
from sparql.description import value

router = APIRouter(prefix="/api/v1", tags=["description"], dependencies=[Once])

Kind = Literal["class", "property", "value", "term"]
_KINDS: dict[str, Kind] = {
    OWL + "Class": "class",
    OWL + "ObjectProperty": "property",
    OWL + "DatatypeProperty": "property",
    OWL + "AnnotationProperty": "property",
}


class Term(Thing):
    """A term of the vocabulary by its prefixed name; of other vocabularies' terms no kind is told."""

    kind: Kind
    definition: str | None


class Vocabulary(Answer):
    """The prefixes, and the terms that are written with them."""

    prefixes: dict[str, str]
    terms: list[Term]


@router.get("/vocabulary", responses=responses(Vocabulary))
def vocabulary(request: Request, here: Here, asked: Annotated[Asked, Query()]) -> Response:
    """Give the terms that the graph is written in, and the prefixes of their names."""
    language = spoken(request, asked)
    return answered(request, here, language, lambda: terms(Telling.of(here, language), here, language))


def terms(telling: Telling, here: Site, language: str) -> Vocabulary:
    """Tell every term."""
    rows = here.queries.select(here.dataset, "vocabulary").rows
    return Vocabulary(
        release=here.dataset.release,
        prefixes=dict(PREFIXES),
        terms=[
            _term(telling, here, language, value(term), value(kind) if kind else "") for term, kind in rows
        ],
    )


def _term(telling: Telling, here: Site, language: str, iri: str, kind: str) -> Term:
    meant = here.labels.definition(iri, language)
    told = _KINDS.get(kind, "value" if kind else "term")
    return Term(**telling.named(iri), kind=told, definition=meant.text if meant else None)
