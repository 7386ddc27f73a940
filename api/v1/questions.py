"""The catalogue's questions, over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.site import Here, Site
from api.v1 import models
from api.v1.answering import answered, responses
from api.v1.asking import Asked, Listed, Once, Page, listed, spoken
from api.v1.telling import Telling, parameter
from graph.store.query_file import QueryFile
from sparql.answers import catalogue, question
from sparql.rendering import as_value, sheet
from sparql.repeated import asked as asked_of
from sparql.words import Language

router = APIRouter(prefix="/api/v1/questions", tags=["questions"], dependencies=[Once])


@router.get("", responses=responses(models.Questions))
def questions(request: Request, here: Here, asked: Annotated[Asked, Query()]) -> Response:
    """List the questions of the catalogue with their parameters."""
    language = spoken(request, asked)

    def made() -> models.Questions:
        listed = [_question(held, language) for held in catalogue()]
        return models.Questions(release=here.dataset.release, questions=listed)

    return answered(request, here, language, made)


@router.get("/{name}", responses=responses(models.Rows, 404))
def ask(name: str, request: Request, here: Here) -> Response:
    """Answer a question of the catalogue, with parameters of its own; things are given by code or name.

    With `sinceRelease`, the id of an earlier release, rows have a `change`: same, new, or gone since.
    """
    asked, given = listed(request)
    language = spoken(request, asked)
    question(name)
    return answered(request, here, language, lambda: _rows(here, name, given, asked, language))


def _rows(here: Site, name: str, given: dict[str, str], asked: Listed, language: Language) -> models.Rows:
    got = asked_of(here.dataset, name, given, language, here.earlier)
    page = Page(asked, here.dataset.release, name, sorted(got.parameters.items()))
    shown = sheet(got, here.labels, language)
    rows = shown.rows[page.place]
    return models.Rows(
        release=here.dataset.release,
        scope=Telling.of(here, language).bounds(got.scope),
        total=len(shown.rows),
        next=page.after(len(shown.rows)),
        name=name,
        question=got.question,
        need=got.need,
        parameters=dict(got.parameters),
        states=dict(got.states),
        columns=list(shown.columns),
        rows=[dict(zip(shown.columns, map(as_value, row), strict=True)) for row in rows],
    )


def _question(held: QueryFile, language: Language) -> models.Question:
    return models.Question(
        name=held.name,
        question=held.question.get(language, held.name),
        need=held.need,
        parameters=[parameter(p) for p in held.params],
    )
