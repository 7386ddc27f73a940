"""The W3C Graph Store Protocol suite, each request sent over HTTP as the manifests write it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse
from pyoxigraph import Dataset as Graph

from tests.conformance.answers import same_graph
from tests.conformance.manifest import BASE, MF, SUITES, Manifest, text
from tests.conformance.test_protocol import HT, bytes_sent, headers
from tests.conformance.workspace import Workspace

FOLDER = "sparql11/graph-store-protocol/"
STATUSES = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}
LOCATION = "$LOCATION$"


def manifests() -> list[Manifest]:
    if not SUITES.exists():
        return []
    return [Manifest(f"{BASE}{FOLDER}{name}") for name in ("manifest-direct.ttl", "manifest-indirect.ttl")]


def entries() -> Iterator[Any]:
    for read in manifests():
        for entry in read.entries():
            yield pytest.param(read, entry, id=entry.value.partition("#")[2])


@pytest.mark.parametrize(("read", "entry"), list(entries()))
def test_graph_store(read: Manifest, entry: NamedNode, workspace: Workspace) -> None:
    action = read.value(entry, MF + "action")
    assert isinstance(action, BlankNode)
    location = ""
    for request in read.items(action, HT + "requests"):
        path = text(read.value(request, HT + "absolutePath")).replace(LOCATION, location)
        answer = workspace.request(
            text(read.value(request, HT + "methodName")),
            path.replace("/gsp", "/workspace/graph-store", 1),
            content=bytes_sent(read, read.value(request, HT + "body")),
            headers=dict(headers(read, request)),
        )
        wanted = read.value(request, HT + "resp")
        assert isinstance(wanted, BlankNode)
        statuses = {STATUSES[text(s).rpartition("#")[2]] for s in read.values(wanted, MF + "expectedStatus")}
        assert answer.status_code in statuses, answer.text
        for name, value in headers(read, wanted):
            assert answer.headers[name] == value
        if (body := read.value(wanted, HT + "body")) is not None:
            assert same_graph(graph(bytes_sent(read, body)), graph(answer.content))
        location = answer.headers.get("location", location)


def graph(body: bytes) -> Graph:
    return Graph(parse(body, format=RdfFormat.TURTLE, base_iri="http://www.example/"))


def test_the_suite_is_whole() -> None:
    assert len(list(entries())) == 13
