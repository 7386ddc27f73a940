"""The catalogue's analyses, over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.site import Here, Site
from api.v1 import analysed
from api.v1.answering import answered, responses
from api.v1.asking import Asked, Listed, Once, Page, listed, spoken
from api.v1.telling import parameter
from graph.analysis.analysis import Analysis, Declared
from graph.analysis.listing import analyses, analysis
from sparql.analyses import analyse
from sparql.analysis_forms import words_of
from sparql.rendering import as_value
from sparql.spoken import speak
from sparql.words import Language

router = APIRouter(prefix="/api/v1/analyses", tags=["analyses"], dependencies=[Once])


@router.get("", responses=responses(analysed.Analyses))
def catalogue(request: Request, here: Here, asked: Annotated[Asked, Query()]) -> Response:
    """List the analyses with their definitions and parameters."""
    language = spoken(request, asked)

    def made() -> analysed.Analyses:
        told = [_declared(held.declared, language) for held in analyses()]
        return analysed.Analyses(release=here.dataset.release, analyses=told)

    return answered(request, here, language, made)


@router.get("/{name}", responses=responses(analysed.Analysed, 404))
def find(name: str, request: Request, here: Here) -> Response:
    """Run an analysis, with parameters of its own; things are given by code or name."""
    held = analysis(name)
    asked, given = listed(request)
    language = spoken(request, asked)
    return answered(request, here, language, lambda: _found(here, held, given, asked, language))


def _found(
    here: Site, held: Analysis, given: dict[str, str], asked: Listed, language: Language
) -> analysed.Analysed:
    found = analyse(here.held, held, given, language, here.scope)
    told = speak(found, here.quality, here.labels, language)
    got, sheet = told.answer, told.sheet
    page = Page(asked, here.dataset.release, got.name, sorted(got.parameters.items()))
    return analysed.Analysed(
        release=here.dataset.release,
        scope=list(told.scope),
        total=len(sheet.rows),
        next=page.after(len(sheet.rows)),
        name=got.name,
        question=got.question,
        parameters=dict(got.parameters),
        states=dict(got.states),
        columns=list(sheet.columns),
        rows=[dict(zip(sheet.columns, map(as_value, row), strict=True)) for row in sheet.rows[page.place]],
        **words_of(told, here.labels),  # type: ignore[arg-type]
    )


def _declared(held: Declared, language: Language) -> analysed.Analysis:
    return analysed.Analysis(
        name=held.name,
        need=held.need,
        title=held.title[language],
        question=held.question[language],
        definition=held.definition[language],
        reading=held.reading[language],
        reference=held.reference,
        queries=list(held.queries),
        parameters=[parameter(p) for p in held.params],
    )
