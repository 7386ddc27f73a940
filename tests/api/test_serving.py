"""A new release is taken up while the server runs: no request is dropped, none is answered from two."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
import uvicorn

from api.app import Options, create_app
from api.server import server
from api.serving import Serving
from graph.release.opening import place
from graph.release.shelf import Shelf
from graph.store.dataset import Dataset
from sparql.limits import Limits
from sparql.template import Template
from sparql.workers import Pool
from tests.api.shelved import ALL, ROWS, shelved
from tests.api.waiting import eventually

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")

ENDLESS = "SELECT * { GRAPH <a:g> { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } }"


@dataclass
class Running:
    """A server over the current release of a shelf."""

    client: httpx.Client
    shelf: Shelf
    first: str
    serving: Serving
    names: dict[str, str] = field(default_factory=dict)

    def put(self, which: str) -> str:
        release = shelved(self.shelf, which)
        self.names[release] = which
        return release

    def serves(self, release: str) -> bool:
        return self.client.get("/health").headers["kytkos-release"] == release

    @property
    def template(self) -> Template:
        pool = self.serving.current.engine
        assert isinstance(pool, Pool)
        assert isinstance(pool.home, Template)
        return pool.home


#: How many rows are held in memory; each test by turns on a disk or in memory, then the other way.
IN_MEMORY, ON_DISK = 1_000_000, 0


def first(most_in_memory: int) -> pytest.MarkDecorator:
    """Take this way; the long matrix takes the other."""
    other = pytest.param(IN_MEMORY + ON_DISK - most_in_memory, marks=pytest.mark.slow)
    return pytest.mark.parametrize("most_in_memory", [most_in_memory, other])


@pytest.fixture
def running(tmp_path: Path, most_in_memory: int) -> Iterator[Running]:
    shelf = Shelf(tmp_path)
    first = shelved(shelf, "first")
    there = place(tmp_path / first, most_in_memory)
    options = Options(
        workers=2,
        limits=Limits(seconds=600, buffered=2_000),
        place=there,
        releases=tmp_path,
        most_in_memory=most_in_memory,
    )
    app = create_app(there.dataset(), options)
    with listened(server(app)) as client:
        yield Running(client, shelf, first, app.state.serving, {first: "first"})


@contextmanager
def listened(served: uvicorn.Server) -> Iterator[httpx.Client]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=lambda: asyncio.run(served.serve([listening])))
        thread.start()
        try:
            with httpx.Client(
                base_url=f"http://127.0.0.1:{listening.getsockname()[1]}", timeout=60
            ) as client:
                while not served.started:
                    assert thread.is_alive()
                yield client
        finally:
            served.should_exit = True
            thread.join(60)


@first(ON_DISK)
def test_no_request_is_dropped_and_each_is_answered_from_one_release(running: Running) -> None:
    answers: list[tuple[int, str, set[str], int]] = []
    is_over = threading.Event()

    def asks() -> None:
        with httpx.Client(base_url=running.client.base_url, timeout=60) as client:
            while not is_over.is_set():
                answer = client.get("/sparql", params={"query": ALL})
                rows = answer.json()["results"]["bindings"] if answer.status_code == 200 else []
                named = {row["which"]["value"] for row in rows}
                answers.append((answer.status_code, answer.headers["kytkos-release"], named, len(rows)))

    askers = [threading.Thread(target=asks) for _ in range(3)]
    for asker in askers:
        asker.start()
    try:
        for which in ("second", "third"):
            assert eventually(partial(running.serves, running.put(which)))
    finally:
        is_over.set()
        for asker in askers:
            asker.join(60)
    assert {status for status, *_ in answers} == {200}
    assert {release for _, release, _, _ in answers} <= running.names.keys()
    assert all(named == {running.names[release]} and rows == ROWS for _, release, named, rows in answers)


@first(IN_MEMORY)
def test_a_running_query_ends_on_the_release_it_began_on(running: Running) -> None:
    port = running.client.base_url.port or 80
    former = running.template.pid
    with socket.create_connection((running.client.base_url.host, port)) as reading:
        reading.sendall(f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: test\r\n\r\n".encode())
        assert f"kytkos-release: {running.first}".encode() in reading.recv(4_000)
        second = running.put("second")
        assert eventually(lambda: running.serves(second))
        assert b"first" in reading.recv(1_000_000)
        os.kill(former, 0)
    assert eventually(lambda: is_gone(former))


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


@first(IN_MEMORY)
def test_a_release_that_cannot_be_opened_is_told_and_the_old_one_stays(
    running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    with running.shelf.writing():
        broken = running.shelf.folder / "ffffffffffff"
        broken.mkdir()
        (broken / "manifest.json").write_text(
            (running.shelf.folder / running.first / "manifest.json").read_text()
        )
        running.shelf.make_current(broken.name)
    assert eventually(lambda: "the new release is not served" in caplog.text)
    assert running.serves(running.first)
    second = running.put("second")
    assert eventually(lambda: running.serves(second))


@first(ON_DISK)
def test_a_template_that_ends_costs_no_request(running: Running) -> None:
    os.kill(running.template.pid, signal.SIGKILL)
    answer = running.client.get("/sparql", params={"query": ALL})
    assert len(json.loads(answer.content)["results"]["bindings"]) == ROWS
    assert running.client.get("/ready").status_code == 200


def test_the_first_release_of_a_workspace_is_taken_up(tmp_path: Path) -> None:
    app = create_app(Dataset.of(()), Options(workers=1, releases=tmp_path / "releases"))
    with listened(server(app)) as client:
        assert client.get("/health").headers["kytkos-release"] == "none"
        release = shelved(Shelf(tmp_path / "releases"), "first")
        assert eventually(lambda: client.get("/health").headers["kytkos-release"] == release)
        assert len(client.get("/sparql", params={"query": ALL}).json()["results"]["bindings"]) == ROWS
