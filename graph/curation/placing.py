"""Words that a curator gives as evidence, found where a document says them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.assertion import DocumentVersion
from graph.errors import InvalidDecision


@dataclass(frozen=True, slots=True)
class Placed:
    """Words as the text has them: where, in code points, and in which section."""

    words: str
    start: int
    end: int
    section: str


def placed(words: str, text: str, version: DocumentVersion, near: int = 0) -> Placed:
    """Find words in a text, however its lines break; of several places the nearest to ``near``.

    Raises InvalidDecision where there are no words, or the text does not say them.
    """
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = list(re.finditer(pattern, text, re.IGNORECASE)) if pattern else []
    if not found:
        raise InvalidDecision("the words are not found in the document’s text")
    held = min(found, key=lambda match: abs(match.start() - near))
    return Placed(" ".join(held[0].split()), held.start(), held.end(), _section(version, held.start()))


def _section(version: DocumentVersion, at: int) -> str:
    """Return the key of the section that a place is in; before the first and between them is none."""
    for part in version.sections:
        start, end = part.get("start"), part.get("end")
        if isinstance(start, int) and isinstance(end, int) and start <= at < end:
            return str(part["key"])
    return ""
