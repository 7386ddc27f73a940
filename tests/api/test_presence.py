"""Work for a client that hangs up is ended, and no other."""

from __future__ import annotations

import asyncio

import pytest
from starlette.types import Message, Receive

import api.presence
from api.presence import Presence
from graph.errors import SlowRequest


async def gone() -> Message:
    return {"type": "http.disconnect"}


async def stays() -> Message:
    await asyncio.Event().wait()
    raise AssertionError


async def slow() -> Message:
    raise SlowRequest(1)


@pytest.fixture(autouse=True)
def watched_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api.presence, "UNWATCHED", 0)


@pytest.mark.parametrize("receive", [gone, slow])
def test_work_for_who_has_left_is_ended_and_its_task_goes_on(receive: Receive) -> None:
    async def answered() -> tuple[str, int]:
        task = asyncio.current_task()
        assert task
        async with Presence(receive):
            await asyncio.Event().wait()
        await asyncio.sleep(0)
        return "goes on", task.cancelling()

    assert asyncio.run(answered()) == ("goes on", 0)


def test_work_for_who_stays_is_done_and_nobody_watches_any_more() -> None:
    async def answered() -> tuple[str, int]:
        async with Presence(stays):
            for _ in range(5):
                await asyncio.sleep(0)
            done = "done"
        await asyncio.sleep(0)
        return done, len(asyncio.all_tasks())

    assert asyncio.run(answered()) == ("done", 1)


def test_an_error_of_the_work_is_raised() -> None:
    async def answered() -> None:
        async with Presence(stays):
            raise KeyError

    with pytest.raises(KeyError):
        asyncio.run(answered())


def test_who_cancels_the_work_sees_it_cancelled() -> None:
    async def answered() -> bool:
        async def work() -> None:
            async with Presence(stays):
                await asyncio.Event().wait()

        task = asyncio.create_task(work())
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
        return task.cancelled()

    assert asyncio.run(answered())
