"""A workspace of an older format brought to today's, step by step."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from filelock import FileLock

from graph.errors import MalformedLine, NotFound, OtherFormat
from graph.store.files import write_atomically
from graph.store.workspace import FORMAT


def migrate(folder: Path) -> int:
    """Bring the workspace in a folder to today's format and return the one it had.

    Killed at any moment, it goes on from where it was when run again. Raises NotFound where there is no
    workspace, OtherFormat for one of a later version, MalformedLine where its format cannot be read.
    """
    path = folder / "workspace.json"
    with FileLock(_present(path).with_name("workspace.lock.held")):
        held = _read(path)
        before: int = held["format"]
        if before not in _STEPS and before != FORMAT:
            raise OtherFormat(path, before, FORMAT)
        for step in range(before, FORMAT):
            _STEPS[step](folder)
            held["format"] = step + 1
            write_atomically(path, json.dumps(held, indent=1).encode() + b"\n")
    return before


def _present(path: Path) -> Path:
    if not path.is_file():
        raise NotFound("workspace in the folder", str(path.parent))
    return path


def _read(path: Path) -> dict[str, int]:
    try:
        held = json.loads(path.read_bytes())
        if not isinstance(held["format"], int):
            raise TypeError("format is no number")
    except (ValueError, TypeError, KeyError) as problem:
        raise MalformedLine(path, 1, f"expected format and base ({problem})") from None
    return dict(held)


def _holds_no_tables(folder: Path) -> None:
    """From 1 to 2: tables may be there, which programs of format 1 would leave out of a release unsaid."""


#: What brings a workspace from each older format to the next.
_STEPS: Mapping[int, Callable[[Path], None]] = {1: _holds_no_tables}
