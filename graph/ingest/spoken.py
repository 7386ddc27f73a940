"""What a Finnish form says in Swedish or English: its groups, read by the rules of that language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from graph.ingest.claims import Claims
from graph.ingest.frame import Described
from graph.ingest.groups import assert_group, owner_in
from graph.ingest.languages import Language
from graph.ingest.paper import Paper, Tools
from graph.ingest.passages import Passage, Sentence, Word, passage
from graph.ingest.regions import regions_of
from graph.ingest.served import served
from graph.ingest.wording import Span, Wording

#: Words that a text of the language cannot do without, and no Finnish one has.
_COMMON: Mapping[Language, frozenset[str]] = {
    "sv": frozenset(
        "och att som för till av med inte är på den det ett en i om de sig kan får ska även ingår "
        "eller".split()
    ),
    "en": frozenset(
        "the of and for is are was were not with by from this that these those who which has have be or will "
        "also their does do to in an its".split()
    ),
}
#: A number, which is no "i".
_NUMBER = "I"
_WORD = re.compile(r"[^\W\d_]+")
_LEAST = 3
_SHARE = 0.2
#: Of a short sentence's words so many at most are Finnish ones.
_FINNISH = 0.25
_REMEMBERED = 65536


def language_of(words: tuple[Word, ...], before: Language) -> Language:
    """Tell the language of a sentence by its commonest words, and by what no Finnish dictionary has.

    One without either, such as an item of a list, goes on in the language ``before`` it.
    """
    told = [_told(w.text) for w in words if w.analyses]
    common: dict[Language, int] = {"sv": sum([t.swedish for t in told]), "en": sum([t.english for t in told])}
    language = max(common, key=lambda name: common[name])
    most = common[language]
    if not most and before == "fi":
        return "fi"
    spoken = sum([t.parts for t in told])
    if most >= _LEAST and most >= _SHARE * spoken:
        return language
    finnish = sum([_is_finnish(w.text, w.analyses) for w in words if w.analyses])
    if most and finnish <= _FINNISH * spoken:
        return language
    return before if spoken and not finnish else "fi"


class _Told(NamedTuple):
    """What a word tells of its sentence's language: its parts, how many of them are common ones where."""

    parts: int
    swedish: int
    english: int


@lru_cache(_REMEMBERED)
def _told(text: str) -> _Told:
    parts = _WORD.findall(text)
    swedish, english = (sum([_is_common(p, name) for p in parts]) for name in ("sv", "en"))
    return _Told(len(parts), swedish, english)


def _is_common(text: str, language: Language) -> bool:
    return text != _NUMBER and text.casefold() in _COMMON[language]


@lru_cache(_REMEMBERED)
def _is_finnish(text: str, analyses: frozenset[str]) -> bool:
    """Tell a word that the Finnish dictionary has, or whose end it has, from one that it cannot tell."""
    common = _is_common(text, "sv") or _is_common(text, "en")
    letters = any(map(str.isalpha, text))
    folded = text.casefold()
    return letters and not common and any(not a.endswith("~") and a != folded for a in analyses)


def apart(paper: Paper) -> tuple[Paper, dict[Language, list[tuple[Passage, Span]]]]:
    """Part a document by language: what it says in Finnish, and where it says something in others."""
    finnish: list[Passage] = []
    others: dict[Language, list[tuple[Passage, Span]]] = {}
    last: Language = "fi"
    for found in paper.passages:
        if found.kind == "heading":
            finnish.append(found)
            last = "fi"
            continue
        told: list[tuple[Language, Sentence]] = []
        for sentence in found.sentences:
            last = language_of(sentence.words, last)
            told.append((last, sentence))
        own = tuple(s for of, s in told if of == "fi")
        if own:
            finnish.append(found if len(own) == len(told) else replace(found, sentences=own))
        for of, run in groupby(told, key=lambda t: t[0]):
            spoken = [s for _, s in run]
            if of != "fi":
                span = found.normal.raw_span(spoken[0].start, spoken[-1].end)
                others.setdefault(of, []).append((found, span))
    return replace(paper, passages=tuple(finnish)), others


def analysed(paper: Paper, spoken: list[tuple[Passage, Span]], tools: Tools) -> Paper:
    """Return what a document says in one language, analysed by that language's ``tools``."""
    passages = (
        passage(paper.text, p.section, p.kind, span, tools.lemmatiser, tools.language) for p, span in spoken
    )
    return replace(paper, passages=tuple(passages))


def groups(paper: Paper, tools: Tools, claims: Claims, described: Described) -> None:
    """Assert the groups that sentences of the target-group section name."""
    lead = ""
    for found in paper.within("target-groups"):
        item = found.kind in ("list-item", "cell")
        for sentence in found.sentences:
            said = tools.said(found, sentence, lead if item else "")
            for group in served(sentence, said, tools, list(_regions(said, tools, listed=item))):
                rule = tools.rules["groups.target-section-new" if group.new else "groups.target-section"]
                assert_group(claims, rule, owner_in(group.role, described), group, found, sentence, said)
        if not item:
            lead = found.text_of(found.sentences[-1]) if found.sentences else ""


def _regions(said: Wording, tools: Tools, *, listed: bool) -> Iterator[Span]:
    """Iterate over where a sentence lists groups; one that denies or gives something does so as a whole."""
    yield from regions_of(said.text, tools)
    if listed or said.is_denied or tools.rules.wordings["gets"].search(said.text):
        yield 0, len(said.text)
