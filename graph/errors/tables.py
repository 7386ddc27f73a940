"""Tables that cannot be read, and mappings that do not say how."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph.errors.root import KytkosError


@dataclass(eq=False)
class UnreadableTable(KytkosError):
    """A file that cannot be read as a table, or as the table that its mapping describes."""

    path: Path
    reason: str
    remedy: str
    exit_code = 3
    http_status = 422

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


@dataclass(eq=False)
class InvalidMapping(KytkosError):
    """A mapping that is not as docs/how-to/import-a-table.md says."""

    name: str
    reason: str
    exit_code = 2
    http_status = 422
    remedy = "Mend the mapping's file; see docs/how-to/import-a-table.md for what it may say."

    def __str__(self) -> str:
        return f"mapping {self.name}: {self.reason}"
