"""Told parts: the sub-themes that sentences name, with numbers, with commas or as "the second"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graph.ingest.paper import Tools
from graph.ingest.passages import Passage
from graph.text.anchor import CHARACTERS, WORDS

Span = tuple[int, int]

_FEW = 2
_MARK = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=:))\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})\)\s+")
_COMMA = re.compile(r"\s*[,;]\s+")
_SEMICOLON = re.compile(r"\s*;\s+")
_STOP = re.compile(r"\.\s")
_OPENED = re.compile(r"(?:sekä|ja|och|samt)\s+")
_JOINTS = tuple(re.compile(rf"\s+{word}\s+") for word in ("sekä", "samt", "ja", "och"))
_TRIMMED = " \t\n.,;:*_\"”“»'"
_ENDING = re.compile(r"[\s.,;:*_\"”“»]*(?:\s(?:ja|sekä|och|samt))?[\s.,;:*_\"”“»]*$")


def told(passages: Sequence[Passage], tools: Tools) -> list[tuple[Passage, Span]]:
    """Find the parts that sentences name, each by its passage and its name's span in the normal text."""
    wordings = tools.rules.wordings
    spoken = [p for p in passages if p.kind != "heading"]
    one_by_one = [
        (p, _trimmed(p.text, *m.span(m.lastgroup or 0)))
        for p in spoken
        for name in ("ordinal_part", "quoted_part")
        for m in wordings[name].finditer(p.text)
        if m[m.lastgroup or 0].strip(_TRIMMED)
    ]
    if len(one_by_one) >= _FEW:
        return one_by_one
    leads = ((p, lead) for p in spoken for lead in wordings["parts_listed"].finditer(p.text))
    lists = ([(p, span) for span in _listed(p, lead, tools)] for p, lead in leads)
    return next((found for found in lists if len(found) >= _FEW), [])


def _listed(passage: Passage, lead: re.Match[str], tools: Tools) -> Iterator[Span]:
    """Iterate over the members of the list after a lead-in, where each can be a name."""
    text, start = passage.text, lead.end()
    marks = list(_MARK.finditer(text, start))
    if len(marks) >= _FEW and not text[start : marks[0].start()].strip():
        ends = [after.start() for _, after in pairwise(marks)]
        ends.append(_sentence_end(passage, marks[-1].end()))
        spans = [_name(text, m.end(), end, tools) for m, end in zip(marks, ends, strict=True)]
    else:
        spans = [_trimmed(text, *s) for s in _members(text, start, _sentence_end(passage, start))]
        if any(_has_verb(passage, span, tools) for span in spans):
            return
    if all(0 < b - a <= CHARACTERS and len(text[a:b].split()) <= WORDS for a, b in spans):
        yield from spans


def _name(text: str, start: int, end: int, tools: Tools) -> Span:
    """Return the span of a numbered member without what explains it."""
    told = tools.rules.wordings["label_end"].search(text, start, end)
    stop = _STOP.search(text, start, end)
    return _trimmed(text, start, min(m.start() for m in (told, stop) if m) if told or stop else end)


def _members(text: str, start: int, end: int) -> Iterator[Span]:
    """Part a list at its semicolons or commas, and its last member at the conjunction."""
    separator = _SEMICOLON if ";" in text[start:end] else _COMMA
    places = [start, *(p for m in separator.finditer(text, start, end) for p in m.span()), end]
    members = list(zip(places[::2], places[1::2], strict=True))
    first, last = members[-1]
    opened = _OPENED.match(text, first, last)
    if opened:
        members[-1] = opened.end(), last
    elif joint := next((m for j in _JOINTS for m in [*j.finditer(text, first, last)][-1:]), None):
        members[-1:] = [(first, joint.start()), (joint.end(), last)]
    yield from members


def _sentence_end(passage: Passage, at: int) -> int:
    return next((s.end for s in passage.sentences if s.end > at), len(passage.text))


def _has_verb(passage: Passage, span: Span, tools: Tools) -> bool:
    words = (w for s in passage.sentences for w in s.words if span[0] <= w.start < span[1])
    return any(tools.phrases.is_finite(w) for w in words)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _TRIMMED:
        start += 1
    ending = _ENDING.search(text, start, end)
    return start, ending.start() if ending else end
