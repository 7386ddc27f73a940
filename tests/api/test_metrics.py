"""Counts for Prometheus are right, few, and tell nothing that was asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from prometheus_client.parser import text_string_to_metric_families

from api.app import Options, create_app
from graph.store.dataset import Dataset
from sparql.engine import Reason
from sparql.protocol import Operation

ENDLESS = Operation("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")


def counts(client: Any) -> dict[tuple[str, ...], float]:
    """Return every number by its name and labels."""
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain")
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


@pytest.fixture
def counted(dataset: Dataset, ask: Callable[[FastAPI], Any]) -> Any:
    return ask(create_app(dataset))


def test_requests_are_counted_by_template_and_status(counted: Any) -> None:
    for path in ("/sparql?query=ASK%7B%7D", "/sparql?query=ASK", "/page/k9001", "/page/nosuch", "/health"):
        counted.get(path)
    held = counts(counted)
    requests = {key[1:]: number for key, number in held.items() if key[0] == "kytkos_requests_total"}
    assert requests == {
        ("/sparql", "200"): 1,
        ("/sparql", "400"): 1,
        ("/page/{name:path}", "200"): 1,
        ("/page/{name:path}", "404"): 1,
        ("/health", "200"): 1,
    }
    assert held["kytkos_request_seconds_count", "/sparql"] == 2


def test_addresses_that_are_none_are_counted_as_one(counted: Any) -> None:
    for number in range(5):
        counted.get(f"/no/such/{number}")
    held = counts(counted)
    assert held["kytkos_requests_total", "other", "404"] == 5


def test_no_word_of_a_query_nor_path_is_told(counted: Any) -> None:
    counted.get("/sparql", params={"query": 'ASK { ?s ?p "Keksitty" }'})
    counted.get("/Keksitty")
    counted.get("/page/Keksitty")
    assert "Keksitty" not in counted.get("/metrics").text


def test_answers_that_were_kept_are_counted_with_the_room_they_take(counted: Any) -> None:
    for _ in range(3):
        counted.get("/sparql?query=ASK%7B%7D")
    held = counts(counted)
    assert (held["kytkos_kept_hits_total",], held["kytkos_kept_misses_total",]) == (2, 1)
    assert held["kytkos_kept_bytes",] > 0


def test_the_release_is_told(counted: Any) -> None:
    assert counts(counted)["kytkos_release", "r123"] == 1


def test_two_applications_count_apart(dataset: Dataset, ask: Callable[[FastAPI], Any]) -> None:
    first, second = ask(create_app(dataset)), ask(create_app(dataset))
    first.get("/health")
    assert ("kytkos_requests_total", "/health", "200") not in counts(second)


def test_workers_that_are_replaced_are_counted_by_reason_from_the_start(dataset: Dataset) -> None:
    app = create_app(dataset)
    app.state.metrics.replaced(Reason.DEADLINE)
    told = app.state.metrics.page().decode()
    assert 'kytkos_workers_replaced_total{reason="deadline"} 1.0' in told
    assert 'kytkos_workers_replaced_total{reason="memory"} 0.0' in told


def test_queries_that_run_are_told(dataset: Dataset) -> None:
    app = create_app(dataset, Options(workers=1))

    async def running() -> str:
        async with app.router.lifespan_context(app):
            engine = app.state.serving.current.engine
            answer = await engine.ask(ENDLESS, None)
            told: str = app.state.metrics.page().decode()
            answer.close()
        return told

    told = asyncio.run(running())
    assert "kytkos_queries_running 1.0" in told
    assert "kytkos_queries_waiting 0.0" in told
    assert "kytkos_ready 1.0" in told
