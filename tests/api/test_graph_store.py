"""The graphs of a release, one at a time."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, parse

from graph.store import layout
from graph.store.dataset import Dataset
from tests.api.conftest import Client

ACCEPTED = {"graph": layout.ACCEPTED}
LINES = {"accept": "application/n-triples"}


def test_a_named_graph_is_read_whole(client: Client, dataset: Dataset) -> None:
    answer = client.get("/graph-store", params=ACCEPTED, headers=LINES)
    assert answer.status_code == 200
    found = {quad.triple for quad in parse(answer.content, format=RdfFormat.N_TRIPLES)}
    assert found == {quad.triple for quad in dataset.quads(layout.ACCEPTED)}


def test_the_default_graph_is_the_one_that_queries_see(client: Client, dataset: Dataset) -> None:
    answer = client.get("/graph-store?default", headers=LINES)
    found = {quad.triple for quad in parse(answer.content, format=RdfFormat.N_TRIPLES)}
    assert found == set(dataset.construct("CONSTRUCT WHERE { ?s ?p ?o }"))


def test_head_tells_what_get_would(client: Client) -> None:
    head = client.request("HEAD", "/graph-store", params=ACCEPTED)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == "text/turtle; charset=utf-8"


def test_a_graph_that_is_held_already_is_not_sent_again(client: Client) -> None:
    tag = client.get("/graph-store", params=ACCEPTED).headers["etag"]
    headers = {"if-none-match": tag}
    assert client.get("/graph-store", params=ACCEPTED, headers=headers).status_code == 304


@pytest.mark.parametrize("path", ["/graph-store?graph=a:none", "/graph-store/person/1.ttl"])
def test_a_graph_that_is_not_there_is_not_found(client: Client, path: str) -> None:
    missing = client.get(path)
    assert missing.status_code == 404
    assert layout.ACCEPTED in missing.json()["remedy"] or "mean" in missing.json()["remedy"]


@pytest.mark.parametrize(
    "path", ["/graph-store", "/graph-store?graph=none", "/graph-store?graph=a:b&default"]
)
def test_a_request_that_names_no_graph_or_two_is_refused(client: Client, path: str) -> None:
    assert client.get(path).status_code == 400


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_a_release_is_not_written(client: Client, method: str) -> None:
    refused = client.request(method, "/graph-store", params=ACCEPTED, content="")
    assert refused.status_code == 405
    assert refused.headers["allow"] == "GET, HEAD, OPTIONS"


def test_a_format_that_there_is_not_is_told_with_those_there_are(client: Client) -> None:
    refused = client.get("/graph-store", params=ACCEPTED, headers={"accept": "image/png"})
    assert refused.status_code == 406
    assert "text/turtle" in refused.json()["remedy"]


def test_other_sites_pages_may_ask_what_they_may_send(client: Client) -> None:
    allowed = client.request("OPTIONS", "/graph-store")
    assert allowed.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
