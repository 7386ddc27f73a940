"""The releases of a workspace: which there are, which is current, and how one is put in place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from graph.errors import NotFound
from graph.release import manifest, tombstone
from graph.release.canonical import sha256
from graph.release.manifest import Manifest
from graph.release.tombstone import Tombstone
from graph.store.files import chunks, sync_folder, write_aside, write_atomically

_ASIDE = ".building-"


class Shelf:
    """Hold the releases of one folder, none of which ever changes once it is in place."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the only right to write here; what killed writers left behind is removed first."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self.folder / "releases.lock.held"):
            for path in self._left_behind():
                shutil.rmtree(path)
            yield

    def folders(self) -> list[Path]:
        """Return the folders of the releases that are not gone."""
        gone = tombstone.read_all(self.folder)
        found = sorted(path.parent for path in self.folder.glob(f"[0-9a-f]*/{manifest.FILE}"))
        return [folder for folder in found if folder.name not in gone]

    def list(self) -> list[Manifest]:
        """Return the manifests of all releases, the oldest first."""
        return sorted(map(manifest.read, self.folders()), key=lambda held: (held.built, held.id))

    def path(self, release: str) -> Path:
        """Return the folder of a release, by its id or the start of it; raises NotFound, Gone."""
        known = {folder.name: folder for folder in self.folders()}
        matching = [name for name in known if release and name.startswith(release)]
        if len(matching) == 1:
            return known[matching[0]]
        for name, stone in tombstone.read_all(self.folder).items():
            if release and name.startswith(release):
                raise stone.gone
        raise NotFound("release", release, tuple(known))

    def current(self) -> Path | None:
        """Return the folder of the release that serves, or None where there is none yet."""
        try:
            name = (self.folder / "current").read_text().strip()
        except FileNotFoundError:
            return None
        stones = tombstone.read_all(self.folder)
        while name in stones:
            name = stones[name].reissued
        return self.path(name)

    def aside(self) -> Path:
        """Make an empty folder for a release, to be put in place; what was left of the one before it goes."""
        aside = self.folder / f"{_ASIDE}{os.getpid()}"
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir()
        return aside

    def put(self, built: Manifest, files: Mapping[str, bytes], made: Path | None = None) -> Path:
        """Put a release's files in place at once; one that is there already and whole stays as it is.

        With a folder of the same disk that was ``made`` for it, what stands there goes along. To be called
        while ``writing``.
        """
        target = self.folder / built.id
        if _is_whole(target, built.files):
            return target
        aside = made or self.aside()
        for name, data in (*files.items(), (manifest.FILE, built.to_bytes())):
            write_aside(aside / name, data)
        for folder in (aside, *(path for path in aside.rglob("*") if path.is_dir())):
            sync_folder(folder)
        if target.exists():
            shutil.rmtree(target)
        aside.rename(target)
        sync_folder(self.folder)
        return target

    def make_current(self, release: str) -> None:
        """Let this release serve from now on; to be called while ``writing``."""
        write_atomically(self.folder / "current", f"{release}\n".encode())

    def bury(self, stone: Tombstone) -> None:
        """Take a release away and leave a tombstone; to be called while ``writing``."""
        current = self.current()
        if current is not None and current.name == stone.release:
            self.make_current(stone.reissued)
        tombstone.write(self.folder, stone)
        shutil.rmtree(self.folder / stone.release)

    def spare(self, keep: int) -> tuple[Manifest, ...]:
        """Return the releases that are neither current nor among so many of the newest, the oldest first."""
        current = self.current()
        older = self.list()[:-keep]
        return tuple(held for held in older if current is None or held.id != current.name)

    def size(self, release: str) -> int:
        """Return how many bytes a release takes on disk, with all that was made of it."""
        return sum(path.stat().st_size for path in self.path(release).rglob("*") if path.is_file())

    def remove(self, release: str) -> None:
        """Take a release away at once; building it again brings it back. To be called while ``writing``."""
        aside = self.folder / f"{_ASIDE}{os.getpid()}"
        self.path(release).rename(aside)
        shutil.rmtree(aside)

    def _left_behind(self) -> tuple[Path, ...]:
        buried = (self.folder / release for release in tombstone.read_all(self.folder))
        return (*self.folder.glob(f"{_ASIDE}*"), *(path for path in buried if path.exists()))


def _is_whole(folder: Path, names: Iterable[str]) -> bool:
    """Whether a release has these files, as its own manifest says they are."""
    try:
        held = manifest.read(folder)
        return all(sha256(chunks(folder / name)) == held.files.get(name) for name in names)
    except (NotFound, OSError):
        return False
