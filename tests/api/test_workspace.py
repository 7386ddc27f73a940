"""The workspace over HTTP: who may do what, what is answered, and the audit of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from rdflib import Graph, URIRef

from api.app import Options, create_app
from graph.identifiers import GRAPH
from graph.store.access import Scope, Tokens
from graph.store.dataset import Dataset
from sparql.limits import Limits
from sparql.service import SD, VOID
from tests.api.conftest import Client

UPDATE, QUERY = "application/sparql-update", "application/sparql-query"
TURTLE = {"content-type": "text/turtle"}
OWN, MANAGED = {"graph": "http://example.org/needs"}, {"graph": f"{GRAPH}decisions"}
NEEDS = "<http://example.org/need> <http://example.org/of> 'keksityt henkilöt' ."
STORE = "/workspace/graph-store"
BUSY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r }"


class Held:
    """A workspace of a test's own, asked by the holders of tokens."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.folder = folder
        self.tokens = Tokens(folder)
        self.app = create_app(Dataset.of(()), Options(data=folder, limits=limits))
        self.client = Client(self.app)
        self.secrets = {scope: self.tokens.create(scope) for scope in ("read", "curate")}

    def ask(self, method: str, path: str, scope: Scope | None = "curate", **kwargs: Any) -> httpx.Response:
        headers = kwargs.pop("headers", {})
        if scope is not None:
            headers = {**headers, "authorization": f"Bearer {self.secrets[scope]}"}
        return self.client.request(method, path, headers=headers, **kwargs)

    def update(self, text: str, **params: str) -> httpx.Response:
        headers = {"content-type": UPDATE}
        return self.ask("POST", "/workspace/update", content=text, headers=headers, params=params)

    def truth(self, query: str) -> bool:
        answer = self.ask("GET", "/workspace/sparql", "read", params={"query": query})
        assert answer.status_code == 200, answer.text
        return bool(answer.json()["boolean"])

    def audit(self) -> list[dict[str, Any]]:
        path = self.folder / "audit.jsonl"
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

    def close(self) -> None:
        self.client.run(self.app.state.workspace.stop())
        self.client.close()


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Held]:
    workspace = Held(tmp_path, Limits(seconds=20))
    yield workspace
    workspace.close()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/workspace/sparql?query=ASK%20%7B%7D"),
        ("POST", "/workspace/update"),
        ("GET", f"{STORE}?default"),
        ("HEAD", f"{STORE}?default"),
        ("PUT", f"{STORE}/mine.ttl"),
    ],
)
def test_nothing_is_done_without_a_token(held: Held, method: str, path: str) -> None:
    assert held.ask(method, path, None).status_code == 401
    held.tokens.revoke(held.tokens.list()[-1].id)
    assert held.ask(method, path).status_code == 401
    assert not (held.folder / "audit.jsonl").exists()


def test_a_token_that_reads_does_not_write(held: Held) -> None:
    assert held.ask("GET", f"{STORE}?default", "read").status_code == 200
    for method, path in (("POST", "/workspace/update"), ("PUT", STORE), ("DELETE", f"{STORE}?default")):
        assert held.ask(method, path, "read", content="CLEAR ALL", headers=TURTLE).status_code == 403


def test_an_update_is_seen_by_the_next_query_and_after_a_restart(held: Held) -> None:
    assert held.update(f"INSERT DATA {{ {NEEDS} }}").status_code == 204
    assert held.truth(f"ASK {{ {NEEDS} }}")
    again = Held(held.folder, Limits())
    assert again.truth(f"ASK {{ {NEEDS} }}")
    again.close()


def test_the_release_neither_sees_nor_takes_what_is_written(held: Held) -> None:
    held.update(f"INSERT DATA {{ {NEEDS} }}")
    assert held.client.get("/sparql", params={"query": f"ASK {{ {NEEDS} }}"}).json()["boolean"] is False
    refused = held.client.post("/sparql", content="CLEAR ALL", headers={"content-type": UPDATE})
    assert refused.status_code == 405
    assert (
        held.client.request("PUT", "/graph-store?default", content=NEEDS, headers=TURTLE).status_code == 405
    )


def test_a_query_goes_to_the_one_address_and_an_update_to_the_other(held: Held) -> None:
    wrong = held.ask("POST", "/workspace/sparql", content="CLEAR ALL", headers={"content-type": UPDATE})
    assert wrong.status_code == 405
    assert "/workspace/update" in wrong.json()["detail"]
    wrong = held.ask("POST", "/workspace/update", content="ASK {}", headers={"content-type": QUERY})
    assert wrong.status_code == 415
    assert held.ask("GET", "/workspace/update?update=CLEAR%20ALL").status_code == 405
    assert held.truth("ASK {}")


@pytest.mark.parametrize("text", [f"CLEAR GRAPH <{MANAGED['graph']}>", f"CREATE GRAPH <{GRAPH}mine>"])
def test_an_update_of_a_managed_graph_is_refused_naming_the_commands(held: Held, text: str) -> None:
    refused = held.update(text)
    assert refused.status_code == 403
    assert "kytkos ingest" in refused.json()["remedy"]
    assert "kytkos review" in refused.json()["remedy"]


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_a_managed_graph_is_not_written_by_the_graph_store_either(held: Held, method: str) -> None:
    assert held.ask(method, STORE, params=MANAGED, content=NEEDS, headers=TURTLE).status_code == 403


def test_a_graph_is_put_added_to_read_and_deleted(held: Held) -> None:
    def send(method: str, content: str = "") -> int:
        return held.ask(method, STORE, params=OWN, content=content, headers=TURTLE).status_code

    assert send("GET") == 404
    assert send("PUT", NEEDS) == 201
    assert send("PUT", NEEDS) == 204
    assert send("POST", "<http://example.org/need> a <http://example.org/Need> .") == 204
    headers = {"accept": "application/n-triples"}
    read = held.ask("GET", STORE, "read", params=OWN, headers=headers)
    assert read.text.count("\n") == 2
    head = held.ask("HEAD", STORE, "read", params=OWN, headers=headers)
    assert (head.status_code, head.content) == (200, b"")
    assert send("DELETE") == 204
    assert send("DELETE") == 404


def test_a_graph_without_a_name_is_given_one(held: Held) -> None:
    made = held.ask("POST", STORE, content=NEEDS, headers=TURTLE)
    assert made.status_code == 201
    assert held.ask("GET", made.headers["location"], "read").status_code == 200
    for method in ("GET", "PUT", "DELETE"):
        assert held.ask(method, STORE, content=NEEDS, headers=TURTLE).status_code == 400
    assert held.ask("PATCH", STORE, params=OWN).status_code == 405


def test_relative_names_in_a_document_are_relative_to_its_graph(held: Held) -> None:
    held.ask("PUT", f"{STORE}/needs/1", content="<2> <#of> <> .", headers=TURTLE)
    named = f"http://test{STORE}/needs"
    assert held.truth(f"ASK {{ GRAPH <{named}/1> {{ <{named}/2> <{named}/1#of> <{named}/1> }} }}")


def test_a_write_of_another_state_than_was_read_is_refused(held: Held) -> None:
    held.ask("PUT", STORE, params=OWN, content=NEEDS, headers=TURTLE)
    first = held.ask("GET", STORE, params=OWN).headers["etag"]
    assert held.ask("GET", STORE, params=OWN, headers={"if-none-match": first}).status_code == 304

    def send(tag: str) -> int:
        headers = {**TURTLE, "if-match": tag}
        return held.ask("PUT", STORE, params=OWN, content=NEEDS, headers=headers).status_code

    assert send(first) == 204
    assert send(first) == 412
    assert send(held.ask("GET", STORE, params=OWN).headers["etag"]) == 204
    assert send("*") == 204
    assert send('"another"') == 412


def test_every_write_is_in_the_audit_and_no_secret_is(held: Held) -> None:
    held.update("INSERT DATA { <a:s> <a:p> 1 }")
    held.update("CLEAR")
    held.update(f"CLEAR GRAPH <{GRAPH}x>", **{"using-graph-uri": "a:g"})
    held.ask("PUT", STORE, params=OWN, content=NEEDS, headers=TURTLE)
    held.ask("DELETE", STORE, params={"default": ""})
    held.ask("DELETE", STORE, params={"graph": "a:none"})
    held.truth("ASK {}")
    lines = held.audit()
    assert {line["token"] for line in lines} == {held.tokens.list()[1].id}
    assert [(line["what"], line["outcome"]) for line in lines] == [
        ("update", "done"),
        ("update", "not done: 400 InvalidQuery"),
        ("update", "not done: 403 ManagedGraph"),
        ("PUT", "done"),
        ("DELETE", "done"),
        ("DELETE", "not done: 404 NotFound"),
    ]
    assert lines[0]["text"] == "INSERT DATA { <a:s> <a:p> 1 }"
    assert lines[2]["using"] == ["a:g"]
    assert (lines[3]["graph"], lines[3]["bytes"], lines[3]["quads"]) == (OWN["graph"], len(NEEDS.encode()), 2)
    written = "".join(path.read_text(encoding="utf-8") for path in held.folder.glob("*.*"))
    assert not any(secret in written for secret in held.secrets.values())


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("INSERT DATA {", 400),
        ("", 204),
        ("LOAD <http://127.0.0.1:1/>", 403),
        ("INSERT {} WHERE { SERVICE <http://127.0.0.1:1/> {} }", 403),
        ("CREATE GRAPH <a:g> ; CREATE GRAPH <a:g>", 409),
        ("INSERT {} WHERE " + "{" * 500 + "}" * 500, 413),
        ("#" * (2 << 20), 413),
        ("#" * (10 << 20), 413),
    ],
)
def test_a_bad_update_gets_the_right_status_and_the_next_is_made(held: Held, text: str, status: int) -> None:
    assert held.update(text).status_code == status
    assert held.update("INSERT DATA { <a:s> <a:p> 1 }").status_code == 204


def test_a_bad_document_is_told_its_place_and_a_large_one_its_limit(held: Held) -> None:
    bad = held.ask("PUT", STORE, params=OWN, content="<a:b> <a:c>\n nonsense .", headers=TURTLE)
    assert (bad.status_code, bad.json()["line"]) == (400, 2)
    assert held.ask("PUT", STORE, params=OWN, content=b"#" * (17 << 20), headers=TURTLE).status_code == 413
    assert held.ask("PUT", STORE, params=OWN, content="", headers={"content-type": "a/b"}).status_code == 415
    packed = held.ask("PUT", STORE, params=OWN, content=b"", headers={**TURTLE, "content-encoding": "gzip"})
    assert packed.status_code == 415
    assert held.ask("GET", STORE, params=OWN).status_code == 404


def test_an_update_or_query_that_never_ends_is_stopped(tmp_path: Path) -> None:
    held = Held(tmp_path, Limits(seconds=1))
    held.update("INSERT DATA { " + " . ".join(f"<a:{n}> <a:p> {n}" for n in range(300)) + " }")
    endless = f"INSERT {{ <a:s> <a:p> ?n }} WHERE {{ {BUSY.replace('?n ?o', '?x ?o')} }}"
    assert held.update(endless).status_code == 504
    stopped = held.ask("GET", "/workspace/sparql", params={"query": BUSY.replace("?n ?o", "?x ?o")})
    assert stopped.status_code == 504
    assert held.audit()[-1]["outcome"] == "not done: 504 OutOfTime"
    assert held.truth("ASK { ?s ?p 299 }")
    held.close()


def test_answers_of_a_workspace_are_for_their_reader_only(held: Held) -> None:
    answer = held.ask("GET", "/workspace/sparql", params={"query": "ASK {}"})
    assert "private" in answer.headers["cache-control"]
    assert answer.headers["kytkos-release"] == "workspace"


def test_the_workspace_describes_itself_as_it_is_now(held: Held) -> None:
    held.update(f"INSERT DATA {{ {NEEDS} GRAPH <{OWN['graph']}> {{ {NEEDS} }} }}")
    answer = held.ask("GET", "/workspace/sparql", "read", headers={"accept": "text/turtle"})
    assert answer.status_code == 200
    told = Graph().parse(data=answer.text, format="turtle")

    def said(term: str) -> set[str]:
        return {str(value).rpartition("#")[2] for value in told.objects(None, URIRef(term))}

    assert said(SD + "supportedLanguage") == {"SPARQL10Query", "SPARQL11Query", "SPARQL11Update"}
    assert {end.rpartition("/")[2] for end in said(SD + "endpoint")} == {"sparql", "update"}
    assert said(SD + "name") == {OWN["graph"]}
    assert said(VOID + "triples") == {"1"}
    assert held.ask("GET", "/workspace/sparql", None).status_code == 401
    assert held.ask("GET", "/workspace/sparql", headers={"accept": "image/png"}).status_code == 406


def test_the_workspace_s_queries_are_counted_apart(held: Held) -> None:
    held.truth("ASK {}")
    counted = held.client.request("GET", "/metrics").text
    assert "kytkos_workspace_queries_running 0.0" in counted
    assert "kytkos_workspace_queries_waiting 0.0" in counted


@pytest.mark.parametrize("path", ["/workspace/sparql", "/workspace/update", STORE, f"{STORE}/a/b"])
def test_other_sites_pages_may_ask_what_they_may_send(held: Held, path: str) -> None:
    allowed = held.client.request("OPTIONS", path)
    assert allowed.status_code == 204
    assert "Authorization" in allowed.headers["access-control-allow-headers"]


def test_without_a_workspace_its_addresses_ask_for_a_token(client: Client) -> None:
    assert client.get("/workspace/sparql").status_code == 401
