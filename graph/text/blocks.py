"""Blocks: what a text's layout says is one heading, paragraph, list item, table cell or footnote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from graph.value import value

Kind = Literal["heading", "paragraph", "list-item", "cell", "footnote"]

_BREAK = re.compile(
    r"\r\n|[\n\r\f\v\x85\u2028\u2029]"
    r"|</?(?P<tag>p|br|div|li|ul|ol|td|th|tr|table|thead|tbody|h[1-6]|section|article|body|html|head|title|style"
    r"|script)\b[^<>]*>|<!--(?:(?!-->)[\s\S]){0,500}-->|<!doctype[^<>]*>",
    re.IGNORECASE,
)
_HASHES = re.compile(r"(#{1,6})[ \t]+")
_BULLET = re.compile(r"(?:[-–—•◦‣▪●○·\uf0b7]|\*(?!\*)|o(?=\s{2}))[ \t]+(?:\d{1,2}[.)][ \t]+)?")
_NUMBER = re.compile(
    r"(?:\(?\d{1,2}\)|\d{1,2}\.|\(?(?:[A-Za-zåäö]|[ivx]{2,4})\)|[a-h]\.(?=[ \t]+[A-ZÅÄÖa-zåäö]{2}))[ \t]+"
)
#: A line that begins with the name and the number of what it is about: "Alateema 2: ".
_LABELLED = re.compile(
    r"[A-ZÅÄÖ][a-zåäö]{4,}[ \t]+(?:\d{1,2}|[A-H]|[IVX]{1,4})[ \t]*(?:[.:)]|[–—-](?=[ \t]))[ \t]*\S"
)
_FOOTNOTE = re.compile(
    r"[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+[ \t]*|\[\^\w+\]:?[ \t]*|<sup>\d+</sup>[ \t]*"
    r"|\d{1,2}[ \t]{2,}(?=[a-zåäö])"
)
_PAGE_NUMBER = re.compile(
    r"(?:sivu|sida|page|s\.)?[ \t]*[-–]?[ \t]*\d{1,3}[ \t]*(?:[-–]|[(/][ \t]*\d{1,3}[ \t]*\)?)?", re.I
)
_DIVIDER = re.compile(r"[|\s:+=-]*(?:---|===)[|\s:+=-]*")
_BOLD = re.compile(r"(\*\*|__)(?!\s)(?:(?!\1).)+\1:?|<(b|strong)>(?:(?!</\2>).)+</\2>:?", re.DOTALL | re.I)
_UNSEEN = ("head", "title", "style", "script")
_DIVIDER_LENGTH = 200
_TITLE_LENGTH = 100
_NUMBERED_TITLE_LENGTH = 300


@value(frozen=True, slots=True)
class Block:
    """A piece of layout: its kind and its raw span, without markers (``#``, bullets) and outer white space.

    ``level`` is a heading's depth (0 where the text shows none), a list item's nesting, or a cell's column
    (column 0 begins a row).
    """

    kind: Kind
    start: int
    end: int
    level: int = 0


@value(frozen=True, slots=True)
class Line:
    """A line, or what stands between two tags or in one column; ``parted`` where a gap precedes it."""

    start: int
    end: int
    parted: bool = True
    tag: str = ""
    column: int | None = None
    indent: int = 0


def blocks(text: str) -> tuple[Block, ...]:
    """Cut a text into blocks, in the order of the text.

    Hard-wrapped lines are joined again, also over a blank line in mid-word or mid-sentence. Page numbers
    and the dividers of tables are in no block.
    """
    joined: list[Block] = []
    last: Line | None = None
    for line in lines(text):
        opened = _opened(text, line)
        if opened and joined and last and _dashed(text, joined[-1], last, line):
            opened = None
        if opened is None and last is not None and joined and _continues(text, joined[-1], last, line):
            joined[-1] = replace(joined[-1], end=line.end)
        else:
            joined.append(opened or Block("paragraph", line.start, line.end))
        last = line
    return tuple(_titled(text, joined))


def lines(text: str) -> Iterator[Line]:
    """Cut a text into its lines, the cells of table rows and the contents of HTML's block tags."""
    position, parted, tag, column = 0, True, "", -1
    for match in [*_BREAK.finditer(text), None]:
        stop = match.start() if match else len(text)
        start, end = trim(text, position, stop)
        if start < end and not (end - start < _DIVIDER_LENGTH and _DIVIDER.fullmatch(text, start, end)):
            if tag not in _UNSEEN and not _PAGE_NUMBER.fullmatch(text, start, end):
                cell = column if tag in ("td", "th") and parted else None
                yield from _columns(text, Line(start, end, parted, tag, cell, start - position))
            parted, tag = False, "" if tag[:1] == "h" else tag
        else:
            parted = parted or not (match and match["tag"])
        if match is None:
            return
        if match["tag"]:
            closing = match.group().startswith("</")
            if match["tag"].lower() == "br":
                position = match.end()
                continue
            parted, tag = True, "" if closing else match["tag"].lower()
            column = -1 if tag == "tr" else column + (tag in ("td", "th"))
        position = match.end()


def within(found: tuple[Block, ...], start: int, end: int) -> tuple[Block, ...]:
    """Return the blocks of a passage, those that reach over its borders cut there."""
    cut = (replace(b, start=max(b.start, start), end=min(b.end, end)) for b in found)
    return tuple(b for b in cut if b.start < b.end)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without the white space around it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _columns(text: str, line: Line) -> Iterator[Line]:
    """Cut a table's row into its cells; other lines stay whole."""
    raw = text[line.start : line.end]
    if raw.startswith("|") and raw.count("|") > 1:
        parts = re.finditer(r"[^|]+", raw)
    elif "\t" in raw and not _BULLET.match(raw) and not _NUMBER.match(raw):
        parts = re.finditer(r"[^\t]+", raw)
    else:
        yield line
        return
    column = 0
    for part in parts:
        start, end = trim(text, line.start + part.start(), line.start + part.end())
        if start < end:
            yield replace(line, start=start, end=end, column=column, parted=True)
            column += 1


def _opened(text: str, line: Line) -> Block | None:
    """Return the block that a line's own marks open, or None for a plain line."""
    if line.column is not None:
        return Block("cell", line.start, line.end, line.column)
    if re.fullmatch(r"h[1-6]", line.tag):
        return Block("heading", line.start, line.end, int(line.tag[1]))
    if line.tag == "li":
        return Block("list-item", line.start, line.end, 0) if line.parted else None
    if match := _HASHES.match(text, line.start, line.end):
        start, end = match.end(), line.start + len(text[line.start : line.end].rstrip("# \t"))
        return Block("heading", start, end, len(match[1])) if start < end else None
    if match := _BULLET.match(text, line.start, line.end):
        return Block("list-item", match.end(), line.end, line.indent // 2)
    if (match := _FOOTNOTE.match(text, line.start, line.end)) and match.end() < line.end:
        return Block("footnote", match.end(), line.end)
    if _BOLD.fullmatch(text, line.start, line.end):
        return Block("heading", line.start, line.end)
    if match := _NUMBER.match(text, line.start, line.end):
        return Block("list-item", match.end(), line.end, line.indent // 2)
    if _LABELLED.match(text, line.start, line.end):
        return Block("paragraph", line.start, line.end)
    return None


def _dashed(text: str, block: Block, last: Line, line: Line) -> bool:
    """Tell a dash inside a wrapped sentence from a list's."""
    if line.parted or text[line.start] not in "–—" or block.kind not in ("paragraph", "list-item"):
        return False
    own = block.kind == "list-item" and text[_line_start(text, block.start)] == text[line.start]
    rest = text[line.start + 1 : line.end].lstrip()
    return not own and rest[:1].islower() and text[last.end - 1] not in ".:;!?"


def _continues(text: str, block: Block, last: Line, line: Line) -> bool:
    hyphenated = text[last.end - 1] in "-\u2010\u00ad" and text[last.end - 2].isalpha()
    begins = text[line.start]
    if hyphenated and begins.islower():
        return True
    if block.kind == "heading":
        return False
    if not line.parted:
        return not (block.kind == "paragraph" and block.start == last.start and _is_title(text, last, line))
    if block.kind not in ("paragraph", "list-item") or line.tag:
        return False
    if text[last.end - 1] == ",":
        return begins.islower()
    if text.startswith("http", line.start):
        return False
    return text[last.end - 1].isalpha() and begins.islower() and block.end - block.start > _TITLE_LENGTH // 2


def _is_title(text: str, line: Line, following: Line) -> bool:
    """Tell a title from a wrapped paragraph's first line, on which the next line's first word had no room."""
    length, after = line.end - line.start, following.end - following.start
    word = len(text[following.start : following.end].split(maxsplit=1)[0])
    apart = text[line.end - 1].isalnum() and text[following.start].isupper() and text[line.start].isupper()
    return apart and length < _TITLE_LENGTH and length + 1 + word <= after


def _titled(text: str, found: list[Block]) -> Iterator[Block]:
    """Tell plain headings from paragraphs: short, unfinished sentences that lead in no list."""
    for i, block in enumerate(found):
        follower = found[i + 1] if i + 1 < len(found) else None
        yield _as_heading(text, block, follower) or block


def _as_heading(text: str, block: Block, follower: Block | None) -> Block | None:
    if block.kind not in ("paragraph", "list-item") or follower is None:
        return None
    start = _line_start(text, block.start)
    numbered = block.kind == "list-item" and bool(_NUMBER.fullmatch(text, start, block.start))
    if block.kind == "list-item" and not (numbered and follower.kind != "list-item"):
        return None
    if follower.kind == "list-item" and not numbered:
        return None
    length = block.end - block.start
    if length > (_NUMBERED_TITLE_LENGTH if numbered else _TITLE_LENGTH):
        return None
    if text[block.end - 1] in ".,;:!" or not (text[block.start].isupper() or text[block.start] in '*"”'):
        return None
    return Block("heading", start if numbered else block.start, block.end)


def _line_start(text: str, offset: int) -> int:
    """Return where the line that holds an offset begins, after its white space."""
    return trim(text, max(text.rfind(c, 0, offset) for c in "\n\f\r>") + 1, offset + 1)[0]
