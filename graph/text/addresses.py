"""Addresses: the e-mail addresses and phone numbers in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.text.pattern import Pattern

Span = tuple[int, int]

_INSIDE = r"[^\s<>\"'“”,;()\[\]{}|█]"
_LEFT = re.compile(rf"{_INSIDE}*(?:[ \t]*\n\r?[ \t]*[-._]{_INSIDE}*)?")
_RIGHT = re.compile(rf"{_INSIDE}*(?:(?<=[-._])[ \t]*\r?\n[ \t]*{_INSIDE}+)?")
# These patterns begin with the characters a match can begin with, and look back from there: a search skips
# to the next such character.
_AT = re.compile(
    r" (?:\((?:at|ät|a|@)\)|\[(?:at|ät|a|@)\]) ?|\((?:at|ät|a|@)\) ?|\[(?:at|ät|a|@)\] ?"
    r"|@| at (?=[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}\b)",
    re.IGNORECASE,
)
_MAILTO = Pattern(rf"mailto:{_INSIDE}+", verbose=False)
_LOCAL = 100
_ITEM = re.compile(r"\s[(\[]a[)\]]\s", re.IGNORECASE)
_DOTTED = re.compile(r"\w\.\w")

_GAP = r"(?>[ \u00a0]{0,2}[-–/.][ \u00a0]{0,2}|[ \t]{0,4}\r?\n[ \t]{0,4}|[ \u00a0]{0,2})"
_NUMBER = re.compile(
    r"[+(0](?<![\w/=%?&#+█.,:-].)(?<![\d█][ \u00a0].)"
    rf"(?:(?<=\+)\d{{1,3}}{_GAP}(?:\(0\))?|(?<=\()0\d{{0,3}}\)|(?<=0))(?:{_GAP}\d){{5,13}}(?![\w/%]|[.,:-]\d)"
)
_CUED = re.compile(
    r"[gmptvGMPTV](?<!\w.)(?i:(?<=m)(?:atkapuh|ob)\w*|(?<=p)(?:uhelin\w*|uh|hone|)|(?<=g)sm|(?<=t)(?:el\w*|fn)"
    r"|(?<=v)(?:aihde|äxel))(?:\.?\s?(?i:nro)|(?i:numero))?[.:]*\s*"
    rf"(?P<number>\(?\+?\d(?:{_GAP}\(?\d\)?){{4,14}})(?![\w/])"
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
    """Find the e-mail addresses, also with two @, written "(at)", or broken over two lines.

    An item of a list ("tarpeet: (a) koulu ja (b) koti") is none.
    """
    yield from (m.span() for m in _MAILTO.finditer(text))
    reached = 0
    for sign in _AT.finditer(text):
        if sign.start() < reached:
            continue
        start = _leftmost(text, sign.start())
        local = text[start : sign.start()]
        # A sign with nothing before it may still stand before the next sign's local part.
        if not any(map(str.isalnum, local)) or (sign.group() == " at " and "." not in local):
            continue
        end = max(m.end() if (m := _RIGHT.match(text, sign.end())) else 0, sign.end())
        if _ITEM.fullmatch(sign.group()) and not _DOTTED.search(local + " " + text[sign.end() : end]):
            continue
        reached = end
        if any(map(str.isalnum, text[sign.end() : reached])):
            yield start, reached


def _leftmost(text: str, end: int) -> int:
    """Return where the local part before a sign begins; a hyphen or full stop may break it over two lines."""
    backwards = text[max(0, end - _LOCAL) : end][::-1]
    match = _LEFT.match(backwards)
    return end - (match.end() if match else 0)


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
