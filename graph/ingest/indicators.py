"""Indicators: what a theme is measured by, of which kind, and whether in use or only proposed."""

from __future__ import annotations

import re

from graph.assertion import Scalar
from graph.ingest.claims import Claims, Thing, candidate, known
from graph.ingest.paper import Paper, Tools
from graph.ingest.passages import Passage, Sentence, spelled
from graph.ingest.phrases import lemma

_KINDS = ("selection", "output", "process", "result")
_QUOTES = "\"'”“’»«"


def extract(paper: Paper, tools: Tools, claims: Claims, subject: Thing) -> None:
    """Assert the indicators that the lists and the sentences of the section on measuring name."""
    lead = ""
    for passage in paper.passages:
        if passage.kind == "heading" or not tools.rules["indicators.listed"].holds(
            paper.form, passage.section
        ):
            continue
        if passage.kind == "list-item":
            _item(passage, lead, paper, tools, claims, subject)
        else:
            lead = passage.text
            for sentence in passage.sentences:
                _sentence(passage, sentence, paper, tools, claims, subject)


def _item(passage: Passage, lead: str, paper: Paper, tools: Tools, claims: Claims, subject: Thing) -> None:
    text = passage.text
    values = _values(lead + " " + text, text, tools)
    if code := next(tools.rules["indicators.code"].find(text), None):
        _coded(passage, code, values, tools, claims, subject)
        return
    intro = tools.rules.wordings["indicator_intro"].match(text)
    start = intro.end() if intro else 0
    end = tools.rules.wordings["indicator_end"].search(text, start + 1)
    label = text[start : end.start() if end else len(text)].strip(_QUOTES)
    if label:
        start = text.index(label, start)
        thing = candidate("Indicator", label, paper.code, values=values)
        hedge = {"hedged": True} if tools.rules.wordings["hedge"].search(text) else {}
        claims.add(
            tools.rules["indicators.listed"],
            subject.code,
            thing,
            passage,
            (start, start + len(label)),
            qualifiers=hedge,
        )


def _coded(
    passage: Passage,
    code: re.Match[str],
    values: dict[str, Scalar],
    tools: Tools,
    claims: Claims,
    subject: Thing,
) -> None:
    concept = tools.vocabulary.concepts.get(code.group())
    named = (
        known(concept, "Indicator")
        if concept
        else candidate("Indicator", code.group(), identity=code.group())
    )
    thing = Thing(named.code, named.kind, named.label, named.candidate, {**values, "notation": code.group()})
    claims.add(tools.rules["indicators.code"], subject.code, thing, passage, code.span())


def _sentence(
    passage: Passage, sentence: Sentence, paper: Paper, tools: Tools, claims: Claims, subject: Thing
) -> None:
    text = passage.text_of(sentence)
    values = _values(text, text, tools)
    for code in tools.rules["indicators.code"].find(passage.text):
        if sentence.start <= code.start() < sentence.end:
            _coded(passage, code, values, tools, claims, subject)
    rule = tools.rules["indicators.named"]
    cue = next(rule.find(text), None)
    if cue is None:
        return
    for phrase in tools.phrases_of(sentence):
        words = sentence.words[phrase.first : phrase.last]
        if (
            words[0].start - sentence.start >= cue.end()
            and not phrase.aside
            and phrase.cases & {"nom", "par"}
        ):
            label = spelled(words)
            thing = candidate(
                "Indicator", label, paper.code, identity=" ".join(map(lemma, words)), values=values
            )
            claims.add(rule, subject.code, thing, passage, (words[0].start, words[-1].end))


def _values(context: str, own: str, tools: Tools) -> dict[str, Scalar]:
    """Tell the kind by the item's own words first, else by its list's; proposed where either says so."""
    kinds = [k for text in (own, context) for k in _KINDS if tools.rules.wordings[f"kind_{k}"].search(text)]
    status = "proposed" if tools.rules.wordings["proposed"].search(context) else "in-use"
    values: dict[str, Scalar] = {"indicatorStatus": f"kyt:indicatorStatus-{status}"}
    return {"indicatorKind": f"kyt:indicatorKind-{kinds[0]}", **values} if kinds else values
