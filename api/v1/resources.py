"""Things and their links, over HTTP."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi import Path as InPath
from pydantic import Field
from pyoxigraph import NamedNode

from api.shown import facts
from api.site import Here, Site
from api.v1 import models, neighbours
from api.v1.answering import answered, responses
from api.v1.asking import Asked, Listed, Once, Page, Words, spoken
from api.v1.telling import Telling, direction, iri_of, told_value
from graph.identifiers import resource
from sparql.description import Description, Link, Relation
from sparql.labels import alphabetical

router = APIRouter(prefix="/api/v1/resources", tags=["resources"], dependencies=[Once])

#: Links of a relation that are given with a thing; the neighbourhood gives the others.
FIRST = 20

ThingCode = Annotated[str, InPath(description="The code of a thing.", examples=["S20220"])]


class Neighbours(Listed):
    """Which links of a thing are asked for."""

    relation: Words | None = Field(None, description="A relation, such as `kyt:targets` or `dct:hasPart`.")
    direction: models.Direction | None = None


@router.get("/{code}", responses=responses(models.Resource, 404))
def thing(code: ThingCode, request: Request, here: Here, asked: Annotated[Asked, Query()]) -> Response:
    """Give what is known of a thing: names, kinds, plain values, and relations with states and evidence."""
    language = spoken(request, asked)
    return answered(
        request, here, language, lambda: told(Telling.of(here, language), description_of(here, code), here)
    )


@router.get("/{code}/neighbourhood", responses=responses(models.Neighbourhood, 404))
def neighbourhood(
    code: ThingCode, request: Request, here: Here, asked: Annotated[Neighbours, Query()]
) -> Response:
    """Give the links of a thing in pages, of one relation or of all, and count them by relation and state."""
    language = spoken(request, asked)

    def made() -> models.Neighbourhood:
        return around(Telling.of(here, language), description_of(here, code), here, asked)

    return answered(request, here, language, made)


def told(telling: Telling, held: Description, here: Site) -> models.Resource:
    """Tell of a thing."""
    return models.Resource(
        **telling.named(held.iri),
        release=here.dataset.release,
        scope=telling.bounds(here.scope),
        labels=telling.names(held.iri),
        names=telling.all_names(held),
        kinds=[telling.thing(kind) for kind in held.kinds],
        facts=[
            models.Fact(relation=telling.thing(f.predicate), values=[told_value(v) for v in f.values])
            for f in facts(held)
        ],
        relations=[telling.relation(r, _sorted(telling, r)[:FIRST]) for r in _linking(held)],
    )


def around(telling: Telling, held: Description, here: Site, asked: Neighbours) -> models.Neighbourhood:
    """Tell of a thing's links; raises InvalidArgument for a relation that cannot be one."""
    wanted = iri_of(asked.relation) if asked.relation else ""
    page = Page(asked, here.dataset.release, held.iri, wanted, asked.direction)
    relations = _linking(held)
    wished = [
        replace(relation, links=tuple(_sorted(telling, relation)))
        for relation in relations
        if wanted in ("", relation.predicate) and asked.direction in (None, relation.direction)
    ]
    return models.Neighbourhood(
        release=here.dataset.release,
        scope=telling.bounds(here.scope),
        total=sum(relation.count for relation in wished),
        next=page.after(neighbours.places(wished)),
        of=telling.thing(held.iri),
        relations=[telling.tally(relation) for relation in relations],
        links=[
            models.Neighbour(
                relation=telling.thing(relation.predicate),
                direction=direction(relation),
                link=telling.link(relation.predicate, link),
            )
            for relation, link in neighbours.standing(here.things, held.iri, wished, page.place)
        ],
    )


def description_of(here: Site, code: str) -> Description:
    """Return the description of the thing with a code; raises NotFound, InvalidIdentifier."""
    return here.things.describe(resource(code))


def _linking(held: Description) -> list[Relation]:
    """Return the relations to things, and those values that an assertion carries evidence for."""
    found = []
    for relation in sorted(held.relations, key=lambda r: (r.direction != "out", r.predicate)):
        links = tuple(link for link in relation.links if _is_link(link))
        if links:
            found.append(Relation(relation.predicate, relation.direction, links, relation.unlisted))
    return found


def _is_link(link: Link) -> bool:
    return isinstance(link.other, NamedNode) or bool(link.statements)


def _sorted(telling: Telling, relation: Relation) -> list[Link]:
    def key(link: Link) -> tuple[str, str]:
        end = telling.end(link.other)
        held = end.get("thing")
        return (alphabetical(held.label) if isinstance(held, models.Thing) else "", str(link.other))

    return sorted(relation.links, key=key)
