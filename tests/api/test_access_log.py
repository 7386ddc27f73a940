"""The log of requests tells what was asked and how it was answered, and neither who asked nor which words."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from io import StringIO
from typing import Any

import pytest
from fastapi import FastAPI

from api.access_log import AccessLog
from api.app import Options, create_app
from api.seen import Seen
from graph.store.dataset import Dataset

SECRET = 'ASK { ?s ?p "Keksitty Henkilö" }'
ASKED = Seen("GET", "/sparql", "/sparql", 200, 2.5, 99, "r1", SECRET)


def lines(stream: StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_request_is_one_line_of_json_with_all_that_is_promised() -> None:
    stream = StringIO()
    AccessLog(stream, slow=5)([ASKED])
    (line,) = lines(stream)
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "event": "request",
        "method": "GET",
        "path": "/sparql",
        "status": 200,
        "ms": 2500.0,
        "bytes": 99,
        "whole": True,
        "query": sha256(SECRET.encode()).hexdigest()[:16],
        "release": "r1",
    }


@pytest.mark.parametrize(("tells", "text"), [(False, None), (True, SECRET)])
def test_a_slow_query_has_a_line_of_its_own_with_its_text_only_where_wanted(
    tells: bool, text: str | None
) -> None:
    stream = StringIO()
    AccessLog(stream, slow=2, tells_queries=tells)([ASKED])
    request, slow = lines(stream)
    assert (slow["event"], slow["seconds"], slow["query"]) == ("slow query", 2.5, request["query"])
    assert slow.get("text") == text
    assert "text" not in request


def test_what_is_slow_and_no_query_has_no_such_line() -> None:
    stream = StringIO()
    AccessLog(stream, slow=2)([Seen("GET", "/", "/", 200, 9.0, 1, "r1")])
    assert [line["event"] for line in lines(stream)] == ["request"]


def test_a_log_that_cannot_be_written_stops_nobody() -> None:
    stream = StringIO()
    stream.close()
    AccessLog(stream, slow=2)([ASKED])


@pytest.fixture
def logged(dataset: Dataset, ask: Callable[[FastAPI], Any]) -> tuple[Any, StringIO]:
    stream = StringIO()
    return ask(create_app(dataset, Options(log=AccessLog(stream, slow=0)))), stream


def test_neither_query_nor_token_nor_address_gets_into_the_log(logged: tuple[Any, StringIO]) -> None:
    client, stream = logged
    headers = {"authorization": "Bearer kyt_invented", "x-forwarded-for": "192.0.2.77", "accept": "text/csv"}
    client.get("/sparql", params={"query": SECRET}, headers=headers)
    client.post("/sparql", content=SECRET.encode(), headers={"content-type": "application/sparql-query"})
    client.post("/sparql", data={"query": SECRET})
    client.get("/sparql", params={"query": SECRET}, headers={"accept": "text/html"})
    client.get("/search?q=Keksitty")
    client.get("/workspace/sparql", params={"query": SECRET}, headers=headers)
    said = stream.getvalue()
    hashes = {line["query"] for line in lines(stream)}
    assert hashes == {sha256(SECRET.encode()).hexdigest()[:16], None}
    for word in ("Keksitty", "Henkil", "kyt_invented", "192.0.2.77", "127.0.0.1"):
        assert word not in said


@pytest.mark.parametrize(
    ("path", "status"),
    [("/sparql?query=ASK%20%7B%7D", 200), ("/sparql?query=ASK", 400), ("/health", 200), ("/no/such", 404)],
)
def test_every_answer_is_told_with_its_status_and_length(
    logged: tuple[Any, StringIO], path: str, status: int
) -> None:
    client, stream = logged
    answer = client.get(path)
    line = lines(stream)[0]
    assert (
        (line["status"], line["bytes"])
        == (answer.status_code, len(answer.content))
        == (status, line["bytes"])
    )
    assert (line["path"], line["release"]) == (path.partition("?")[0], "r123")


def test_head_is_told_as_what_was_sent(logged: tuple[Any, StringIO]) -> None:
    client, stream = logged
    client.request("HEAD", "/sparql?query=ASK%20%7B%7D")
    assert (lines(stream)[0]["method"], lines(stream)[0]["bytes"]) == ("HEAD", 0)


def test_a_path_without_end_is_told_in_part() -> None:
    stream = StringIO()
    AccessLog(stream, slow=2)([Seen("GET", "other", "/" + "x\n" * 9_000, 404, 0.1, 1, "r1")])
    assert len(stream.getvalue()) < 800
    assert len(stream.getvalue().splitlines()) == 1
