"""The clients that people use, unchanged, against a server as it is started: each gets the same rows."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pandas as pd
import pytest
from pyoxigraph import Literal, NamedNode
from rdflib import Graph as RdflibGraph
from rdflib import Literal as RdflibLiteral
from rdflib import URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, SPARQLWrapper

from graph.release.opening import opened
from graph.store.dataset import Dataset
from graph.store.workspace import Workspace
from graph.terms import SKOS
from tests.stores.jena import Jena

NAMES = f"SELECT ?thing ?name {{ ?thing <{SKOS}prefLabel> ?name ; a ?kind }} ORDER BY ?thing ?name LIMIT 40"
GRAPH = f"CONSTRUCT {{ ?thing <{SKOS}prefLabel> ?name }} {{ ?thing a ?kind ; <{SKOS}prefLabel> ?name }}"
Row = tuple[str, ...]


@pytest.fixture(scope="module")
def dataset(released: Path) -> Dataset:
    return opened(Workspace(released))


@pytest.fixture(scope="module")
def endpoint(released: Path) -> Iterator[str]:
    """The address that the server prints."""
    command = [sys.executable, "-m", "kytkos", "serve", "--data", str(released), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            assert server.stdout is not None
            said: list[str] = []
            for line in server.stdout:
                said.append(line)
                if "endpoint" in line:
                    break
            assert "endpoint" in said[-1], said
            address = said[-1].split()[-1]
            # Listening already: the first request waits until the server takes it.
            httpx.get(f"{address.removesuffix('/sparql')}/ready", timeout=60).raise_for_status()
            yield address
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def rows(dataset: Dataset) -> list[Row]:
    """What every client is to get."""
    found = dataset.texts(NAMES)
    assert len(found) == 40
    return found


def from_csv(text: str) -> list[Row]:
    frame = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    return [tuple(map(str, row)) for row in frame.itertuples(index=False)]


def answer_of(client: SPARQLWrapper) -> Any:
    """What the wrapper makes of an answer: decoded JSON, or bytes."""
    return client.queryAndConvert()


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper(endpoint: str, rows: list[Row], method: str) -> None:
    client = SPARQLWrapper(endpoint)
    client.setQuery(NAMES)
    client.setMethod(method)
    client.setReturnFormat(JSON)
    found = answer_of(client)["results"]["bindings"]
    assert [tuple(row[name]["value"] for name in ("thing", "name")) for row in found] == rows
    client.setReturnFormat(CSV)
    assert from_csv(answer_of(client).decode()) == rows


def test_sparqlwrapper_takes_graphs(endpoint: str, dataset: Dataset) -> None:
    client = SPARQLWrapper(endpoint)
    client.setQuery(GRAPH)
    client.setReturnFormat(TURTLE)
    read = RdflibGraph().parse(data=answer_of(client), format="turtle")
    assert len(read) == len(set(dataset.construct(GRAPH)))


def test_rdflib_sparqlstore(endpoint: str, rows: list[Row], dataset: Dataset) -> None:
    store = SPARQLStore(endpoint)
    graph = RdflibGraph(store=store)
    found = [tuple(str(term) for term in row) for row in graph.query(NAMES)]  # type: ignore[union-attr]
    assert found == rows
    thing, label = rows[0][0], SKOS + "prefLabel"
    names = {
        RdflibLiteral(quad.object.value, lang=quad.object.language)
        for quad in dataset.store.quads_for_pattern(NamedNode(thing), NamedNode(label), None, None)
        if isinstance(quad.object, Literal)
    }
    assert set(graph.objects(URIRef(thing), URIRef(label))) == names


def test_pandas_reads_an_address(endpoint: str, rows: list[Row]) -> None:
    address = f"{endpoint}?{urlencode({'query': NAMES, 'format': 'csv'})}"
    frame = pd.read_csv(address, dtype=str, keep_default_na=False)
    assert list(frame.columns) == ["thing", "name"]
    assert [tuple(map(str, row)) for row in frame.itertuples(index=False)] == rows


def test_curl(endpoint: str, rows: list[Row]) -> None:
    curl = shutil.which("curl") or pytest.skip("curl is not installed")
    for more in (["--data-urlencode", f"query={NAMES}"], ["-G", "--data-urlencode", f"query={NAMES}"]):
        words = [curl, "-sS", "--fail", "-H", "Accept: text/csv", *more, endpoint]
        assert from_csv(subprocess.run(words, capture_output=True, check=True, text=True).stdout) == rows
    words = [
        curl,
        "-sS",
        "--fail",
        "-H",
        "Content-Type: application/sparql-query",
        "--data-binary",
        NAMES,
        endpoint,
    ]
    found = json.loads(subprocess.run(words, capture_output=True, check=True, text=True).stdout)
    assert len(found["results"]["bindings"]) == len(rows)


def test_yasgui(endpoint: str, rows: list[Row]) -> None:
    """What its page sends: a form by POST from another origin, after asking whether it may."""
    sent = {
        "Origin": "https://yasgui.example.org",
        "Accept": "application/sparql-results+json,*/*;q=0.9",
        "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
    }
    asking = {"Origin": sent["Origin"], "Access-Control-Request-Method": "POST"}
    allowed = httpx.options(endpoint, headers={**asking, "Access-Control-Request-Headers": "content-type"})
    assert allowed.is_success
    assert "POST" in allowed.headers["access-control-allow-methods"]
    assert "content-type" in allowed.headers["access-control-allow-headers"].lower()
    answer = httpx.post(endpoint, headers=sent, content=urlencode({"query": NAMES}))
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["content-type"] == "application/sparql-results+json"
    found = answer.json()["results"]["bindings"]
    assert [tuple(row[name]["value"] for name in ("thing", "name")) for row in found] == rows


@pytest.mark.slow
def test_jena_rsparql(endpoint: str, rows: list[Row], dataset: Dataset, tmp_path: Path) -> None:
    jena = Jena(tmp_path)

    def asked(query: str, form: str) -> str:
        return jena.run("arq.rsparql", "--service", endpoint, "--results", form, query)

    assert from_csv(asked(NAMES, "csv")) == rows
    built = RdflibGraph().parse(data=asked(GRAPH, "N-TRIPLES"), format="nt")
    assert len(built) == len(set(dataset.construct(GRAPH)))


@pytest.mark.slow
def test_comunica(endpoint: str, rows: list[Row]) -> None:
    program = shutil.which("comunica-sparql")
    if program is None:
        pytest.skip("Comunica is not installed (npm: @comunica/query-sparql@4.5)")
    words = [program, f"sparql@{endpoint}", NAMES, "-t", "application/sparql-results+json"]
    found = json.loads(subprocess.run(words, capture_output=True, check=True, text=True).stdout)
    got = [tuple(row[name]["value"] for name in ("thing", "name")) for row in found["results"]["bindings"]]
    assert Counter(got) == Counter(rows)
