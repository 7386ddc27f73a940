"""Releases compared: each pair once, since neither changes, and one pair at a time."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from threading import Lock

from graph.release.opening import place
from graph.release.since import Since, since

#: Pairs whose differences are kept.
_KEPT = 8


class Compared:
    """What is known of the differences between releases."""

    def __init__(self) -> None:
        self._held: OrderedDict[tuple[str, str], Since] = OrderedDict()
        self._lock = Lock()

    def of(self, earlier: Path, later: Path) -> Since:
        """Return what changed from one release folder to another; raises NotFound, DamagedRelease.

        The folders are found anew for each request: what was erased or removed is not told from memory.
        """
        pair = (earlier.name, later.name)
        with self._lock:
            if pair not in self._held:
                self._held[pair] = since(place(earlier).dataset(), place(later).dataset())
            self._held.move_to_end(pair)
            if len(self._held) > _KEPT:
                self._held.popitem(last=False)
            return self._held[pair]
