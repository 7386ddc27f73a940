"""The workspace as it is asked and changed: seen at once, durable, whole or not at all."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest

from graph.errors import Busy, Changed, InvalidQuery, MalformedLine, ManagedGraph, OutOfMemory, OutOfTime
from graph.store.scratch import Scratch
from graph.store.workspace import Workspace
from sparql.change import Document, Outcome, Write
from sparql.limits import Limits
from sparql.protocol import Operation
from sparql.template import Template
from sparql.update import Update
from sparql.workspace import WorkspaceEngine
from tests.graph.invented import LINKS, version

Given = TypeVar("Given")

ALL = "SELECT ?o { ?s ?p ?o } ORDER BY ?o"
NAMES = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r"
ENDLESS = f"INSERT {{ <a:s> <a:p> ?x }} WHERE {{ SELECT (COUNT(*) AS ?x) {{ {CROSS} }} }}"
GROWING = (
    f"INSERT {{ GRAPH <a:g> {{ ?a ?b ?l }} }} WHERE {{ {{ SELECT * {{ {CROSS} }} ORDER BY ?l ?i ?f }} }}"
)


def within(
    folder: Path, use: Callable[[WorkspaceEngine], Awaitable[Given]], limits: Limits | None = None
) -> Given:
    async def run() -> Given:
        engine = WorkspaceEngine(folder, limits or Limits(), 1)
        try:
            return await use(engine)
        finally:
            await engine.stop()

    return asyncio.run(run())


async def change(engine: WorkspaceEngine, sent: str | Write) -> Outcome:
    made = Update(sent) if isinstance(sent, str) else sent
    return await engine.change(made, "me", lambda: None, lambda _: None)


async def values(engine: WorkspaceEngine, query: str) -> list[str]:
    """Return the values of a table's only column."""
    answer = await engine.ask(Operation(query), "application/sparql-results+json")
    try:
        body = b"".join([piece async for piece in answer.chunks()])
    finally:
        answer.close()
    return [next(iter(row.values()))["value"] for row in json.loads(body)["results"]["bindings"]]


def keeper_of(engine: WorkspaceEngine) -> int:
    home = engine._pool.home
    assert isinstance(home, Template)
    return home.pid


async def many(engine: WorkspaceEngine) -> None:
    triples = " . ".join(f"<a:s{n}> <a:p> {n}" for n in range(300))
    await change(engine, f"INSERT DATA {{ {triples} }}")


def test_a_change_is_seen_at_once_and_by_who_starts_later(tmp_path: Path) -> None:
    async def use(engine: WorkspaceEngine) -> list[list[str]]:
        seen = [await values(engine, ALL)]
        for number in range(3):
            outcome = await change(engine, f"INSERT DATA {{ <a:s> <a:p> {number} }}")
            assert outcome == Outcome(is_created=False, quads=number + 1)
            seen.append(await values(engine, ALL))
        return seen

    assert within(tmp_path, use) == [[], ["0"], ["0", "1"], ["0", "1", "2"]]
    assert within(tmp_path, lambda engine: values(engine, ALL)) == ["0", "1", "2"]


def test_changes_sent_at_once_are_made_one_after_the_other(tmp_path: Path) -> None:
    add = "INSERT { <a:n> <a:is> ?next } WHERE { { SELECT (COUNT(*) AS ?next) { ?s ?p ?o } } }"

    async def use(engine: WorkspaceEngine) -> list[str]:
        await asyncio.gather(*(change(engine, add) for _ in range(12)))
        return await values(engine, ALL)

    assert within(tmp_path, use) == [str(n) for n in range(12)]


def test_two_servers_of_one_workspace_lose_no_change(tmp_path: Path) -> None:
    async def use(one: WorkspaceEngine) -> list[str]:
        other = WorkspaceEngine(tmp_path, Limits(), 1)
        try:
            adding = (
                change(engine, f"INSERT DATA {{ <a:s> <a:p> {n} }}")
                for n, engine in enumerate((one, other) * 4)
            )
            await asyncio.gather(*adding)
            assert await values(other, ALL) == await values(one, ALL)
            return await values(one, ALL)
        finally:
            await other.stop()

    assert within(tmp_path, use) == [str(n) for n in range(8)]


@pytest.mark.parametrize(
    ("update", "limits", "error"),
    [
        (ENDLESS, Limits(seconds=1), OutOfTime),
        (GROWING, Limits(memory=64 << 20), OutOfMemory),
        ("INSERT DATA { <a:s> <a:p> 1 } ; CLEAR GRAPH", Limits(), InvalidQuery),
        (
            "INSERT DATA { <a:s> <a:p> 1 } ; DROP GRAPH <https://w3id.org/kytkos/graph/x>",
            Limits(),
            ManagedGraph,
        ),
    ],
)
def test_a_change_that_is_stopped_or_refused_changes_nothing_and_the_next_is_made(
    tmp_path: Path, update: str, limits: Limits, error: type[Exception]
) -> None:
    async def use(engine: WorkspaceEngine) -> int:
        await many(engine)
        before = Scratch(tmp_path).stamp()
        with pytest.raises(error):
            await change(engine, update)
        assert Scratch(tmp_path).stamp() == before
        return (await change(engine, "INSERT DATA { <a:s> <a:p> 1 }")).quads

    assert within(tmp_path, use, limits) == 301
    assert not list(tmp_path.glob(".*.part"))


def test_a_change_whose_sender_leaves_is_given_up_and_the_next_is_made(tmp_path: Path) -> None:
    async def use(engine: WorkspaceEngine) -> list[str]:
        await many(engine)
        leaving = asyncio.ensure_future(change(engine, ENDLESS))
        # Until it has its turn nothing is to be given up.
        while not list(tmp_path.glob(".*.part")):
            await asyncio.sleep(0)
        leaving.cancel()
        await asyncio.gather(leaving, return_exceptions=True)
        await change(engine, "CLEAR DEFAULT")
        return await values(engine, ALL)

    assert within(tmp_path, use, Limits(seconds=600)) == []


def test_who_asks_is_answered_while_a_change_is_made(tmp_path: Path) -> None:
    async def use(engine: WorkspaceEngine) -> None:
        await many(engine)
        endless = asyncio.ensure_future(change(engine, ENDLESS))
        for _ in range(10):
            assert len(await values(engine, ALL)) == 300
        assert not endless.done()
        endless.cancel()
        await asyncio.gather(endless, return_exceptions=True)

    within(tmp_path, use, Limits(seconds=600))


def test_no_more_changes_wait_than_may(tmp_path: Path) -> None:
    async def use(engine: WorkspaceEngine) -> None:
        await many(engine)
        endless = asyncio.ensure_future(change(engine, ENDLESS))
        while not list(tmp_path.glob(".*.part")):
            await asyncio.sleep(0)
        with pytest.raises(Busy):
            await engine.change(Update("CLEAR DEFAULT"), "another", lambda: None, lambda _: None)
        endless.cancel()
        await asyncio.gather(endless, return_exceptions=True)

    within(tmp_path, use, Limits(seconds=600, waiting=0))


def test_a_change_may_be_kept_from_being_made_or_put_in_place(tmp_path: Path) -> None:
    def refuse(_: object = None) -> None:
        raise Changed

    async def use(engine: WorkspaceEngine) -> list[str]:
        insert = Update("INSERT DATA { <a:s> <a:p> 1 }")
        with pytest.raises(Changed):
            await engine.change(insert, "me", refuse, lambda _: None)
        with pytest.raises(Changed):
            await engine.change(insert, "me", lambda: None, refuse)
        return await values(engine, ALL)

    assert within(tmp_path, use) == []


def test_processes_that_the_system_ended_are_started_again(tmp_path: Path) -> None:
    async def use(engine: WorkspaceEngine) -> list[str]:
        await many(engine)
        os.kill(keeper_of(engine), signal.SIGKILL)
        os.waitid(os.P_PID, keeper_of(engine), os.WEXITED | os.WNOWAIT)
        await change(engine, "CLEAR DEFAULT ; INSERT DATA { <a:s> <a:p> 'after' }")
        return await values(engine, ALL)

    assert within(tmp_path, use) == ["after"]


def test_what_commands_read_and_decide_is_noticed_and_read_only(tmp_path: Path) -> None:
    async def use(engine: WorkspaceEngine) -> None:
        await change(engine, "INSERT DATA { GRAPH <a:g> { <a:s> <a:p> 1 } }")
        assert await values(engine, NAMES) == ["a:g"]
        Workspace(tmp_path).write_document(version(), LINKS)
        names = await values(engine, NAMES)
        assert "a:g" in names
        assert any("/graph/assertions/" in name for name in names)
        with pytest.raises(ManagedGraph):
            await change(engine, "DROP ALL")
        copied = "COPY <https://w3id.org/kytkos/graph/entities> TO DEFAULT"
        assert (await change(engine, copied)).quads > 1

    within(tmp_path, use)


def test_a_damaged_file_is_told_to_who_asks_until_it_is_mended(tmp_path: Path) -> None:
    async def use(engine: WorkspaceEngine) -> list[str]:
        await change(engine, "INSERT DATA { <a:s> <a:p> 1 }")
        held = (tmp_path / "scratch.nq").read_bytes()
        (tmp_path / "scratch.nq").write_bytes(b"<a:s> <a:p\n")
        with pytest.raises(MalformedLine, match=r"^scratch.nq:1"):
            await values(engine, ALL)
        with pytest.raises(MalformedLine):
            await change(engine, Write("PUT", None, (Document("text/turtle", b"", "a:b"),)))
        (tmp_path / "scratch.nq").write_bytes(held)
        return await values(engine, ALL)

    assert within(tmp_path, use) == ["1"]


def test_what_has_changed_is_read_once_and_workers_are_made_of_that(tmp_path: Path) -> None:
    async def use(engine: WorkspaceEngine) -> None:
        await change(engine, "INSERT DATA { <a:s> <a:p> 1 }")
        before = await asked_at_once(engine, 3)
        Workspace(tmp_path).write_document(version(), LINKS)
        after = await asked_at_once(engine, 3)
        assert not before & after
        await change(engine, "INSERT DATA { <a:s> <a:p> 2 }")
        assert await values(engine, ALL) == ["1", "2"]

    async def run() -> None:
        engine = WorkspaceEngine(tmp_path, Limits(), 2)
        try:
            await use(engine)
        finally:
            await engine.stop()

    asyncio.run(run())


async def asked_at_once(engine: WorkspaceEngine, count: int) -> set[int]:
    """Ask so many queries at once, each of another client, and return the processes that wait for more."""
    answers = [engine.ask(Operation("ASK {}"), None, client=str(number)) for number in range(count)]
    assert all(answer.is_whole for answer in await asyncio.gather(*answers))
    while len(engine._pool._turns._free) < count:
        await asyncio.sleep(0)
    return {worker.pid for worker in engine._pool._turns._free}
