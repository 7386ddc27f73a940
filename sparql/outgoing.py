"""What things lead to, and nothing else of them: for who looks at many things at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.store.dataset import Dataset
from graph.store.query_file import bind
from graph.terms import RDF
from sparql.description import Relation, Row, told, value
from sparql.query_folder import QueryFolder

_SUBJECT = NamedNode(RDF + "subject")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A thing and the relations by which it leads to others, each link with its state and evidence."""

    iri: str
    relations: tuple[Relation, ...]


def outgoing(dataset: Dataset, queries: QueryFolder, things: Sequence[str]) -> list[Outgoing]:
    """Ask to what things lead, all of them at once: a tenth of what it costs to describe each."""
    stated: dict[str, list[Row]] = {iri: [] for iri in things}
    for thing, *row in dataset.select(_asked(queries, things)).rows if things else ():
        stated[value(thing)].append(tuple(row))
    return [_one(iri, rows, _links(dataset, queries, iri)) for iri, rows in stated.items()]


def _asked(queries: QueryFolder, things: Sequence[str]) -> str:
    """Return the query for all of the things: it names one where it lists its values."""
    first, *_ = (nodes := [str(NamedNode(iri)) for iri in things])
    return bind(queries.named("leading"), {"thing": things[0]}).replace(first, " ".join(nodes), 1)


def _links(dataset: Dataset, queries: QueryFolder, iri: str) -> Sequence[Row]:
    if next(dataset.store.quads_for_pattern(None, _SUBJECT, NamedNode(iri), None), None) is None:
        return ()
    return queries.select(dataset, "links", {"resource": iri}).rows


def _one(iri: str, stated: Sequence[Row], links: Sequence[Row]) -> Outgoing:
    found = told({"statements": stated, "links": links})
    return Outgoing(iri, tuple(held for held in found.relations if held.direction == "out"))
