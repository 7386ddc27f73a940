"""Documents and what they say, over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pyoxigraph import NamedNode

from api.site import Here, Site
from api.v1 import models
from api.v1.answering import answered, responses
from api.v1.asking import Listed, Once, Page, spoken
from api.v1.telling import Telling, told_value
from graph.errors import NotFound
from graph.identifiers import resource
from sparql.evidence import Said, versions
from sparql.labels import local_name

router = APIRouter(prefix="/api/v1/documents", tags=["documents"], dependencies=[Once])


@router.get("", responses=responses(models.Documents))
def documents(request: Request, here: Here, asked: Annotated[Listed, Query()]) -> Response:
    """List the documents that are known, and say which of them were read."""
    language = spoken(request, asked)
    return answered(request, here, language, lambda: known(Telling.of(here, language), here, asked))


@router.get("/{code}/mentions", responses=responses(models.Mentions, 404))
def mentions(code: str, request: Request, here: Here, asked: Annotated[Listed, Query()]) -> Response:
    """Give what a document or one version of it says, in the order of its text, with the link of each."""
    language = spoken(request, asked)
    return answered(request, here, language, lambda: told(Telling.of(here, language), here, code, asked))


def known(telling: Telling, here: Site, asked: Listed) -> models.Documents:
    """Tell which documents there are."""
    page = Page(asked, here.dataset.release)
    read = {item.iri for item in here.scope.read_documents}
    listed = sorted({item.iri: item for item in here.scope.known_documents}.items())
    return models.Documents(
        release=here.dataset.release,
        scope=telling.bounds(here.scope),
        total=len(listed),
        next=page.after(len(listed)),
        documents=[
            models.Document(**telling.named(iri), read=iri in read, standing=item.detail)
            for iri, item in listed[page.place]
        ],
    )


def told(telling: Telling, here: Site, code: str, asked: Listed) -> models.Mentions:
    """Tell what a document says; raises NotFound, InvalidIdentifier."""
    iri = resource(code)
    if next(iter(here.dataset.store.quads_for_pattern(NamedNode(iri), None, None, None)), None) is None:
        raise NotFound("document", code)
    page = Page(asked, here.dataset.release, iri)
    found = [(version, held) for version in versions(here.dataset, iri) for held in here.things.said(version)]
    return models.Mentions(
        release=here.dataset.release,
        scope=telling.bounds(here.scope),
        total=len(found),
        next=page.after(len(found)),
        document=telling.thing(iri),
        mentions=[_said(telling, version, held) for version, held in found[page.place]],
    )


def _said(telling: Telling, version: str, held: Said) -> models.Said:
    is_thing = isinstance(held.object, NamedNode)
    return models.Said(
        assertion=local_name(held.assertion),
        subject=telling.thing(held.subject),
        relation=telling.thing(held.predicate),
        object=telling.thing(held.object.value) if isinstance(held.object, NamedNode) else None,
        value=None if is_thing else told_value(held.object),
        state=held.state,
        version=local_name(version),
        section=local_name(held.section),
        start=held.start,
        end=held.end,
        words=held.words,
    )
