"""The map of the site: where its pages are, in parts of which each is asked for by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.site import Site
from graph.identifiers import NS
from sparql.description import value

#: Addresses in one file (sitemaps.org).
MOST = 50_000

#: Pages that stand alone.
_FIRST = ("/", "/question", "/kind", "/documents", "/about", "/ns", "/catalog", "/release")
#: Kinds of what is told on the pages of other things.
_WITHOUT_PAGE = frozenset(
    NS + name for name in ("Labelling", "MissingPart", "Alignment", "CompletenessStatement", "Section")
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Things of a kind, from a place in the engine's order on; without a kind, the pages that stand alone."""

    kind: str
    start: int
    most: int


def parts(kinds: Sequence[tuple[str, int]], most: int) -> list[list[Piece]]:
    """Divide the pages into parts of so many at most, by kinds and how many things they have."""
    found: list[list[Piece]] = [[Piece("", 0, len(_FIRST))]]
    room = most - len(_FIRST)
    for kind, count in kinds:
        start = 0
        while kind not in _WITHOUT_PAGE and start < count:
            if room <= 0:
                found.append([])
                room = most
            taken = min(room, count - start)
            # The last may ask for more: counted are only things with identifiers of ours.
            found[-1].append(Piece(kind, start, taken if start + taken < count else most))
            start, room = start + taken, room - taken
    return found


def places(here: Site, part: Sequence[Piece]) -> Iterator[str]:
    """Yield where the pages of a part are, below the site's address."""
    for piece in part:
        if not piece.kind:
            yield from _FIRST
            continue
        asked = {"kind": piece.kind, "from": str(piece.start), "most": str(piece.most)}
        rows = here.queries.select(here.dataset, "pages-of-kind", asked).rows
        yield from (f"/page/{value(code)}" for (code,) in rows)
