"""Turns: whoever asks much waits for itself only."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import Busy, OverShare
from sparql.limits import Limits
from sparql.turns import Turns


def turns(places: int, most: int, waiting: int = 64, share: int = 16) -> Turns[int]:
    made: Turns[int] = Turns(Limits(waiting=waiting, share=share), most)
    for place in range(places):
        made.add(place)
    return made


def soon() -> float:
    return asyncio.get_running_loop().time() + 60


async def begun(*tasks: asyncio.Task[int]) -> None:
    """Let each task go as far as it gets."""
    for _ in range(3 * len(tasks) + 3):
        await asyncio.sleep(0)


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=30))
def test_each_client_is_served_in_its_order_and_none_twice_before_another_that_waits(
    asking: list[str],
) -> None:
    async def run() -> list[tuple[str, int]]:
        line = turns(0, most=1, share=30)
        served: list[tuple[str, int]] = []

        async def ask(client: str, number: int) -> int:
            place = await line.take(client, soon())
            served.append((client, number))
            line.add(place)
            line.leave(client)
            return place

        tasks = [asyncio.create_task(ask(client, number)) for number, client in enumerate(asking)]
        await begun(*tasks)
        line.add(0)
        await asyncio.gather(*tasks)
        return served

    served = asyncio.run(run())
    for client in set(asking):
        own = [number for name, number in served if name == client]
        assert own == sorted(own)
    for place, (client, _) in enumerate(served[:-1]):
        later = {name for name, _ in served[place + 1 :]}
        assert served[place + 1][0] != client or later == {client}


def test_no_client_has_more_places_than_it_may() -> None:
    async def run() -> int:
        line = turns(3, most=2)
        assert {await line.take("one", soon()), await line.take("one", soon())} <= {0, 1, 2}
        third = asyncio.create_task(line.take("one", soon()))
        await begun(third)
        assert not third.done()
        place = await line.take("other", soon())
        line.leave("one")
        line.add(7)
        assert await third == 7
        return place

    assert asyncio.run(run()) in (0, 1, 2)


def test_who_is_over_its_share_of_the_waiting_is_told_so_and_another_waits() -> None:
    async def run() -> None:
        line = turns(0, most=1, share=2)
        tasks = [asyncio.create_task(line.take("one", soon())) for _ in range(2)]
        await begun(*tasks)
        with pytest.raises(OverShare) as raised:
            await line.take("one", soon())
        assert raised.value.http_status == 429
        other = asyncio.create_task(line.take("other", soon()))
        await begun(other)
        line.add(1)
        line.add(2)
        assert {await other, await tasks[0]} == {1, 2}
        tasks[1].cancel()

    asyncio.run(run())


def test_a_full_line_refuses_whoever_comes() -> None:
    async def run() -> None:
        line = turns(0, most=1, waiting=1)
        first = asyncio.create_task(line.take("one", soon()))
        await begun(first)
        with pytest.raises(Busy) as raised:
            await line.take("other", soon())
        assert raised.value.http_status == 503
        first.cancel()

    asyncio.run(run())


def test_who_gives_up_leaves_the_line() -> None:
    async def run() -> int:
        line = turns(0, most=1, waiting=1)
        first = asyncio.create_task(line.take("one", soon()))
        await begun(first)
        first.cancel()
        # One that is cancelled and has not left yet gets nothing.
        line.add(1)
        await begun(first)
        assert line.waiting == 0
        return await line.take("one", soon())

    assert asyncio.run(run()) == 1


def test_a_place_given_to_who_gives_up_goes_to_the_next() -> None:
    async def run() -> int:
        line = turns(0, most=1)
        first, second = (asyncio.create_task(line.take(name, soon())) for name in ("one", "other"))
        await begun(first, second)
        line.add(1)
        first.cancel()
        return await second

    assert asyncio.run(run()) == 1


def test_who_waits_past_its_time_is_told_to_come_again() -> None:
    async def run() -> int:
        line = turns(0, most=1)
        with pytest.raises(Busy):
            await line.take("one", asyncio.get_running_loop().time())
        return line.waiting

    assert asyncio.run(run()) == 0


def test_all_who_wait_can_be_sent_away() -> None:
    async def run() -> int:
        line = turns(0, most=1)
        first = asyncio.create_task(line.take("one", soon()))
        await begun(first)
        line.refuse()
        with pytest.raises(Busy):
            await first
        return line.waiting

    assert asyncio.run(run()) == 0
