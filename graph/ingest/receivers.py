"""Receivers: people whom no list knows, told by what is held for them or given ("kurssi metsureille")."""

from __future__ import annotations

from graph.ingest.paper import Tools
from graph.ingest.passages import Sentence, Word, has_lemma
from graph.ingest.phrases import case_of, lemma

_PLURAL = "ille"
_ALLATIVE = frozenset({"all"})
_JOINTS = ("ja", "sekä", "tai", ",")


def is_receiver(i: int, sentence: Sentence, tools: Tools) -> bool:
    """Tell a plural to which training is given, and that is no thing, place, time or organisation."""
    words = sentence.words
    if not _is_open(words[i], tools):
        return False
    if has_lemma(words, tools.rules.words["giving"]):
        return True
    first = tools.extents.start(words, i)
    while first > 1 and words[first - 1].text in _JOINTS and case_of(words[first - 2]) == _ALLATIVE:
        first = tools.extents.start(words, first - 2)
    return first > 0 and lemma(words[first - 1]).endswith(tools.rules.ends["given"])


def _is_open(word: Word, tools: Tools) -> bool:
    """Tell a plural in the allative that is nothing known."""
    if not word.text.endswith(_PLURAL) or case_of(word) != _ALLATIVE or not tools.phrases.is_plural(word):
        return False
    if not word.lemmas.isdisjoint(tools.rules.words["trivial_modifiers"]):
        return False
    kinds = tools.phrases
    known = (
        kinds.is_thing(word) or kinds.is_organisation(word) or kinds.is_cue(word) or kinds.is_generic(word)
    )
    return not known and not lemma(word).endswith(tools.rules.ends["receiving_nobody"])
