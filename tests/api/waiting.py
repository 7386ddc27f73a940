"""Waiting in tests: for what comes about by itself, and never for a time."""

from __future__ import annotations

import time
from collections.abc import Callable


def eventually(condition: Callable[[], bool]) -> bool:
    """Say whether something becomes so within a generous time."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if condition():
            return True
    return False
