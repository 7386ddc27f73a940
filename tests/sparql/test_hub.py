"""A thing with very many links tells the first of them, and how many there are."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

import sparql
from graph.identifiers import ID, NS
from graph.release.tally import Tally
from graph.store import layout
from graph.store.dataset import Dataset
from graph.terms import DCT
from sparql.description import Relation, describe
from sparql.hub import stated
from sparql.query_folder import QueryFolder

HUB, MANY, FEW = ID + "hub", 1000, 3
PERIOD, PART = NS + "period", DCT + "hasPart"


@pytest.fixture(scope="module")
def queries() -> QueryFolder:
    return QueryFolder(Path(sparql.__file__).with_name("resource"))


def linked(many: int, graphs: tuple[str, ...] = (layout.ENTITIES,)) -> Dataset:
    """Return a thing that so many others belong to, and that has as many parts, and what follows of it."""
    hub = NamedNode(HUB)
    links = [(NamedNode(f"{ID}p{n}"), NamedNode(PERIOD), hub) for n in range(many)]
    links += [(hub, NamedNode(PART), NamedNode(f"{ID}t{n}")) for n in range(many)]
    links += [(hub, NamedNode(PERIOD), NamedNode(f"{ID}few{n}")) for n in range(FEW)]
    return Dataset.of(Quad(*link, NamedNode(graph)) for link in links for graph in graphs)


def relations(dataset: Dataset, queries: QueryFolder) -> dict[tuple[str, str], Relation]:
    held = describe(dataset, queries, HUB)
    return {(relation.direction, relation.predicate): relation for relation in held.relations}


@pytest.mark.parametrize("graphs", [(layout.ENTITIES,), (layout.ENTITIES, layout.INFERRED)])
def test_the_first_links_are_listed_and_all_are_counted(
    queries: QueryFolder, graphs: tuple[str, ...]
) -> None:
    found = relations(linked(MANY, graphs), queries)
    for relation in (found["in", PERIOD], found["out", PART]):
        assert 0 < len(relation.links) < MANY
        assert len(relation.links) + relation.unlisted == MANY
        assert all(link.origins == {"given", "inferred"} or len(graphs) == 1 for link in relation.links)
    assert (len(found["out", PERIOD].links), found["out", PERIOD].unlisted) == (FEW, 0)


def test_of_few_links_all_are_listed(queries: QueryFolder) -> None:
    found = relations(linked(20), queries)
    assert {at: (len(held.links), held.unlisted) for at, held in found.items()} == {
        ("in", PERIOD): (20, 0),
        ("out", PART): (20, 0),
        ("out", PERIOD): (FEW, 0),
    }


def test_what_rests_on_a_source_is_not_told_of_it_however_much_it_is(queries: QueryFolder) -> None:
    source = NamedNode(DCT + "source")
    rows = (NamedNode(f"{ID}r{n}") for n in range(MANY))
    dataset = Dataset.of(Quad(row, source, NamedNode(HUB), NamedNode(layout.ENTITIES)) for row in rows)
    assert not stated(dataset, queries, HUB, Tally(dataset)).rows
