"""Where a release is opened: a small one in memory, a large one in a store on disk, made of it once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock
from pyoxigraph import Store

from graph.release import manifest, tally
from graph.release.reader import open_release, pieces, require_whole
from graph.release.shelf import Shelf
from graph.store import quad_lines
from graph.store.dataset import Dataset
from graph.store.files import sync_folder
from graph.store.workspace import Workspace

#: The folder, in a release's, of its store, which is made of its dump.
STORE = "store"
_ASIDE, _LOCK = ".store-building", "store.lock.held"

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
        return Dataset(self.store(), manifest.read(self.release).id, self.release)

    def store(self) -> Store:
        """Open the release's store, to be read only."""
        if not self.is_on_disk:
            return open_release(self.release).store
        return Store.read_only(str(self.release / STORE))


def place(release: Path, most_in_memory: int = MOST_IN_MEMORY) -> Place:
    """Say where to open a release with so many statements at most in memory, and make its store if need be.

    The store stands in the release's folder, outside its identity, and goes with it. Raises what
    open_release() raises.
    """
    is_on_disk = sum(manifest.read(release).counts.values()) > most_in_memory
    if is_on_disk and not has_store(release):
        with FileLock(release / _LOCK):
            if not has_store(release):
                require_whole(release)
                make(release)
    return Place(release, is_on_disk)


def opened(workspace: Workspace, most_in_memory: int = MOST_IN_MEMORY) -> Dataset:
    """Open the current release of a workspace, in memory or on disk; without any, an empty dataset."""
    path = Shelf(workspace.releases).current()
    return place(path, most_in_memory).dataset() if path else Dataset.of(())


def is_large(dataset: Dataset) -> bool:
    """Whether a dataset is of a release that has a store on disk."""
    return dataset.folder is not None and has_store(dataset.folder)


def has_store(release: Path) -> bool:
    """Whether a release's folder has a store, which is whole where it is."""
    return (release / STORE).is_dir()


def make(release: Path, progress: Callable[[int, int], None] = lambda _done, _total: None) -> None:
    """Make the store of a dump aside, and put it in place when it is whole; nobody else may make it.

    Told are the bytes of the dump that are read, and how many it has. Raises DamagedRelease.
    """
    aside = release / _ASIDE
    shutil.rmtree(aside, ignore_errors=True)
    made = Store(str(aside))
    # Read as it comes: what is too large for memory is too large to be unpacked there.
    quad_lines.load(made, pieces(release, progress))
    made.flush()
    tally.write(Dataset(made), release)
    # Only what is not open any more may be moved.
    del made
    aside.rename(release / STORE)
    sync_folder(release)
