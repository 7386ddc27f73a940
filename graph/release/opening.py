"""Where a release is opened: a small one in memory, a large one in a store on disk, made of it once."""

from __future__ import annotations

import gzip
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import pyoxigraph
from filelock import FileLock
from pyoxigraph import RdfFormat, Store

from graph.release import manifest
from graph.release.reader import DUMP, open_release, require_whole
from graph.store.dataset import Dataset, with_default
from graph.store.files import sync_folder

_STORE, _ASIDE, _LOCK = "store", ".store-building", "store.lock.held"

#: Statements up to which a release is held in memory: 5 seconds to load, and 260 MiB in each process.
MOST_IN_MEMORY = 500_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where any process opens a release; a store on disk only after a fork, since it has threads."""

    release: Path
    is_on_disk: bool

    def dataset(self) -> Dataset:
        """Open the release; raises NotFound, DamagedRelease and OSError."""
        if not self.is_on_disk:
            return open_release(self.release)
        return Dataset(self.store(), manifest.read(self.release).id)

    def store(self) -> Store:
        """Open the release's store, to be read only."""
        if not self.is_on_disk:
            return open_release(self.release).store
        return Store.read_only(str(self.release / _STORE))


def place(release: Path, most_in_memory: int = MOST_IN_MEMORY) -> Place:
    """Say where to open a release with so many statements at most in memory, and make its store if need be.

    The store stands in the release's folder, outside its identity, and goes with it. Raises what
    open_release() raises.
    """
    is_on_disk = sum(manifest.read(release).counts.values()) > most_in_memory
    if is_on_disk and not (release / _STORE).is_dir():
        with FileLock(release / _LOCK):
            _make(release)
    return Place(release, is_on_disk)


def _make(release: Path) -> None:
    """Make the store aside, and put it in place when it is whole; to be called under the lock."""
    aside = release / _ASIDE
    shutil.rmtree(aside, ignore_errors=True)
    if (release / _STORE).is_dir():
        return
    require_whole(release)
    made = Store(str(aside))
    with gzip.open(release / DUMP) as lines:
        # Read as it comes: what is too large for memory is too large to be unpacked there.
        read = pyoxigraph.parse(cast("IO[bytes]", lines), format=RdfFormat.N_QUADS)
        made.bulk_extend(with_default(read))
    made.flush()
    # Only what is not open any more may be moved.
    del made
    aside.rename(release / _STORE)
    sync_folder(release)
