"""Long work tells how far it is, and how long it goes on."""

from __future__ import annotations

import pytest

from kytkos.commands.progress import AGAIN_SECONDS, teller


def test_what_is_soon_done_is_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    teller(lambda: 0.0)("read", 1, 2)
    assert capsys.readouterr().err == ""


def test_a_step_is_told_when_it_begins_and_again_with_the_time_that_is_left(
    capsys: pytest.CaptureFixture[str],
) -> None:
    times = iter([0.0, 5.0, 6.0, 5.0 + AGAIN_SECONDS, 6.0 + AGAIN_SECONDS, 100.0, 200.0])
    tell = teller(lambda: next(times))
    for done in (0, 100, 3000, 3100):
        tell("rows", done, 12_000)
    assert capsys.readouterr().err == "rows: 0 %\nrows: 25 %, about 90 s left\n"
    for done in (0, 2):
        tell("store", done, 10)
    assert capsys.readouterr().err == "store: 0/10\nstore: 2/10, about 7 min left\n"
