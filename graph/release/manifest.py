"""What a release's folder says of itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from graph.errors import NotFound, OtherFormat

FORMAT = 1
FILE = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """Say what a release is built from and holds.

    The time it was ``built``, and how much rules find with a document's own words ``left_out`` (found, links;
    by relation), are outside its identity.
    """

    id: str
    identity: str
    base: str
    provisional: bool
    built: str
    warnings: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    left_out: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    format: int = FORMAT

    def to_bytes(self) -> bytes:
        """Write the manifest as JSON that a person can read."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def read(folder: Path) -> Manifest:
    """Read a manifest; raises NotFound where the folder is no release, OtherFormat for a later version's."""
    try:
        held = json.loads((folder / FILE).read_bytes())
        if held.get("format", FORMAT) > FORMAT:
            raise OtherFormat(folder / FILE, held["format"], FORMAT)
        return Manifest(**held)
    except (OSError, ValueError, TypeError, AttributeError):
        raise NotFound("release", folder.name) from None
