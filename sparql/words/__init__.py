"""The words in which answers say their scope, one file per language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

Language = Literal["fi", "sv", "en"]

#: Finnish first: it is what is shown where a language is missing.
LANGUAGES: tuple[Language, ...] = get_args(Language)


@cache
def words(language: Language) -> Mapping[str, Any]:
    """Read the words of one language."""
    return tomllib.loads((files(__name__) / f"{language}.toml").read_text("utf-8"))


def truth(language: Language, held: bool) -> str:  # noqa: FBT001 - the value that is said
    """Say whether something holds."""
    return str(words(language)["truth"]["true" if held else "false"])


def part(language: Language, key: str) -> str:
    """Name a part of a document by its key; a key without words is its own name."""
    return str(words(language)["part"].get(key, key))


def is_known_part(language: Language, key: str) -> bool:
    """Say whether there are words for a part of a document."""
    return key in words(language)["part"]


def reason(language: Language, key: str) -> str:
    """Say why a part is missing; a reason that is no key is said as it is."""
    return str(words(language)["reason"].get(key, key))
