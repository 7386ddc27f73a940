"""The bundle of scripts that make pages lively, where one was built: what an island of a page loads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

#: Where the bundle is, among the files that the site gives as they are.
PLACE = "built"
BUILT = Path(str(files("api"))) / "static" / PLACE


class Bundle:
    """The islands of a bundle by their names; without a bundle there is none, and pages do without."""

    def __init__(self, folder: Path = BUILT) -> None:
        manifest = folder / ".vite" / "manifest.json"
        self._chunks: Mapping[str, Any] = (
            json.loads(manifest.read_text("utf-8")) if manifest.is_file() else {}
        )
        self._entries = {c["name"]: key for key, c in self._chunks.items() if c.get("isEntry")}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the islands."""
        return tuple(sorted(self._entries))

    def island(self, name: str, root: str = "") -> Markup:
        """Write the tags that load an island, below the path of the site; nothing where it was not built."""
        if name not in self._entries:
            return Markup()
        chunks = list(self._chunks_of(self._entries[name]))
        start = f"{escape(root)}/static/{PLACE}/"
        styles = dict.fromkeys(style for chunk in chunks for style in chunk.get("css", ()))
        tags = [
            *(f'<link rel="stylesheet" href="{start}{style}">' for style in styles),
            *(f'<link rel="modulepreload" href="{start}{chunk["file"]}">' for chunk in chunks[1:]),
            f'<script type="module" src="{start}{chunks[0]["file"]}"></script>',
        ]
        return Markup("\n".join(tags))  # noqa: S704 - names of files of our own

    def scripts(self, name: str) -> tuple[str, ...]:
        """Return the scripts that an island loads at once, as paths within the bundle."""
        return tuple(chunk["file"] for chunk in self._chunks_of(self._entries[name]))

    def _chunks_of(self, key: str) -> Iterator[Mapping[str, Any]]:
        seen: dict[str, None] = {}
        waiting = [key]
        while waiting:
            held = waiting.pop(0)
            if held not in seen:
                seen[held] = None
                waiting += self._chunks[held].get("imports", ())
        return (self._chunks[held] for held in seen)
