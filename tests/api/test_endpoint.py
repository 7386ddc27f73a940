"""The SPARQL 1.1 Protocol over HTTP, one rule per test, and the plain form."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from typing import Any, Protocol
from urllib.parse import quote, urlencode

import httpx
import pytest
from fastapi import FastAPI
from pyoxigraph import RdfFormat, parse

from api.app import create_app
from api.kept import Kept
from api.routes.endpoint import BODY
from graph.store.dataset import Dataset

FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
BROWSER = {
    "accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "accept-language": "en",
}
SCHEMES = "https://w3id.org/kytkos/graph/schemes"
ENTITIES = "https://w3id.org/kytkos/graph/entities"
GROUP = "https://w3id.org/kytkos/ns#TargetGroup"
IS_GROUP, IN_GRAPH = f"ASK {{ ?s a <{GROUP}> }}", f"ASK {{ GRAPH ?g {{ ?s a <{GROUP}> }} }}"


class Client(Protocol):
    def request(self, method: str, path: str, **kwargs: Any) -> httpx.Response: ...
    def get(self, path: str, **kwargs: Any) -> httpx.Response: ...
    def post(self, path: str, **kwargs: Any) -> httpx.Response: ...


def post(client: Client, body: str | bytes, content_type: str, params: str = "") -> httpx.Response:
    address = f"/sparql?{params}" if params else "/sparql"
    return client.post(address, content=body, headers={"content-type": content_type})


def test_query_get(client: Client) -> None:
    assert client.get("/sparql?query=ASK%20%7B%7D").json()["boolean"] is True


def test_query_get_with_a_slash_at_the_end(client: Client) -> None:
    assert client.get("/sparql/?query=ASK%20%7B%7D").json()["boolean"] is True


def test_query_post_form(client: Client) -> None:
    assert post(client, "query=ASK%20%7B%7D", FORM).json()["boolean"] is True


def test_query_post_direct(client: Client) -> None:
    assert post(client, "ASK {}", QUERY).json()["boolean"] is True


@pytest.mark.parametrize("parameters", ["; charset=UTF-8", ";charset=utf-8"])
def test_query_post_with_charset(client: Client, parameters: str) -> None:
    assert post(client, "query=ASK%20%7B%7D", FORM + parameters).status_code == 200
    assert post(client, "ASK {}", QUERY + parameters).status_code == 200


@pytest.mark.parametrize(
    ("query", "params", "expected"),
    [
        (IS_GROUP, [("default-graph-uri", SCHEMES)], True),
        (IS_GROUP, [("default-graph-uri", ENTITIES)], False),
        (IS_GROUP, [("default-graph-uri", ENTITIES), ("default-graph-uri", SCHEMES)], True),
        (IN_GRAPH, [("named-graph-uri", SCHEMES)], True),
        (IN_GRAPH, [("named-graph-uri", ENTITIES)], False),
        (IS_GROUP.replace("ASK", f"ASK FROM <{SCHEMES}>"), [("default-graph-uri", ENTITIES)], False),
    ],
)
def test_query_dataset_by_get_form_and_direct_post(
    client: Client, query: str, params: list[tuple[str, str]], expected: bool
) -> None:
    form = urlencode([("query", query), *params])
    assert client.get(f"/sparql?{form}").json()["boolean"] is expected
    assert post(client, form, FORM).json()["boolean"] is expected
    assert post(client, query, QUERY, urlencode(params)).json()["boolean"] is expected


def test_query_decoded_once(client: Client) -> None:
    query = 'ASK { BIND("100%20x" AS ?x) FILTER(STRLEN(?x) = 7) }'
    assert client.get("/sparql?query=" + quote(query)).json()["boolean"] is True
    assert post(client, urlencode({"query": query}), FORM).json()["boolean"] is True


@pytest.mark.parametrize(
    ("query", "accept", "content_type"),
    [
        ("ASK {}", None, "application/sparql-results+json"),
        ("ASK {}", "*/*", "application/sparql-results+json"),
        ("ASK {}", "text/csv", "text/csv; charset=utf-8"),
        ("ASK {}", "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("SELECT * {}", "application/json", "application/json"),
        (
            "SELECT * {}",
            "application/sparql-results+xml;q=0.5, text/csv;q=0.4",
            "application/sparql-results+xml",
        ),
        ("SELECT * {}", "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("DESCRIBE <a:b>", None, "text/turtle; charset=utf-8"),
        ("DESCRIBE <a:b>", "application/rdf+xml", "application/rdf+xml; charset=utf-8"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/ld+json", "application/ld+json"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-quads, */*;q=0.1", "application/n-quads"),
    ],
)
def test_query_content_type(client: Client, query: str, accept: str | None, content_type: str) -> None:
    headers = {"accept": accept} if accept else {}
    answer = client.get("/sparql", params={"query": query}, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == content_type
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize(("query", "accept"), [("ASK {}", "image/png"), ("SELECT * {}", "text/turtle")])
def test_bad_query_not_acceptable_names_what_is(client: Client, query: str, accept: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert answer.status_code == 406
    assert answer.headers["content-type"] == "application/problem+json"
    assert "application/sparql-results+json" in answer.json()["remedy"]


@pytest.mark.parametrize(
    ("method", "address", "content_type", "body", "status"),
    [
        ("PUT", "/sparql?query=ASK%20%7B%7D", None, b"", 405),
        ("DELETE", "/sparql?query=ASK%20%7B%7D", None, b"", 405),
        ("GET", "/sparql?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D", None, b"", 400),
        ("GET", "/sparql?other=1", None, b"", 400),
        ("GET", "/sparql?query=", None, b"", 400),
        ("POST", "/sparql", "text/plain", b"query=ASK%20%7B%7D", 415),
        ("POST", "/sparql", None, b"query=ASK%20%7B%7D", 415),
        ("POST", "/sparql", "text/plain", b"ASK {}", 415),
        ("POST", "/sparql", QUERY, "ASK {}".encode("utf-16"), 400),
        ("POST", "/sparql", QUERY + "; charset=UTF-16", "ASK {}".encode("utf-16"), 415),
        ("GET", "/sparql?query=ASK%20%7B", None, b"", 400),
        ("GET", "/sparql?query=%FF", None, b"", 400),
        ("GET", "/sparql?update=CLEAR%20NAMED", None, b"", 405),
        ("POST", "/sparql", FORM, b"update=CLEAR%20NAMED", 405),
        ("POST", "/sparql", "application/sparql-update", b"CLEAR NAMED", 405),
        ("POST", "/sparql", QUERY, b"INSERT DATA { <a:b> <a:b> <a:b> }", 400),
        ("GET", "/sparql?query=ASK%20%7B%7D&default-graph-uri=no%20iri", None, b"", 400),
        ("GET", "/sparql?query=ASK%20%7B%7D&format=png", None, b"", 404),
    ],
)
def test_bad_requests_get_the_status_of_their_fault(
    client: Client, method: str, address: str, content_type: str | None, body: bytes, status: int
) -> None:
    headers = {"content-type": content_type} if content_type else {}
    answer = client.request(method, address, content=body, headers=headers)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["title"]
    assert problem["remedy"]
    assert ("allow" in answer.headers) == (status == 405)


def test_bad_query_syntax_names_line_and_column(client: Client) -> None:
    problem = client.get("/sparql", params={"query": "SELECT *\n{ ?s foaf:name ?o }"}).json()
    assert problem["line"] == 2
    assert problem["column"] > 1


def test_a_body_over_the_limit_is_refused(client: Client) -> None:
    answer = post(client, b"ASK {} #" + b"x" * BODY, QUERY)
    assert answer.status_code == 413


@pytest.mark.parametrize("query", ["ASK {} #" + "x" * 40_000, "ASK " + "{" * 300 + "}" * 300])
def test_a_query_too_long_or_too_deep_is_refused(client: Client, query: str) -> None:
    assert post(client, query, QUERY).status_code == 413


@pytest.mark.parametrize("silent", ["", "SILENT "])
def test_service_is_refused_without_connecting(client: Client, silent: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        query = f"SELECT * {{ SERVICE {silent}<http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
        assert post(client, query, QUERY).status_code == 403
        listening.setblocking(False)
        with pytest.raises(BlockingIOError):
            listening.accept()


def test_head_is_answered_as_get(client: Client) -> None:
    answer = client.request("HEAD", "/sparql?query=ASK%20%7B%7D")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/sparql-results+json"
    assert answer.content == b""


def test_options_and_cors_let_other_sites_ask(client: Client) -> None:
    answer = client.request("OPTIONS", "/sparql")
    assert answer.status_code == 204
    assert "POST" in answer.headers["allow"]
    assert answer.headers["access-control-allow-origin"] == "*"
    assert client.get("/sparql?query=ASK%20%7B%7D").headers["access-control-allow-origin"] == "*"


def test_languages_and_datatypes_reach_the_client(client: Client) -> None:
    query = 'SELECT ?a ?b { VALUES (?a ?b) { ("sv"@sv 1.5) } }'
    row = json.loads(client.get("/sparql", params={"query": query}).content)["results"]["bindings"][0]
    assert row["a"]["xml:lang"] == "sv"
    assert row["b"]["datatype"].endswith("decimal")


def test_a_browser_without_a_query_gets_a_form(client: Client) -> None:
    answer = client.get("/sparql", headers=BROWSER)
    assert answer.status_code == 200
    assert '<textarea id="query" name="query"' in answer.text


def test_a_browser_sees_a_result_as_a_table_with_names_and_downloads(client: Client) -> None:
    query = f"SELECT ?g ?n {{ ?g a <{GROUP}> . OPTIONAL {{ ?g <a:none> ?n }} }}"
    text = client.get("/sparql", params={"query": query}, headers=BROWSER).text
    assert '<a href="/page/k9001"><bdi lang="en">invented people</bdi></a>' in text
    assert "Rows: 3" in text
    assert "not bound" in text
    assert "format=csv" in text


def test_a_browser_sees_what_is_wrong_beside_its_query(client: Client) -> None:
    answer = client.get("/sparql", params={"query": "ASK {\n <b>&x</b>"}, headers=BROWSER)
    assert answer.status_code == 400
    assert "Line 2, column" in answer.text
    assert "&lt;b&gt;&amp;x&lt;/b&gt;</textarea>" in answer.text


def test_a_long_result_is_cut_with_a_notice(client: Client) -> None:
    query = "SELECT ?a { ?a ?b ?c . ?d ?e ?f }"
    text = client.get("/sparql", params={"query": query}, headers=BROWSER).text
    assert "The first 500 of" in text
    assert text.count("<tr>") < 600


def test_a_download_link_gives_its_format_to_a_browser(client: Client) -> None:
    answer = client.get("/sparql?query=ASK%20%7B%7D&format=csv", headers=BROWSER)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"


def test_an_answer_has_a_tag_and_who_has_it_gets_no_more(client: Client) -> None:
    first = client.get("/sparql?query=ASK%20%7B%7D")
    again = client.get("/sparql?query=ASK%20%7B%7D", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/sparql?query=ASK%20%7B%20%7D", {}),
        ("/sparql?query=ASK%20%7B%7D", {"accept": "text/csv"}),
        ("/sparql?query=ASK%20%7B%7D", {"accept-encoding": "gzip"}),
        ("/sparql?query=ASK%20%7B%7D&default-graph-uri=a%3A1", {}),
    ],
)
def test_another_query_dataset_format_or_packing_has_another_tag(
    client: Client, path: str, headers: dict[str, str]
) -> None:
    plain = {"accept-encoding": "identity"}
    first = client.get("/sparql?query=ASK%20%7B%7D", headers=plain).headers["etag"]
    assert client.get(path, headers={**plain, **headers}).headers["etag"] != first


@pytest.mark.parametrize("query", ["SELECT (RAND() AS ?r) {}", "SELECT (now() AS ?n) {}"])
def test_what_may_be_answered_differently_has_no_tag(client: Client, query: str) -> None:
    assert "etag" not in client.get("/sparql", params={"query": query}).headers


def test_a_long_answer_is_packed_and_says_so(client: Client) -> None:
    query = {"query": "SELECT * { ?s ?p ?o }"}
    packed = client.get("/sparql", params=query, headers={"accept-encoding": "gzip"})
    plain = client.get("/sparql", params=query, headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content
    assert "Accept-Encoding" in packed.headers["vary"]


def test_head_answers_as_get_without_a_body(client: Client) -> None:
    got = client.get("/sparql?query=ASK%20%7B%7D")
    head = client.request("HEAD", "/sparql?query=ASK%20%7B%7D")
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["content-type"] == got.headers["content-type"]
    assert head.headers["content-length"] == got.headers["content-length"]


def test_the_server_says_when_it_is_ready(client: Client) -> None:
    assert client.get("/ready").json() == {"status": "ready", "release": "r123"}


@pytest.mark.parametrize(
    ("accept", "told"),
    [
        ("application/sparql-results+json", ['"xml:lang":"sv"', "XMLSchema#decimal"]),
        ("application/sparql-results+xml", ['xml:lang="sv"', "XMLSchema#decimal"]),
        ("text/tab-separated-values", ['"ett"@sv', "1.5"]),
    ],
)
def test_languages_and_datatypes_are_in_every_format_that_has_them(
    client: Client, accept: str, told: list[str]
) -> None:
    query = 'SELECT ?a ?b { VALUES (?a ?b) { ("ett"@sv 1.5) } }'
    text = client.get("/sparql", params={"query": query}, headers={"accept": accept}).text
    assert all(piece in text for piece in told)


@pytest.mark.parametrize("accept", ["text/turtle", "application/rdf+xml", "application/ld+json"])
def test_languages_and_datatypes_are_in_every_graph(client: Client, accept: str) -> None:
    query = 'CONSTRUCT { <a:s> <a:p> "ett"@sv, "2020"^^<http://www.w3.org/2001/XMLSchema#gYear> } {}'
    answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    written = RdfFormat.from_media_type(accept)
    assert written
    objects = {str(quad.object) for quad in parse(answer.content, format=written)}
    assert objects == {'"ett"@sv', '"2020"^^<http://www.w3.org/2001/XMLSchema#gYear>'}


def test_unknown_methods_are_refused_with_those_there_are(client: Client) -> None:
    answer = client.request("BREW", "/sparql?query=ASK%20%7B%7D")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [("br", "br"), ("gzip", "gzip"), ("gzip;q=0.5, br;q=0.1", "gzip"), ("br;q=0", None)],
)
def test_an_answer_is_packed_as_its_reader_likes_best(
    client: Client, accepted: str, coding: str | None
) -> None:
    query = {"query": "SELECT * { ?s ?p ?o }"}
    answer = client.get("/sparql", params=query, headers={"accept-encoding": accepted})
    plain = client.get("/sparql", params=query, headers={"accept-encoding": "identity"})
    assert answer.headers.get("content-encoding") == coding
    assert answer.content == plain.content


@pytest.fixture
def fresh(dataset: Dataset, ask: Callable[[FastAPI], Any]) -> tuple[Any, Kept]:
    app = create_app(dataset)
    return ask(app), app.state.serving.current.site.kept


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
@pytest.mark.parametrize("coding", ["identity", "gzip", "br"])
def test_what_was_asked_before_is_answered_alike_from_what_was_kept(
    fresh: tuple[Any, Kept], method: str, coding: str
) -> None:
    client, kept = fresh
    headers = {"accept-encoding": coding}
    asked = {"query": "SELECT * { ?s ?p ?o }"}
    first = client.get("/sparql", params=asked, headers=headers)
    hits = kept.hits
    body = {"data": asked} if method == "POST" else {"params": asked}
    again = client.request(method, "/sparql", headers=headers, **body)
    assert kept.hits == hits + 1
    assert again.headers == first.headers
    assert again.content == (b"" if method == "HEAD" else first.content)


@pytest.mark.parametrize(
    "query", ["SELECT (RAND() AS ?r) {}", "SELECT (NOW() AS ?n) {}", "ASK {", "ASK { SERVICE <a:b> {} }"]
)
def test_what_may_differ_and_what_failed_is_not_kept(fresh: tuple[Any, Kept], query: str) -> None:
    client, kept = fresh
    for _ in range(2):
        client.get("/sparql", params={"query": query})
    assert (kept.hits, kept.size) == (0, 0)


def test_who_has_an_answer_is_told_so_before_it_is_made(fresh: tuple[Any, Kept], client: Client) -> None:
    other, kept = fresh
    path = "/sparql?query=SELECT%20%2A%20%7B%3Fs%20%3Fp%20%3Fo%7D"
    current = client.get(path).headers["etag"]
    assert other.get(path, headers={"if-none-match": current}).status_code == 304
    assert (kept.hits, kept.misses, kept.size) == (0, 0, 0)


def test_kept_answers_are_apart_by_format_and_dataset(fresh: tuple[Any, Kept]) -> None:
    client, kept = fresh
    kinds = set()
    for accept in ("application/json", "text/csv", "application/sparql-results+xml"):
        answer = client.get("/sparql", params={"query": IS_GROUP}, headers={"accept": accept})
        kinds.add(answer.headers["content-type"])
    for graph in (SCHEMES, ENTITIES):
        asked = {"query": IS_GROUP, "default-graph-uri": graph}
        assert client.get("/sparql", params=asked).json()["boolean"] is (graph == SCHEMES)
    assert len(kinds) == 3
    assert kept.hits == 0
