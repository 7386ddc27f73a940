"""The layered map, over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from api.site import Here, Site
from api.v1.answering import answered, responses
from api.v1.asking import Asked, Code, Once, spoken
from api.v1.models import Bounded, Model, Thing
from api.v1.telling import Telling, code_of
from graph.analysis.strata import Strata, strata
from graph.errors import NotFound
from graph.identifiers import resource

router = APIRouter(prefix="/api/v1", tags=["resources"], dependencies=[Once])


class Stratum(Model):
    """Things of one layer of the map, most linked first, and how many there are besides."""

    name: str = Field(description="instruments, themes, parts, groups or projects.")
    things: list[Thing]
    hidden: int


class Tie(Model):
    """An accepted link, by the codes of its ends, from a layer to a later one."""

    start: str = Field(alias="from")
    end: str = Field(alias="to")
    relation: Thing


class Map(Bounded):
    """The layers of the map that hold anything, and the links between things that are shown."""

    at: Thing | None
    strata: list[Stratum]
    ties: list[Tie]


class Centred(Asked):
    """Around what the map is drawn."""

    at: Code | None = Field(
        None, description="The code of a thing: only what links lead to or from it.", examples=["k2801"]
    )


@router.get("/map", responses=responses(Map, 404))
def map_of(request: Request, here: Here, asked: Annotated[Centred, Query()]) -> Response:
    """Give the layers from policy instruments over themes and target groups to projects, with their links.

    Every link is a single accepted one, none is summed up. Around a theme its parts are a layer of their own.
    """
    language = spoken(request, asked)
    return answered(request, here, language, lambda: mapped(Telling.of(here, language), here, asked.at or ""))


def mapped(telling: Telling, here: Site, at: str) -> Map:
    """Tell the map, or the map around the thing with a code; raises NotFound, InvalidIdentifier."""
    centre, held = around(here, at)
    return Map(
        release=here.dataset.release,
        scope=telling.bounds(here.scope),
        at=telling.thing(centre) if centre else None,
        strata=[
            Stratum(name=s.name, things=[telling.thing(t) for t in s.things], hidden=s.hidden)
            for s in held.strata
        ],
        ties=[
            Tie(**{"from": code_of(t.start), "to": code_of(t.end)}, relation=telling.thing(t.relation))
            for t in held.ties
        ],
    )


def around(here: Site, at: str) -> tuple[str, Strata]:
    """Return the thing with a code, if one is asked for, and the map around it; raises as ``mapped`` does."""
    centre = resource(at) if at else ""
    if centre and centre not in here.reach.layer.graph:
        raise NotFound("thing", at)
    return centre, strata(here.reach.layer, centre)
