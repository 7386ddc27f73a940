"""Personal data in a text: overwritten character for character, so that every offset holds."""

from __future__ import annotations

import html
import re

from graph.text.addresses import emails, phones
from graph.text.persons import Seen, names

MASK = "█"

_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,5});")


def redact(text: str) -> str:
    """Overwrite e-mail addresses, phone numbers and names of contact persons with █.

    Length and white space stay as they are, so that offsets and layout hold; organisations and placeholders
    stay readable. What was redacted once is not changed by redacting it again.
    """
    seen = Seen()
    while (masked := _masked(text, seen)) != text:
        text = masked
    return text


def _masked(text: str, seen: Seen) -> str:
    read = _ENTITY.sub(_as_read, text)
    addresses = [*emails(read), *phones(read)]
    characters = list(text)
    for start, end in [*addresses, *names(read, addresses, seen)]:
        for i in range(start, min(end, len(characters))):
            if not characters[i].isspace():
                characters[i] = MASK
    return "".join(characters)


def _as_read(entity: re.Match[str]) -> str:
    """Return the character of an HTML entity, as often as keeps the length."""
    return html.unescape(entity.group())[0] * len(entity.group())
