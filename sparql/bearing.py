"""What two things have to do with each other: links between them, and what both are linked to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import NamedNode

from graph.identifiers import NS
from graph.terms import DCT, RELATIONS
from sparql.description import Description, Link, value
from sparql.outgoing import Outgoing

#: What tells to what a thing leads.
Leading: TypeAlias = Description | Outgoing

_PART, _WHOLE = DCT + "hasPart", DCT + "isPartOf"
_BELOW = (_PART, NS + "funds")
#: What standing under one thing, or being described by one document, has in common is not told as shared.
COMMON = frozenset({relation.iri for relation in RELATIONS.values()} | {DCT + "spatial", NS + "period"}) - {
    _PART,
    _WHOLE,
    NS + "describes",
}


@dataclass(frozen=True, slots=True)
class Way:
    """One link: of whom it is, which is a thing that was asked of or a part of it, and by which relation."""

    who: str
    predicate: str
    direction: str
    link: Link


@dataclass(frozen=True, slots=True)
class Shared:
    """A thing that both are linked to, or parts of them, with every link of the one and of the other."""

    thing: str
    one: tuple[Way, ...]
    other: tuple[Way, ...]

    @property
    def is_thing(self) -> bool:
        """Whether it is a thing, and not a value."""
        return isinstance(self.one[0].link.other, NamedNode)


def between(held: Description, other: str) -> tuple[Way, ...]:
    """Return the links of a thing to another, and those of its links that the other, a document, says."""
    return tuple(
        Way(held.iri, relation.predicate, relation.direction, link)
        for relation in held.relations
        for link in relation.links
        if value(link.other) == other or _is_said_in(link, other)
    )


def shared(one: Sequence[Leading], other: Sequence[Leading]) -> tuple[Shared, ...]:
    """Return what both are linked to, each given with its parts, except by links that were turned down."""
    first, second = _ways(one), _ways(other)
    asked = {held.iri for held in (*one, *other)}
    return tuple(
        Shared(thing, tuple(first[thing]), tuple(second[thing]))
        for thing in first
        if thing in second and thing not in asked
    )


def parts(held: Description) -> tuple[str, ...]:
    """Return the parts and projects one step below a thing."""
    found: dict[str, None] = {}
    for relation in held.relations:
        below = relation.direction == "out" and relation.predicate in _BELOW
        if below or (relation.direction == "in" and relation.predicate == _WHOLE):
            found |= {value(link.other): None for link in relation.links if link.state != "rejected"}
    return tuple(found)


def _ways(held: Iterable[Leading]) -> dict[str, list[Way]]:
    found: dict[str, list[Way]] = {}
    for known in held:
        for relation in known.relations:
            if relation.direction == "out" and relation.predicate in COMMON:
                for link in relation.links:
                    if link.state != "rejected":
                        way = Way(known.iri, relation.predicate, relation.direction, link)
                        found.setdefault(value(link.other), []).append(way)
    return found


def _is_said_in(link: Link, version: str) -> bool:
    return any(m.version == version for said in link.statements.values() for m in said.mentions)
