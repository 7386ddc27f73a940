"""The W3C update suites, each test sent over HTTP to a workspace: its data, its update, what is left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, parse, serialize
from pyoxigraph import Dataset as Graph

from tests.conformance.answers import same_graph
from tests.conformance.manifest import (
    BASE,
    MF,
    SUITES,
    Manifest,
    Node,
    bytes_of,
    cases,
    folders,
    format_of,
    text,
)
from tests.conformance.unmet import UNMET_UPDATES
from tests.conformance.workspace import Workspace

UT, RDFS = "http://www.w3.org/2009/sparql/tests/test-update#", "http://www.w3.org/2000/01/rdf-schema#"
MANIFESTS = ("sparql11/manifest-sparql11-update.ttl", "sparql12/manifest.ttl")
NAMES = "SELECT ?g { GRAPH ?g {} }"


def evaluations() -> list[Any]:
    """Return the evaluation tests, those that are known to fail marked with their reason."""
    if not SUITES.exists():
        return []
    read = [(name.rpartition("/")[0], Manifest(BASE + name)) for name in folders(*MANIFESTS)]
    return [
        marked(f"{folder}#{entry.value.partition('#')[2]}", manifest, entry)
        for folder, manifest in read
        for entry in manifest.entries()
        if manifest.kind(entry) == "UpdateEvaluationTest"
    ]


def syntaxes(kind: str) -> list[Any]:
    return [marked(c.name, c.query) for c in cases(*MANIFESTS) if c.kind.startswith(kind)]


def marked(name: str, *values: object) -> Any:
    reason = UNMET_UPDATES.get(name)
    return pytest.param(
        *values, id=name, marks=[pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    )


@pytest.mark.parametrize(("read", "entry"), evaluations())
def test_evaluation(read: Manifest, entry: NamedNode, workspace: Workspace) -> None:
    action, result = read.value(entry, MF + "action"), read.value(entry, MF + "result")
    assert isinstance(action, NamedNode | BlankNode)
    assert isinstance(result, NamedNode | BlankNode)
    for graph, triples in held(read, action):
        sent = workspace.request(
            "PUT",
            "/workspace/graph-store",
            params={"graph": graph} if graph else {"default": ""},
            content=triples,
            headers={"content-type": "application/n-triples"},
        )
        assert sent.status_code in (201, 204), sent.text
    request = text(read.value(action, UT + "request"))
    answer = workspace.update(f"BASE <{request}>\n".encode() + bytes_of(request))
    assert answer.status_code == 204, answer.text
    wanted = [Quad(q.subject, q.predicate, q.object, name(graph)) for graph, q in quads(read, result)]
    assert same_graph(Graph(wanted), Graph(found(workspace)))


def held(read: Manifest, state: Node) -> Iterator[tuple[str, bytes]]:
    """Yield the graphs of a state as they are sent; the empty name is that of the default graph."""
    graphs: dict[str, list[Quad]] = {graph: [] for graph in names(read, state)}
    for graph, quad in quads(read, state):
        graphs.setdefault(graph, []).append(quad)
    for graph, members in graphs.items():
        yield graph, serialize((quad.triple for quad in members), format=RdfFormat.N_TRIPLES) or b""


def names(read: Manifest, state: Node) -> Iterator[str]:
    yield from (text(read.value(graph, RDFS + "label")) for graph in graphs_of(read, state))
    yield ""


def quads(read: Manifest, state: Node) -> Iterator[tuple[str, Quad]]:
    for data in read.values(state, UT + "data"):
        for quad in parsed(text(data)):
            yield text(quad.graph_name) if isinstance(quad.graph_name, NamedNode) else "", quad
    for graph in graphs_of(read, state):
        label = text(read.value(graph, RDFS + "label"))
        yield from ((label, quad) for quad in parsed(text(read.value(graph, UT + "graph"))))


def graphs_of(read: Manifest, state: Node) -> list[BlankNode]:
    return [held for held in read.values(state, UT + "graphData") if isinstance(held, BlankNode)]


def parsed(address: str) -> Iterator[Quad]:
    return iter(parse(bytes_of(address), format=format_of(address), base_iri=address))


def found(workspace: Workspace) -> Iterator[Quad]:
    """Yield all that a workspace holds, read through its graph store."""
    bindings = workspace.query(NAMES).json()["results"]["bindings"]
    for graph in ["", *(row["g"]["value"] for row in bindings)]:
        answer = workspace.request(
            "GET",
            "/workspace/graph-store",
            params={"graph": graph} if graph else {"default": ""},
            headers={"accept": "application/n-triples"},
        )
        assert answer.status_code == 200, answer.text
        for quad in parse(answer.content, format=RdfFormat.N_TRIPLES):
            yield Quad(quad.subject, quad.predicate, quad.object, name(graph))


def name(graph: str) -> NamedNode | DefaultGraph:
    return NamedNode(graph) if graph else DefaultGraph()


@pytest.mark.parametrize("update", syntaxes("PositiveUpdateSyntaxTest"))
def test_a_right_update_is_made_or_fails_for_what_there_is(update: str, workspace: Workspace) -> None:
    assert workspace.update(f"BASE <{update}>\n".encode() + bytes_of(update)).status_code in (204, 409)


@pytest.mark.parametrize("update", syntaxes("NegativeUpdateSyntaxTest"))
def test_a_wrong_update_is_refused(update: str, workspace: Workspace) -> None:
    assert workspace.update(f"BASE <{update}>\n".encode() + bytes_of(update)).status_code == 400


def test_every_unmet_test_is_in_a_suite() -> None:
    tests = [*evaluations(), *syntaxes("PositiveUpdateSyntaxTest"), *syntaxes("NegativeUpdateSyntaxTest")]
    assert set(UNMET_UPDATES) <= {test.id for test in tests}
