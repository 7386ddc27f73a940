"""The anchor of a link: the few words of a text that a quote is found again by."""

from __future__ import annotations

import re

WORDS = 12
CHARACTERS = 120

_WORD = re.compile(r"\S+")


def anchor(text: str, start: int, end: int) -> str:
    """Return the mention at ``start:end`` as the text has it, at most 12 words and 120 characters.

    It is a prefix of ``text[start:end]``, cut after a whole word (inside one only where the first word
    alone is too long), and never ends in white space. Raises ValueError where the span holds no word.
    """
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise ValueError(f"no words at {start}:{end}")
    kept = start
    for count, word in enumerate(_WORD.finditer(text, start, end)):
        if count == WORDS or word.end() - start > CHARACTERS:
            break
        kept = word.end()
    return text[start:kept] if kept > start else text[start : start + CHARACTERS].rstrip()


def verify(text: str, start: int, end: int, mention: str) -> bool:
    """Tell whether the text still holds this mention at this place."""
    try:
        return anchor(text, start, end) == mention
    except ValueError:
        return False
