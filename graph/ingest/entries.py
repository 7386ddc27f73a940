"""Entries: the projects that a document lists, with or without codes, in bullets, lines or a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from graph.ingest.paper import Paper, Tools
from graph.ingest.passages import Passage

Span = tuple[int, int]
_LOOK_ALIKE = str.maketrans("ЅЈА", "SJA")
_LONGEST = 200
_SENTENCE = 3
_JOINT = re.compile(r"[\s,;/&)(]*(?:ja|sekä|och|and)?[\s(]*")
#: A code has digits, and most passages have none.
_DIGIT = re.compile(r"\d")
_TO = re.compile(r"\s*(?:[–—-]|…|\.\.+)\s*")
_MOST_BETWEEN = 30
_QUOTES = "\"'”“«»’*_ "


@dataclass(frozen=True, slots=True)
class Code:
    """A project's code and where it stands in a passage; in a range, those between stand where it does."""

    code: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A project where it is listed: its name's place in the passage, its code ("" without) and where it is.

    ``told`` marks a code in a sentence that speaks of its project; ``beside`` names who carries it out.
    """

    passage: Passage
    name: Span
    code: str = ""
    place: Span = (0, 0)
    coded: Passage | None = None
    told: bool = False
    beside: Passage | None = None

    @property
    def label(self) -> str:
        """The name as written."""
        return self.passage.text[slice(*self.name)]


def entries(paper: Paper, tools: Tools) -> list[Entry]:
    """Return the entries of a document's lists and tables of projects, those told of in sentences last."""
    found = [*_of_rows(paper, tools)]
    listing = [p for p in paper.passages if p.section == "projects"]
    titles = {id(p) for p in listing[:1] if p.kind == "heading"}
    for passage in paper.passages:
        if passage.kind != "cell" and id(passage) not in titles:
            found += _of_passage(passage, tools)
    return sorted(found, key=lambda e: e.told)


def code_of(found: re.Match[str]) -> str:
    """Return a project's code without what wrapping and scanning did to it, with its letter."""
    code = re.sub(r"[^\w]", "", found.group()).translate(_LOOK_ALIKE).upper()
    return code if code[0].isalpha() else f"S{code}"


def _of_passage(passage: Passage, tools: Tools) -> Iterator[Entry]:
    codes = list(_codes(passage, tools))
    if not codes:
        yield from _without_code(passage, tools)
        return
    first = tools.rules.wordings["code_first"].match(passage.text) is not None
    groups = [codes] if not first and len(codes) == 1 else list(_groups(passage.text, codes))
    ends = [*(group[0].start for group in groups[1:]), len(passage.text)]
    before = 0
    for group, end in zip(groups, ends, strict=True):
        headed = passage.kind == "heading" and passage.section != "projects"
        told = headed or _is_told(passage, group[-1].end, end, tools)
        own = (group[-1].end, end) if first else (before, group[0].start)
        name = _named(passage.text, *own, tools)
        names = [name] if len(group) == 1 else _parted(passage.text, name, len(group), tools)
        for found, place in zip(group, names, strict=True):
            yield Entry(passage, place, found.code, (found.start, found.end), passage, told)
        before = group[-1].end


def _codes(passage: Passage, tools: Tools) -> Iterator[Code]:
    """Iterate over a passage's codes; of a range in a list of projects, over those between, too."""
    last: Code | None = None
    if not _DIGIT.search(passage.text):
        return
    for found in tools.rules.wordings["project_code"].finditer(passage.text):
        code = Code(code_of(found), *found.span())
        if last and passage.section == "projects" and _TO.fullmatch(passage.text, last.end, code.start):
            numbers = range(int(last.code[1:]) + 1, int(code.code[1:]))
            if last.code[0] == code.code[0] and len(numbers) <= _MOST_BETWEEN:
                yield from (Code(f"{code.code[0]}{n:05}", last.start, code.end) for n in numbers)
        yield code
        last = code


def _groups(text: str, codes: list[Code]) -> Iterator[list[Code]]:
    """Iterate over codes that follow one another with nothing but joints between them."""
    group = codes[:1]
    for one, other in pairwise(codes):
        if other.start > one.end and not _joins(text, one.end, other.start):
            yield group
            group = []
        group.append(other)
    yield group


def _joins(text: str, start: int, end: int) -> bool:
    return bool(_JOINT.fullmatch(text, start, end) or _TO.fullmatch(text, start, end))


def _parted(text: str, place: Span, count: int, tools: Tools) -> list[Span]:
    """Return the places of as many names as there are codes after them, or empty ones."""
    ends = [m.span() for m in tools.rules.wordings["name_joint"].finditer(text, *place)]
    starts = [place[0], *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), place[1]]
    parts = [_named(text, start, stop, tools) for start, stop in zip(starts, stops, strict=True)]
    named = [p for p in parts if text[p[0] : p[1]][:1].isupper() or text[p[0] : p[1]][:1].isdigit()]
    return named[-count:] if len(named) >= count else [(place[0], place[0])] * count


def _without_code(passage: Passage, tools: Tools) -> Iterator[Entry]:
    """Iterate over the one entry of a passage whose normal text has no code: it may be in an address."""
    if hidden := _in_address(passage, tools):
        name = _named(passage.text, 0, len(passage.text), tools)
        yield Entry(passage, name, hidden, name, passage)
    elif passage.section == "projects" and (bare := _uncoded(passage, tools)):
        yield Entry(passage, bare)


def _in_address(passage: Passage, tools: Tools) -> str:
    """Return the code in the address that the words of an entry link to, which its normal text lacks."""
    found = list(tools.rules.wordings["project_code"].finditer(passage.raw)) if "](" in passage.raw else []
    return code_of(found[0]) if len(found) == 1 else ""


def _is_told(passage: Passage, start: int, end: int, tools: Tools) -> bool:
    """Tell a sentence that speaks of a project from an entry of a list: a verb follows the code."""
    if passage.section == "projects":
        end = min(end, _line_end(passage, start))
    after = [w for s in passage.sentences for w in s.words if start <= w.start < end and not w.is_mark]
    speaks = (
        passage.section != "projects" and len(after) >= _SENTENCE and passage.text.endswith((".", "!", ":"))
    )
    made = passage.section != "projects" and tools.rules.wordings["made"].search(passage.text, start, end)
    return speaks or bool(made) or any(tools.phrases.is_finite(w) for w in after)


def _line_end(passage: Passage, start: int) -> int:
    """Return where the line of a place ends: lines of a list that nothing parts are one paragraph."""
    raw = passage.normal.start_of(start) if start < len(passage.text) else passage.end
    at = passage.raw.find("\n", max(0, raw - passage.start))
    return passage.normal.find_raw(passage.start + at) if at >= 0 else len(passage.text)


def _named(text: str, start: int, end: int, tools: Tools) -> Span:
    """Return the place of the name in a stretch of an entry, without what leads in and follows it."""
    wordings = tools.rules.wordings
    while lead := wordings["entry_lead"].match(text, start, end):
        start = lead.end()
    stop = wordings["name_stop"].search(text, start, end)
    end = min(stop.start() if stop else end, end)
    name = text[start:end].rstrip(" ,;:–-(<[")
    if name.rfind("(") > max(name.rfind(")"), 0):
        name = name[: name.rfind("(")].rstrip(" ,;:–-")
    years = wordings["years"].search(name)
    if years and years.start() and years.end() >= len(name) - 1:
        name = name[: years.start()].rstrip(" ,(")
    name = name.rstrip(_QUOTES)
    start += len(name) - len(name.lstrip(_QUOTES))
    return (start, start + len(name.lstrip(_QUOTES))) if len(name) <= _LONGEST else (start, start)


def _uncoded(passage: Passage, tools: Tools) -> Span | None:
    """Return the name of an entry without a code: no address, no sentence."""
    text = passage.text
    remark = tools.rules.wordings["no_code"].search(text)
    start, end = _named(text, 0, remark.start() if remark else len(text), tools)
    words = [w for s in passage.sentences for w in s.words if start <= w.start < end and not w.is_mark]
    finite = not remark and any(tools.phrases.is_finite(w) for w in words)
    apart = passage.kind != "list-item" and (text.endswith((".", ":")) or len(text) > _LONGEST // 2)
    sentence = text[:end].endswith(".") or finite or apart or text.startswith(("http", "www"))
    return None if sentence or not text[start:end][:1].isupper() else (start, end)


def _of_rows(paper: Paper, tools: Tools) -> Iterator[Entry]:
    columns: dict[str, int] = {}
    for row in _rows(paper):
        codes = [(cell, m) for cell in row if (m := tools.rules.wordings["project_code"].search(cell.text))]
        header = _columns(row, tools)
        if not codes and "name" in header and (len(header) > 1 or not columns):
            columns = header
        elif codes and not columns:
            columns = {
                "name": next(
                    (i for i, c in enumerate(row) if c.text[:1].isalpha() and c is not codes[0][0]), 0
                )
            }
            yield from _of_row(row, codes, columns, tools)
        elif codes or (columns and row[0].section == "projects"):
            yield from _of_row(row, codes, columns, tools)


def _of_row(
    row: list[Passage], codes: list[tuple[Passage, re.Match[str]]], columns: Mapping[str, int], tools: Tools
) -> Iterator[Entry]:
    coded = codes[0] if codes else None
    at = columns.get("name", -1)
    others = [c for c in row if coded is None or c is not coded[0]]
    cell = row[at] if 0 <= at < len(row) else next((c for c in others if c.text[:1].isalpha()), row[0])
    start, end = _named(
        cell.text, 0, coded[1].start() if coded and coded[0] is cell else len(cell.text), tools
    )
    by = columns.get("implementer", -1)
    beside = (
        row[by]
        if 0 <= by < len(row) and not tools.rules.wordings["no_implementer"].search(row[by].text)
        else None
    )
    if coded:
        yield Entry(cell, (start, end), code_of(coded[1]), coded[1].span(), coded[0], beside=beside)
    elif start < end:
        yield Entry(cell, (start, end), beside=beside)


def _columns(row: list[Passage], tools: Tools) -> dict[str, int]:
    """Return which column of a table's first row is headed as the names, and as who carries projects out."""
    found: dict[str, int] = {}
    for i, cell in enumerate(row):
        for kind in ("name", "code", "implementer"):
            if tools.rules.wordings[f"column_{kind}"].fullmatch(cell.text.strip("*_ :")):
                found.setdefault(kind, i)
    return found


def _rows(paper: Paper) -> Iterator[list[Passage]]:
    """Iterate over the rows of the document's tables: cells that one line, or one row's tag, holds."""
    cells = [p for p in paper.passages if p.kind == "cell"]
    row: list[Passage] = cells[:1]
    for one, other in pairwise(cells):
        between = paper.text[one.end : other.start]
        if "<tr" in between.casefold() or ("\n" in between and "<t" not in between.casefold()):
            yield row
            row = []
        row.append(other)
    if row:
        yield row
