"""Over HTTP, with workers: what a query may cost, how its end is told, and that the others are served."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import quote

import httpx
import pytest
from fastapi import FastAPI

from api.app import Options, create_app
from api.server import server
from graph.store.dataset import Dataset
from sparql.limits import Limits
from tests.api.waiting import eventually

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
GROWING = f"{ENDLESS} ORDER BY ?l ?i ?f"
ALL = "SELECT * { ?s ?p ?o }"
#: Its answer is longer than what a worker sends at once.
LONG = "SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT 300"
LITTLE, SHORT = Limits(answer=10_000, buffered=100), Limits(seconds=1)
BROWSER = {"accept": "text/html", "accept-language": "en"}


@contextmanager
def running(app: FastAPI) -> Iterator[httpx.Client]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        served = server(app)
        thread = threading.Thread(target=lambda: asyncio.run(served.serve([listening])))
        thread.start()
        try:
            base = f"http://127.0.0.1:{listening.getsockname()[1]}"
            with httpx.Client(base_url=base, timeout=60) as client:
                yield client
        finally:
            served.should_exit = True
            thread.join(60)


@contextmanager
def served(dataset: Dataset, limits: Limits, workers: int = 1) -> Iterator[httpx.Client]:
    with running(create_app(dataset, Options(workers=workers, limits=limits))) as client:
        yield client


def ask(client: httpx.Client, query: str, **params: str) -> httpx.Response:
    return client.get("/sparql", params={"query": query, **params})


@contextmanager
def begun(client: httpx.Client, query: str, address: str = "127.0.0.1") -> Iterator[socket.socket]:
    """Send a query on a connection of its own, from an address of this machine."""
    there = (client.base_url.host, client.base_url.port or 80)
    with socket.create_connection(there, source_address=(address, 0)) as sent:
        sent.sendall(f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: test\r\n\r\n".encode())
        yield sent


def test_a_query_over_its_time_is_told_so_and_the_next_is_answered(dataset: Dataset) -> None:
    with served(dataset, Limits(seconds=1)) as client:
        stopped = ask(client, RUNAWAY)
        assert stopped.status_code == 504
        assert stopped.headers["content-type"] == "application/problem+json"
        assert "1 second" in stopped.json()["detail"]
        assert ask(client, "ASK {}").json()["boolean"] is True


@pytest.mark.slow
def test_a_query_over_its_memory_is_told_so_and_the_next_is_answered(dataset: Dataset) -> None:
    with served(dataset, Limits(memory=64 << 20)) as client:
        assert ask(client, GROWING).status_code == 507
        assert ask(client, "ASK {}").json()["boolean"] is True


def test_a_sender_may_lower_its_time(dataset: Dataset) -> None:
    with served(dataset, Limits(seconds=600)) as client:
        assert ask(client, RUNAWAY, timeout="0.5").status_code == 504
        assert ask(client, "ASK {}", timeout="soon").status_code == 400


def test_a_long_answer_is_streamed_and_whole(dataset: Dataset) -> None:
    with served(dataset, Limits(buffered=100)) as client, served(dataset, Limits()) as other:
        streamed, whole = ask(client, LONG), ask(other, LONG)
        assert streamed.headers["transfer-encoding"] == "chunked"
        assert "content-length" in whole.headers
        assert streamed.json() == whole.json()
        plain = client.get("/sparql", params={"query": LONG}, headers={"accept-encoding": "identity"})
        assert plain.json() == whole.json()


def test_the_limits_in_force_are_in_the_headers(dataset: Dataset) -> None:
    with served(dataset, Limits(seconds=9, rows=7, answer=1 << 20, memory=1 << 30)) as client:
        for timeout, seconds in (("2.5", "2.5"), ("900", "9")):
            answer = ask(client, "ASK {}", timeout=timeout)
            held = {
                name: answer.headers[f"kytkos-limit-{name}"]
                for name in ("seconds", "rows", "bytes", "memory")
            }
            assert held == {"seconds": seconds, "rows": "7", "bytes": str(1 << 20), "memory": str(1 << 30)}
        assert "kytkos-cut" not in answer.headers
        assert ask(client, RUNAWAY, timeout="0.3").headers["kytkos-cut"] == "seconds"


@pytest.mark.parametrize(("limits", "what"), [(Limits(answer=1000), "bytes"), (Limits(rows=5), "rows")])
def test_an_answer_cut_in_the_buffer_says_so_by_status_header_and_link(
    dataset: Dataset, limits: Limits, what: str
) -> None:
    with served(dataset, limits) as client:
        cut = ask(client, ALL)
        assert (cut.status_code, cut.headers["kytkos-cut"]) == (413, what)
        assert "etag" not in cut.headers
        assert cut.json()["head"]["link"] == [f"{client.base_url}/sparql#limits"]
        assert len(cut.json()["results"]["bindings"]) <= 5
        as_xml = client.get("/sparql", params={"query": ALL}, headers={"accept": "application/xml"})
        assert as_xml.status_code == 413
        assert f'<link href="{client.base_url}/sparql#limits"/></head>' in as_xml.text
        as_csv = client.get("/sparql", params={"query": ALL}, headers={"accept": "text/csv"})
        assert (as_csv.status_code, as_csv.headers["kytkos-cut"]) == (413, what)
        assert as_csv.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("limits", "coding"),
    [
        (LITTLE, "gzip"),
        (SHORT, "identity"),
        pytest.param(LITTLE, "identity", marks=pytest.mark.slow),
        pytest.param(SHORT, "gzip", marks=pytest.mark.slow),
    ],
)
def test_an_answer_cut_past_the_buffer_breaks_the_transfer(
    dataset: Dataset, limits: Limits, coding: str, caplog: pytest.LogCaptureFixture
) -> None:
    with served(dataset, limits) as client:
        with pytest.raises(httpx.RemoteProtocolError):
            client.get("/sparql", params={"query": ENDLESS}, headers={"accept-encoding": coding})
        assert ask(client, "ASK {}").json()["boolean"] is True
    assert "Traceback" not in caplog.text
    assert not any(record.exc_info for record in caplog.records)


def test_a_runaway_query_leaves_the_others_served(dataset: Dataset) -> None:
    with served(dataset, Limits(seconds=600), workers=2) as client, begun(client, RUNAWAY):
        for _ in range(20):
            assert ask(client, "ASK {}").json()["boolean"] is True
        assert client.get("/health").status_code == 200


def test_who_comes_when_as_many_wait_as_may_is_told_when_to_come_again(dataset: Dataset) -> None:
    with served(dataset, Limits(seconds=600, waiting=0)) as client, begun(client, RUNAWAY):
        answers: list[httpx.Response] = []

        def is_refused() -> bool:
            answers.append(ask(client, "ASK {}"))
            return answers[-1].status_code == 503

        assert eventually(is_refused)
        assert int(answers[-1].headers["retry-after"]) > 0


def test_one_client_with_two_hundred_connections_keeps_no_other_waiting(dataset: Dataset) -> None:
    with served(dataset, Limits(seconds=600), workers=2) as client, ExitStack() as flood:
        sent = [flood.enter_context(begun(client, RUNAWAY, "127.0.0.2")) for _ in range(200)]
        told = [line for line in (first_line(one) for one in sent[-150:]) if line]
        assert set(told) == {b"HTTP/1.1 429 Too Many Requests"}
        for _ in range(20):
            assert ask(client, "ASK {}").json()["boolean"] is True


def first_line(sent: socket.socket) -> bytes:
    sent.settimeout(60)
    return sent.recv(1000).partition(b"\r\n")[0]


def test_a_client_that_hangs_up_while_it_waits_frees_its_worker(dataset: Dataset) -> None:
    with served(dataset, Limits(seconds=600, waiting=0)) as client:
        with begun(client, RUNAWAY):
            assert eventually(lambda: ask(client, "ASK {}").status_code == 503)
        assert eventually(lambda: ask(client, "ASK {}").status_code == 200)


def test_a_client_that_hangs_up_while_it_reads_frees_its_worker(dataset: Dataset) -> None:
    with served(dataset, Limits(seconds=600)) as client:
        with begun(client, ENDLESS) as reading:
            assert reading.recv(100).startswith(b"HTTP/1.1 200")
        assert ask(client, "ASK {}").status_code == 200


def test_the_form_is_bounded_as_the_protocol_is(dataset: Dataset) -> None:
    with served(dataset, Limits(seconds=1)) as client:
        page = client.get("/sparql", params={"query": RUNAWAY}, headers=BROWSER)
        assert page.status_code == 504
        assert "<textarea" in page.text
        assert "its time was over" in page.text
        shown = client.get("/sparql", params={"query": "ASK {}"}, headers=BROWSER)
        assert shown.status_code == 200


def test_what_was_cut_is_not_kept_and_what_was_whole_is(dataset: Dataset) -> None:
    app = create_app(dataset, Options(workers=1, limits=Limits(rows=5)))
    with running(app) as client:
        kept = app.state.serving.current.site.kept
        assert [ask(client, ALL).status_code for _ in range(2)] == [413, 413]
        assert kept.size == 0
        first, again = (ask(client, "ASK {}") for _ in range(2))
        assert kept.hits == 1
        assert first.content == again.content


def test_a_streamed_answer_is_not_kept(dataset: Dataset) -> None:
    app = create_app(dataset, Options(workers=1, limits=Limits(buffered=100)))
    with running(app) as client:
        first, again = (ask(client, LONG).json() for _ in range(2))
        assert first == again
        assert app.state.serving.current.site.kept.size == 0


def test_workers_are_counted_by_what_they_were_replaced_for(dataset: Dataset) -> None:
    with served(dataset, Limits(memory=64 << 20)) as client:
        assert ask(client, RUNAWAY, timeout="1").status_code == 504
        assert ask(client, GROWING).status_code == 507
        with begun(client, RUNAWAY):
            pass

        def told() -> str:
            return client.get("/metrics").text

        reasons = ("deadline", "memory", "left")
        wanted = [f'kytkos_workers_replaced_total{{reason="{reason}"}} 1.0' for reason in reasons]
        assert eventually(lambda: all(line in told() for line in wanted))
