"""Quotes compared: the same words whatever their breaks, and how alike two are where letters were misread."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

#: From 0 to 1; measured: with one letter in twenty misread most quotes stay above it, other words below.
ALIKE = 0.75

_BREAK = re.compile(r"-?\s*\n\s*|\s+|-")
_DIGITS = re.compile(r"\d+")
_SHORT = 4


def fold(quote: str) -> str:
    """Return a quote without what re-extraction may change: case, white space, hyphens at line ends.

    >>> fold("Pitkäaikais-\\n  työttömät") == fold("pitkäaikaistyöttömät")
    True
    """
    return _BREAK.sub("", quote).casefold()


def alike(one: str, other: str) -> float:
    """Tell how alike two quotes are, from 0 to 1; short ones are the same or nothing alike."""
    first, second = fold(one), fold(other)
    if min(len(first), len(second)) <= _SHORT:
        return float(first == second)
    return fuzz.ratio(first, second) / 100


def same_numbers(one: str, other: str) -> bool:
    """Tell whether two names hold the same numbers, which tell names apart that differ in nothing else."""
    return _DIGITS.findall(one) == _DIGITS.findall(other)
