"""Regions: the stretches of a sentence that list whom something is for, whoever is named there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.ingest.paper import Tools
from graph.ingest.passages import Sentence

#: Relative clauses, whose negations are of what they tell and not of the sentence.
RELATIVE = re.compile(r",\s+jo(?:ka|tka|iden|illa|ita|ille|lla|nka|ta|lle)\b[^,;:.]*")

#: How verbs end whose subjects are many.
_OF_MANY = ("vat", "vät")
#: Of whom something is true most is said after it ("olennaisimmat ovat").
_MOST = ("mmat", "mmät")


def listed_in(sentence: Sentence, text: str, tools: Tools) -> Iterator[tuple[int, int]]:
    """Iterate over the stretches of a sentence's text that list groups, after a cue, a verb or before one."""
    yield from regions_of(text, tools)
    yield from _inverted(sentence, text, tools)
    yield from _said_after(text, tools)


def regions_of(text: str, tools: Tools) -> Iterator[tuple[int, int]]:
    """Iterate over the stretches of a sentence that list whom it is for: from a cue to its clause's end."""
    for cue in tools.rules.wordings["list_of_groups"].finditer(text):
        end = tools.rules.wordings["clause_end"].search(text, cue.end())
        if end and tools.rules.wordings["not_only"].search(text[cue.start() : end.start()]):
            end = tools.rules.wordings["clause_end"].search(text, end.end())
        yield cue.end(), end.start() if end else len(text)


def raised_in(text: str, tools: Tools) -> Iterator[tuple[int, int]]:
    """Iterate over the stretches of a sentence that list those whose skills are raised."""
    for cue in tools.rules.wordings["skills_raised"].finditer(text):
        end = tools.rules.wordings["skills_end"].search(text, cue.end())
        yield cue.end(), end.start() if end else len(text)


def formed_in(text: str, tools: Tools) -> Iterator[tuple[int, int]]:
    """Iterate over the stretches of a sentence that say of whom the target group is made."""
    for cue in tools.rules.wordings["group_formed"].finditer(text):
        end = tools.rules.wordings["clause_end"].search(text, cue.end())
        yield cue.end(), end.start() if end else len(text)


def _inverted(sentence: Sentence, text: str, tools: Tools) -> Iterator[tuple[int, int]]:
    """Iterate over what follows a verb that its subjects stand after ("Tuen tarpeessa ovat")."""
    asides = [m.span() for m in RELATIVE.finditer(text)]
    for i, word in enumerate(sentence.words):
        at = word.start - sentence.start
        if any(start <= at < end for start, end in asides):
            continue
        verb = tools.phrases.bound(sentence.words, i) == "verb"
        if verb and word.text.endswith(_OF_MANY):
            yield word.end - sentence.start, sentence.end - sentence.start
        subject = word.text.endswith("t") and not word.text.endswith(_MOST)
        if subject or (word.is_mark and word.text != ","):
            return


def _said_after(text: str, tools: Tools) -> Iterator[tuple[int, int]]:
    """Iterate over those who are called a target group after they are named ("ovat hyötyjiä")."""
    if said := tools.rules.wordings["are_groups"].search(text):
        yield max(text.rfind(mark, 0, said.start()) for mark in ";:") + 1, said.start()
