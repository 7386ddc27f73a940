"""A value that must go, found in any text and overwritten there character for character."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from graph.errors import InvalidParameter

COVER = "█"
_SHORTEST = 3


class Mask:
    """Find a value whatever its case, its white space and the composition of its letters.

    Raises InvalidParameter for a value so short that it would tear holes into words everywhere.
    """

    def __init__(self, value: str) -> None:
        self.value = value
        words = value.split()
        if sum(map(len, words)) < _SHORTEST:
            reason = f"needs at least {_SHORTEST} characters; erase the whole name, not a part of it"
            raise InvalidParameter("redact", "value", reason)
        forms = {unicodedata.normalize(form, " ".join(words)) for form in ("NFC", "NFD")}
        patterns = (r"\s+".join(re.escape(word) for word in form.split()) for form in sorted(forms))
        self._pattern = re.compile("|".join(patterns), re.IGNORECASE)

    def finds(self, text: str) -> bool:
        """Whether the text holds the value."""
        return self._pattern.search(text) is not None

    def over(self, text: str) -> str:
        """Return the text with the value overwritten; its length and white space stay."""
        return self._pattern.sub(lambda found: re.sub(r"\S", COVER, found[0]), text)

    def over_json(self, value: Any) -> Any:  # noqa: ANN401
        """Return decoded JSON with the value overwritten in every string and name."""
        if isinstance(value, str):
            return self.over(value)
        if isinstance(value, list):
            return [self.over_json(item) for item in value]
        if isinstance(value, dict):
            return {self.over(name): self.over_json(held) for name, held in value.items()}
        return value
