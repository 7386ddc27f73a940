"""Sub-headings: what inside a section's text is set as the heading of a part, and what stands under it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.ingest.paper import Tools
from graph.ingest.passages import Passage
from graph.text.anchor import CHARACTERS, WORDS

#: What headings of one depth have in common: their marks and how they are numbered.
Key = tuple[int, str]

_NUMBER = re.compile(
    r"\W{0,3}(?:(?P<dotted>\d{1,2}(?:\.\d{1,2}){1,2}\.?)|(?P<digit>\d{1,2}[.):])|(?P<roman>[IVX]{1,4}[.):]?)"
    r"|(?P<letter>[A-Za-zÅÄÖåäö][.):]))(?:\s+[–—-])?\s+(?=[\"”*]{0,3}[A-ZÅÄÖ0-9])"
)
_MARKED = re.compile(r"(?:(?P<hashes>#{1,6})[ \t]+|<h(?P<depth>[1-6])\b[^<>]*>\s*)(?:<\w+>)?\Z")
_BOLD = re.compile(r"(?:\d\S*\s+|\w\)\s+)?(?:\*\*|__|<(?:b|strong)>)", re.IGNORECASE)
_BOLD_DEPTH = 7
_NEAR = 80
PLAIN: Key = (0, "")


@dataclass(frozen=True, slots=True)
class SubHeading:
    """A heading inside a section: its passage, its name's span in the normal text, and its depth."""

    passage: Passage
    name: tuple[int, int]
    key: Key


def sub_headings(text: str, passages: Sequence[Passage], tools: Tools) -> Iterator[SubHeading]:
    """Iterate over the sub-headings of a section; the first heading is the section's own."""
    own = bool(passages) and passages[0].kind == "heading"
    for passage in passages[own:]:
        if (found := _sub_heading(text, passage, tools)) is not None:
            yield found


def number_end(passage: Passage) -> int:
    """Return where the number or letter before a passage's words ends, or 0 where it has none."""
    found = _NUMBER.match(passage.text)
    return found.end() if found else 0


def _sub_heading(text: str, passage: Passage, tools: Tools) -> SubHeading | None:
    number = _NUMBER.match(passage.text)
    dotted = passage.kind == "paragraph" and number is not None and number["dotted"]
    if passage.kind != "heading" and not dotted:
        return None
    start = number.end() if number else 0
    name = passage.text[start : title_end(passage, numbered=True) if dotted else None].rstrip(" :*_")
    if not name or len(name) > CHARACTERS or len(name.split()) > WORDS or name[-1] in ".;,!?":
        return None
    words = (w for s in passage.sentences for w in s.words if w.end <= start + len(name))
    if any(tools.phrases.is_finite(w) and w.text != "mukaan" for w in words):
        return None
    style = str(number.lastgroup) if number else ""
    return SubHeading(passage, (start, start + len(name)), (_depth(text, passage), style))


def title_end(passage: Passage, *, numbered: bool) -> int | None:
    """Return where the first line of a passage ends in its normal text, where it is a title.

    The next line begins a sentence; where no number marks the title, its first word had room on its line.
    """
    line, _, rest = passage.raw.partition("\n")
    following = rest.split("\n")[0].strip()
    word = (following.split() or [""])[0]
    room = numbered or len(line) + len(word) < len(following)
    if not (word[:1].isupper() and line.rstrip()[-1:].isalnum() and room):
        return None
    return passage.normal.find_raw(passage.start + len(line.rstrip()))


def _depth(text: str, passage: Passage) -> int:
    """Return a heading's depth by its mark: hashes, an HTML tag, else bold letters, or 0."""
    marked = _MARKED.search(text, max(0, passage.start - _NEAR), passage.start)
    if marked:
        return len(marked["hashes"]) if marked["hashes"] else int(marked["depth"])
    return _BOLD_DEPTH if _BOLD.match(passage.raw) else 0
