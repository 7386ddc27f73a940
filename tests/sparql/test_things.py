"""What is told of a thing is the same, asked of it alone or gathered of everything."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode

import sparql
from graph.errors import NotFound
from graph.identifiers import ID
from graph.store.dataset import Dataset
from sparql.description import Description
from sparql.query_folder import QueryFolder
from sparql.things import Things


@pytest.fixture(scope="module")
def both(dataset: Dataset) -> tuple[Things, Things]:
    queries = QueryFolder(Path(sparql.__file__).with_name("resource"))
    asked, gathered = Things(dataset, queries), Things(dataset, queries)
    gathered.gather()
    return asked, gathered


def told(held: Description) -> tuple[object, ...]:
    """Return a description without the order that no query has promised."""
    relations = {(r.predicate, r.direction): {str(x.other): x for x in r.links} for r in held.relations}
    cells = (sorted(map(repr, held.covers)), sorted(map(repr, held.covered_by)))
    return held.kinds, held.texts, relations, *cells, held.silent, held.label_statuses


def test_everything_gathered_is_what_each_thing_is_asked_for(
    dataset: Dataset, both: tuple[Things, Things]
) -> None:
    asked, gathered = both
    subjects = {quad.subject for quad in dataset.quads()}
    iris = sorted(s.value for s in subjects if isinstance(s, NamedNode) and s.value.startswith(ID))
    held = [asked.describe(iri) for iri in iris]
    assert any(one.covered_by and one.relations for one in held)
    for iri, one in zip(iris, held, strict=True):
        assert told(one) == told(gathered.describe(iri)), iri
        assert tuple(asked.history(iri)) == tuple(gathered.history(iri)), iri


def test_what_a_document_says_is_the_same_either_way(dataset: Dataset, both: tuple[Things, Things]) -> None:
    asked, gathered = both
    of = NamedNode("http://purl.org/dc/terms/isVersionOf")
    found = {quad.subject for quad in dataset.store.quads_for_pattern(None, of, None, None)}
    versions = sorted(node.value for node in found if isinstance(node, NamedNode))
    assert any(asked.said(iri) and asked.parts(iri)[0] for iri in versions)
    for iri in (*versions, ID + "nowhere"):
        assert asked.parts(iri) == gathered.parts(iri), iri
        assert asked.said(iri) == gathered.said(iri), iri


def test_what_nothing_is_known_of_is_not_found_either_way(both: tuple[Things, Things]) -> None:
    for things in both:
        with pytest.raises(NotFound):
            things.describe(ID + "nowhere")
