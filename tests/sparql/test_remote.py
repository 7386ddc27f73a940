"""Another store behind our pool: the same answers, formats and limits as over a release of our own."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from pyoxigraph import RdfFormat, parse

from graph.errors import ForbiddenQuery, InvalidQuery, OutOfTime, StoreFailed
from graph.release.reader import open_release
from graph.store import layout
from graph.store.address import address
from graph.store.dataset import Dataset
from sparql.limits import Limits
from sparql.protocol import Operation
from sparql.remote import Elsewhere
from sparql.results import SHORT, result
from sparql.template import Template
from sparql.workers import Pool
from tests.stores.holding import holding, released
from tests.stores.stand_in import StandIn

ROWS = Operation(
    """SELECT ?s ?o {
      ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?o FILTER(STRSTARTS(STR(?s), "https://w3id.org/kytkos/id/"))
    } ORDER BY ?s ?o"""
)
GRAPH = Operation(f"CONSTRUCT {{ ?s a ?o }} {{ GRAPH <{layout.ENTITIES}> {{ ?s a ?o }} }}")
Given = TypeVar("Given")


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return released(tmp_path_factory.mktemp("elsewhere") / "held")


@pytest.fixture(scope="module")
def here(release: Path) -> Dataset:
    return open_release(release)


@pytest.fixture(scope="module")
def server(release: Path) -> Iterator[StandIn]:
    with holding(release) as server:
        yield server


def asked(server: StandIn, ask: Callable[[Pool], Awaitable[Given]], limits: Limits | None = None) -> Given:
    """Ask a pool of one worker, which goes to the store, and give what came."""

    async def run() -> Given:
        async with pool(server, limits or Limits()) as held:
            return await ask(held)

    return asyncio.run(run())


@asynccontextmanager
async def pool(server: StandIn, limits: Limits) -> AsyncIterator[Pool]:
    there = Elsewhere(address(server.url), limits.seconds)
    held = Pool(there.home(there.dataset().release, limits.memory), limits, 1)
    await held.start()
    try:
        yield held
    finally:
        await held.stop()


async def got(held: Pool, operation: Operation, accept: str) -> tuple[str, bytes]:
    answer = await held.ask(operation, accept)
    try:
        return answer.media_type, b"".join([piece async for piece in answer.chunks()])
    finally:
        answer.close()


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
@pytest.mark.parametrize("operation", [ROWS, Operation("ASK {}")], ids=["rows", "ask"])
def test_tables_are_written_as_they_are_here(
    form: str, operation: Operation, here: Dataset, server: StandIn
) -> None:
    mine = result(here, operation, SHORT[form])
    assert asked(server, lambda held: got(held, operation, SHORT[form])) == (mine.media_type, mine.body)


@pytest.mark.parametrize("form", ["ttl", "nt", "rdf", "jsonld", "trig", "nq"])
def test_graphs_are_written_in_every_format(form: str, here: Dataset, server: StandIn) -> None:
    media_type, body = asked(server, lambda held: got(held, GRAPH, SHORT[form]))
    assert media_type == result(here, GRAPH, SHORT[form]).media_type
    written = RdfFormat.from_media_type(SHORT[form])
    assert {quad.triple for quad in parse(body, format=written)} == set(here.construct(GRAPH.query))


def test_an_answer_with_too_many_rows_is_cut_and_says_so(server: StandIn) -> None:
    async def cut(held: Pool) -> tuple[bytes, bool]:
        answer = await held.ask(ROWS, SHORT["json"])
        answer.close()
        return answer.body, answer.cut is not None

    body, is_cut = asked(server, cut, Limits(rows=1))
    assert is_cut
    read = json.loads(body)
    assert len(read["results"]["bindings"]) == 1
    assert read["head"]["link"]


def test_a_store_that_takes_too_long_costs_one_worker(server: StandIn) -> None:
    async def late(held: Pool) -> bytes:
        server.answers.clear()
        try:
            with pytest.raises(OutOfTime):
                await held.ask(ROWS, SHORT["json"])
        finally:
            server.answers.set()
        return (await got(held, Operation("ASK {}"), SHORT["csv"]))[1]

    assert asked(server, late, Limits(seconds=0.5)) == b"true"


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("SELECT", InvalidQuery),
        ("SELECT (<bif:now>() AS ?now) {}", InvalidQuery),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> {} }", ForbiddenQuery),
    ],
)
def test_what_is_refused_here_is_refused_there(query: str, error: type[Exception], server: StandIn) -> None:
    async def refused(held: Pool) -> int:
        before = len(server.asked)
        with pytest.raises(error):
            await held.ask(Operation(query), None)
        return len(server.asked) - before

    # A worker may look up the release when it comes; the query itself is not sent.
    asked(server, refused)
    assert query not in {text for sent in server.asked for text in sent.get("query", ())}


def test_a_store_that_fails_is_told_and_the_worker_stays(server: StandIn) -> None:
    async def failing(held: Pool) -> bytes:
        server.status = 503
        try:
            with pytest.raises(StoreFailed, match="503"):
                await held.ask(ROWS, SHORT["json"])
        finally:
            server.status = 200
        return (await got(held, Operation("ASK {}"), SHORT["csv"]))[1]

    assert asked(server, failing) == b"true"


def test_what_is_secret_is_on_no_command_line(server: StandIn, release: Path) -> None:
    url = server.url.replace("//", "//reader:salt@")
    home = Elsewhere(address(url)).home(release.name, 1 << 30)()
    assert isinstance(home, Template)
    try:
        command = Path(f"/proc/{home.pid}/cmdline")
        if not command.exists():
            pytest.skip("this system does not show command lines")
        assert b"salt" not in command.read_bytes()
    finally:
        home.close()
