"""Links of a thing one behind another, relation by relation: as many as a page has, of any number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sparql.description import Link, Relation
from sparql.hub import FIRST
from sparql.things import Things


def places(relations: Sequence[Relation]) -> int:
    """Return at how many places the links of relations stand."""
    return sum(_places(relation) for relation in relations)


def standing(
    things: Things, iri: str, relations: Sequence[Relation], place: slice
) -> Iterator[tuple[Relation, Link]]:
    """Yield the links of a thing that stand at these places; a place may be empty."""
    begins = 0
    for relation in relations:
        start, stop = max(0, place.start - begins), place.stop - begins
        if start < stop and start < _places(relation):
            for link in _standing(things, iri, relation, start, stop):
                yield relation, link
        begins += _places(relation)


def _standing(things: Things, iri: str, relation: Relation, start: int, stop: int) -> Iterator[Link]:
    yield from relation.links[start:stop]
    listed = len(relation.links)
    first, end = max(0, start - listed), min(stop - listed, _behind(relation))
    if first < end:
        yield from things.behind(iri, relation, first, end - first)


def _places(relation: Relation) -> int:
    """Return where a relation's links end: those that are listed, then those behind the first."""
    return len(relation.links) + _behind(relation)


def _behind(relation: Relation) -> int:
    """Return how many statements there are behind the first; what they link to may be listed, too."""
    stated = relation.unlisted + sum(1 for link in relation.links if link.is_stated)
    return max(0, stated - FIRST) if relation.unlisted else 0
