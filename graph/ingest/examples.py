"""Examples: groups named as examples of a wider one before them, whose role they have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.ingest.claims import Claims
from graph.ingest.naming import Named
from graph.ingest.paper import Tools, span_of
from graph.ingest.passages import Passage, Sentence
from graph.ingest.phrases import case_of
from graph.ingest.wording import Wording

_NEAR = 25
#: The roles that workers are named in by themselves and as examples of those served.
_WORKING, _SERVED, _REACHED = "intermediaries", "participants", "indirect"


def alike(named: Sequence[Named], sentence: Sentence, text: str, tools: Tools, *, before: str) -> list[Named]:
    """Return the groups; workers named as examples of people served are served with them.

    So are examples of those reached through others.

    ``before`` is the role of those of whom the sentence goes on, empty where it begins anew.
    """
    if before == _WORKING:
        return [replace(g, role=_WORKING) for g in named]
    if before:
        return [_in(g, sentence, tools, before) for g in named]
    found = list(named)
    for wide, after in _examples(named, sentence, text, tools):
        end = _end(after, sentence)
        for i, group in enumerate(found):
            if group in after and group.first < end:
                found[i] = _in(group, sentence, tools, wide.role)
    return found


def _in(group: Named, sentence: Sentence, tools: Tools, role: str) -> Named:
    head = sentence.words[group.last - 1]
    if role == _REACHED and group.role == _SERVED:
        return replace(group, role=role)
    worker = (
        "gen" not in case_of(head)
        and group.role == _WORKING
        and role == _SERVED
        and not tools.phrases.is_organisation(head)
    )
    return replace(group, role=_SERVED) if worker else group


def _end(after: Sequence[Named], sentence: Sentence) -> int:
    """Return the word at which a list of examples ends: its bracket, or a comma and a conjunction."""
    for i in range(after[0].first, len(sentence.words)):
        text = sentence.words[i].text
        if text in ")." or (text == "," and sentence.words[i + 1 : i + 2] and _joins(sentence, i + 1)):
            return i
    return len(sentence.words)


def _joins(sentence: Sentence, i: int) -> bool:
    return sentence.words[i].text in ("ja", "sekä", "samoin")


def _examples(
    named: Sequence[Named], sentence: Sentence, text: str, tools: Tools
) -> Iterator[tuple[Named, list[Named]]]:
    """Iterate over the groups that examples are given of, each with those named after it."""
    for cue in tools.rules.wordings["example_cue"].finditer(text):
        at = sentence.start + cue.start()
        before = [g for g in named if sentence.words[g.last - 1].end <= at]
        after = [g for g in named if sentence.words[g.first].start >= at]
        if before and after and sentence.words[before[-1].last - 1].end > at - _NEAR:
            yield before[-1], after


def assert_examples(
    claims: Claims, tools: Tools, named: Sequence[Named], passage: Passage, sentence: Sentence, said: Wording
) -> None:
    """Assert which groups the sentence names as examples of the group before its "such as"."""
    for wide, after in _examples(named, sentence, said.text, tools):
        span = span_of(sentence, wide.first, wide.last)
        for group in after:
            for thing in wide.things:
                claims.add(tools.rules["groups.example"], group.things[0].code, thing, passage, span)
