"""Aims: sentences that tell how things are to be when a theme ends, and of whom they tell it.

Such a sentence names an aim ("Tavoitteena on, että"), or the time when it is reached ("Kauden lopussa"); its
verbs are in the present or the perfect, and who does or has something is whom the theme is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.ingest.each import is_counted
from graph.ingest.naming import Named, people_in
from graph.ingest.owned import is_asked_about
from graph.ingest.paper import Tools
from graph.ingest.part_roles import as_told
from graph.ingest.passages import Sentence
from graph.ingest.people import is_anybody, role_of
from graph.ingest.phrases import case_of
from graph.ingest.staff import Told

_SUBJECT = frozenset({"nom"})
_HAVING = frozenset({"ade"})
_OF_MANY = frozenset({"ela"})
_COUNTED = frozenset({"par"})
#: Organisations that act as persons do.
_PERSONS = frozenset({"työnantaja", "pienyritys"})
_HAVE = frozenset({"on", "olisi"})
_QUANTITY = re.compile(
    r"puol(?:et|ella|elle)|osa|valtaosa|enemmistö|kolmannes|neljännes|yhä|useampi|moni", re.IGNORECASE
)
_NEAR = 4


def is_aim(text: str, before: str, tools: Tools) -> bool:
    """Tell a sentence on what is to be reached, by itself or by a label ``before`` it ("Tavoite.")."""
    wordings = tools.rules.wordings
    return bool(wordings["aim_told_so"].search(text) or wordings["aim_label"].match(before))


def aimed_at(sentence: Sentence, tools: Tools, told: Told) -> Iterator[Named]:
    """Iterate over those who are to do or have something, outside relative clauses."""
    words = sentence.words
    if any(tools.phrases.verbs.is_past(w) for w in words):
        return
    phrases = tools.phrases_of(sentence)
    for group in people_in(sentence, tools):
        if any(p.aside and p.first <= group.first < p.last for p in phrases):
            continue
        head = words[group.last - 1]
        if tools.phrases.is_organisation(head) and head.lemmas.isdisjoint(_PERSONS):
            continue
        anybody = is_anybody(group, sentence, tools) and not is_counted(group.first, sentence)
        if not anybody and _is_told_of(group, sentence, tools) and not is_asked_about(group, sentence):
            group = as_told(group, sentence, told, tools)
            yield replace(group, role=role_of(group, sentence, tools))


def _is_told_of(group: Named, sentence: Sentence, tools: Tools) -> bool:
    """Tell who does something, who has it, and of whom so many do."""
    words = sentence.words
    cases, after = case_of(words[group.last - 1]), words[group.last : group.last + _NEAR]
    has_verb = any(tools.phrases.bound(words, i) == "verb" for i in range(group.last, len(words)))
    if cases == _SUBJECT or (cases == _COUNTED and is_counted(group.first, sentence)):
        return has_verb
    if cases == _HAVING:
        return bool(after) and after[0].text in _HAVE
    around = (*words[max(0, group.first - 1) : group.first], *after[:2])
    return cases == _OF_MANY and has_verb and any(_QUANTITY.fullmatch(w.text) for w in around)
