"""Releases opened to be asked."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
from pyoxigraph import Quad

from graph.errors import DamagedRelease
from graph.release import manifest
from graph.release.canonical import sha256
from graph.release.manifest import Manifest
from graph.release.shelf import Shelf
from graph.store.dataset import Dataset
from graph.store.workspace import Workspace

DUMP = "release.nq.gz"


def open_release(path: Path) -> Dataset:
    """Load the release in this folder into memory.

    Raises NotFound where the folder is no release, DamagedRelease where it is not as it was built.
    """
    return Dataset.of(quads(path), require_whole(path).id)


def require_whole(path: Path) -> Manifest:
    """Return the manifest of the release in this folder; raises what open_release() raises."""
    held = manifest.read(path)
    if sha256([_raw(path)]) != held.files.get(DUMP):
        raise DamagedRelease(path / DUMP, "is not what was built")
    return held


def open_current(workspace: Workspace) -> Dataset:
    """Load the current release of a workspace; one without any is an empty dataset."""
    path = Shelf(workspace.releases).current()
    return open_release(path) if path else Dataset.of(())


def quads(folder: Path) -> Iterator[Quad]:
    """Yield all that a release states; raises DamagedRelease."""
    try:
        yield from pyoxigraph.parse(content(folder), format=pyoxigraph.RdfFormat.N_QUADS)
    except SyntaxError as problem:
        raise DamagedRelease(folder / DUMP, str(problem)) from None


def content(folder: Path) -> bytes:
    """Return a release's canonical N-Quads; raises DamagedRelease."""
    try:
        return gzip.decompress(_raw(folder) or b"nothing")
    except (OSError, EOFError, zlib.error) as problem:
        raise DamagedRelease(folder / DUMP, str(problem)) from None


def _raw(folder: Path) -> bytes:
    try:
        return (folder / DUMP).read_bytes()
    except OSError as problem:
        raise DamagedRelease(folder / DUMP, str(problem)) from None


def packed(lines: bytes) -> bytes:
    """Return canonical N-Quads as a release's folder holds them."""
    return gzip.compress(lines, compresslevel=6, mtime=0)
