"""The words of the interface, in three languages."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files

from graph.export.figure import filled
from sparql.words import LANGUAGES, Language


class Texts:
    """Every text of the interface by its dotted key; a key that is missing is an error, never a blank."""

    def __init__(self) -> None:
        self._held = {language: dict(_flat(_read(language))) for language in LANGUAGES}

    def keys(self, language: Language) -> frozenset[str]:
        """Return every key that a language has."""
        return frozenset(self._held[language])

    def say(self, language: Language, key: str, **values: object) -> str:
        """Return a text with its {curly} words filled in; raises KeyError for an unknown key."""
        text = self._held[language][key]
        return filled(text, language, values) if values else text

    def under(self, language: Language, start: str) -> dict[str, str]:
        """Return the texts whose keys begin with a table's name, by the rest of their keys."""
        held = self._held[language]
        return {key.removeprefix(start + "."): held[key] for key in held if key.startswith(start + ".")}

    def find(self, language: Language, key: str) -> str | None:
        """Return a text where there is one, as for relations that only some have words for."""
        return self._held[language].get(key)


def _read(language: Language) -> Mapping[str, object]:
    return tomllib.loads((files("api") / "locale" / f"{language}.toml").read_text("utf-8"))


def _flat(held: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in held.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)
