"""A release in another store gives the answers that it gives here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from graph.errors import (
    AnswerTooLarge,
    ForbiddenQuery,
    InvalidQuery,
    KytkosError,
    OutOfTime,
    StoreFailed,
)
from graph.identifiers import BASE
from graph.release.build import build
from graph.release.publication import Store, publish
from graph.release.reader import open_release
from graph.release.vocabulary import Vocabulary
from graph.store import layout
from graph.store.address import address
from graph.store.dataset import Dataset
from graph.store.endpoint import Endpoint
from graph.store.graph_store import GraphStore
from graph.store.remote import open_remote
from graph.terms import SKOS
from tests.graph.invented import workspace
from tests.stores.stand_in import StandIn, standing_in

QUERIES = {
    "rows": "SELECT ?s ?o { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?o }",
    "default": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "named": "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
    "constant": f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{layout.COVERAGE}> {{ ?s ?p ?o }} }}",
    "prefixed": f"PREFIX g: <{BASE}graph/> SELECT (COUNT(*) AS ?n) {{ GRAPH g:accepted {{ ?s ?p ?o }} }}",
    "from": f"SELECT (COUNT(*) AS ?n) FROM <{layout.ENTITIES}> {{ ?s ?p ?o }}",
    "from named": f"SELECT DISTINCT ?g FROM NAMED <{layout.ACCEPTED}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "from unknown": "SELECT (COUNT(*) AS ?n) FROM <http://example.org/none> { ?s ?p ?o }",
    "joined name": "SELECT ?g ?kind { GRAPH ?g { ?s ?p ?o } ?g a ?kind } ORDER BY ?g LIMIT 5",
    "unbound": "SELECT ?s ?none { ?s a ?t OPTIONAL { ?s <a:none> ?none } }",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of the invented workspace."""
    held = workspace(tmp_path_factory.mktemp("remote") / "held")
    return held.releases / build(held, vocabulary=Vocabulary())


@pytest.fixture(scope="module")
def here(folder: Path) -> Dataset:
    return open_release(folder)


@pytest.fixture(scope="module")
def holding(folder: Path) -> Iterator[StandIn]:
    """A store that the release was published into."""
    with standing_in() as server:
        publish(folder, store(server))
        yield server


@pytest.fixture
def server(holding: StandIn) -> Iterator[StandIn]:
    yield holding
    holding.headers, holding.status, holding.body, holding.left = {}, 200, None, -1


@pytest.fixture
def there(server: StandIn) -> Dataset:
    return open_remote(address(server.url))


def store(server: StandIn) -> Store:
    return Store(Endpoint(address(server.url)), GraphStore(address(server.url)))


def test_the_release_that_serves_is_opened(here: Dataset, there: Dataset) -> None:
    assert there.release == here.release


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_rows_are_those_of_the_embedded_engine(query: str, here: Dataset, there: Dataset) -> None:
    mine, theirs = here.select(query), there.select(query)
    assert theirs.columns == mine.columns
    assert Counter(theirs.rows) == Counter(mine.rows)


def test_a_question_is_answered_yes_or_no(there: Dataset) -> None:
    assert there.ask("ASK { ?s ?p ?o }")
    assert not there.ask("ASK { ?s <a:none> ?o }")


def test_a_graph_is_constructed(here: Dataset, there: Dataset) -> None:
    query = f"CONSTRUCT {{ ?s a ?kind }} {{ GRAPH <{layout.ENTITIES}> {{ ?s a ?kind }} }}"
    assert Counter(there.construct(query)) == Counter(here.construct(query))


def test_quads_of_a_form_are_found_in_all_graphs(here: Dataset, there: Dataset) -> None:
    label = NamedNode(SKOS + "prefLabel")
    first = next(iter(here.store.quads_for_pattern(None, label, None, None)))
    one, name = first.subject, first.object
    assert set(there.store.quads_for_pattern(one, None, None, None)) == set(
        here.store.quads_for_pattern(one, None, None, None)
    )
    assert set(there.store.quads_for_pattern(None, label, name, None)) == set(
        here.store.quads_for_pattern(None, label, name, None)
    )
    assert first in set(there.store.quads_for_pattern(one, label, name, None))


def test_the_quads_of_a_graph_are_given_by_their_own_names(here: Dataset, there: Dataset) -> None:
    assert set(there.quads(layout.ENTITIES)) == set(here.quads(layout.ENTITIES))


def test_relative_names_have_the_base_given(there: Dataset, server: StandIn) -> None:
    there.store.query("SELECT * { <x> ?p ?o }", base_iri="http://base.example.org/")
    assert "BASE <http://base.example.org/>" in server.asked[-1]["query"][0]


def test_a_query_reads_no_graph_that_is_not_the_release_s(there: Dataset, server: StandIn) -> None:
    there.store.query("SELECT * { ?s ?p ?o }", default_graph=[NamedNode("http://example.org/other")])
    sent = server.asked[-1]
    assert "http://example.org/other" not in sent["default-graph-uri"] + sent["named-graph-uri"]
    there.select("SELECT * FROM <http://example.org/other> { ?s ?p ?o }")
    assert "http://example.org/other" not in str(server.asked[-1])


@pytest.mark.parametrize("query", ["SELECT", "DROP ALL", "define get:soft 'soft' SELECT * { ?s ?p ?o }"])
def test_what_is_no_query_is_not_sent(query: str, there: Dataset, server: StandIn) -> None:
    before = len(server.asked)
    with pytest.raises(InvalidQuery) as wrong:
        there.select(query)
    assert wrong.value.line == 1
    assert len(server.asked) == before


def test_what_reaches_further_is_not_sent(there: Dataset, server: StandIn) -> None:
    before = len(server.asked)
    with pytest.raises(ForbiddenQuery):
        there.select("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
    with pytest.raises(RuntimeError, match="bif:now"):
        there.select("PREFIX own: <bif:> SELECT (own:now() AS ?now) {}")
    assert len(server.asked) == before


@pytest.mark.parametrize(
    ("headers", "status", "body", "error"),
    [
        ({"X-SPARQL-MaxRows": "10"}, 200, None, AnswerTooLarge),
        ({"X-SQL-State": "S1TAT"}, 200, None, StoreFailed),
        ({}, 500, b"broken", StoreFailed),
        ({}, 401, b"", StoreFailed),
        ({}, 302, b"", StoreFailed),
        ({}, 400, b"not so", InvalidQuery),
        ({}, 200, b"<html>hello</html>", StoreFailed),
        ({}, 200, b"<sparql", StoreFailed),
    ],
)
def test_a_shorter_or_broken_answer_is_never_passed_off_as_whole(
    headers: dict[str, str],
    status: int,
    body: bytes | None,
    error: type[KytkosError],
    there: Dataset,
    server: StandIn,
) -> None:
    server.headers, server.status, server.body = headers, status, body
    with pytest.raises(error):
        there.select("SELECT * { ?s ?p ?o }")


def test_an_answer_that_breaks_off_is_told(there: Dataset, server: StandIn) -> None:
    server.headers = {"Content-Length": "1000000", "Connection": "close"}
    with pytest.raises(KytkosError):
        there.select("SELECT * { ?s ?p ?o } LIMIT 3")


def test_a_store_that_is_gone_is_told_with_its_address_but_not_the_password(server: StandIn) -> None:
    server.left = 0
    with pytest.raises(StoreFailed, match="127") as failed:
        open_remote(address(server.url.replace("//", "//reader:salt@")))
    assert "salt" not in str(failed.value)


def test_a_store_that_says_nothing_is_waited_for_no_longer_than_told(there: Dataset) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(OutOfTime):
        open_remote(address(f"http://127.0.0.1:{silent.getsockname()[1]}/sparql"), seconds=0.05)


def test_a_store_without_a_release_is_told() -> None:
    with standing_in() as empty, pytest.raises(StoreFailed, match="no release was published"):
        open_remote(address(empty.url))
