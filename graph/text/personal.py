"""Personal data in a text: overwritten character for character, so that every offset holds."""

from __future__ import annotations

from graph.text.addresses import emails, phones
from graph.text.persons import names

MASK = "█"


def redact(text: str) -> str:
    """Overwrite e-mail addresses, phone numbers and names of contact persons with █.

    Length and white space stay as they are, so that offsets and layout hold; organisations and placeholders
    stay readable. What was redacted once is not changed by redacting it again.
    """
    while (masked := _masked(text)) != text:
        text = masked
    return text


def _masked(text: str) -> str:
    addresses = [*emails(text), *phones(text)]
    characters = list(text)
    for start, end in [*addresses, *names(text, addresses)]:
        for i in range(start, min(end, len(characters))):
            if not characters[i].isspace():
                characters[i] = MASK
    return "".join(characters)
