"""How many links rules find again where a document's own words are left out: measured, and carried along."""

from __future__ import annotations

import json
from collections.abc import Mapping

from graph.errors import MalformedLine
from graph.store.workspace import Workspace

FILE = "reading-quality.json"
LeftOut = Mapping[str, tuple[int, int]]


def left_out(workspace: Workspace) -> LeftOut:
    """Return, by relation and for ``all``, how many accepted links were found again, of how many.

    Empty where nobody has measured. Raises MalformedLine for a file that does not say it so.
    """
    path = workspace.path / FILE
    if not path.is_file():
        return {}
    try:
        held = json.loads(path.read_bytes())
        return {str(name): (int(said["found"]), int(said["links"])) for name, said in held.items()}
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        raise MalformedLine(path, 1, f"expected found and links by relation ({problem})") from None
