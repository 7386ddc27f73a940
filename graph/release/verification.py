"""A release checked against what its manifest says of it."""

from __future__ import annotations

from pathlib import Path

from graph.errors import DamagedRelease
from graph.release import canonical, manifest
from graph.release.reader import DUMP, content


def verify(folder: Path) -> tuple[str, ...]:
    """Return what is wrong with a release's files, which is nothing where they are as they were built.

    Raises NotFound where the folder is no release.
    """
    held = manifest.read(folder)
    problems = [
        f"{name} is not what was built" for name, hash_ in held.files.items() if _hash(folder / name) != hash_
    ]
    try:
        lines = content(folder).splitlines(keepends=True)
    except DamagedRelease as problem:
        return (*problems, f"{DUMP} cannot be read: {problem.reason}")
    if lines != sorted(set(lines)):
        problems.append(f"{DUMP} is not in canonical order")
    if canonical.sha256([line for line in lines if _is_identifying(line)]) != held.identity:
        problems.append("the content does not have the identity that the manifest states")
    if not held.identity.startswith(held.id) or folder.name != held.id:
        problems.append("the id is not the beginning of the identity, or not the folder's name")
    return tuple(problems)


def _hash(path: Path) -> str:
    return canonical.sha256([path.read_bytes()]) if path.is_file() else ""


def _is_identifying(line: bytes) -> bool:
    return canonical.is_identifying(line.rpartition(b" <")[2].removesuffix(b"> .\n").decode())
