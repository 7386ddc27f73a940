"""Search, over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from api.site import Here, Site
from api.v1 import hits
from api.v1.answering import answered, responses
from api.v1.asking import Code, Listed, Once, Page, Words, spoken
from api.v1.models import Name
from api.v1.telling import Telling
from graph.identifiers import ID
from sparql.index import FACETS, Facet
from sparql.search import Found, narrowed

router = APIRouter(prefix="/api/v1", tags=["search"], dependencies=[Once])

#: Values of a facet that are given: the commonest.
_MOST_VALUES = 50


class Sought(Listed):
    """What is looked for, among what."""

    q: Words = Field("", description="Words of a name, or a code.", examples=["työttömille"])
    kind: Code | None = Field(None, description="The name of a kind.", examples=["TargetGroup"])
    period: Code | None = Field(None, description="The code of a programming period.", examples=["2021-2027"])
    theme: Code | None = Field(None, description="The code of a theme.", examples=["k2801"])
    group: Code | None = Field(None, description="The code of a target group.", examples=["k1100"])


@router.get("/search", responses=responses(hits.Found))
def search(request: Request, here: Here, asked: Annotated[Sought, Query()]) -> Response:
    """Find things by words of their names or by their code; without words, all of them.

    Words are found in any form of Finnish, Swedish and English, by how they begin, within compounds
    (from three letters on), and, where nothing else is found, misspelt. `kind` takes a kind's name, the other
    filters codes; a thing belongs to a period, theme or group that it is linked to, is part of, or is.
    """
    language = spoken(request, asked)
    return answered(request, here, language, lambda: _found(here, Telling.of(here, language), asked))


def _found(here: Site, telling: Telling, asked: Sought) -> hits.Found:
    filters = narrowed(here.search, {facet: getattr(asked, facet) for facet in FACETS})
    page = Page(asked, here.dataset.release, asked.q, sorted(filters.items()))
    found = here.search.find(asked.q, filters, page.start, page.limit)

    listed = [
        hits.Hit(
            **telling.named(hit.iri),
            kinds=[telling.thing(kind) for kind in hit.kinds],
            how=hit.how,
            name=Name(text=hit.name, lang=hit.language),
        )
        for hit in found.hits
    ]
    return hits.Found(
        release=here.dataset.release,
        scope=telling.bounds(here.scope),
        query=asked.q,
        total=found.total,
        next=page.after(found.total),
        hits=listed,
        facets=hits.Facets(**{facet: _counts(here, telling, facet, found) for facet in FACETS}),
    )


def _counts(here: Site, telling: Telling, facet: Facet, found: Found) -> list[hits.Count]:
    held = list(found.facets[facet].items())[:_MOST_VALUES]
    return [
        hits.Count(
            **{**telling.named(here.search.kinds[name] if facet == "kind" else ID + name), "code": name},
            count=count,
        )
        for name, count in held
    ]
