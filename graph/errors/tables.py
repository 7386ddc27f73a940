"""Tables that cannot be read or pulled, and mappings that do not say how."""

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


@dataclass(eq=False)
class PullStopped(KytkosError):
    """A service that gave no right answer, however often it was asked; what came before is held."""

    url: str
    reason: str
    projects: int
    exit_code = 1
    http_status = 502
    remedy = "Run the same command again, later: it goes on after the last project that is held."

    def __str__(self) -> str:
        return f"{self.url}: {self.reason}; {self.projects} projects are held"


@dataclass(eq=False)
class OtherPull(KytkosError):
    """A pull begun into the same file that asked for something else."""

    path: Path
    exit_code = 2
    http_status = 409
    remedy = "Finish that pull by its own command, name another file, or begin anew with --anew."

    def __str__(self) -> str:
        return f"{self.path}: a pull of something else was begun there and is not finished"
