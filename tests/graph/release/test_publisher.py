"""The publisher of a server: one build at a time, nothing placed that was not shown, and no process left."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from graph.release.publisher import Publisher

SHOWN = '{"shown": {"release": "r2", "before": "r1"}}'
#: Speaks as the building process does, without building.
BUILDER = f"""
import sys
print('{{"step": ["read", 1, 2]}}', flush=True)
print('{SHOWN}', flush=True)
if sys.stdin.readline() == "place\\n":
    print('{{"placed": "r2"}}', flush=True)
"""
FAILING = """print('{"failed": "no", "findings": {"sv": ["fel"]}}')"""


def publisher(script: str) -> Publisher:
    return Publisher((sys.executable, "-c", script))


async def until(made: Publisher, standing: str) -> None:
    async with asyncio.timeout(60):
        while made.standing != standing:
            await made.news(1)


def test_what_was_shown_is_placed(tmp_path: Path) -> None:
    async def publish() -> None:
        made = publisher(BUILDER)
        await made.build(tmp_path)
        assert made.is_busy
        await until(made, "shown")
        assert made.steps == {"read": (1, 2)}
        assert made.shown["release"] == "r2"
        assert await made.place("r2")
        await until(made, "placed")
        assert made.placed == "r2"
        await made.stop()

    asyncio.run(publish())


def test_what_was_not_shown_is_never_placed(tmp_path: Path) -> None:
    async def publish() -> None:
        made = publisher(BUILDER)
        assert not await made.place("r2")
        await made.build(tmp_path)
        await until(made, "shown")
        assert not await made.place("r1")
        assert made.shown
        await made.stop()
        assert made.standing == "idle"

    asyncio.run(publish())


def test_a_build_that_is_going_on_goes_on(tmp_path: Path) -> None:
    async def publish() -> None:
        made = publisher("import sys; sys.stdin.readline()")
        await made.build(tmp_path)
        process = made.pid
        await made.build(tmp_path)
        assert made.pid == process
        await made.stop()
        assert made.pid is None

    asyncio.run(publish())


def test_why_no_release_was_made_is_known(tmp_path: Path) -> None:
    async def publish() -> None:
        made = publisher(FAILING)
        await made.build(tmp_path)
        await until(made, "failed")
        assert (made.failure, made.findings) == ("no", {"sv": ["fel"]})
        await made.stop()

    asyncio.run(publish())


def test_a_process_that_ends_or_babbles_is_a_failure(tmp_path: Path) -> None:
    async def publish(script: str) -> None:
        made = publisher(script)
        await made.build(tmp_path)
        await until(made, "failed")
        await made.stop()

    for script in ("raise SystemExit(3)", "print('no JSON')"):
        asyncio.run(publish(script))
