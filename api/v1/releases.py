"""Releases and the bounds of answers, over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.site import Here, Options, Site
from api.v1 import models
from api.v1.answering import answered, fresh, responses
from api.v1.asking import Asked, Once, spoken
from api.v1.telling import Telling
from graph.release.shelf import Shelf
from sparql.scope import Scope

router = APIRouter(prefix="/api/v1", tags=["releases"], dependencies=[Once])


@router.get("/releases", responses=responses(models.Releases))
def releases(request: Request, here: Here, asked: Annotated[Asked, Query()]) -> Response:
    """List the releases that are kept, the latest first, and say which is served."""
    return fresh(request, here, spoken(request, asked), _releases(here, request.app.state.options))


@router.get("/scope", responses=responses(models.Scope))
def scope(request: Request, here: Here, asked: Annotated[Asked, Query()]) -> Response:
    """Say what every answer is based on: what was read and loaded of what is known, and what is lost."""
    language = spoken(request, asked)
    return answered(request, here, language, lambda: told(Telling.of(here, language), here.scope))


def _releases(here: Site, options: Options) -> models.Releases:
    served = here.dataset.release
    kept = Shelf(options.releases).list() if options.releases else []
    listed = [
        models.Release(id=m.id, built=m.built, current=m.id == served, counts=dict(m.counts))
        for m in reversed(kept)
    ]
    if served and not any(held.current for held in listed):
        listed.insert(0, models.Release(id=served, built="", current=True, counts={}))
    return models.Releases(release=served, releases=listed)


def told(telling: Telling, held: Scope) -> models.Scope:
    """Tell what answers are based on."""
    periods = [models.Period(**telling.named(p.iri), projects=held.projects_of(p.iri)) for p in held.periods]
    return models.Scope(
        release=held.release,
        scope=telling.bounds(held),
        documents_known=len(held.known_documents),
        documents_read=len(held.read_documents),
        projects=len(held.projects),
        periods=periods,
        cut_off=held.cut_off,
    )
