"""The description that the endpoint gives of itself, held against what the endpoint answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi import FastAPI
from pyoxigraph import Dataset as Graph
from pyoxigraph import NamedNode, RdfFormat, parse

from api.app import create_app
from graph.release.opening import opened
from graph.store import layout
from graph.store.workspace import Workspace
from sparql.service import SD, VOID
from tests.api.conftest import Client

DEFAULT = layout.CATALOGUE + "#default"


@pytest.fixture(scope="module")
def client(released: Path, ask: Callable[[FastAPI], Client]) -> Client:
    return ask(create_app(opened(Workspace(released))))


@pytest.fixture(scope="module")
def described(client: Client) -> Graph:
    answer = client.get("/sparql", headers={"accept": "application/n-triples"})
    return Graph(parse(answer.content, format=RdfFormat.N_TRIPLES))


def pairs(graph: Graph, predicate: str) -> list[tuple[str, str]]:
    """Subjects and objects of a predicate of VoID."""
    quads = graph.quads_for_predicate(NamedNode(VOID + predicate))
    return [(str(getattr(q.subject, "value", "")), str(getattr(q.object, "value", ""))) for q in quads]


def counted(client: Client, what: str, pattern: str, dataset: str) -> str:
    """Ask the endpoint how many there are of something in one of the sets described."""
    where = pattern if dataset == DEFAULT else f"GRAPH <{dataset}> {{ {pattern} }}"
    query = f"SELECT (COUNT({what}) AS ?n) {{ {where} }}"
    answer = client.post("/sparql", data={"query": query}, headers={"accept": "text/csv"})
    return answer.text.split()[1]


def test_the_triples_told_are_those_counted(client: Client, described: Graph) -> None:
    linksets = {linkset for linkset, _ in pairs(described, "linkPredicate")}
    parts = {part for _, part in pairs(described, "propertyPartition")}
    told = [(named, n) for named, n in pairs(described, "triples") if named not in linksets | parts]
    assert {named for named, _ in told} >= {DEFAULT, layout.CATALOGUE, layout.COVERAGE}
    assert {named: counted(client, "*", "?s ?p ?o", named) for named, _ in told} == dict(told)


def test_the_things_of_each_class_told_are_those_counted(client: Client, described: Graph) -> None:
    of, number = dict(pairs(described, "class")), dict(pairs(described, "entities"))
    parts = pairs(described, "classPartition")
    found = {part: counted(client, "DISTINCT ?s", f"?s a <{of[part]}>", named) for named, part in parts}
    assert found == {part: number[part] for part in of}
    assert len(found) > 50


def test_the_uses_of_each_property_told_are_those_counted(client: Client, described: Graph) -> None:
    of, number = dict(pairs(described, "property")), dict(pairs(described, "triples"))
    parts = [(named, part) for named, part in pairs(described, "propertyPartition") if named == DEFAULT]
    found = {part: counted(client, "*", f"?s <{of[part]}> ?o", named) for named, part in parts}
    assert found == {part: number[part] for part in found}
    assert len(found) > 50


def test_the_links_told_are_those_counted(client: Client, described: Graph) -> None:
    by, number, to = (dict(pairs(described, name)) for name in ("linkPredicate", "triples", "objectsTarget"))
    space = dict(pairs(described, "uriSpace"))
    for linkset, predicate in by.items():
        within = f'?s <{predicate}> ?o FILTER(REPLACE(STR(?o), "[^/#]*$", "") = "{space[to[linkset]]}")'
        assert counted(client, "*", within, DEFAULT) == number[linkset]
    assert by


def test_every_graph_described_by_figures_is_one_that_can_be_asked(described: Graph) -> None:
    name = NamedNode(SD + "name")
    named = {str(getattr(q.object, "value", "")) for q in described.quads_for_predicate(name)}
    subsets = {part for _, part in pairs(described, "subset")}
    assert subsets - named == {DEFAULT}
