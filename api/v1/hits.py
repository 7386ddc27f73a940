"""What a search answers: what was found, and how many of it have what."""

from __future__ import annotations

from pydantic import Field

from api.v1.models import Model, Name, Paged, Thing
from sparql.search import How


class Hit(Thing):
    """A thing found: how, and by which of its names."""

    kinds: list[Thing]
    how: How | None = Field(description="How it was found, surest first; null where no words were asked.")
    name: Name


class Count(Thing):
    """A value of a facet and how many hits have it."""

    count: int


class Facets(Model):
    """How many hits each value would leave, the other filters kept; the commonest first."""

    kind: list[Count]
    period: list[Count]
    theme: list[Count]
    group: list[Count]


class Found(Paged):
    """What was found by words."""

    query: str
    hits: list[Hit]
    facets: Facets
