"""Files written so that a reader, or a process killed half-way, never sees half of one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

_AT_ONCE = 1 << 20


def write_atomically(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Put these bytes at the path at once: whoever opens it sees the old file or the new one.

    The bytes and the folder's entry are on disk when this returns.
    """
    write_pieces(path, (data,), mode)


def write_pieces(path: Path, pieces: Iterable[bytes], mode: int = 0o644) -> None:
    """Put at the path at once what comes piece by piece, as ``write_atomically`` does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            _write(stream, pieces)
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_aside(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Write a file of a folder that nobody opens before it is renamed into place.

    The bytes are on disk when this returns; the folder's entries are when ``sync_folder`` was called for it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        _write(stream, (data,))
    path.chmod(mode)


def _write(stream: BinaryIO, pieces: Iterable[bytes]) -> None:
    for piece in pieces:
        stream.write(piece)
    stream.flush()
    os.fsync(stream.fileno())


def chunks(path: Path) -> Iterator[bytes]:
    """Yield a file's bytes, many at a time; raises OSError."""
    with path.open("rb") as stream:
        while read := stream.read(_AT_ONCE):
            yield read


def append_line(path: Path, line: str, mode: int = 0o644) -> None:
    """Append one line in one write and wait until it is on disk; the caller holds the lock."""
    path.parent.mkdir(parents=True, exist_ok=True)
    is_new = not path.exists()
    if is_new:
        path.touch(mode)
    with path.open("ab", buffering=0) as stream:
        stream.write(line.encode() + b"\n")
        os.fsync(stream.fileno())
    if is_new:
        sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Wait until the folder's entries are on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
