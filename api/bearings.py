"""What is said of one thing, or of two together, gathered for a page and written as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from api.shown import facts
from api.site import Site
from api.v1.telling import Telling, told_value
from graph.analysis.account import cell_of
from sparql.bearing import COMMON, Shared, Way, between, parts, shared
from sparql.description import Description
from sparql.words import Language

#: Parts of a thing whose links are looked at; links, and things that both have, that are told.
PARTS, MOST = 40, 100
_Json = dict[str, object]


@dataclass(frozen=True)
class Bearings:
    """One thing, or two with what links them and what both have."""

    here: Site
    asked: tuple[Description, ...]

    @cached_property
    def below(self) -> tuple[tuple[str, ...], ...]:
        """The parts of each of two things."""
        return tuple(parts(held) for held in self.asked) if len(self.asked) > 1 else ()

    @cached_property
    def linked(self) -> tuple[Way, ...]:
        """The links between two things, or what one says of the other where one is a document."""
        if not self.below:
            return ()
        one, other = self.asked
        return max(between(one, other.iri), between(other, one.iri), key=len)

    @cached_property
    def alike(self) -> tuple[Shared, ...]:
        """What two things have both, each looked at with the first of its parts."""
        if not self.below:
            return ()
        one, other = (
            [held, *self.here.things.outgoing(each[:PARTS], COMMON)]
            for held, each in zip(self.asked, self.below, strict=True)
        )
        return shared(one, other)

    @property
    def cell(self) -> tuple[str, str] | None:
        """The coverer and the covered thing among the two, where they have a cell."""
        return cell_of(self.here.held, (held.iri for held in self.asked))

    def read(self, held: Description) -> set[str]:
        """Return the document versions that were read and say something of a thing."""
        said = [s for r in held.relations for link in r.links for s in link.statements.values()]
        sections = self.here.held.layer.sections.get(held.iri, ())
        return {s.version for s in sections if s.found} | {m.version for s in said for m in s.mentions}

    def as_json(self, language: Language) -> bytes:
        """Write all of it as one JSON object; of two things only what they have to do with each other."""
        telling = Telling.of(self.here, language)
        told: _Json = {
            "release": self.here.dataset.release,
            "scope": telling.bounds(self.here.scope),
            "things": [self._thing(telling, held) for held in self.asked],
        }
        if self.below:
            told["between"] = {"count": len(self.linked), "links": _ways(telling, self.linked)}
            told["shared"] = {
                "count": len(self.alike),
                "things": [_shared(telling, s) for s in self.alike[:MOST]],
            }
            told["partsLookedAt"] = [
                {"count": min(len(each), PARTS), "outOf": len(each)} for each in self.below
            ]
            told["cell"] = [telling.named(end)["code"] for end in self.cell or ()] or None
        return json.dumps(told, ensure_ascii=False, indent=1).encode()

    def _thing(self, telling: Telling, held: Description) -> _Json:
        told: _Json = {
            **telling.named(held.iri),
            "read": [telling.named(version) for version in sorted(self.read(held))],
            "facts": [
                {
                    "relation": telling.named(fact.predicate),
                    "values": [told_value(term).model_dump() for term in fact.values],
                }
                for fact in facts(held)
            ],
        }
        if not self.below:
            told["relations"] = [telling.relation(r, r.links).model_dump() for r in held.relations]
        return told


def _ways(telling: Telling, ways: Iterable[Way]) -> list[_Json]:
    return [
        {
            "of": telling.named(way.who),
            "relation": telling.named(way.predicate),
            "direction": way.direction,
            "link": telling.link(way.predicate, way.link).model_dump(),
        }
        for way in tuple(ways)[:MOST]
    ]


def _shared(telling: Telling, held: Shared) -> _Json:
    named: object = telling.named(held.thing) if held.is_thing else held.thing
    return {"thing": named, "one": _ways(telling, held.one), "other": _ways(telling, held.other)}
