"""Workers where the system cannot fork: slower to come, with the same bounds."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.errors import OutOfMemory, OutOfTime
from graph.release.canonical import sha256
from graph.release.manifest import Manifest
from graph.release.opening import Place, place
from graph.release.reader import DUMP, packed
from graph.release.shelf import Shelf
from sparql.apart import Apart
from sparql.limits import Limits
from sparql.protocol import Operation
from sparql.workers import Pool

JOIN = "GRAPH ?g { ?a ?b ?c . ?d ?e ?f . ?h ?i ?j . ?k ?l ?m }"
RUNAWAY = Operation(f"SELECT (COUNT(*) AS ?n) {{ {JOIN} }}")
GROWING = Operation(f"SELECT * {{ {JOIN} }} ORDER BY ?m ?j ?f")
Given = TypeVar("Given")


@pytest.fixture(scope="module", params=["memory", "disk"])
def there(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Place:
    thing, name = NamedNode("a:b"), NamedNode("a:g")
    quads = (Quad(thing, thing, Literal(f"keksitty {number:04}"), name) for number in range(400))
    dump = packed("".join(f"{quad} .\n" for quad in quads).encode())
    identity = sha256([dump])
    built = Manifest(identity[:12], identity, "a:", True, "2021", counts={"a:g": 400}, files={DUMP: identity})
    path = Shelf(tmp_path_factory.mktemp("releases")).put(built, {DUMP: dump})
    return place(path, 1000 if request.param == "memory" else 0)


def within(there: Place, use: Callable[[Pool], Awaitable[Given]], limits: Limits) -> Given:
    async def run() -> Given:
        pool = Pool(lambda: Apart(there, limits.memory), limits, 1)
        await pool.start()
        try:
            return await use(pool)
        finally:
            await pool.stop()

    return asyncio.run(run())


async def count(pool: Pool) -> int:
    answer = await pool.ask(Operation("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"), None)
    return int(json.loads(answer.body)["results"]["bindings"][0]["n"]["value"])


def test_a_query_over_its_time_is_stopped_and_its_worker_replaced(there: Place) -> None:
    async def use(pool: Pool) -> list[int]:
        for _ in range(2):
            with pytest.raises(OutOfTime):
                await pool.ask(Operation(RUNAWAY.query, seconds=0.25), None)
        return [await count(pool) for _ in range(2)]

    assert within(there, use, Limits()) == [400, 400]


def test_a_query_over_its_memory_ends_its_worker_which_is_replaced(there: Place) -> None:
    if not Path("/proc/self/statm").exists():
        pytest.skip("this system does not say how much memory a process has")

    async def use(pool: Pool) -> int:
        with pytest.raises(OutOfMemory):
            await pool.ask(GROWING, None)
        return await count(pool)

    assert within(there, use, Limits(memory=256 << 20)) == 400


def test_closing_ends_every_worker(there: Place) -> None:
    workers = Apart(there, 1 << 30)
    pid, channel = workers.fork()
    workers.close()
    with channel:
        assert channel.recv(100) == b""
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_release_that_cannot_be_opened_starts_no_worker(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    workers = Apart(Place(tmp_path, is_on_disk=False), 1 << 30)
    with pytest.raises(ConnectionError):
        workers.fork()
    workers.close()
    assert "NotFound" in capfd.readouterr().err
