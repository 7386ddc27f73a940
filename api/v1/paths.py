"""Ways between things, over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from api.site import Here, Site
from api.v1 import models
from api.v1.answering import answered, responses
from api.v1.asking import Asked, Code, Once, spoken
from api.v1.telling import Telling
from graph.analysis.explanation import Evidence, Step, told
from graph.analysis.ways import ways
from graph.identifiers import resource
from sparql.labels import local_name

router = APIRouter(prefix="/api/v1", tags=["resources"], dependencies=[Once])


class Ends(Asked):
    """Between what ways are looked for."""

    start: Code = Field(alias="from", description="The code of the thing to begin at.", examples=["k2801"])
    end: Code = Field(alias="to", description="The code of the thing to reach.", examples=["k1100"])
    limit: int = Field(5, ge=1, le=20, description="How many ways at most.")


@router.get("/paths", responses=responses(models.Paths, 404))
def paths(request: Request, here: Here, asked: Annotated[Ends, Query()]) -> Response:
    """Give the shortest ways between two things over accepted links of parts, groups, acts and funding.

    A way has six links at most, followed in either direction, and never goes through a programming period. No
    way means that none was found in what was read.
    """
    language = spoken(request, asked)
    return answered(request, here, language, lambda: between(Telling.of(here, language), here, asked))


def between(telling: Telling, here: Site, asked: Ends) -> models.Paths:
    """Tell the ways between two things; raises NotFound, InvalidIdentifier."""
    start, end = resource(asked.start), resource(asked.end)
    found = ways(here.reach.layer, start, end, asked.limit)
    return models.Paths(
        release=here.dataset.release,
        scope=telling.bounds(here.scope),
        **{"from": telling.thing(start), "to": telling.thing(end)},
        paths=[
            models.Path(
                things=[telling.thing(thing) for thing in things],
                steps=[_step(telling, told(here.dataset, step)) for step in steps],
            )
            for things, steps in found.found
        ],
        complete=found.is_whole,
    )


def _step(telling: Telling, held: Step) -> models.Step:
    return models.Step(
        subject=telling.thing(held.subject),
        relation=telling.thing(held.relation),
        object=telling.thing(held.object),
        rule=held.rule or None,
        evidence=[_evidence(telling, said) for said in held.evidence],
    )


def _evidence(telling: Telling, held: Evidence) -> models.Evidence:
    return models.Evidence(
        assertion=local_name(held.assertion),
        document=telling.thing(held.version),
        section=local_name(held.section),
        start=held.start,
        end=held.end,
        words=held.quote,
    )
