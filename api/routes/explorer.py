"""The explorer: a thing and its relations, opened one by one; without scripts a list of links to go on by."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.reader import ByReader
from api.shown import groups
from api.site import Here
from api.templating import page
from api.v1.resources import description_of
from graph.terms import STATES, state

router = APIRouter()


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
        states={name: here.labels.of(state(name), reader.language).text for name in STATES},
    )
