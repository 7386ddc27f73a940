"""A release checked against what its manifest says of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.errors import DamagedRelease
from graph.release import canonical, manifest
from graph.release.reader import DUMP, lines

#: What was written from a release stands here, each file with its hash beside it.
DOWNLOADS, HASH = "downloads", ".sha256"


def verify(folder: Path) -> tuple[str, ...]:
    """Return what is wrong with a release's files, which is nothing where they are as they were built.

    Raises NotFound where the folder is no release.
    """
    held = manifest.read(folder)
    problems = [
        f"{name} is not what was built"
        for name, hash_ in held.files.items()
        if sha256(folder / name) != hash_
    ]
    problems.extend(_downloads(folder / DOWNLOADS))
    read = _Content()
    try:
        for line in lines(folder):
            read.take(line)
    except DamagedRelease as problem:
        return (*problems, f"{DUMP} cannot be read: {problem.reason}")
    if not read.is_canonical:
        problems.append(f"{DUMP} is not in canonical order")
    if read.identity.hexdigest() != held.identity:
        problems.append("the content does not have the identity that the manifest states")
    if not held.identity.startswith(held.id) or folder.name != held.id:
        problems.append("the id is not the beginning of the identity, or not the folder's name")
    return tuple(problems)


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal, and nothing where there is no such file."""
    if not path.is_file():
        return ""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@dataclass
class _Content:
    """What a release's lines say when they are read one by one."""

    is_canonical: bool = True
    identity: Any = field(default_factory=hashlib.sha256)
    _former: bytes = b""

    def take(self, line: bytes) -> None:
        self.is_canonical = self.is_canonical and self._former < line
        self._former = line
        if _is_identifying(line):
            self.identity.update(line)


def _downloads(folder: Path) -> Iterator[str]:
    for noted in sorted(folder.glob(f"*{HASH}")):
        made = noted.with_suffix("")
        if sha256(made) != noted.read_text().partition(" ")[0]:
            yield f"{DOWNLOADS}/{made.name} is not what was made; remove it, and it is made again"


def _is_identifying(line: bytes) -> bool:
    return canonical.is_identifying(line.rpartition(b" <")[2].removesuffix(b"> .\n").decode(errors="replace"))
