"""The workspace of a server that runs: what commands do is noticed, and what was answered outlives a kill."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore
from SPARQLWrapper import SPARQLWrapper

from tests.conftest import Run, runner
from tests.kytkos.test_processes import kytkos

UPDATE = {"content-type": "application/sparql-update"}
DECIDED = 'ASK { GRAPH <https://w3id.org/kytkos/graph/decisions> { ?d ?p "noticed" } }'


@contextmanager
def served(data: Path) -> Iterator[tuple[httpx.Client, Callable[[], None]]]:
    """Serve a folder by a process of its own, which may be killed; yields a client with a token."""
    secret = runner(data)("token", "create", "--scope", "curate").stdout.splitlines()[-1]
    process = kytkos("serve", "--data", str(data), "--port", "0")
    assert process.stdout is not None
    try:
        told = (line.split() for line in process.stdout)
        address = next(words[1] for words in told if words[0] == "pages")
        headers = {"authorization": f"Bearer {secret}"}
        with httpx.Client(base_url=address, headers=headers, timeout=60) as client:
            yield client, process.kill
    finally:
        process.terminate()
        process.communicate()


def truth(client: httpx.Client, query: str) -> bool:
    answer = client.get("/workspace/sparql", params={"query": query})
    assert answer.status_code == 200, answer.text
    return bool(answer.json()["boolean"])


@pytest.mark.slow
def test_what_is_reviewed_while_the_server_runs_is_in_the_next_answer(published: Path, ask: Run) -> None:
    with served(published) as (client, _):
        assert not truth(client, DECIDED)
        code = ask("review", "list", "--limit", "1").stdout.split()[0]
        assert ask("review", "accept", code, "--reason", "noticed").exit_code == 0
        assert truth(client, DECIDED)


def test_an_empty_folder_is_an_empty_workspace(tmp_path: Path) -> None:
    with served(tmp_path / "empty") as (client, _):
        assert not truth(client, "ASK { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }")
        assert not truth(client, "ASK { GRAPH ?g {} }")


@pytest.mark.slow
def test_a_killed_server_had_put_whole_changes_in_place_and_every_one_that_it_answered(
    tmp_path: Path,
) -> None:
    answered: list[int] = []
    with served(tmp_path) as (client, kill):

        def write() -> None:
            for number in range(1000):
                pair = f"<a:{number}> <a:p> 1 . GRAPH <a:g> {{ <a:{number}> <a:p> 1 }}"
                try:
                    sent = client.post(
                        "/workspace/update", content=f"INSERT DATA {{ {pair} }}", headers=UPDATE
                    )
                except httpx.HTTPError:
                    return
                assert sent.status_code == 204
                answered.append(number)
                is_enough.set()

        is_enough = threading.Event()
        writing = threading.Thread(target=write)
        writing.start()
        assert is_enough.wait(60)
        kill()
        writing.join()
    with served(tmp_path) as (client, _):
        halves = "{ ?s <a:p> 1 MINUS { GRAPH <a:g> { ?s <a:p> 1 } } }"
        other = "{ GRAPH <a:g> { ?s <a:p> 1 } MINUS { ?s <a:p> 1 } }"
        assert not truth(client, f"ASK {{ {halves} UNION {other} }}")
        assert all(truth(client, f"ASK {{ <a:{number}> <a:p> 1 }}") for number in answered)


def test_an_update_whose_sender_hangs_up_is_given_up(tmp_path: Path) -> None:
    audit = tmp_path / "audit.jsonl"
    with served(tmp_path) as (client, _):
        triples = " . ".join(f"<a:{n}> <a:p> {n}" for n in range(300))
        client.post("/workspace/update", content=f"INSERT DATA {{ {triples} }}", headers=UPDATE)
        cross = " . ".join(f"?s{n} ?p{n} ?o{n}" for n in range(6))
        endless = f"INSERT {{ <a:s> <a:p> ?x }} WHERE {{ SELECT (COUNT(*) AS ?x) {{ {cross} }} }}"
        lines = (
            "POST /workspace/update HTTP/1.1",
            "Host: test",
            f"Content-Length: {len(endless)}",
            f"Content-Type: {UPDATE['content-type']}",
            f"Authorization: {client.headers['authorization']}",
            "",
            endless,
        )
        with socket.create_connection((client.base_url.host, client.base_url.port or 80)) as sending:
            sending.sendall("\r\n".join(lines).encode())
            while not list(tmp_path.glob(".scratch.nq.*.part")):
                pass
        after = client.post("/workspace/update", content="CLEAR DEFAULT", headers=UPDATE)
        assert after.status_code == 204
        outcomes = [json.loads(line)["outcome"] for line in audit.read_text().splitlines()]
        assert outcomes == ["done", "not done: the client left", "done"]
        assert not truth(client, "ASK { ?s ?p ?o }")


def test_clients_that_know_the_standards_only_write_and_read(tmp_path: Path) -> None:
    with served(tmp_path) as (client, _):
        address, bearer = str(client.base_url), client.headers["authorization"]
        wrapper = SPARQLWrapper(f"{address}workspace/sparql", f"{address}workspace/update")
        wrapper.addCustomHttpHeader("Authorization", bearer)
        wrapper.setMethod("POST")
        wrapper.setQuery("INSERT DATA { <a:s> <a:p> 'ä 100%20x' }")
        assert wrapper.query().response.status == 204
        store = SPARQLUpdateStore(
            f"{address}workspace/sparql", f"{address}workspace/update", headers={"Authorization": bearer}
        )
        graph = Graph(store, URIRef("a:g"))
        graph.add((URIRef("a:s"), URIRef("a:p"), Literal("ä")))
        assert list(graph.objects()) == [Literal("ä")]
        wrapper.setMethod("GET")
        wrapper.setReturnFormat("json")
        wrapper.setQuery("SELECT ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } } ORDER BY ?o")
        found: Any = wrapper.queryAndConvert()
        assert [row["o"]["value"] for row in found["results"]["bindings"]] == ["ä", "ä 100%20x"]
