"""The pool: each query in a process of its own turn, bounded, and whatever happens the next is answered."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    Store,
    parse_query_results,
)

from graph.errors import (
    AnswerTooLarge,
    Busy,
    ForbiddenQuery,
    InvalidQuery,
    NotAcceptable,
    OutOfMemory,
    OutOfTime,
    OverShare,
    WorkerLost,
)
from graph.release.canonical import sha256
from graph.release.manifest import Manifest
from graph.release.opening import place
from graph.release.reader import DUMP, packed
from graph.release.shelf import Shelf
from sparql.limits import Limits
from sparql.protocol import Operation
from sparql.results import evaluated, written
from sparql.template import Template, forked
from sparql.workers import Answer, Pool

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")

ALL = Operation("SELECT * { ?s ?p ?o } ORDER BY ?o")
NAMED = Operation("SELECT * { GRAPH ?g { ?s ?p ?o } }")
ENDLESS = Operation("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?a ?b ?c . ?d ?e ?f . ?h ?i ?j . ?k ?l ?m } }")
RUNAWAY = Operation("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
GROWING = Operation("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c")
Given = TypeVar("Given")


@pytest.fixture(scope="module")
def store() -> Store:
    held = Store()
    thing = NamedNode("a:b")
    held.extend(Quad(thing, thing, Literal(f"keksitty {number:04}", language="fi")) for number in range(400))
    return held


def shelved(folder: Path, store: Store) -> Path:
    """Put the store's triples on a shelf, as a graph that is none of the default graph's."""
    name = NamedNode("a:g")
    lines = [f"{Quad(quad.subject, quad.predicate, quad.object, name)} .\n" for quad in store]
    dump = packed("".join(sorted(lines)).encode())
    identity = sha256([dump])
    built = Manifest(identity[:12], identity, "a:", True, "2021", counts={"a:g": 400}, files={DUMP: identity})
    return Shelf(folder).put(built, {DUMP: dump})


@asynccontextmanager
async def pool_of(store: Store, limits: Limits, size: int) -> AsyncIterator[Pool]:
    pool = Pool(forked(store, limits.memory), limits, size)
    await pool.start()
    try:
        yield pool
    finally:
        await pool.stop()


def within(
    store: Store, use: Callable[[Pool], Awaitable[Given]], limits: Limits | None = None, size: int = 1
) -> Given:
    async def run() -> Given:
        async with pool_of(store, limits or Limits(), size) as pool:
            return await use(pool)

    return asyncio.run(run())


async def truth(pool: Pool, client: str = "") -> bool:
    answer = await pool.ask(Operation("ASK {}"), None, client=client)
    assert answer.is_whole
    return bool(json.loads(answer.body)["boolean"])


async def collected(answer: Answer) -> bytes:
    try:
        return b"".join([piece async for piece in answer.chunks()])
    finally:
        answer.close()


def test_an_answer_that_fits_the_buffer_is_whole(store: Store) -> None:
    answer = within(store, lambda pool: pool.ask(ALL, "text/csv"))
    assert answer.is_whole
    assert answer.media_type == "text/csv; charset=utf-8"
    assert answer.body == written(evaluated(store, ALL), "text/csv").body


def test_a_longer_answer_comes_in_chunks_that_are_the_whole(store: Store) -> None:
    async def use(pool: Pool) -> tuple[bool, bytes]:
        answer = await pool.ask(ALL, None)
        return answer.is_whole, await collected(answer)

    is_whole, body = within(store, use, Limits(buffered=100))
    assert not is_whole
    assert body == written(evaluated(store, ALL), None).body


def test_graphs_hold_each_triple_once(store: Store) -> None:
    asked = Operation("CONSTRUCT { <a:s> <a:p> <a:o> } WHERE { ?s ?p ?o }")
    answer = within(store, lambda pool: pool.ask(asked, "application/n-triples"))
    assert answer.body == b"<a:s> <a:p> <a:o> .\n"


def test_a_worker_answers_one_query_after_another(store: Store) -> None:
    async def use(pool: Pool) -> list[bool]:
        return [await truth(pool) for _ in range(3)]

    assert within(store, use) == [True, True, True]


@pytest.mark.parametrize(
    ("asked", "accept", "leaf"),
    [
        (Operation("ASK {"), None, InvalidQuery),
        (Operation("ASK {}"), "image/png", NotAcceptable),
        (Operation("ASK { SERVICE <a:b> {} }"), None, ForbiddenQuery),
    ],
)
def test_what_is_wrong_is_told_and_the_worker_stays(
    store: Store, asked: Operation, accept: str | None, leaf: type[Exception]
) -> None:
    async def use(pool: Pool) -> bool:
        with pytest.raises(leaf):
            await pool.ask(asked, accept)
        return await truth(pool)

    assert within(store, use)


def test_a_syntax_error_keeps_its_place(store: Store) -> None:
    with pytest.raises(InvalidQuery) as raised:
        within(store, lambda pool: pool.ask(Operation("SELECT *\n{ ?s foaf:name ?o }"), None))
    assert raised.value.line == 2


def test_a_query_over_its_time_is_stopped_and_its_worker_replaced(store: Store) -> None:
    async def use(pool: Pool) -> bool:
        with pytest.raises(OutOfTime):
            await pool.ask(RUNAWAY, None)
        return await truth(pool)

    assert within(store, use, Limits(seconds=1))


def test_a_sender_may_lower_its_time_and_not_raise_it(store: Store) -> None:
    async def use(pool: Pool) -> list[float]:
        told = []
        for seconds in (0.25, 900):
            with pytest.raises(OutOfTime) as raised:
                await pool.ask(Operation(RUNAWAY.query, seconds=seconds), None)
            told.append(raised.value.seconds)
        return told

    assert within(store, use, Limits(seconds=1)) == [0.25, 1]


def test_a_query_over_its_memory_ends_its_worker_which_is_replaced(store: Store) -> None:
    async def use(pool: Pool) -> bool:
        with pytest.raises(OutOfMemory):
            await pool.ask(GROWING, None)
        return await truth(pool)

    assert within(store, use, Limits(memory=64 << 20))


@pytest.mark.parametrize("limits", [Limits(answer=2_000), Limits(rows=99)])
@pytest.mark.parametrize("accept", ["text/csv", "text/tab-separated-values"])
def test_an_answer_over_its_limit_is_an_error_and_not_a_shorter_answer(
    store: Store, limits: Limits, accept: str
) -> None:
    async def use(pool: Pool) -> bool:
        with pytest.raises(AnswerTooLarge):
            await pool.ask(ALL, accept)
        return await truth(pool)

    assert within(store, use, limits)


def test_a_graph_over_its_limit_is_an_error(store: Store) -> None:
    async def use(pool: Pool) -> bool:
        with pytest.raises(AnswerTooLarge) as raised:
            await pool.ask(Operation("CONSTRUCT WHERE { ?s ?p ?o }"), None)
        assert str(raised.value) == "the answer has more than 99 triples"
        return await truth(pool)

    assert within(store, use, Limits(rows=99))


@pytest.mark.parametrize(
    ("form", "accept"),
    [(QueryResultsFormat.JSON, "application/json"), (QueryResultsFormat.XML, "application/xml")],
)
def test_where_the_format_has_a_link_the_beginning_is_given_and_says_that_it_is_one(
    store: Store, form: QueryResultsFormat, accept: str
) -> None:
    asked = Operation(ALL.query, base="http://a.example/sparql")
    answer = within(store, lambda pool: pool.ask(asked, accept), Limits(rows=99))
    whole = store.query(ALL.query)
    begun = parse_query_results(answer.body, format=form)
    assert isinstance(begun, QuerySolutions)
    assert isinstance(whole, QuerySolutions)
    assert [str(row) for row in begun] == [str(row) for row, _ in zip(whole, range(99), strict=False)]
    assert answer.cut
    assert answer.cut.limit == 99
    assert b"http://a.example/sparql#limits" in answer.body


@pytest.mark.parametrize(
    "accept",
    ["application/json", "application/xml", "text/csv", "text/tab-separated-values", "application/n-triples"],
)
def test_an_answer_at_its_limit_is_whole(store: Store, accept: str) -> None:
    graph = Operation("CONSTRUCT WHERE { ?s ?p ?o }")
    asked = graph if accept == "application/n-triples" else ALL
    answer = within(store, lambda pool: pool.ask(asked, accept), Limits(rows=400))
    assert answer.is_whole
    assert answer.cut is None


def test_chunks_over_the_length_end_in_an_error(store: Store) -> None:
    async def use(pool: Pool) -> bool:
        answer = await pool.ask(ALL, None)
        with pytest.raises(AnswerTooLarge):
            await collected(answer)
        return await truth(pool)

    assert within(store, use, Limits(answer=10_000, buffered=100))


def test_a_runaway_query_leaves_the_other_workers_free(store: Store) -> None:
    async def use(pool: Pool) -> list[bool]:
        running = asyncio.create_task(pool.ask(RUNAWAY, None))
        answers = [await truth(pool) for _ in range(20)]
        assert not running.done()
        running.cancel()
        return answers

    assert all(within(store, use, Limits(seconds=600), size=2))


def test_a_cancelled_query_gives_its_place_to_the_next(store: Store) -> None:
    async def use(pool: Pool) -> bool:
        running = asyncio.create_task(pool.ask(RUNAWAY, None))
        await asyncio.sleep(0)
        running.cancel()
        return await truth(pool)

    assert within(store, use, Limits(seconds=600))


def test_an_answer_closed_before_its_end_gives_its_place_to_the_next(store: Store) -> None:
    async def use(pool: Pool) -> bool:
        (await pool.ask(ALL, None)).close()
        return await truth(pool)

    assert within(store, use, Limits(buffered=100))


def test_who_comes_when_as_many_wait_as_may_is_told_when_to_come_again(store: Store) -> None:
    async def use(pool: Pool) -> int:
        running = asyncio.create_task(pool.ask(RUNAWAY, None))
        await asyncio.sleep(0)
        with pytest.raises(Busy) as raised:
            await pool.ask(ALL, None)
        running.cancel()
        return raised.value.retry_after

    assert within(store, use, Limits(seconds=600, waiting=0)) > 0


def test_a_client_with_many_queries_keeps_no_other_waiting(store: Store) -> None:
    async def use(pool: Pool) -> list[bool]:
        flood = [asyncio.create_task(pool.ask(RUNAWAY, None, client="one")) for _ in range(200)]
        await asyncio.sleep(0)
        answers = [await truth(pool, "other") for _ in range(20)]
        refused = [task.exception() for task in flood if task.done()]
        for task in flood:
            task.cancel()
        assert len(refused) == 200 - 2 - 16
        assert all(isinstance(problem, OverShare) for problem in refused)
        return answers

    assert all(within(store, use, Limits(seconds=600, share=16), size=2))


def test_who_waits_gets_the_worker_that_comes_free(store: Store) -> None:
    async def use(pool: Pool) -> list[bool]:
        return await asyncio.gather(*(truth(pool) for _ in range(30)))

    assert all(within(store, use, Limits(waiting=30, share=30), size=2))


def test_a_pool_that_can_fork_no_more_says_so_and_keeps_nobody_waiting(store: Store) -> None:
    async def use(pool: Pool) -> bool:
        assert isinstance(pool.home, Template)
        os.kill(pool.home.pid, signal.SIGKILL)
        for _ in range(2):
            with pytest.raises(Busy):
                await pool.ask(RUNAWAY, None)
        return pool.is_broken

    assert within(store, use, Limits(seconds=600))


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory, store: Store) -> Path:
    return shelved(tmp_path_factory.mktemp("releases"), store)


@pytest.mark.parametrize("most_in_memory", [1000, 0])
def test_a_template_that_ends_is_started_again_and_nobody_notices(release: Path, most_in_memory: int) -> None:
    opened = place(release, most_in_memory)

    async def use(pool: Pool) -> None:
        for _ in range(2):
            running = asyncio.create_task(pool.ask(ENDLESS, None))
            whole = await collected(await pool.ask(NAMED, "text/csv", client="other"))
            assert whole.count(b"\r\n") == 401
            assert isinstance(pool.home, Template)
            os.kill(pool.home.pid, signal.SIGKILL)
            assert await collected(await pool.ask(NAMED, "text/csv", client="other")) == whole
            assert not running.done()
            running.cancel()

    async def run() -> None:
        pool = Pool(lambda: Template.of(opened, 1 << 30), Limits(seconds=600), 1)
        await pool.start()
        try:
            await use(pool)
        finally:
            await pool.stop()

    asyncio.run(run())


@pytest.mark.parametrize(("ended_by", "leaf"), [(signal.SIGABRT, OutOfMemory), (signal.SIGSEGV, WorkerLost)])
def test_what_a_worker_died_of_is_told(store: Store, ended_by: signal.Signals, leaf: type[Exception]) -> None:
    async def use(pool: Pool) -> bool:
        worker = await pool._taken("", asyncio.get_running_loop().time() + 60)
        answer = Answer(pool, worker, asyncio.get_running_loop().time() + 60, 60)
        asking = asyncio.create_task(answer.begin(RUNAWAY, None, 1000))
        await asyncio.sleep(0)
        os.kill(worker.pid, ended_by)
        with pytest.raises(leaf):
            await asking
        return await truth(pool)

    assert within(store, use, Limits(seconds=600))


def test_a_query_that_takes_long_lets_others_go_first(store: Store) -> None:
    async def use(pool: Pool) -> tuple[int, int]:
        worker = await pool._taken("", asyncio.get_running_loop().time() + 60)
        before = os.getpriority(os.PRIO_PROCESS, worker.pid)
        worker.slow_down()
        after = os.getpriority(os.PRIO_PROCESS, worker.pid)
        pool.release(worker, None)
        again = await pool._taken("", asyncio.get_running_loop().time() + 60)
        assert os.getpriority(os.PRIO_PROCESS, again.pid) == before
        pool.release(again, None)
        return before, after

    before, after = within(store, use)
    assert after > before
