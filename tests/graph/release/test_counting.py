"""A release describes itself, and what it tells is what counting its quads gives."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Triple

from graph.identifiers import ID
from graph.release import canonical, counting
from graph.release.opening import opened
from graph.store import layout
from graph.store.dataset import Dataset
from graph.store.workspace import Workspace
from graph.terms import RDF, SKOS

VOID = "http://rdfs.org/ns/void#"
DEFAULT = layout.CATALOGUE + "#default"
PREFIX = f"PREFIX void: <{VOID}> "


@pytest.fixture(scope="module")
def dataset(released: Path) -> Dataset:
    return opened(Workspace(released))


@pytest.fixture(scope="module")
def sets(dataset: Dataset) -> dict[str, list[Triple]]:
    """The triples of each graph that is described, and of the default graph, each once."""
    held: dict[str, dict[Triple, None]] = defaultdict(dict)
    for quad in dataset.quads():
        graph = getattr(quad.graph_name, "value", "")
        if graph != layout.CATALOGUE:
            held[graph][quad.triple] = None
            if graph in layout.DEFAULT:
                held[DEFAULT][quad.triple] = None
    return {name: list(triples) for name, triples in held.items()}


def told(dataset: Dataset, columns: str, pattern: str) -> Counter[tuple[str, ...]]:
    """What the catalogue's graph says in this pattern, as texts."""
    rows = dataset.texts(f"{PREFIX} SELECT {columns} {{ GRAPH <{layout.CATALOGUE}> {{ {pattern} }} }}")
    return Counter(rows)


def test_each_graph_and_the_default_graph_is_told_in_figures(
    dataset: Dataset, sets: dict[str, list[Triple]]
) -> None:
    counted = Counter(
        (
            name,
            str(len(triples)),
            str(len({t.subject for t in triples if str(t.subject).startswith(f"<{ID}")})),
            str(len({t.subject for t in triples})),
            str(len({t.object for t in triples})),
            str(len({t.predicate for t in triples})),
        )
        for name, triples in sets.items()
    )
    pattern = """?set void:triples ?triples ; void:entities ?entities ;
        void:distinctSubjects ?subjects ; void:distinctObjects ?objects ; void:properties ?properties ."""
    columns = "?set ?triples ?entities ?subjects ?objects ?properties"
    assert told(dataset, columns, pattern) == counted
    assert len(counted) > len(layout.DEFAULT)


def test_each_class_is_told_with_how_many_things_there_are(
    dataset: Dataset, sets: dict[str, list[Triple]]
) -> None:
    kind = NamedNode(RDF + "type")
    typed = Counter(
        (name, str(getattr(triple.object, "value", "")))
        for name, triples in sets.items()
        for triple in triples
        if triple.predicate == kind
    )
    pattern = "?set void:classPartition ?part . ?part void:class ?class ; void:entities ?count"
    rows = told(dataset, "?set ?class ?count", pattern)
    assert {(row[0], row[1]): int(row[2]) for row in rows} == typed
    assert set(rows.values()) == {1}


def test_each_property_is_told_with_how_often_it_is_used(
    dataset: Dataset, sets: dict[str, list[Triple]]
) -> None:
    used = Counter((name, triple.predicate.value) for name, triples in sets.items() for triple in triples)
    pattern = "?set void:propertyPartition ?part . ?part void:property ?property ; void:triples ?count"
    rows = told(dataset, "?set ?property ?count", pattern)
    assert {(row[0], row[1]): int(row[2]) for row in rows} == used
    assert set(rows.values()) == {1}


def test_mappings_are_told_by_where_they_lead(dataset: Dataset, sets: dict[str, list[Triple]]) -> None:
    led = Counter(
        (triple.predicate.value, triple.object.value.rpartition("/")[0] + "/")
        for triple in sets[DEFAULT]
        if triple.predicate.value.startswith(SKOS) and triple.predicate.value.endswith("Match")
        if isinstance(triple.object, NamedNode)
    )
    pattern = """?set void:linkPredicate ?predicate ; void:triples ?count ; void:objectsTarget ?target .
        ?target void:uriSpace ?space ."""
    rows = told(dataset, "?predicate ?space ?count", pattern)
    found = {(row[0], row[1]): int(row[2]) for row in rows if "Match" in row[0]}
    assert found == led
    assert led


def test_every_term_used_is_of_a_vocabulary_told(dataset: Dataset, sets: dict[str, list[Triple]]) -> None:
    told_of = {row[0] for row in told(dataset, "?vocabulary", "?set void:vocabulary ?vocabulary")}
    terms = {triple.predicate.value for triples in sets.values() for triple in triples}
    assert {term for term in terms if not term.startswith(tuple(told_of))} == set()


def test_what_a_release_tells_of_itself_is_no_part_of_its_identity() -> None:
    thing = NamedNode(ID + "x")
    dataset = Dataset.of([Quad(thing, NamedNode(RDF + "type"), Literal("a"), NamedNode(layout.ENTITIES))])
    before = canonical.identity(dataset.quads())
    counting.describe(dataset, 7)
    assert len(list(dataset.quads(layout.CATALOGUE))) > 5
    assert canonical.identity(dataset.quads()) == before
