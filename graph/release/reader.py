"""Releases opened to be asked."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, cast

import pyoxigraph
from pyoxigraph import Quad, Store

from graph.errors import DamagedRelease
from graph.release import manifest
from graph.release.manifest import Manifest
from graph.store import quad_lines
from graph.store.dataset import Dataset

DUMP = "release.nq.gz"


def open_release(path: Path) -> Dataset:
    """Load the release in this folder into memory.

    Raises NotFound where the folder is no release, DamagedRelease where it is not as it was built.
    """
    release, store = require_whole(path).id, Store()
    try:
        with gzip.open(path / DUMP) as held:
            quad_lines.load(store, quad_lines.chunks(cast("IO[bytes]", held)), is_known=True)
    except (SyntaxError, OSError, EOFError, zlib.error) as problem:
        raise DamagedRelease(path / DUMP, str(problem)) from None
    return Dataset(store, release, path)


def require_whole(path: Path) -> Manifest:
    """Return the manifest of the release in this folder; raises what open_release() raises."""
    held = manifest.read(path)
    try:
        with (path / DUMP).open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as problem:
        raise DamagedRelease(path / DUMP, problem.strerror or "cannot be read") from None
    if found != held.files.get(DUMP):
        raise DamagedRelease(path / DUMP, "is not what was built")
    return held


def quads(folder: Path) -> Iterator[Quad]:
    """Yield all that a release states, in canonical order, without holding it; raises DamagedRelease."""
    try:
        with gzip.open(folder / DUMP) as lines:
            yield from pyoxigraph.parse(cast("IO[bytes]", lines), format=pyoxigraph.RdfFormat.N_QUADS)
    except (SyntaxError, OSError, EOFError, zlib.error) as problem:
        raise DamagedRelease(folder / DUMP, str(problem)) from None


def lines(folder: Path) -> Iterator[bytes]:
    """Yield a release's canonical N-Quads line by line, without holding them; raises DamagedRelease."""
    try:
        with gzip.open(folder / DUMP) as held:
            yield from held
    except (OSError, EOFError, zlib.error) as problem:
        raise DamagedRelease(folder / DUMP, str(problem)) from None


def pieces(folder: Path, tell: Callable[[int, int], None] = lambda _done, _total: None) -> Iterator[bytes]:
    """Yield a release's canonical N-Quads, many whole lines at a time, without holding them.

    Told are the bytes of the dump that are read, and how many it has. Raises DamagedRelease.
    """
    dump = folder / DUMP
    try:
        size = dump.stat().st_size
        with dump.open("rb") as held, gzip.open(held) as read:
            for piece in quad_lines.chunks(cast("IO[bytes]", read)):
                tell(min(held.tell(), size), size)
                yield piece
            tell(size, size)
    except (OSError, EOFError, zlib.error) as problem:
        raise DamagedRelease(dump, str(problem)) from None


def content(folder: Path) -> bytes:
    """Return a release's canonical N-Quads; raises DamagedRelease."""
    return b"".join(lines(folder))


def packed(written: bytes) -> bytes:
    """Return canonical N-Quads as a release's folder holds them."""
    return gzip.compress(written, compresslevel=6, mtime=0)
