"""What a thing leads to is looked up as it is told with all else that is known of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

import sparql
from graph.identifiers import ID, NS
from graph.store import layout
from graph.store.dataset import Dataset
from sparql.description import Relation, describe, value
from sparql.outgoing import outgoing
from sparql.query_folder import QueryFolder

WAYS = (NS + "targets", NS + "note", NS + "describes")


@pytest.fixture(scope="module")
def queries() -> QueryFolder:
    return QueryFolder(Path(sparql.__file__).with_name("resource"))


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    """Return the example with a link that a register states, one only claimed, and a value."""
    example = parse(path=str(Path(__file__).with_name("example.trig")), format=RdfFormat.TRIG)
    thing, of = NamedNode(ID + "t1"), NamedNode(NS + "targets")
    own = [
        Quad(thing, of, NamedNode(ID + "told"), NamedNode(layout.record("r1"))),
        Quad(thing, of, NamedNode(ID + "claimed"), NamedNode(layout.claimed("r1"))),
        Quad(thing, NamedNode(NS + "note"), Literal("sana"), NamedNode(layout.ENTITIES)),
    ]
    return Dataset.of([*example, *own])


def told(relations: tuple[Relation, ...]) -> dict[tuple[str, str], object]:
    return {
        (held.predicate, value(link.other)): (link.state, link.origins, link.statements)
        for held in relations
        for link in held.links
        if held.direction == "out" and held.predicate in WAYS
    }


def test_it_is_what_a_description_says_leads_out(dataset: Dataset, queries: QueryFolder) -> None:
    things = {q.subject.value for q in dataset.quads() if isinstance(q.subject, NamedNode)}
    linking = {thing for thing in things if thing.startswith(ID)}
    assert len(linking) > 10
    found = outgoing(dataset, queries, sorted(linking), WAYS)
    assert [held.iri for held in found] == sorted(linking)
    for held in found:
        assert {relation.direction for relation in held.relations} <= {"out"}
        assert told(held.relations) == told(describe(dataset, queries, held.iri).relations), held.iri
    (one,) = outgoing(dataset, queries, [ID + "t1"], WAYS)
    assert any("register" in link.origins for relation in one.relations for link in relation.links)
    assert outgoing(dataset, queries, [], WAYS) == []
