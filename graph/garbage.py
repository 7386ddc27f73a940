"""Garbage: how often a process that reads documents looks for what only cycles keep."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: So many objects are a few documents' own.
_MADE_BETWEEN_COLLECTIONS = 100_000


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for garbage less often, and not among what is loaded: what a reading makes holds no cycles.

    It holds for the whole process; looking took a tenth of a text's time and a fifth of a PDF's, and once
    among a few documents as long as three of them take.
    """
    before = gc.get_threshold()
    gc.set_threshold(_MADE_BETWEEN_COLLECTIONS, *before[1:])
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
