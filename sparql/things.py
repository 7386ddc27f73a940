"""What pages tell of the things of a release: asked of one at a time, or gathered of all of them at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.store.dataset import Dataset
from sparql.description import QUERIES, Description, Row, Told, describe, kinds_of, told
from sparql.evidence import Round, history, rounds
from sparql.query_folder import QueryFolder

#: Where a query says what it answers by: asked of everything, it tells of whom in the first column.
_ANSWERED_BY = re.compile(r"^(SELECT DISTINCT|SELECT|GROUP BY)\b", re.MULTILINE)
_LIMIT = re.compile(r"^LIMIT \d+$", re.MULTILINE)
_NOTHING = told({})


@dataclass(frozen=True, slots=True)
class _All:
    """What is told of each thing that anything is told of."""

    told: dict[str, Told]
    rounds: dict[str, tuple[Round, ...]]


class Things:
    """Tell of the things of one release; any number of threads may ask."""

    def __init__(self, dataset: Dataset, queries: QueryFolder) -> None:
        """Use the queries of pages."""
        self._dataset = dataset
        self._queries = queries
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
            {iri: told(rows) for iri, rows in found.items()},
            {iri: rounds(rows) for iri, rows in self._everything("history").items()},
        )

    @property
    def are_gathered(self) -> bool:
        """Whether what is told of things is at hand."""
        return self._all is not None

    def kinds(self, iri: str) -> tuple[str, ...]:
        """Return the classes of a thing."""
        return kinds_of(self._dataset, iri)

    def describe(self, iri: str) -> Description:
        """Return what is known of a thing; raises NotFound where nothing is."""
        found = self._all.told.get(iri, _NOTHING) if self._all else None
        return describe(self._dataset, self._queries, iri, found)

    def history(self, iri: str) -> Sequence[Round]:
        """Return what was decided on the links of a thing, oldest first."""
        return self._all.rounds.get(iri, ()) if self._all else history(self._dataset, self._queries, iri)

    def _everything(self, name: str) -> dict[str, list[Row]]:
        """Ask a query with its placeholder left a variable; return its rows by what they are about."""
        text = _ANSWERED_BY.sub(r"\1 $resource", _LIMIT.sub("", self._queries.named(name).text))
        found: dict[str, list[Row]] = {}
        for about, *row in self._dataset.select(text).rows:
            if isinstance(about, NamedNode):
                found.setdefault(about.value, []).append(tuple(row))
        return found
