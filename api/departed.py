"""Which things older releases held, looked up when a thing is asked for that is not there now."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from threading import Lock

from graph.release.departed import last_seen
from graph.release.shelf import Shelf


class Departures:
    """The things of the releases on one shelf; looked through once for each set of releases."""

    def __init__(self, releases: Path | None) -> None:
        self._releases = releases
        self._lock = Lock()
        self._of: tuple[str, ...] = ()
        self._seen: Mapping[str, str] = {}

    def release_of(self, code: str) -> str | None:
        """Return the newest release that holds the thing with this code, or None."""
        if self._releases is None or not self._releases.is_dir():
            return None
        shelf = Shelf(self._releases)
        names = tuple(folder.name for folder in shelf.folders())
        with self._lock:
            if names != self._of:
                self._seen = last_seen(shelf.folder / held.id for held in reversed(shelf.list()))
                self._of = names
            return self._seen.get(code)
