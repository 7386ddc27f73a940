"""Sentences: spans that end at a full stop, question or exclamation mark before a capital."""

from __future__ import annotations

import re

from graph.text.blocks import trim

_END = re.compile(
    r"[.!?…][\"'”’»)\]*\u00b9\u00b2\u00b3\u2070-\u2079]*(?:</?\w+>)?\s+"
    r"(?=[\"'”’»(\[*]*(?:<\w+>)?[A-ZÅÄÖÁÉÜŠŽ])"
)
_ABBREVIATIONS = frozenset(
    "mm esim ml milj mrd n s ss ks vrt ym yms jne tms ko em eli ent ts nk nro puh p prof dos toim alk "
    "t.ex bl.a s.k m.m m.fl o.s.v dvs ca nr jfr inkl exkl e.g i.e etc cf no vol st mr ms dr".split()
)
_LONGEST_ABBREVIATION = 20


def sentences(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return the raw spans of the sentences of a passage, without the white space around them.

    Give it one block at a time: the end of a block ends its last sentence.
    """
    spans = []
    first = start
    for match in _END.finditer(text, start, end):
        if _splits(text, first, match.start()):
            spans.append((first, match.start() + len(match.group().rstrip())))
            first = match.end()
    spans.append((first, end))
    return tuple(s for s in (trim(text, *span) for span in spans) if s[0] < s[1])


def _splits(text: str, first: int, stop: int) -> bool:
    if text[stop] != ".":
        return True
    words = text[max(first, stop - _LONGEST_ABBREVIATION) : stop].split()
    last = words[-1].strip("(\"'”*[").lower() if words and text[stop - 1].strip() else ""
    return (
        last != ""
        and last not in _ABBREVIATIONS
        and not re.fullmatch(r"\d{1,2}(?:\.\d{1,2})*|[ivx]+|[a-zåäö]", last)
    )
