"""What is stated of a thing: all at once, or, where that is too much for a page, the first and how many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.store.dataset import Dataset, Term
from graph.terms import DCT, OWL, RDF, RDFS, SKOS
from sparql.query_folder import QueryFolder

if TYPE_CHECKING:
    from sparql.description import Row

#: Statements of a thing that are read at once.
_AT_ONCE = 400
#: By what things lead to others that is not told there, as in statements.rq.
_PASSED_BY = (RDF + "type", RDFS + "isDefinedBy", SKOS + "inScheme", DCT + "source", OWL + "members")


@dataclass(frozen=True, slots=True)
class Stated:
    """Rows of what is stated of a thing, and how many statements there are by direction and relation.

    The counts are those of a thing of which not all is there; else there are none.
    """

    rows: Sequence[Row]
    counts: Mapping[tuple[str, str], int] = field(default_factory=dict)


def stated(dataset: Dataset, queries: QueryFolder, iri: str) -> Stated:
    """Ask what is stated of a thing; of a relation with very many links the first hundred."""
    values = {"resource": iri}
    found = queries.select(dataset, "link-counts", values).rows
    counts = {
        (_text(direction), _text(predicate)): int(_text(count)) for direction, predicate, count in found
    }
    if sum(counts.values()) <= _AT_ONCE:
        return Stated(queries.select(dataset, "statements", values).rows)
    for predicate in _PASSED_BY:
        counts.pop(("in", predicate), None)
    rows = [
        row
        for direction, predicate in counts
        for row in queries.select(dataset, f"first-{direction}", {**values, "predicate": predicate}).rows
    ]
    return Stated(rows, counts)


def _text(term: Term | None) -> str:
    return getattr(term, "value", "")
