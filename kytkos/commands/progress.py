"""Progress on work that takes longer than two seconds, told on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

Progress = Callable[[str, int, int], None]

#: Work that is done sooner than this needs no telling.
PATIENCE_SECONDS = 2.0


def teller(clock: Callable[[], float] = time.monotonic) -> Progress:
    """Return a function that tells phase, done and total once the work has lasted two seconds."""
    start = clock()
    last = ""

    def tell(phase: str, done: int, total: int) -> None:
        nonlocal last
        if clock() - start < PATIENCE_SECONDS:
            return
        line = f"{phase}: {done}/{total}" if total else phase
        if sys.stderr.isatty():
            print(f"\r\033[K{line}", end="\n" if done == total else "", file=sys.stderr, flush=True)
        elif phase != last:
            print(line, file=sys.stderr)
        last = phase

    return tell
