"""The words in which answers say their scope, one file per language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Literal, get_args

Language = Literal["fi", "sv", "en"]

#: Finnish first: it is what is shown where a language is missing.
LANGUAGES: tuple[Language, ...] = get_args(Language)


def words(language: Language) -> Mapping[str, Any]:
    """Read the words of one language."""
    return tomllib.loads((files(__name__) / f"{language}.toml").read_text("utf-8"))
