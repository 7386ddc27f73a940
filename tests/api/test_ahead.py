"""What is answered ahead of the framework's routes is answered as what goes through them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI

from api.app import Options, create_app
from graph.store.dataset import Dataset


@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
@pytest.mark.parametrize(
    ("query", "status"), [("ASK {}", 200), ("ASK", 400), ("ASK { SERVICE <a:b> {} }", 403)]
)
def test_below_a_path_of_a_proxy_the_endpoint_answers_alike(
    dataset: Dataset, ask: Callable[[FastAPI], Any], path: str, query: str, status: int
) -> None:
    here, below = ask(create_app(dataset)), ask(create_app(dataset, Options(root_path="/of/a/proxy")))
    asked = {"params": {"query": query}}
    answers = [here.get(path, **asked), below.get(path, **asked), below.get(f"/of/a/proxy{path}", **asked)]
    assert {answer.status_code for answer in answers} == {status}
    assert len({answer.content for answer in answers}) == 1
    # The tag is of the address, too, to which names within the query are relative.
    told = [{name: held for name, held in answer.headers.items() if name != "etag"} for answer in answers]
    assert told[0] == told[1] == told[2]


@pytest.mark.parametrize("path", ["/page/t1", "/data/t1.ttl", "/page/", "/page/none", "/data/t1"])
def test_below_a_path_of_a_proxy_things_answer_alike_but_for_where_they_link(
    dataset: Dataset, ask: Callable[[FastAPI], Any], path: str
) -> None:
    here, below = ask(create_app(dataset)), ask(create_app(dataset, Options(root_path="/of/a/proxy")))
    plain = here.get(path, follow_redirects=False)
    answers = [below.get(at, follow_redirects=False) for at in (path, f"/of/a/proxy{path}")]
    assert {answer.status_code for answer in answers} == {plain.status_code}
    assert answers[0].content == answers[1].content
    assert answers[0].text.replace("/of/a/proxy", "") == plain.text


@pytest.mark.parametrize("path", ["/page/t1", "/data/t1.ttl"])
def test_what_only_shows_a_thing_names_the_methods_that_it_takes(
    dataset: Dataset, ask: Callable[[FastAPI], Any], path: str
) -> None:
    answer = ask(create_app(dataset)).post(path)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET"
