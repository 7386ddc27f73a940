"""Reasons: the clauses of a sentence that tell why or in spite of what, and of whom nothing is planned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.ingest.naming import Named
from graph.ingest.paper import Tools
from graph.ingest.passages import Sentence, Word

#: What tells of other times and places, or only how things are.
_TELLING = ("background", "elsewhere", "surveyed")


def planned(named: Iterable[Named], sentence: Sentence, text: str, tools: Tools) -> Iterator[Named]:
    """Leave out the groups of clauses on why, and of what a plan follows from."""
    asides = [m.span() for m in tools.rules.wordings["because"].finditer(text)]
    for group in named:
        at = sentence.words[group.first].start - sentence.start
        if not any(start <= at < end for start, end in asides) and not is_reason(at, text, tools):
            yield group


def is_reason(at: int, text: str, tools: Tools) -> bool:
    """Tell a place in what only tells why something follows ("Naisten osuus on kasvanut, minkä vuoksi")."""
    end = tools.reason(text)
    return at < end and any(tools.rules.wordings[cue].search(text, 0, end) for cue in _TELLING)


def since_reason(sentence: Sentence, text: str, tools: Tools) -> tuple[Word, ...]:
    """Return the words of what follows from a reason, all where none is told."""
    end = tools.reason(text)
    return tuple(w for w in sentence.words if w.start - sentence.start >= end) if end else sentence.words
