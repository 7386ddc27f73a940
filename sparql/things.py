"""What pages tell of the things of a release: asked of one at a time, or gathered of all of them at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.release.tally import Tally
from graph.store.dataset import Dataset
from sparql.description import (
    QUERIES,
    Description,
    Link,
    Relation,
    Row,
    describe,
    described,
    kinds_of,
    told,
)
from sparql.evidence import Parts, Round, Said, history, parts, rounds, said
from sparql.hub import FIRST, some
from sparql.outgoing import Outgoing, outgoing
from sparql.query_folder import QueryFolder

#: Where a query says what it answers by: asked of everything, it tells of whom in the first column.
_ANSWERED_BY = re.compile(r"^(SELECT DISTINCT|SELECT|GROUP BY)\b", re.MULTILINE)
_LIMIT = re.compile(r"^LIMIT \d+$", re.MULTILINE)
_NOTHING = told({})


@dataclass(frozen=True, slots=True)
class _All:
    """What is told of each thing that anything is told of."""

    described: dict[str, Description]
    rounds: dict[str, tuple[Round, ...]]
    parts: dict[str, Parts]
    said: dict[str, tuple[Said, ...]]


class Things:
    """Tell of the things of one release; any number of threads may ask."""

    def __init__(self, dataset: Dataset, queries: QueryFolder) -> None:
        """Use the queries of pages."""
        self._dataset = dataset
        self._queries = queries
        self.tally = Tally(dataset)
        self._all: _All | None = None

    def gather(self) -> None:
        """Ask about everything at once, so that no page asks: for a release that is held in memory.

        It takes seconds, and about a third of the memory of the release's store.
        """
        found: dict[str, dict[str, list[Row]]] = {}
        for name in QUERIES:
            for iri, rows in self._everything(name).items():
                found.setdefault(iri, {})[name] = rows
        self._all = _All(
            {iri: described(self._dataset, iri, told(rows)) for iri, rows in found.items()},
            {iri: rounds(rows) for iri, rows in self._everything("history").items()},
            {iri: parts(rows) for iri, rows in self._everything("parts").items()},
            {iri: said(rows) for iri, rows in self._everything("mentions").items()},
        )

    @property
    def are_gathered(self) -> bool:
        """Whether what is told of things is at hand."""
        return self._all is not None

    def kinds(self, iri: str) -> tuple[str, ...]:
        """Return the classes of a thing."""
        held = self._all.described.get(iri) if self._all else None
        return held.kinds if held else kinds_of(self._dataset, iri)

    def describe(self, iri: str) -> Description:
        """Return what is known of a thing; raises NotFound where nothing is."""
        held = self._all.described.get(iri) if self._all else None
        none = _NOTHING if self._all else None
        return held or describe(self._dataset, self._queries, iri, none, self.tally)

    def outgoing(self, things: Sequence[str], predicates: Iterable[str]) -> Sequence[Description | Outgoing]:
        """Return to what things lead by some relations, and maybe what else is known of them."""
        if self._all:
            return [held for iri in things if (held := self._all.described.get(iri))]
        return outgoing(self._dataset, self._queries, things, predicates)

    def behind(self, iri: str, relation: Relation, start: int, most: int) -> tuple[Link, ...]:
        """Return links of a relation that has very many, from a place behind the first on.

        Without what is listed already, so that they may be fewer than asked for.
        """
        key = relation.direction, relation.predicate
        rows = some(self._dataset, self._queries, iri, key, FIRST + start, most)
        listed = {link.other for link in relation.links}
        further = (link for found in told({"statements": rows}).relations for link in found.links)
        return tuple(link for link in further if link.other not in listed)

    def history(self, iri: str) -> Sequence[Round]:
        """Return what was decided on the links of a thing, oldest first."""
        return self._all.rounds.get(iri, ()) if self._all else history(self._dataset, self._queries, iri)

    def parts(self, version: str) -> Parts:
        """Return the sections of a document version, in the order of its text, and what of it is missing."""
        if self._all:
            return self._all.parts.get(version, ((), ()))
        return parts(self._queries.select(self._dataset, "parts", {"version": version}).rows)

    def said(self, version: str) -> tuple[Said, ...]:
        """Return every mention in a document version with its link, in the order of its text."""
        if self._all:
            return self._all.said.get(version, ())
        return said(self._queries.select(self._dataset, "mentions", {"version": version}).rows)

    def _everything(self, name: str) -> dict[str, list[Row]]:
        """Ask a query with its placeholder left a variable; return its rows by what they are about."""
        asked = self._queries.named(name)
        (placeholder,) = asked.params
        text = _ANSWERED_BY.sub(rf"\1 ${placeholder.name}", _LIMIT.sub("", asked.text))
        found: dict[str, list[Row]] = {}
        for about, *row in self._dataset.select(text).rows:
            if isinstance(about, NamedNode):
                found.setdefault(about.value, []).append(tuple(row))
        return found
