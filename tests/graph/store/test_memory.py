"""Memory that is free goes back to the system."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

import pytest

from graph.store.memory import give_back

_HAS_A_WAY = sys.platform == "linux" and hasattr(ctypes.CDLL(None), "malloc_trim")


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(not _HAS_A_WAY, reason="the C library has no malloc_trim")
def test_what_was_let_go_of_is_given_back() -> None:
    size, count = 4000, 20_000
    # What is kept in between keeps the C library from giving back the rest by itself.
    held = [bytes(size + number % 2) for number in range(count)]
    kept = held[::1000]
    del held
    before = resident()
    give_back()
    assert before - resident() > size * count / 2
    assert len(kept) == count // 1000
