"""Things that an older release holds, so that one which is no more is told from one that never was."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.identifiers import ID
from graph.release.reader import DUMP
from graph.store import layout

_START = f"<{ID}".encode()
_HOMES = tuple(f"<{graph}> .\n".encode() for graph in (layout.SCHEMES, layout.ENTITIES))
#: Packed bytes of a release that are looked through; what only a larger one holds is told as unknown.
MOST = 64 << 20


def last_seen(folders: Iterable[Path]) -> dict[str, str]:
    """Return the code of every thing in these releases, with the first of them that holds it.

    A release that is damaged or too large tells nothing here.
    """
    found: dict[str, str] = {}
    for folder in folders:
        try:
            if (folder / DUMP).stat().st_size <= MOST:
                for code in _codes(folder / DUMP):
                    found.setdefault(code, folder.name)
        except (OSError, EOFError, zlib.error):
            continue
    return found


def _codes(dump: Path) -> Iterator[str]:
    """Yield the codes of the things that a dump describes; its lines are sorted by their subjects."""
    before = b""
    with gzip.open(dump) as lines:
        for line in lines:
            if line.startswith(_START) and line.endswith(_HOMES):
                subject = line[len(_START) : line.index(b">")]
                if subject != before:
                    before = subject
                    yield subject.decode()
