"""Parts of a theme: the sub-themes and strategic goals that a lead-in announces and a list names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.ingest.claims import Claims, Thing, candidate
from graph.ingest.paper import Paper, Tools
from graph.ingest.passages import Passage
from graph.ingest.rules import Rule
from graph.text.anchor import CHARACTERS, WORDS

Parts = dict[int, Thing]

_BOLD = re.compile(r"\W{0,3}(?:<(b|strong)>(?P<tagged>.+?)</\1>|\*\*(?P<starred>.+?)\*\*)", re.DOTALL)
_FEW = 2
_ANNOUNCING = ("parts.sub-theme", "parts.strategic-goal")


def extract(paper: Paper, tools: Tools, claims: Claims, subject: Thing) -> Parts:
    """Assert the parts of a theme, and return them by the raw offset of the passage each stands in."""
    found: Parts = {}
    for rule, passage, skip in _items(paper, tools):
        span = _label(passage, tools, skip)
        if span is None or tools.rules.wordings["cross_cutting"].search(passage.text[skip:]):
            continue
        thing = candidate(rule.kind, passage.text[slice(*span)].strip(" .,;:"), paper.code)
        claims.add(rule, subject.code, thing, passage, span)
        found[passage.start] = thing
    return found


def _items(paper: Paper, tools: Tools) -> Iterator[tuple[Rule, Passage, int]]:
    """Iterate over the passages that name a part, the rule that says so, and where the name begins."""
    announced: Rule | None = None
    numbered = tools.rules["parts.numbered-sub-theme"]
    for passage in paper.passages:
        if not numbered.holds(paper.form, passage.section):
            continue
        if own := next(numbered.find(passage.text), None):
            yield numbered, passage, own.end()
        elif passage.kind == "list-item" or (announced and _is_headed(passage, tools)):
            if announced:
                yield announced, passage, 0
        elif passage.kind != "footnote":
            announced = _announced(passage, tools)


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
