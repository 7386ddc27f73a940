"""The W3C query suites, each test sent over HTTP to the application."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from typing import Any, Protocol
from urllib.parse import urljoin

import httpx
import pytest
from fastapi import FastAPI
from pyoxigraph import Dataset as Graph
from pyoxigraph import NamedNode, QueryResultsFormat, RdfFormat, Store, parse

from api.app import create_app
from graph.store.dataset import Dataset
from tests.api.conftest import Client as AsgiClient
from tests.conformance.answers import expected, same_graph, table
from tests.conformance.manifest import Case, bytes_of, cases, format_of, path_of
from tests.conformance.unmet import UNMET

MANIFESTS = (
    "sparql10/manifest-evaluation.ttl",
    "sparql10/manifest-syntax.ttl",
    "sparql11/manifest-sparql11-query.ttl",
    "sparql11/manifest-sparql11-results.ttl",
    "sparql11/syntax-fed/manifest.ttl",
    "sparql12/manifest.ttl",
)
ACCEPT = "application/sparql-results+json, application/n-triples, application/n-quads;q=0.5"
_FROM = re.compile(r"\bFROM\s+(?:NAMED\s+)?<([^>]*)>", re.IGNORECASE)


class Client(Protocol):
    def post(self, path: str, **kwargs: Any) -> httpx.Response: ...


def marked(kinds: tuple[str, ...]) -> list[Any]:
    """Return the tests of some kinds, those that are known to fail marked with their reason."""
    found = [case for case in cases(*MANIFESTS) if case.kind.startswith(kinds)]
    return [
        pytest.param(
            case,
            id=case.name,
            marks=[pytest.mark.xfail(reason=UNMET[case.name], strict=True)] if case.name in UNMET else [],
        )
        for case in found
    ]


@pytest.fixture(scope="module")
def app() -> FastAPI:
    return create_app(Dataset.of(()))


@pytest.fixture(scope="module")
def over(app: FastAPI) -> Iterator[Callable[[Store], Client]]:
    """Put another store under the application, and ask it."""
    client = AsgiClient(app)

    def put(store: Store) -> Client:
        app.state.serving.current.site.dataset.store = store
        return client

    yield put
    client.close()


@pytest.mark.parametrize("case", marked(("QueryEvaluationTest",)))
def test_evaluation(case: Case, over: Callable[[Store], Client]) -> None:
    answer = sent(case, over(loaded(case)), ACCEPT)
    assert answer.status_code == 200, answer.text
    wanted = expected(case)
    if isinstance(wanted, Graph):
        assert same_graph(wanted, Graph(parse(answer.content, format=RdfFormat.N_TRIPLES)))
        return
    for accept, form in (
        ("application/sparql-results+json", QueryResultsFormat.JSON),
        ("application/sparql-results+xml", QueryResultsFormat.XML),
    ):
        got = table(sent(case, over(loaded(case)), accept).content, form)
        if isinstance(wanted, bool) or isinstance(got, bool):
            assert got is wanted
        else:
            assert wanted.stored().equals(got.stored(), is_lax=case.is_lax), got


@pytest.mark.parametrize("case", marked(("CSVResultFormatTest",)))
def test_tables_as_csv(case: Case, over: Callable[[Store], Client]) -> None:
    answer = sent(case, over(loaded(case)), "text/csv")
    assert case.result
    assert rows_of(answer.text) == rows_of(bytes_of(case.result).decode())


@pytest.mark.parametrize("case", marked(("PositiveSyntaxTest",)))
def test_a_right_query_is_answered(case: Case, over: Callable[[Store], Client]) -> None:
    assert sent(case, over(Store()), ACCEPT).status_code == 200


@pytest.mark.parametrize("case", marked(("NegativeSyntaxTest",)))
def test_a_wrong_query_is_refused(case: Case, over: Callable[[Store], Client]) -> None:
    assert sent(case, over(Store()), ACCEPT).status_code == 400


def test_every_unmet_test_is_in_a_suite() -> None:
    assert set(UNMET) <= {case.name for case in cases(*MANIFESTS)}


def sent(case: Case, client: Client, accept: str) -> httpx.Response:
    query = f"BASE <{case.query}>\n".encode() + bytes_of(case.query)
    headers = {"accept": accept, "content-type": "application/sparql-query"}
    return client.post("/sparql", content=query, headers=headers)


def loaded(case: Case) -> Store:
    """Return the data of a test: what the manifest names and what the query does."""
    store = Store()
    for address in case.data:
        store.load(bytes_of(address), format=format_of(address), base_iri=address)
    named = [urljoin(case.query, iri) for iri in _FROM.findall(bytes_of(case.query).decode())]
    for address in {*case.graphs, *named}:
        if path_of(address).exists():
            store.load(
                bytes_of(address),
                format=format_of(address),
                base_iri=address,
                to_graph=NamedNode(address),
            )
    return store


def rows_of(text: str) -> list[list[tuple[str, str]]]:
    """Return the rows of a CSV table by the names of their columns, blank nodes without a name."""
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return sorted(sorted((name, re.sub(r"^_:.*", "_:", cell)) for name, cell in row.items()) for row in rows)
