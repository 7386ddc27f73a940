"""Circumstances: what the words around a verb tell of those whom its clause names."""

from __future__ import annotations

from graph.ingest.each import is_number
from graph.ingest.paper import Tools
from graph.ingest.passages import Word
from graph.ingest.phrases import case_of, lemma

Words = tuple[Word, ...]
_WHERE = frozenset({"ine", "ade"})
#: What is held for people, by the ends of its names.
_EVENTS = (
    "valmennus",
    "koulutus",
    "ryhmä",
    "kurssi",
    "leiri",
    "paja",
    "ilta",
    "tilaisuus",
    "klinikka",
    "jakso",
)


def is_along(around: Words) -> bool:
    """Tell a clause with the adverb "along", which stands after no genitive ("mukaan haettiin asukkaita")."""
    at = next((i for i, w in enumerate(around) if w.text.casefold() == "mukaan"), None)
    return at is not None and not (at and "gen" in case_of(around[at - 1]))


def is_event(around: Words) -> bool:
    """Tell a clause on how many there were at what was held ("ryhmissä oli 40 leskeä")."""
    held = any(case_of(w) & _WHERE and lemma(w).endswith(_EVENTS) for w in around)
    return held and any(is_number(w) for w in around)


def acts_as_worker(around: Words, tools: Tools) -> bool:
    """Tell a clause that says as what people worked for others ("mentoreina toimi yrittäjiä")."""
    if any(w.text == "itse" for w in around):
        # Those who are served can be the teachers themselves.
        return False
    as_whom = (w for w in around if case_of(w) == {"ess"} and tools.phrases.is_plural(w))
    return any(tools.phrases.role((w,)) == "intermediaries" for w in as_whom)


def is_put_first(around: Words, tools: Tools) -> bool:
    """Tell a clause that says who come first ("nuoret asetettiin etusijalle")."""
    return any(w.text.casefold() in tools.rules.words["foremost"] for w in around)
