"""Changes of scratch graphs: what the standard says for them, and that managed graphs refuse every one."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from graph.errors import FailedUpdate, InvalidDocument, ManagedGraph, NotFound, TooLarge
from graph.identifiers import GRAPH
from sparql.change import Document, Write, apply
from sparql.update import Update

S, P = NamedNode("a:s"), NamedNode("a:p")
MANAGED = f"{GRAPH}entities"
TRIPLE = "<a:s> <a:p> 1"


@pytest.fixture
def store() -> Store:
    """A store with one managed triple and one in a scratch graph."""
    held = Store()
    held.add(Quad(S, P, Literal(1), NamedNode(MANAGED)))
    held.add(Quad(S, P, Literal(2), NamedNode("a:g")))
    return held


def turtle(text: str) -> tuple[Document, ...]:
    return (Document("text/turtle", f"{text} .".encode() if text else b"", "http://b/"),)


@pytest.mark.parametrize(
    "text",
    [
        f"INSERT DATA {{ GRAPH <{MANAGED}> {{ <a:s> <a:p> 3 }} }}",
        f"INSERT DATA {{ GRAPH <{MANAGED}> {{ {TRIPLE} }} }}",
        f"DELETE DATA {{ GRAPH <{MANAGED}> {{ <a:s> <a:p> 'not there' }} }}",
        f"INSERT DATA {{ GRAPH <{GRAPH}of/my/own> {{ {TRIPLE} }} }}",
        f"PREFIX g: <{GRAPH}> CLEAR SILENT GRAPH g:entities",
        f"BASE <{GRAPH}> DROP GRAPH <entities>",
        f"MOVE <{MANAGED}> TO <a:h>",
        f"COPY <a:g> TO <{MANAGED}>",
        f"WITH <{MANAGED}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
        "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }",
        f"INSERT {{ GRAPH ?g {{ {TRIPLE} }} }} WHERE {{ BIND(IRI('{GRAPH}new') AS ?g) }}",
        f"LOAD SILENT <http://127.0.0.1:1/> INTO GRAPH <{MANAGED}>",
        "CLEAR ALL",
        "DROP NAMED",
        f"INSERT DATA {{ {TRIPLE} }} ; CLEAR ALL",
    ],
)
def test_an_update_of_a_managed_graph_is_refused_naming_the_commands(store: Store, text: str) -> None:
    with pytest.raises(ManagedGraph) as refused:
        apply(store, Update(text))
    assert "kytkos ingest" in refused.value.remedy
    assert "kytkos review" in refused.value.remedy


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (f"COPY <{MANAGED}> TO <a:h>", 3),
        (f"ADD <{MANAGED}> TO DEFAULT", 3),
        ("DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } FILTER(?g = <a:g>) }", 1),
        (f"WITH <{MANAGED}> INSERT {{ GRAPH <a:h> {{ ?s ?p ?o }} }} WHERE {{ ?s ?p ?o }}", 3),
        (f"INSERT {{ ?s ?p ?o }} WHERE {{ GRAPH <{MANAGED}> {{ ?s ?p ?o }} }}", 3),
        ("CLEAR DEFAULT ; CLEAR GRAPH <a:g>", 1),
        (f"INSERT DATA {{ GRAPH <{GRAPH[:-1]}> {{ {TRIPLE} }} }}", 3),
    ],
)
def test_an_update_may_read_managed_graphs_and_write_all_others(store: Store, text: str, count: int) -> None:
    assert apply(store, Update(text)) is False
    assert len(store) == count


@pytest.mark.parametrize("text", ["CREATE GRAPH <a:g>", "CLEAR GRAPH <a:none>", "DROP GRAPH <a:none>"])
def test_an_update_that_what_there_is_does_not_allow_fails_unless_silent(store: Store, text: str) -> None:
    with pytest.raises(FailedUpdate, match="exist"):
        apply(store, Update(text))
    apply(store, Update(text.replace("GRAPH", "SILENT GRAPH")))
    assert len(store) == 2


def test_longer_or_deeper_updates_than_the_limit_are_refused(store: Store) -> None:
    with pytest.raises(TooLarge):
        apply(store, Update(f"INSERT DATA {{ <a:s> <a:p> '{'x' * (1 << 20)}' }}"))
    with pytest.raises(TooLarge):
        apply(store, Update("INSERT {} WHERE " + "{" * 1000 + "}" * 1000))


def test_put_replaces_post_adds_delete_removes(store: Store) -> None:
    assert apply(store, Write("PUT", "a:g", turtle("<x> <y> 1 , 2"))) is False
    assert len(store) == 3
    assert apply(store, Write("POST", "a:g", turtle("<x> <y> 2 , 3"))) is False
    assert len(store) == 4
    assert apply(store, Write("DELETE", "a:g")) is False
    assert len(store) == 1
    assert not store.contains_named_graph(NamedNode("a:g"))
    with pytest.raises(NotFound):
        apply(store, Write("DELETE", "a:g"))


def test_an_empty_graph_that_was_put_is_there(store: Store) -> None:
    assert apply(store, Write("PUT", "a:new", turtle(""))) is True
    assert store.contains_named_graph(NamedNode("a:new"))


def test_the_default_graph_is_always_there(store: Store) -> None:
    assert apply(store, Write("PUT", None, turtle("<x> <y> 1"))) is False
    assert apply(store, Write("DELETE", None)) is False
    assert len(store) == 2


def test_blank_nodes_of_two_documents_are_never_the_same(store: Store) -> None:
    apply(store, Write("POST", None, (*turtle("_:a <y> 1"), *turtle("_:a <y> 1"))))
    assert len(store) == 4


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_the_graph_store_protocol_does_not_write_managed_graphs(store: Store, method: str) -> None:
    with pytest.raises(ManagedGraph):
        apply(store, Write(method, MANAGED, turtle("<x> <y> 1")))


@pytest.mark.parametrize(
    ("media_type", "data", "line"),
    [
        ("text/turtle", b"<a:b> <a:c> 1 .\n<a:b> <a:c> ", 2),
        ("application/n-triples", b"<a:b> <a:c> <a:d> <a:e> .", 1),
        ("application/rdf+xml", b"<rdf", None),
        ("application/ld+json", b'{"@context": "http://127.0.0.1:1/"}', None),
        ("application/ld+json", b'{"@graph": [], "@id": "a:g", "@graph": [{"@id": "a:b", "a:c": 1}]}', None),
        ("text/turtle", b"\xff", 1),
    ],
)
def test_a_document_that_cannot_be_read_changes_nothing(
    store: Store, media_type: str, data: bytes, line: int | None
) -> None:
    with pytest.raises(InvalidDocument) as refused:
        apply(store, Write("PUT", "a:g", (Document(media_type, data, "http://b/"),)))
    assert refused.value.line == line


def test_a_document_nested_deeper_than_the_parser_can_hold_is_refused(store: Store) -> None:
    with pytest.raises(TooLarge):
        apply(store, Write("PUT", "a:g", turtle("<x> <y> " + "<<( <x> <y> " * 100_000)))
    apply(store, Write("PUT", "a:g", turtle("<x> <y> " + "[ <y> " * 10_000 + "1" + "]" * 10_000)))
    assert len(store) == 10_002
