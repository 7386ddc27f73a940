"""Asides: the stretches of a sentence that tell why, when or which, and list nobody it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.ingest.naming import Named, people_in
from graph.ingest.paper import Tools
from graph.ingest.passages import Sentence
from graph.ingest.phrases import lemma

_Span = tuple[int, int]
_BRACKETED = re.compile(r"\(([^()]*)\)")
_JOINTS = ("ja", "sekä")
#: Words that a paragraph's label has at most, and those in it who are any that work with others.
_LABEL = 6
_ANY_WORKERS = frozenset({"ammattilainen", "toimija", "asiantuntija", "työntekijä", "verkosto", "yhteisö"})
#: A remark after an item of a list: what follows a colon or a dash.
_REMARK = re.compile(r"(?:[:;]|\s[–—-])\s")


def outside(
    named: Sequence[Named], sentence: Sentence, text: str, tools: Tools, *, item: bool
) -> list[Named]:
    """Keep the groups that stand in no aside of their sentence.

    In clauses on why, when and under what condition and among partners there are none, and none before a
    colon that a list of others follows. In brackets without "such as", and in what an ``item`` of a list
    remarks on the group it names, only people are, no organisations that tell where those before work and no
    other things.
    """
    apart = ("subordinate", "partnered")
    clauses = [m.span() for name in apart for m in tools.rules.wordings[name].finditer(text)]
    remarks = list(_remarks(named, sentence, text, tools, item=item))
    kept: list[Named] = []
    for group in named:
        if _within(group, sentence, clauses) or (not item and _is_heading(group, named, sentence, tools)):
            continue
        if not item and _is_label(group, sentence, tools):
            continue
        if _within(group, sentence, remarks) and not _is_person(group, sentence, tools):
            continue
        kept.append(group)
    return kept


def _remarks(
    named: Sequence[Named], sentence: Sentence, text: str, tools: Tools, *, item: bool
) -> Iterator[_Span]:
    for bracket in _BRACKETED.finditer(text):
        before = [g for g in named if _place(g, sentence)[1] <= bracket.start()]
        whose = tools.phrases.is_organisation(sentence.words[before[-1].last - 1]) if before else False
        cue = tools.rules.wordings["open_list"].search(bracket[1])
        if not (whose or cue or tools.rules.wordings["denied_aside"].match(bracket[1])):
            yield bracket.span()
    remark = _REMARK.search(text) if item else None
    if remark and any(_place(g, sentence)[1] <= remark.start() for g in named):
        yield remark.end(), len(text)


def _is_heading(group: Named, named: Sequence[Named], sentence: Sentence, tools: Tools) -> bool:
    """Tell what a sentence calls those whom it lists after a colon ("Jatkajat: ..."), or only announces."""
    words = sentence.words
    alone = group.last - group.first == 1
    if alone and tools.phrases.is_cue(words[group.first]):
        return True
    if alone and group.first == 0 and words[-1].text == ":":
        return True
    mark = words[group.last].text if group.last < len(words) else ""
    colon = next((i for i, w in enumerate(words) if w.text == ":"), 0)
    if alone and group.first == 0 and mark == "," and colon and group is not named[-1]:
        # "Ammattilaiset, joiden kautta vaikutetaan: lääkärit ja hoitajat".
        marks = [w.text for w in words[group.last : colon] if w.is_mark]
        return marks == [","] and words[group.last + 1].text in tools.rules.words["relatives"]
    if alone and mark in _JOINTS:
        after = next((g for g in named if g.first == group.last + 1), None)
        return after is not None and _is_heading(after, named, sentence, tools)
    if group is named[-1] or mark not in (":", "eli"):
        return False
    opens = group.first == 0 and not tools.phrases.has_verb(words, group.last)
    worker = alone and group.role == "intermediaries" and mark == "eli"
    return opens or worker


def _is_label(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell what a few words without a verb call a paragraph ("Rajaukset.", "Ammattilaiset ja toimijat.")."""
    words = sentence.words
    if len(words) > _LABEL or words[-1].text not in (".", ":") or tools.phrases.has_verb(words):
        return False
    bare = group.last - group.first == 1 and lemma(words[group.first]) in _ANY_WORKERS
    return bare or all(group.first != g.first for g in people_in(sentence, tools))


def _is_person(group: Named, sentence: Sentence, tools: Tools) -> bool:
    words = sentence.words[group.first : group.last]
    single = not any(tools.phrases.is_plural(w) for w in words)
    people = bool(tools.phrases.role(words)) and not single
    return people and not tools.phrases.is_organisation(words[-1])


def _within(group: Named, sentence: Sentence, spans: Sequence[_Span]) -> bool:
    at, _ = _place(group, sentence)
    return any(start <= at < end for start, end in spans)


def _place(group: Named, sentence: Sentence) -> _Span:
    words = sentence.words
    return words[group.first].start - sentence.start, words[group.last - 1].end - sentence.start
