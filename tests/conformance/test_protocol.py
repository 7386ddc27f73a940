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
from tests.conformance.workspace import Workspace

HT, CNT = "http://www.w3.org/2011/http#", "http://www.w3.org/2011/content#"
UT, RDFS = "http://www.w3.org/2009/sparql/tests/test-update#", "http://www.w3.org/2000/01/rdf-schema#"
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
            bytes_sent(read, body),
            dict(headers(read, request)),
            tuple(text(status)[-3] for status in read.values(answer, MF + "expectedStatus")),
            text(truth) == "true" if truth else None,
            text(form) or None,
        )


def bytes_sent(read: Manifest, body: Node | Literal | None) -> bytes:
    if not isinstance(body, BlankNode):
        return b""
    encoding = text(read.value(body, CNT + "characterEncoding"))
    return text(read.value(body, CNT + "chars")).encode(encoding)


def headers(read: Manifest, request: Node) -> Iterator[tuple[str, str]]:
    for header in read.items(request, HT + "headers"):
        yield text(read.value(header, HT + "fieldName")), text(read.value(header, HT + "fieldValue"))


def manifest() -> Manifest:
    return Manifest(f"{BASE}sparql11/protocol/manifest.ttl")


def entries() -> list[Any]:
    """Return the tests; those of updates are asked of a workspace, the others of a release."""
    if not SUITES.exists():
        return []
    return [pytest.param(entry, id=entry.value.partition("#")[2]) for entry in manifest().entries()]


def dataset(read: Manifest, entry: Node) -> Iterator[Quad]:
    for held in read.values(entry, UT + "graphData"):
        assert isinstance(held, BlankNode)
        address = text(read.value(held, UT + "graph"))
        name = NamedNode(text(read.value(held, RDFS + "label")))
        for quad in parse(bytes_of(address), format=format_of(address), base_iri=name.value):
            yield Quad(quad.subject, quad.predicate, quad.object, name)


@pytest.mark.parametrize("entry", entries())
def test_protocol(entry: NamedNode, request: pytest.FixtureRequest) -> None:
    read = manifest()
    if "update" in entry.value.partition("#")[2]:
        of_updates(list(exchanges(read, entry)), request.getfixturevalue("workspace"))
        return
    client = Client(create_app(Dataset.of(dataset(read, entry))))
    try:
        for exchange in exchanges(read, entry):
            answer = client.request(
                exchange.method, exchange.path, content=exchange.body, headers=exchange.headers
            )
            check(exchange, answer)
    finally:
        client.close()


def of_updates(sent: list[Exchange], workspace: Workspace) -> None:
    """Send updates to the address that takes them, and queries that look at what they did to the other."""
    for exchange in sent:
        is_query = exchange.headers.get("content-type") == "application/sparql-query"
        path = exchange.path.replace("/sparql/", "/workspace/sparql" if is_query else "/workspace/update", 1)
        answer = workspace.request(exchange.method, path, content=exchange.body, headers=exchange.headers)
        check(exchange, answer)


@pytest.mark.parametrize("entry", [entry for entry in entries() if "update" in str(entry.id)])
def test_a_release_refuses_every_update(entry: NamedNode) -> None:
    client = Client(create_app(Dataset.of(())))
    try:
        sent = next(exchanges(manifest(), entry))
        answer = client.request(sent.method, sent.path, content=sent.body, headers=sent.headers)
        assert 400 <= answer.status_code < 500
    finally:
        client.close()


def test_the_suite_is_whole() -> None:
    assert len(entries()) == 34


def check(exchange: Exchange, answer: httpx.Response) -> None:
    assert f"{answer.status_code // 100}" in exchange.statuses, answer.text
    if exchange.form:
        assert answer.headers["content-type"].partition(";")[0] in FORMATS[exchange.form]
    if exchange.truth is not None:
        assert answer.json()["boolean"] is exchange.truth
