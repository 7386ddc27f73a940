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
