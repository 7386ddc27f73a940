"""Parts of a theme: the sub-themes and strategic goals that a lead-in announces and a list names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from graph.ingest.claims import Claims, Thing, candidate
from graph.ingest.grid import Row, grids
from graph.ingest.listings import listings
from graph.ingest.paper import Paper, Tools
from graph.ingest.passages import Passage
from graph.ingest.rules import Rule
from graph.ingest.subheadings import PLAIN, SubHeading, number_end, sub_headings, title_end
from graph.ingest.told_parts import told
from graph.text.anchor import CHARACTERS, WORDS

Parts = dict[int, Thing]

_BOLD = re.compile(r"\W{0,3}(?:<(b|strong)>(?P<tagged>.+?)</\1>|\*\*(?P<starred>.+?)\*\*)", re.DOTALL)
_FEW = 2
#: What goes on to the next item of a list.
_LEFT_OPEN = re.compile(r"[\s,;]+(?:ja|sekä|tai)$")
_ANNOUNCING = ("parts.strategic-goal", "parts.sub-theme")


def extract(paper: Paper, tools: Tools, claims: Claims, subject: Thing) -> Parts:
    """Assert the parts of a theme, and return them by the raw offsets of the passages that are of each."""
    found: Parts = {}
    headed: Parts = {}

    def assert_part(rule: Rule, passage: Passage, span: tuple[int, int]) -> Thing:
        thing = candidate(rule.kind, passage.text[slice(*span)].strip(" .,;:"), paper.code)
        claims.add(rule, subject.code, thing, passage, span)
        return thing

    content = [p for p in paper.passages if tools.rules["parts.sub-heading"].holds(paper.form, p.section)]
    for rule, passage, skip in _items(paper, tools):
        span = label_of(passage, tools, skip)
        if span is None or tools.rules.wordings["cross_cutting"].search(passage.text[skip:]):
            continue
        found[passage.start] = assert_part(rule, passage, span)
        if passage.kind == "heading" and rule.id == "parts.numbered-sub-theme":
            headed[passage.start] = found[passage.start]
    for row, named, span in _of_tables(paper.text, content, tools):
        if named.start not in found:
            thing = assert_part(tools.rules["parts.table"], named, span)
            found |= dict.fromkeys((cell.start for cell in row), thing)
    for passage, span in told(content, tools) if not found else ():
        found[passage.start] = assert_part(tools.rules["parts.told"], passage, span)
    for rule, heading in _headings(paper.text, content, tools, unannounced=not found):
        thing = assert_part(rule, heading.passage, heading.name)
        found[heading.passage.start] = headed[heading.passage.start] = thing
    for passage, span in _unannounced(content, tools) if not found else ():
        found[passage.start] = assert_part(tools.rules["parts.listed"], passage, span)
    return _under(content, headed, tools) | found


def _headings(
    text: str, content: Sequence[Passage], tools: Tools, *, unannounced: bool
) -> Iterator[tuple[Rule, SubHeading]]:
    """Iterate over the sub-headings that name parts: those announced, else at least two of one depth."""
    every = [h for h in sub_headings(text, content, tools) if not _is_numbered(h.passage, tools)]
    own = bool(content) and content[0].kind == "heading"
    for before, passage in pairwise(content[own:]):
        rule = _announced(before, tools)
        first = next((h for h in every if h.passage is passage), None)
        if rule is not None and first is not None:
            above = next((h.key for h in every if h.passage is before), None)
            yield from ((rule, h) for h in _alike(every, first, tools, above))
            return
    named = [h for h in every if h.key != PLAIN and not _is_of_form(h, tools)]
    alike = _alike(every, named[0], tools, None) if named and unannounced else []
    if len(alike) >= _FEW:
        yield from ((tools.rules["parts.sub-heading"], h) for h in alike)


def _alike(
    every: list[SubHeading], first: SubHeading, tools: Tools, above: tuple[int, str] | None
) -> list[SubHeading]:
    """Return the sub-headings of the first one's depth, up to the next of the heading above them."""
    after = every[every.index(first) :]
    end = next((i for i, h in enumerate(after) if h.key == above != first.key), len(after))
    return [h for h in after[:end] if h.key == first.key and not _is_of_form(h, tools)]


def _is_numbered(passage: Passage, tools: Tools) -> bool:
    return any(tools.rules["parts.numbered-sub-theme"].find(passage.text))


def _is_of_form(heading: SubHeading, tools: Tools) -> bool:
    """Tell a heading that repeats what the form asks ("Goals and expected changes") from a part's name."""
    name = heading.passage.text[slice(*heading.name)]
    return bool(tools.rules.wordings["asked_by_form"].search(name))


def _under(content: Sequence[Passage], headed: Parts, tools: Tools) -> Parts:
    """Return the parts under whose headings passages stand, up to what speaks of the whole theme again."""
    found: Parts = {}
    part: Thing | None = None
    for passage in content:
        whole = tools.rules.wordings["whole_theme"].search(passage.text)
        if passage.start in headed:
            part = headed[passage.start]
        elif whole or (
            passage.kind == "heading" and tools.rules.wordings["asked_by_form"].search(passage.text)
        ):
            part = None
        elif part:
            found[passage.start] = part
    return found


def _items(paper: Paper, tools: Tools) -> Iterator[tuple[Rule, Passage, int]]:
    """Iterate over the passages that name a part, the rule that says so, and where the name begins."""
    announced: Rule | None = None
    listed = False
    numbered = tools.rules["parts.numbered-sub-theme"]
    for passage, following in zip_longest(paper.passages, paper.passages[1:]):
        if not numbered.holds(paper.form, passage.section):
            continue
        if own := next(numbered.find(passage.text), None):
            yield numbered, passage, own.end()
        elif passage.kind == "list-item" or (announced and _is_headed(passage, tools)):
            listed = True
            if announced:
                yield announced, passage, 0
        elif announced and listed and passage.kind != "footnote" and number_end(passage):
            # The last item of a list, which no full stop ends.
            yield announced, passage, number_end(passage)
        elif passage.kind != "footnote":
            announced, listed = _opened(passage, following, tools), False


def _unannounced(content: Sequence[Passage], tools: Tools) -> list[tuple[Passage, tuple[int, int]]]:
    """Find the names in the section's first list that is of nothing else: things, not what will happen."""
    for listing in listings(content):
        named = [(p, span) for p, begin in listing.items if (span := label_of(p, tools, begin))]
        happens = sum(_has_verb(p, span, tools) for p, span in named)
        if listing.is_of_parts(tools) and len(named) >= _FEW and 2 * happens < len(named):
            return named
    return []


def _has_verb(passage: Passage, span: tuple[int, int], tools: Tools) -> bool:
    words = (w for s in passage.sentences for w in s.words if span[0] <= w.start < span[1])
    return tools.phrases.has_verb(tuple(words))


def _of_tables(
    text: str, content: Sequence[Passage], tools: Tools
) -> Iterator[tuple[Row, Passage, tuple[int, int]]]:
    """Iterate over the rows of tables that are each of a part: the row, the cell that names it, the name."""
    wordings = tools.rules.wordings
    column, number, numbered = (wordings[n] for n in ("part_column", "part_number", "numbered_part"))
    for grid in grids(text, content):
        at = next((i for i, cell in enumerate(grid[0]) if column.match(cell.text)), None)
        rows = grid[1:] if at is not None else [row for row in grid if numbered.match(row[0].text)]
        for row in rows:
            cells = [cell for cell in row[at:] if not number.match(cell.text)]
            if cells and (span := label_of(cells[0], tools, number_end(cells[0]))):
                yield row, cells[0], span


def _is_headed(passage: Passage, tools: Tools) -> bool:
    """Tell a list's item that lost its mark: a name as a sentence of its own, and what it is about."""
    name, *about = passage.sentences or (None,)
    if name is None or not about or len(name.words) > WORDS or passage.kind != "paragraph":
        return False
    return not tools.phrases.has_verb(name.words)


def _announced(passage: Passage, tools: Tools) -> Rule | None:
    rules = (tools.rules[name] for name in _ANNOUNCING)
    return next((rule for rule in rules if any(rule.find(passage.text))), None)


def _opened(passage: Passage, following: Passage | None, tools: Tools) -> Rule | None:
    """Tell what the last sentence before a list says the list is of, be it with a colon or a full stop."""
    wordings = tools.rules.wordings
    last = passage.text_of(passage.sentences[-1]) if passage.sentences else ""
    if wordings["of_all_parts"].search(wordings["of_parts"].sub("", last)):
        return None
    listed = following is not None and following.kind == "list-item"
    counted = tools.rules["parts.sub-theme"] if listed and wordings["parts_counted"].search(last) else None
    return _announced(passage, tools) or counted


def label_of(passage: Passage, tools: Tools, skip: int) -> tuple[int, int] | None:
    """Return the span of a part's name: its bold words, else the first sentence or its leading clause."""
    bold = _BOLD.match(passage.raw) if not skip else None
    if bold:
        group = "tagged" if bold["tagged"] else "starred"
        find = passage.normal.find_raw
        start, end = find(passage.start + bold.start(group)), find(passage.start + bold.end(group))
        return start, start + len(passage.text[start:end].rstrip(" .:;,"))
    first = next((s for s in passage.sentences if s.end > skip), None)
    if first is None:
        return None
    start = max(first.start, skip)
    end = min(first.end, title_end(passage, numbered=bool(skip)) or first.end)
    text = _before_explanation(passage.text[start:end].rstrip(" .;,"), tools)
    text = _LEFT_OPEN.sub("", text)
    if len(text) > CHARACTERS or len(text.split()) > WORDS:
        text = _shortened(text)
    return (start, start + len(text)) if text else None


def _before_explanation(text: str, tools: Tools) -> str:
    """Cut a name at the first sign of an explanation after it: of one word, at a clause or sentence on it."""
    ends = tools.rules.wordings["label_end"].finditer(text)
    cuts = (text[: m.start()] for m in ends if "," in m[0] or len(text[: m.start()].split()) > 1)
    return next(cuts, text)


def _shortened(text: str) -> str:
    """Cut a long name at its first comma that leaves a few words."""
    ends = (m.start() for m in re.finditer(r",\s", text))
    return next((text[:end] for end in ends if len(text[:end].split()) > _FEW), text)
