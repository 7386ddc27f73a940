"""The pool: each query in a process of its own turn, bounded, and whatever happens the next is answered."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from graph.errors import Busy, ForbiddenQuery, InvalidQuery, NotAcceptable, OutOfMemory, OutOfTime, TooLarge
from sparql.limits import Limits
from sparql.protocol import Operation
from sparql.results import evaluated, written
from sparql.workers import Answer, Pool

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")

ALL = Operation("SELECT * { ?s ?p ?o } ORDER BY ?o")
RUNAWAY = Operation("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
GROWING = Operation("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c")
Given = TypeVar("Given")


@pytest.fixture(scope="module")
def store() -> Store:
    held = Store()
    thing = NamedNode("a:b")
    held.extend(Quad(thing, thing, Literal(f"keksitty {number:04}", language="fi")) for number in range(400))
    return held


@asynccontextmanager
async def pool_of(store: Store, limits: Limits, size: int) -> AsyncIterator[Pool]:
    pool = Pool(store, limits, size)
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


async def truth(pool: Pool) -> bool:
    answer = await pool.ask(Operation("ASK {}"), None)
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


def test_an_answer_over_its_length_is_an_error_and_not_a_shorter_answer(store: Store) -> None:
    async def use(pool: Pool) -> bool:
        with pytest.raises(TooLarge):
            await pool.ask(ALL, None)
        return await truth(pool)

    assert within(store, use, Limits(answer=10_000))


def test_chunks_over_the_length_end_in_an_error(store: Store) -> None:
    async def use(pool: Pool) -> bool:
        answer = await pool.ask(ALL, None)
        with pytest.raises(TooLarge):
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


def test_who_waits_gets_the_worker_that_comes_free(store: Store) -> None:
    async def use(pool: Pool) -> list[bool]:
        return await asyncio.gather(*(truth(pool) for _ in range(30)))

    assert all(within(store, use, Limits(waiting=30), size=2))


def test_a_pool_that_can_fork_no_more_says_so_and_keeps_nobody_waiting(store: Store) -> None:
    async def use(pool: Pool) -> bool:
        os.kill(pool.template.pid, signal.SIGKILL)
        with pytest.raises(OutOfMemory):
            await pool.ask(RUNAWAY, None)
        with pytest.raises(Busy):
            await pool.ask(ALL, None)
        return pool.is_broken

    assert within(store, use, Limits(seconds=600))
