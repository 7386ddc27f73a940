"""What is left of a release that was taken away: when, why, and what stands in its place."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from graph.errors import Gone
from graph.store.files import write_atomically

_SUFFIX = ".gone.json"


@dataclass(frozen=True, slots=True)
class Tombstone:
    """Why a release is gone; never what was erased from it."""

    release: str
    when: str
    reason: str
    reissued: str

    @property
    def gone(self) -> Gone:
        """The error that says so."""
        return Gone(self.release, self.when, self.reason, self.reissued)


def write(folder: Path, stone: Tombstone) -> None:
    """Put a tombstone among the releases of this folder."""
    data = json.dumps(asdict(stone), ensure_ascii=False, indent=1).encode() + b"\n"
    write_atomically(folder / f"{stone.release}{_SUFFIX}", data)


def read_all(folder: Path) -> dict[str, Tombstone]:
    """Return the tombstones of a folder by the ids of the releases that are gone."""
    found = (Tombstone(**json.loads(path.read_bytes())) for path in sorted(folder.glob(f"*{_SUFFIX}")))
    return {stone.release: stone for stone in found}
