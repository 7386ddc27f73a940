"""Cells that a spreadsheet would run: known, and made harmless."""

from __future__ import annotations

_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BREAKS = ("\t", "\r", "\n")


def is_formula(text: str) -> bool:
    """Say whether a spreadsheet would run a text as a formula."""
    return text.lstrip(" \u00a0").startswith(_BREAKS) or text.lstrip().startswith(_SIGNS)


def harmless(text: str) -> str:
    """Return a text that no spreadsheet runs: an apostrophe goes before one that it would."""
    return "'" + text if is_formula(text) else text
