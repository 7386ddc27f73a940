"""Spans of years in a page's text stay on one line; browsers would break them after their dash."""

from __future__ import annotations

import re

_YEAR = 4
#: The dash between two years: a pattern that begins with what is rare is looked for much faster.
_DASH = re.compile(r"[–-](?<=(?:19|20)\d\d[–-])(?<![\w/–-]\d{4}[–-])(?=(?:19|20)\d\d(?![\w–-]))")
#: Elements that hold no markup, or whose lines are drawn and not broken.
_WITHOUT_MARKUP = ("<option", "<title", "<textarea", "<script", "<style", "<text", "<tspan")


def unbroken(page: str) -> str:
    """Keep each span of years in the text of a page together; what stands within tags stays as it is."""
    parts: list[str] = []
    done = 0
    for found in _DASH.finditer(page):
        start, end = found.start() - _YEAR, found.end() + _YEAR
        if _is_text(page, start):
            parts += page[done:start], f'<span class="short">{page[start:end]}</span>'
            done = end
    return "".join((*parts, page[done:])) if parts else page


def _is_text(page: str, place: int) -> bool:
    tag = page.rfind("<", 0, place)
    # Values of attributes have no angle brackets: they are escaped.
    return page.rfind(">", tag + 1, place) > tag and not page.startswith(_WITHOUT_MARKUP, tag)
