"""Addresses: the e-mail addresses and phone numbers in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]

_OUTSIDE = r"\s<>\"'“”,;()\[\]{}|█"
_EMAIL = re.compile(
    rf"mailto:[^{_OUTSIDE}]+"
    rf"|[^{_OUTSIDE}]*\w[^{_OUTSIDE}]*@[^{_OUTSIDE}]*\w[^{_OUTSIDE}]*"
    rf"|[^{_OUTSIDE}]*\w[ ]?(?:\((?:at|ät|a|@)\)|\[(?:at|ät|a|@)\])[ ]?\w[^{_OUTSIDE}]*"
    rf"|\w+[._-]\w[^{_OUTSIDE}]* at [\w-]+(?:\.[\w-]+)*\.[a-z]{{2,6}}\b",
    re.IGNORECASE,
)
_BROKEN_BEFORE = re.compile(rf"[^{_OUTSIDE}]*[-._][ \t]*\r?\n[ \t]*$")
_BROKEN_AFTER = re.compile(rf"(?<=[-._@])[ \t]*\r?\n[ \t]*[^{_OUTSIDE}]+")

_GAP = r"(?:[ \u00a0]{0,2}[-–/.]?[ \u00a0]{0,2}|[ \t]*\r?\n[ \t]*)"
_NUMBER = re.compile(
    r"(?<![\w/=%?&#+█.,:-])(?<!\d[ \u00a0])"
    rf"(?:\+\d{{1,3}}{_GAP}(?:\(0\))?|\(0\d{{0,3}}\)|0)(?:{_GAP}\d){{5,13}}(?![\w/%]|[.,:-]\d)"
)
_CUED = re.compile(
    r"\b(?:matkapuh\w*|puhelin\w*|puh|p|gsm|tel\w*|tfn|phone|mob\w*|vaihde|växel)(?:\.?\s?nro|numero)?[.:]*\s*"
    rf"(?P<number>\(?\+?\d(?:{_GAP}\(?\d\)?){{4,14}})(?![\w/])",
    re.IGNORECASE,
)
_NOT_PHONE = re.compile(
    r"\d{7}-\d$"  # a business identity code
    r"|(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d$"  # years
    r"|\d{1,2}\.\d{1,2}\.\d{2,4}$|\d{4}-\d\d-\d\d$"  # dates
)
_SUM = re.compile(r"\s*(?:€|eur|milj|mrd|kpl|%|euroa)", re.IGNORECASE)
_SERIAL = re.compile(r"(?:ISSN|ISBN|y-tunnus|FO-nummer)[\s:(]*$", re.IGNORECASE)
_FEWEST_DIGITS = 7


def emails(text: str) -> Iterator[Span]:
    """Find the e-mail addresses, also with two @, written "(at)", or broken over two lines."""
    for match in _EMAIL.finditer(text):
        start, end = match.span()
        before = _BROKEN_BEFORE.search(text, max(0, start - 100), start)
        after = _BROKEN_AFTER.match(text, end)
        yield (before.start() if before else start), (after.end() if after else end)


def phones(text: str) -> Iterator[Span]:
    """Find the phone numbers; years, dates, sums and the numbers of documents and projects are none."""
    for match in _CUED.finditer(text):
        if not _NOT_PHONE.match(match["number"]):
            yield match.span("number")
    for match in _NUMBER.finditer(text):
        digits = sum(c.isdigit() for c in match.group())
        counted = match.group()[0] == "+" and _SUM.match(text, match.end())
        serial = _SERIAL.search(text, max(0, match.start() - 20), match.start())
        if digits >= _FEWEST_DIGITS and not (_NOT_PHONE.match(match.group()) or counted or serial):
            yield match.span()
