"""The desk with its real process: drafts by turns, within limits, and a new process where one ended."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from typing import TypeVar

import pytest

from graph.draft.desk import Desk, DeskLimits
from graph.errors import (
    DraftOutOfTime,
    DraftsWaiting,
    KytkosError,
    ReadingLost,
    UnreadableDocument,
    UnsupportedMediaType,
)

Given = TypeVar("Given")
Run = Callable[[Awaitable[Given]], Given]

TEXT = "Hanke tukee pitkäaikaistyöttömiä ja maahanmuuttajanaisia. Yhteyshenkilö: Maija Keksitty\n".encode()
PLAIN, PDF = "text/plain", "application/pdf"


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    yield loop
    loop.close()


@pytest.fixture(scope="module")
def desk(loop: asyncio.AbstractEventLoop) -> Iterator[Desk]:
    """A desk whose process is started by the first test and used by all."""
    desk = Desk()
    yield desk
    loop.run_until_complete(desk.stop())


def refused(loop: asyncio.AbstractEventLoop, desk: Desk, draft: bytes, media_type: str) -> KytkosError:
    with pytest.raises(KytkosError) as raised:
        loop.run_until_complete(desk.read(draft, media_type))
    return raised.value


def test_a_draft_is_read_by_another_process(loop: asyncio.AbstractEventLoop, desk: Desk) -> None:
    held = loop.run_until_complete(desk.read(TEXT, PLAIN))
    assert desk.pid not in (None, os.getpid())
    assert "pitkäaikaistyöttömät" in {a.label for a in held.assertions}


def test_personal_data_never_comes_back(loop: asyncio.AbstractEventLoop, desk: Desk) -> None:
    assert "Keksitty" not in loop.run_until_complete(desk.read(TEXT, PLAIN)).text


@pytest.mark.parametrize("draft", [b"", b"Nothing\0here but bytes", b"%PDF-1.4 of which nothing is right"])
def test_what_is_no_document_is_refused_and_the_process_stays(
    draft: bytes, loop: asyncio.AbstractEventLoop, desk: Desk
) -> None:
    # Whichever test of the module a process runs first, the desk has read something.
    loop.run_until_complete(desk.read(TEXT, PLAIN))
    before = desk.pid
    media_type = PDF if draft.startswith(b"%PDF") else PLAIN
    assert isinstance(refused(loop, desk, draft, media_type), UnreadableDocument)
    assert desk.pid == before


def test_bytes_that_are_not_of_their_media_type_are_refused(
    loop: asyncio.AbstractEventLoop, desk: Desk
) -> None:
    sent_as_text = refused(loop, desk, b"%PDF-1.4 of which nothing is right", PLAIN)
    assert isinstance(sent_as_text, UnreadableDocument | UnsupportedMediaType)


def test_drafts_at_once_are_read_one_after_the_other(loop: asyncio.AbstractEventLoop, desk: Desk) -> None:
    async def at_once() -> list[str]:
        texts = [f"Hanke {number} tukee nuoria ja lapsia.".encode() for number in range(3)]
        return [held.text for held in await asyncio.gather(*(desk.read(text, PLAIN) for text in texts))]

    assert loop.run_until_complete(at_once()) == [f"Hanke {n} tukee nuoria ja lapsia." for n in range(3)]


def test_more_drafts_than_may_wait_are_sent_away(loop: asyncio.AbstractEventLoop, desk: Desk) -> None:
    async def crowd() -> list[object]:
        many = (desk.read(TEXT, PLAIN) for _ in range(desk.limits.waiting + 3))
        return await asyncio.gather(*many, return_exceptions=True)

    sent_away = [held for held in loop.run_until_complete(crowd()) if isinstance(held, DraftsWaiting)]
    assert sent_away


@pytest.mark.slow
def test_a_killed_process_is_replaced_for_the_next_draft(loop: asyncio.AbstractEventLoop, desk: Desk) -> None:
    loop.run_until_complete(desk.read(TEXT, PLAIN))
    before = desk.pid
    assert before
    os.kill(before, signal.SIGKILL)
    assert loop.run_until_complete(desk.read(TEXT, PLAIN)).assertions
    assert desk.pid != before


@pytest.mark.slow
def test_a_draft_that_takes_too_long_is_stopped_with_its_process(loop: asyncio.AbstractEventLoop) -> None:
    desk = Desk(DeskLimits(seconds=0.0))
    assert isinstance(refused(loop, desk, TEXT, PLAIN), DraftOutOfTime)
    assert desk.pid is None


def test_a_process_without_the_memory_it_needs_is_told(loop: asyncio.AbstractEventLoop) -> None:
    assert isinstance(refused(loop, Desk(DeskLimits(memory=200 << 20)), TEXT, PLAIN), ReadingLost)


def test_a_stopped_desk_leaves_no_process(loop: asyncio.AbstractEventLoop, desk: Desk) -> None:
    loop.run_until_complete(desk.read(TEXT, PLAIN))
    before = desk.pid
    assert before
    loop.run_until_complete(desk.stop())
    with suppress(ProcessLookupError):
        os.kill(before, 0)
        pytest.fail("the process is still there")
