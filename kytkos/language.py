"""The language an answer is asked in."""

from __future__ import annotations

from graph.errors import NotFound
from sparql.words import LANGUAGES, Language


def spoken(name: str) -> Language:
    """Return the language of this name; raises NotFound naming those there are."""
    for language in LANGUAGES:
        if language == name:
            return language
    raise NotFound("language", name, LANGUAGES)
