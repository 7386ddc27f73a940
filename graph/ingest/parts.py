"""Parts of a theme: the sub-themes and strategic goals that a lead-in announces and a list names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graph.ingest.claims import Claims, Thing, candidate
from graph.ingest.paper import Paper, Tools
from graph.ingest.passages import Passage
from graph.ingest.rules import Rule
from graph.ingest.subheadings import PLAIN, SubHeading, number_end, sub_headings
from graph.text.anchor import CHARACTERS, WORDS

Parts = dict[int, Thing]

_BOLD = re.compile(r"\W{0,3}(?:<(b|strong)>(?P<tagged>.+?)</\1>|\*\*(?P<starred>.+?)\*\*)", re.DOTALL)
_FEW = 2
_ANNOUNCING = ("parts.sub-theme", "parts.strategic-goal")


def extract(paper: Paper, tools: Tools, claims: Claims, subject: Thing) -> Parts:
    """Assert the parts of a theme, and return them by the raw offsets of the passages that are of each."""
    found: Parts = {}
    headed: Parts = {}
    content = [p for p in paper.passages if tools.rules["parts.sub-heading"].holds(paper.form, p.section)]
    for rule, passage, skip in _items(paper, tools):
        span = _label(passage, tools, skip)
        if span is None or tools.rules.wordings["cross_cutting"].search(passage.text[skip:]):
            continue
        thing = candidate(rule.kind, passage.text[slice(*span)].strip(" .,;:"), paper.code)
        claims.add(rule, subject.code, thing, passage, span)
        found[passage.start] = thing
        if passage.kind == "heading" and rule.id == "parts.numbered-sub-theme":
            headed[passage.start] = thing
    for rule, heading in _headings(paper.text, content, tools, unannounced=not found):
        thing = candidate(rule.kind, heading.passage.text[slice(*heading.name)], paper.code)
        claims.add(rule, subject.code, thing, heading.passage, heading.name)
        found[heading.passage.start] = headed[heading.passage.start] = thing
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
    for passage in paper.passages:
        if not numbered.holds(paper.form, passage.section):
            continue
        if own := next(numbered.find(passage.text), None):
            yield numbered, passage, own.end()
        elif passage.kind == "list-item" or (announced and _is_headed(passage, tools)):
            listed = True
            if announced:
                yield announced, passage, 0
        elif announced and listed and passage.kind == "heading" and number_end(passage):
            # The last item of a list, which no full stop ends.
            yield announced, passage, number_end(passage)
        elif passage.kind != "footnote":
            announced, listed = _announced(passage, tools), False


def _is_headed(passage: Passage, tools: Tools) -> bool:
    """Tell a list's item that lost its mark: a name as a sentence of its own, and what it is about."""
    name, *about = passage.sentences or (None,)
    if name is None or not about or len(name.words) > WORDS or passage.kind != "paragraph":
        return False
    return not any(tools.phrases.is_finite(word) for word in name.words)


def _announced(passage: Passage, tools: Tools) -> Rule | None:
    rules = (tools.rules[name] for name in _ANNOUNCING)
    return next((rule for rule in rules if any(rule.find(passage.text))), None)


def _label(passage: Passage, tools: Tools, skip: int) -> tuple[int, int] | None:
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
    text = _before_explanation(passage.text[start : first.end].rstrip(" .;,"), tools)
    if len(text) > CHARACTERS or len(text.split()) > WORDS:
        text = _shortened(text)
    return (start, start + len(text)) if text else None


def _before_explanation(text: str, tools: Tools) -> str:
    """Cut a name at the first sign of an explanation after it."""
    ends = tools.rules.wordings["label_end"].finditer(text)
    return next((text[: m.start()] for m in ends if len(text[: m.start()].split()) > 1), text)


def _shortened(text: str) -> str:
    """Cut a long name at its first comma that leaves a few words."""
    ends = (m.start() for m in re.finditer(r",\s", text))
    return next((text[:end] for end in ends if len(text[:end].split()) > _FEW), text)
