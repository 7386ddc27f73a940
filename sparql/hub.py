"""What is stated of a thing: all at once, or, where that is too much for a page, the first and how many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.release.tally import Tally
from graph.store.dataset import Dataset, Term
from graph.terms import DCT, OWL, RDF, RDFS, SKOS
from sparql.query_folder import QueryFolder

#: Statements of a thing that are read at once, and links of a relation that go first where it has more.
_AT_ONCE, FIRST = 400, 100
#: By what things lead to others that is not told there, as in statements.rq.
_PASSED_BY = (RDF + "type", RDFS + "isDefinedBy", SKOS + "inScheme", DCT + "source", OWL + "members")


@dataclass(frozen=True, slots=True)
class Stated:
    """Rows of what is stated of a thing, and how many statements there are by direction and relation.

    The counts are those of a thing of which not all is there; else there are none.
    """

    rows: Sequence[tuple[Term | None, ...]]
    counts: Mapping[tuple[str, str], int] = field(default_factory=dict)


def stated(dataset: Dataset, queries: QueryFolder, iri: str, tally: Tally) -> Stated:
    """Ask what is stated of a thing; of a relation with very many links the first hundred."""
    counts = tally.links(iri)
    if sum(counts.values()) <= _AT_ONCE:
        return Stated(queries.select(dataset, "statements", {"resource": iri}).rows)
    for predicate in _PASSED_BY:
        counts.pop(("in", predicate), None)
    rows = [row for relation in counts for row in some(dataset, queries, iri, relation, 0, FIRST)]
    return Stated(rows, counts)


def some(
    dataset: Dataset, queries: QueryFolder, iri: str, relation: tuple[str, str], start: int, most: int
) -> Sequence[tuple[Term | None, ...]]:
    """Ask for so many links of a relation, by direction and predicate, from a place in their order on."""
    way, predicate = relation
    values = {"resource": iri, "predicate": predicate, "from": str(start), "most": str(most)}
    return queries.select(dataset, f"some-{way}", values).rows
