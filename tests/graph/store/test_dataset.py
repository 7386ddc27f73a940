"""A release's triples, asked by SPARQL."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.errors import ForbiddenQuery, InvalidQuery
from graph.store import layout
from graph.store.dataset import Dataset

A, B, P = (
    NamedNode("http://example.org/a"),
    NamedNode("http://example.org/b"),
    NamedNode("http://example.org/p"),
)
EVERYTHING = "SELECT ?s ?p ?o { ?s ?p ?o }"


def quad(graph: str, value: NamedNode | Literal = B) -> Quad:
    return Quad(A, P, value, NamedNode(graph))


def test_the_default_graph_is_the_union_of_the_graphs_that_make_it_up() -> None:
    dataset = Dataset.of(quad(graph, Literal(graph)) for graph in (*layout.DEFAULT, layout.DECISIONS))
    assert {row[2] for row in dataset.select(EVERYTHING).rows} == {Literal(g) for g in layout.DEFAULT}


def test_a_triple_in_two_graphs_is_counted_once() -> None:
    dataset = Dataset.of([quad(layout.ACCEPTED), quad(layout.ENTITIES)])
    assert dataset.texts("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == [("1",)]


def test_other_graphs_are_asked_by_name() -> None:
    dataset = Dataset.of([quad(layout.COVERAGE)])
    assert not dataset.ask("ASK { ?s ?p ?o }")
    assert dataset.ask(f"ASK {{ GRAPH <{layout.COVERAGE}> {{ ?s ?p ?o }} }}")
    assert len(dataset.select(EVERYTHING, everywhere=True).rows) == 1


def test_the_quads_are_those_of_named_graphs_only() -> None:
    dataset = Dataset.of([quad(layout.ACCEPTED), quad(layout.COVERAGE)])
    assert sorted(map(str, dataset.quads())) == sorted(
        map(str, [quad(layout.ACCEPTED), quad(layout.COVERAGE)])
    )
    assert list(dataset.quads(layout.COVERAGE)) == [quad(layout.COVERAGE)]


def test_what_is_dropped_is_gone() -> None:
    dataset = Dataset.of([quad(layout.SCRATCH)])
    dataset.drop(layout.SCRATCH)
    assert list(dataset.quads()) == []


def test_an_unbound_variable_is_none_in_a_row_and_empty_as_text() -> None:
    dataset = Dataset.of(())
    query = "SELECT ?s ?n { OPTIONAL { ?s ?p ?o } BIND(1 AS ?n) }"
    assert dataset.select(query).rows[0][0] is None
    assert dataset.texts(query) == [("", "1")]


def test_a_constructed_answer_is_read_to_its_end() -> None:
    (triple,) = Dataset.of([quad(layout.ACCEPTED)]).construct("CONSTRUCT { ?o ?p ?s } WHERE { ?s ?p ?o }")
    assert (triple.subject, triple.object) == (B, A)


def test_a_syntax_error_is_told_by_line_and_column() -> None:
    with pytest.raises(InvalidQuery) as refused:
        Dataset.of(()).select("SELECT * {\n  ?s ?p }")
    assert (refused.value.line, refused.value.column) == (2, 10)  # one past the bracket, as the engine counts


@pytest.mark.parametrize(
    "query", ["ASK { }", "CONSTRUCT WHERE { ?s ?p ?o }", "INSERT DATA { <x:a> <x:b> 1 }"]
)
def test_only_a_select_gives_a_table(query: str) -> None:
    with pytest.raises(InvalidQuery):
        Dataset.of(()).select(query)


def test_the_wrong_form_is_refused() -> None:
    dataset = Dataset.of(())
    with pytest.raises(InvalidQuery):
        dataset.ask(EVERYTHING)
    with pytest.raises(InvalidQuery):
        dataset.construct(EVERYTHING)


def test_no_query_calls_another_server() -> None:
    with pytest.raises(ForbiddenQuery):
        Dataset.of(()).select("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
