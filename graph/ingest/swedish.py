"""Swedish passages of a Finnish form: the groups that they name, read by the Swedish rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.ingest.claims import Claims
from graph.ingest.frame import Described
from graph.ingest.groups import assert_group, regions_of
from graph.ingest.paper import Paper, Tools
from graph.ingest.passages import Passage, passage
from graph.ingest.served import served
from graph.ingest.wording import wording

#: Words that a Swedish text cannot do without, and no Finnish one has.
_COMMON = re.compile(
    r"(?:och|att|som|för|till|av|med|inte|är|på|den|det|ett|en|i|om|de|sig|kan|får|ska|även)", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+")
_LEAST = 3
_SHARE = 0.2


def is_swedish(text: str) -> bool:
    """Tell a Swedish passage by its commonest words."""
    words = _WORD.findall(text)
    common = sum(1 for word in words if _COMMON.fullmatch(word))
    return common >= _LEAST and common >= _SHARE * len(words)


def apart(paper: Paper, tools: Tools) -> tuple[Paper, Paper]:
    """Part a document in its Finnish passages and its Swedish ones, these analysed by Swedish ``tools``."""
    swedish = {p.start for p in paper.passages if p.kind != "heading" and is_swedish(p.raw)}
    spoken = tuple(_analysed(p, paper, tools) for p in paper.passages if p.start in swedish)
    finnish = tuple(p for p in paper.passages if p.start not in swedish)
    return replace(paper, passages=finnish), replace(paper, passages=spoken)


def groups(paper: Paper, tools: Tools, claims: Claims, described: Described) -> None:
    """Assert the groups that Swedish sentences of the target-group section name."""
    for found in paper.within("target-groups"):
        for sentence in found.sentences:
            said = wording(found.text_of(sentence), tools.rules)
            regions = list(_regions(said.text, tools, denied=said.is_denied))
            for group in served(sentence, said, tools, regions):
                rule = tools.rules["groups.target-section-new" if group.new else "groups.target-section"]
                owner = described.itself if group.role == "intermediaries" else described.policy
                assert_group(claims, rule, owner, group, found, sentence, said)


def _regions(text: str, tools: Tools, *, denied: bool) -> Iterator[tuple[int, int]]:
    """Iterate over where a sentence lists groups; one that denies or gives something does so as a whole."""
    yield from regions_of(text, tools)
    if denied or tools.rules.wordings["gets"].search(text):
        yield 0, len(text)


def _analysed(found: Passage, paper: Paper, tools: Tools) -> Passage:
    span = found.start, found.end
    return passage(paper.text, found.section, found.kind, span, tools.lemmatiser, "sv")
