"""Quotes from the source documents, where a folder of them is at hand: found by hash, then compared."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from graph.errors import UnreadableDocument
from graph.text import source
from graph.text.personal import redact


@dataclass(frozen=True, slots=True)
class Quote:
    """The words at a place of a document, and whether they are those that the release recorded."""

    words: str
    is_verified: bool


class Quotes:
    """Look up quotes in a folder of source documents; without one there are none."""

    def __init__(self, corpus: Path | None) -> None:
        self._corpus = corpus
        #: Returns the whole text of a document, or None where none with this hash is at hand.
        self.text = lru_cache(maxsize=64)(self._read)

    def has(self, sha256: str) -> bool:
        """Say whether a document with this hash is at hand."""
        return sha256 in self._paths

    def find(self, sha256: str, start: int, end: int, recorded: str) -> Quote | None:
        """Return the words at a place, or None where no document with this hash is at hand.

        Personal data are overwritten as they were when the document was read.
        """
        text = self.text(sha256)
        if text is None:
            return None
        words = text[start:end]
        return Quote(words, bool(words) and _same(words, recorded))

    @cached_property
    def _paths(self) -> dict[str, Path]:
        folder = self._corpus
        if folder is None or not folder.is_dir():
            return {}
        paths = [path for path in sorted(folder.iterdir()) if path.is_file()]
        return {
            hashlib.sha256(p.read_bytes()).hexdigest(): p for p in paths if p.stat().st_size <= source.LIMIT
        }

    def _read(self, sha256: str) -> str | None:
        path = self._paths.get(sha256)
        try:
            return redact(source.load(path).text) if path else None
        except UnreadableDocument:
            return None


def _same(words: str, recorded: str) -> bool:
    """Compare as a release records: white space as one space, cut at its longest."""
    return not recorded or " ".join(words.split()).startswith(" ".join(recorded.split()))
