"""The W3C protocol suite, each request sent over HTTP to the application as the manifest writes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, parse

from api.app import create_app
from graph.store.dataset import Dataset
from tests.api.conftest import Client
from tests.conformance.manifest import BASE, MF, SUITES, Manifest, Node, bytes_of, format_of, text

HT, CNT = "http://www.w3.org/2011/http#", "http://www.w3.org/2011/content#"
UT, RDFS = "http://www.w3.org/2009/sparql/tests/test-update#", "http://www.w3.org/2000/01/rdf-schema#"
UPDATES = "updates are asked of a workspace, and this endpoint is of a release"
FORMATS = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"),
    "RDF": ("text/turtle", "application/n-triples", "application/rdf+xml"),
}


@dataclass(frozen=True)
class Exchange:
    """One request and what its answer is to be."""

    method: str
    path: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    statuses: tuple[str, ...] = ()
    truth: bool | None = None
    form: str | None = None


def exchanges(read: Manifest, entry: Node) -> Iterator[Exchange]:
    action = read.value(entry, MF + "action")
    assert isinstance(action, BlankNode)
    for request in read.items(action, HT + "requests"):
        answer = read.value(request, HT + "resp")
        body = read.value(request, HT + "body")
        assert isinstance(answer, BlankNode)
        truth, form = read.value(answer, MF + "expectedBoolean"), read.value(answer, MF + "expectedFormat")
        yield Exchange(
            text(read.value(request, HT + "methodName")),
            text(read.value(request, HT + "absolutePath")),
            _bytes(read, body),
            dict(_headers(read, request)),
            tuple(text(status)[-3] for status in read.values(answer, MF + "expectedStatus")),
            text(truth) == "true" if truth else None,
            text(form) or None,
        )


def _bytes(read: Manifest, body: Node | Literal | None) -> bytes:
    if not isinstance(body, BlankNode):
        return b""
    encoding = text(read.value(body, CNT + "characterEncoding"))
    return text(read.value(body, CNT + "chars")).encode(encoding)


def _headers(read: Manifest, request: Node) -> Iterator[tuple[str, str]]:
    for header in read.items(request, HT + "headers"):
        yield text(read.value(header, HT + "fieldName")), text(read.value(header, HT + "fieldValue"))


def manifest() -> Manifest:
    return Manifest(f"{BASE}sparql11/protocol/manifest.ttl")


def entries() -> list[Any]:
    """Return the tests of queries, and those of updates that a release must refuse too."""
    if not SUITES.exists():
        return []
    found = []
    for entry in manifest().entries():
        name = entry.value.partition("#")[2]
        waits = [pytest.mark.skip(reason=UPDATES)] if name.startswith("update") else []
        found.append(pytest.param(entry, id=name, marks=waits))
    return found


def dataset(read: Manifest, entry: Node) -> Iterator[Quad]:
    for held in read.values(entry, UT + "graphData"):
        assert isinstance(held, BlankNode)
        address = text(read.value(held, UT + "graph"))
        name = NamedNode(text(read.value(held, RDFS + "label")))
        for quad in parse(bytes_of(address), format=format_of(address), base_iri=name.value):
            yield Quad(quad.subject, quad.predicate, quad.object, name)


@pytest.mark.parametrize("entry", entries())
def test_protocol(entry: NamedNode) -> None:
    read = manifest()
    client = Client(create_app(Dataset.of(dataset(read, entry))))
    try:
        for exchange in exchanges(read, entry):
            answer = client.request(
                exchange.method, exchange.path, content=exchange.body, headers=exchange.headers
            )
            check(exchange, answer)
    finally:
        client.close()


def check(exchange: Exchange, answer: httpx.Response) -> None:
    assert f"{answer.status_code // 100}" in exchange.statuses, answer.text
    if exchange.form:
        assert answer.headers["content-type"].partition(";")[0] in FORMATS[exchange.form]
    if exchange.truth is not None:
        assert answer.json()["boolean"] is exchange.truth
