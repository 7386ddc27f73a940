"""Who watches is told of every request once, in their order, whether they are gathered or not."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

import api.seen
from api.seen import MOST, Seen, Watchers


def seen(number: int) -> Seen:
    return Seen("GET", "/", f"/{number}", 200, 0.1, 1, "r1")


@pytest.fixture
def told() -> list[list[str]]:
    return []


@pytest.fixture
def watchers(told: list[list[str]]) -> Watchers:
    def watch(of: Sequence[Seen]) -> None:
        told.append([each.path for each in of])

    return Watchers([watch])


def test_without_a_loop_that_lasts_a_request_is_told_at_once(
    watchers: Watchers, told: list[list[str]]
) -> None:
    watchers(seen(1))
    watchers(seen(2))
    assert told == [["/1"], ["/2"]]


def test_requests_are_told_together_a_moment_later(
    watchers: Watchers, told: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api.seen, "PAUSE", 0.0)

    async def run() -> None:
        async with watchers.gathering():
            for number in range(3):
                watchers(seen(number))
            assert told == []
            while not told:
                await asyncio.sleep(0)
            watchers(seen(3))
            while len(told) < 2:
                await asyncio.sleep(0)

    asyncio.run(run())
    assert told == [["/0", "/1", "/2"], ["/3"]]


def test_what_was_not_told_is_told_when_the_server_ends(watchers: Watchers, told: list[list[str]]) -> None:
    async def run() -> None:
        async with watchers.gathering():
            watchers(seen(1))

    asyncio.run(run())
    watchers(seen(2))
    assert told == [["/1"], ["/2"]]


def test_no_more_are_held_than_may(watchers: Watchers, told: list[list[str]]) -> None:
    async def run() -> None:
        async with watchers.gathering():
            for number in range(MOST):
                watchers(seen(number))
            assert [len(each) for each in told] == [MOST]

    asyncio.run(run())
