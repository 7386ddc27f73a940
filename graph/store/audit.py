"""The audit of a workspace: one line a write, of what was asked, by which token, when and what came."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from graph.store.files import append_line

AUDIT = "audit.jsonl"


class Audit:
    """Append to the audit of a workspace folder; nothing in it is ever rewritten but by an erasure."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / AUDIT
        #: To be held while the audit is written.
        self.lock = FileLock(folder / "audit.lock.held")

    def add(self, token: str, asked: Mapping[str, object], outcome: str) -> None:
        """Add a line, which is on disk when this returns; a token is told by its id, never by its secret."""
        when = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = {"when": when, "token": token, **asked, "outcome": outcome}
        with self.lock:
            append_line(self._path, json.dumps(line, ensure_ascii=False), mode=0o600)
