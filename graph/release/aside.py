"""Where a large release is built: a folder whose finished parts a later build takes over."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from graph.store.files import write_atomically

_PREFIX, _LOCK = ".large-", ".lock.held"


class Aside:
    """One release's folder while it is built, under a key that says all that it is built from.

    Another process that builds the same waits; what is finished says so in a file of its own.
    """

    def __init__(self, releases: Path, key: str) -> None:
        self.folder = releases / f"{_PREFIX}{key}"
        self._lock = FileLock(releases / f"{_PREFIX}{key}{_LOCK}")

    @property
    def release(self) -> Path:
        """The folder that is put in place in the end."""
        return self.folder / "release"

    def begin(self) -> None:
        """Wait until nobody else builds here."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        self._lock.acquire()
        self.release.mkdir(parents=True, exist_ok=True)

    def empty(self) -> None:
        """Take away what was not finished."""
        _remove(self.folder)
        self.release.mkdir(parents=True)

    def finished(self, part: str) -> Mapping[str, Any] | None:
        """Return what was noted of a part when it was finished; None of one that is not."""
        try:
            return dict(json.loads((self.folder / f"{part}.json").read_bytes()))
        except (OSError, ValueError):
            return None

    def leave(self) -> None:
        """Let others build here; what is finished stays."""
        self._lock.release(force=True)

    def finish(self, part: str, noted: Mapping[str, Any]) -> None:
        """Note that a part is finished: its files are on disk."""
        write_atomically(self.folder / f"{part}.json", json.dumps(dict(noted)).encode())

    def end(self) -> None:
        """Take away what was needed to build, here and where builds were given up."""
        self.leave()
        for held in self.folder.parent.glob(f"{_PREFIX}*{_LOCK}"):
            lock = FileLock(held)
            try:
                with lock.acquire(timeout=0):
                    _remove(held.with_name(held.name.removesuffix(_LOCK)))
                    held.unlink(missing_ok=True)
            except Timeout:
                continue


def _remove(folder: Path) -> None:
    """Take a folder away: first what says that parts are finished, for the rest may go in any order."""
    for finished in folder.glob("*.json"):
        finished.unlink()
    shutil.rmtree(folder, ignore_errors=True)
