"""Progress on work that takes longer than two seconds, told on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

Progress = Callable[[str, int, int], None]

#: Work that is done sooner than this needs no telling.
PATIENCE_SECONDS = 2.0
#: How often a step that goes on is told again where lines stay, as in a log.
AGAIN_SECONDS = 30.0
#: What is counted beyond this is told as a share.
_MOST_COUNTED = 1000


def teller(clock: Callable[[], float] = time.monotonic) -> Progress:
    """Return a function that tells phase, done and total once the work has lasted two seconds.

    A phase that goes on for long is told with the time that is left, if it goes on as it did.
    """
    start = began = told = clock()
    last, shown = "", ""

    def tell(phase: str, done: int, total: int) -> None:
        nonlocal began, told, last, shown
        now = clock()
        if phase != last:
            began, last = now, phase
        if now - start < PATIENCE_SECONDS:
            return
        line = f"{phase}: {_share(done, total)}{_left(now - began, done, total)}" if total else phase
        if sys.stderr.isatty():
            print(f"\r\033[K{line}", end="\n" if done == total else "", file=sys.stderr, flush=True)
        elif phase != shown or now - told >= AGAIN_SECONDS:
            print(line, file=sys.stderr, flush=True)
            told = now
        shown = phase

    return tell


def _share(done: int, total: int) -> str:
    return f"{done}/{total}" if total <= _MOST_COUNTED else f"{100 * done // total} %"


def _left(seconds: float, done: int, total: int) -> str:
    """Say how much time is left, where enough is done to tell."""
    if seconds < PATIENCE_SECONDS or not 0 < done < total:
        return ""
    left = round(seconds * (total - done) / done)
    return f", about {left} s left" if left < 2 * 60 else f", about {round(left / 60)} min left"
