"""The W3C service description suite: three tests that the manifest only names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pyoxigraph import Dataset as Graph
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from api.app import create_app
from graph.store.dataset import Dataset
from sparql.service import SD, VOID
from tests.api.conftest import Client
from tests.conformance.manifest import BASE, RDF, SUITES, Manifest

TYPE = RDF + "type"
DOMAINS = {
    "endpoint": "Service",
    "supportedLanguage": "Service",
    "resultFormat": "Service",
    "defaultDataset": "Service",
    "defaultGraph": "Dataset",
    "namedGraph": "Dataset",
    "name": "NamedGraph",
    "graph": "NamedGraph",
}
RANGES = {"defaultDataset": "Dataset", "defaultGraph": "Graph", "namedGraph": "NamedGraph", "graph": "Graph"}


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    address = f"{BASE}sparql11/protocol/data1.nt"
    held = (Triple(NamedNode("a:s"), NamedNode("a:p"), Literal(str(n))) for n in range(3))
    dataset = Dataset.of(())
    dataset.add(address, held)
    asked = Client(create_app(dataset))
    yield asked
    asked.close()


def described(client: Client, accept: str = "application/n-triples") -> Graph:
    answer = client.get("/sparql", headers={"accept": accept})
    assert answer.headers["content-type"].startswith(accept)
    return Graph(parse(answer.content, format=RdfFormat.from_media_type(accept)))


def objects(graph: Graph, predicate: str) -> list[Any]:
    return [quad.object for quad in graph.quads_for_predicate(NamedNode(predicate))]


def returns_rdf(client: Client) -> None:
    for accept in ("text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"):
        assert len(described(client, accept)) > 10
    assert client.get("/sparql").headers["content-type"].startswith("text/turtle")


def has_endpoint_triple(client: Client) -> None:
    assert objects(described(client), SD + "endpoint") == [NamedNode("http://test/sparql")]


def conforms_to_schema(client: Client) -> None:
    graph = described(client)
    types = {(quad.subject, str(quad.object)) for quad in graph.quads_for_predicate(NamedNode(TYPE))}
    for quad in graph:
        term = quad.predicate.value.removeprefix(SD)
        if quad.predicate.value.startswith(SD):
            assert (quad.subject, f"<{SD}{DOMAINS[term]}>") in types
        if term in RANGES:
            assert (quad.object, f"<{SD}{RANGES[term]}>") in types


CHECKS = {
    "returns-rdf": returns_rdf,
    "has-endpoint-triple": has_endpoint_triple,
    "conforms-to-schema": conforms_to_schema,
}


def entries() -> list[str]:
    if not SUITES.exists():
        return []
    read = Manifest(f"{BASE}sparql11/service-description/manifest.ttl")
    return [entry.value.partition("#")[2] for entry in read.entries()]


@pytest.mark.parametrize("entry", entries())
def test_service_description(entry: str, client: Client) -> None:
    CHECKS[entry](client)


def test_the_numbers_told_are_those_of_the_data(client: Client) -> None:
    told = sorted(int(literal.value) for literal in objects(described(client), VOID + "triples"))
    assert told == [0, 3]
