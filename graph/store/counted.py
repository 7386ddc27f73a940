"""What was counted of a large release when its store was made, by names: a file in its folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from graph.store.dataset import Dataset

FILE = "tally.json"


def counted(dataset: Dataset) -> Mapping[str, Any]:
    """Return what was counted; nothing of a release that is small, or whose store an earlier version made."""
    folder = dataset.folder
    try:
        held: Mapping[str, Any] = json.loads((folder / FILE).read_bytes()) if folder else {}
    except FileNotFoundError:
        return {}
    return held
