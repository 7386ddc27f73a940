"""The releases of a workspace: which there are, which is current, and how one is put in place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from graph.errors import NotFound
from graph.release import manifest
from graph.release.manifest import Manifest
from graph.store.files import sync_folder, write_atomically

_BUILDING = ".building-"


class Shelf:
    """Hold the releases of one folder, none of which ever changes once it is in place."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the only right to write here, over what killed builds left behind, which is removed."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self.folder / "releases.lock.held"):
            for path in self.folder.glob(f"{_BUILDING}*"):
                shutil.rmtree(path)
            yield

    def list(self) -> list[Manifest]:
        """Return the manifests of all releases, the oldest first."""
        found = (manifest.read(path.parent) for path in self.folder.glob(f"[0-9a-f]*/{manifest.FILE}"))
        return sorted(found, key=lambda held: (held.built, held.id))

    def path(self, release: str) -> Path:
        """Return the folder of a release, by its id or the start of it; raises NotFound."""
        known = [held.id for held in self.list()]
        matching = [held for held in known if release and held.startswith(release)]
        if len(matching) != 1:
            raise NotFound("release", release, tuple(known))
        return self.folder / matching[0]

    def current(self) -> Path | None:
        """Return the folder of the release that serves, or None where there is none yet."""
        try:
            name = (self.folder / "current").read_text().strip()
        except FileNotFoundError:
            return None
        return self.path(name)

    def place(self, built: Manifest, files: dict[str, bytes]) -> Path:
        """Put a release's files in place at once and make it the current one.

        To be called while ``writing``. A release that is there already stays as it is.
        """
        target = self.folder / built.id
        if not target.exists():
            aside = self._aside(built, files)
            aside.rename(target)
            sync_folder(self.folder)
        write_atomically(self.folder / "current", f"{built.id}\n".encode())
        return target

    def _aside(self, built: Manifest, files: dict[str, bytes]) -> Path:
        aside = self.folder / f"{_BUILDING}{os.getpid()}"
        for name, data in (*files.items(), (manifest.FILE, built.to_bytes())):
            write_atomically(aside / name, data)
        return aside
