"""Meetings: groups that people only meet in, and that are formed for them."""

from __future__ import annotations

from graph.ingest.paper import Tools
from graph.ingest.participles import is_agents
from graph.ingest.passages import Sentence, has_lemma


def is_formed(first: int, i: int, sentence: Sentence, tools: Tools) -> bool:
    """Tell groups in which something is done from people ("perustetaan toiminnallisia ryhmiä")."""
    words, verbs = sentence.words, tools.phrases.verbs
    if i > first and is_agents(words[i - 1].text, words[i - 1].analyses):
        return True
    people = any(verbs.is_participle(w) or tools.phrases.role((w,)) for w in words[first:i])
    return not people and has_lemma(words, tools.rules.words["forming"])
