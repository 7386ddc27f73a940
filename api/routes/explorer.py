"""The explorer: a thing and its relations, opened one by one; without scripts a list of links to go on by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.reader import ByReader, Reader
from api.shown import groups
from api.site import Here, Site
from api.templating import page
from api.v1.resources import description_of
from graph.identifiers import NS
from graph.terms import KINDS, STATES, state
from sparql.description import value
from sparql.labels import alphabetical

router = APIRouter()

#: What is offered to begin at, and how many of each.
_BEGINNINGS = (KINDS["Theme"], NS + "ProgrammingPeriod")
_BEGUN = 24


@router.get("/explorer")
def explorer(
    here: Here,
    reader: ByReader,
    at: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """Show a thing with its relations to explore, or ask for one; raises NotFound, InvalidIdentifier.

    Which relations are open is told by the address to the page's script; a page without it lists them all.
    """
    held = description_of(here, at) if at else None
    words = here.words(reader)
    return page(
        here,
        reader,
        "explorer.html",
        at=at,
        held=held,
        groups=groups(held, words.order) if held else (),
        begins=() if at else _begins(here, reader),
        states={name: here.labels.of(state(name), reader.language).text for name in STATES},
    )


def _begins(here: Site, reader: Reader) -> list[str]:
    """Return things to begin at: the themes and the programming periods, by their names."""
    rows = (here.queries.select(here.dataset, "kind", {"kind": kind}).rows for kind in _BEGINNINGS)
    found = [sorted({value(thing) for thing, *_ in held}, key=_named(here, reader)) for held in rows]
    return [iri for held in found for iri in held[:_BEGUN]]


def _named(here: Site, reader: Reader) -> Callable[[str], str]:
    return lambda iri: alphabetical(here.labels.of(iri, reader.language).text)
