"""Country-specific recommendations: which year's act a sentence speaks of, and which part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.ingest.claims import Thing, candidate, known
from graph.ingest.lemmas import fold
from graph.ingest.paper import Tools
from graph.ingest.passages import Sentence, Word, words_of
from graph.ingest.vocabulary import Concept

#: Who gave a recommendation, right before it.
_ISSUER = re.compile(r"(?:\bEuroopan\s+unionin\s+|\bEU:n\s+)?\bneuvosto(?:n)?\s+$", re.IGNORECASE)
_REACH = 70
_SHARED = 2
_LONG = 6


@dataclass(frozen=True, slots=True)
class Recommended:
    """A recommendation named at ``start:end`` of a sentence's text; ``until`` ends what is said of it."""

    start: int
    end: int
    until: int
    year: str
    stated: str
    commission: bool


def recommended(text: str, tools: Tools, *, again: bool = False) -> Iterator[Recommended]:
    """Find recommendations in a sentence: issuer or "country-specific", "recommend", and a year.

    Where they were told of ``again`` after another sentence, a dated recommendation is one of them.
    """
    wordings = tools.rules.wordings
    words = list(wordings["recommended"].finditer(text))
    if not words or not (
        wordings["country_specific"].search(text)
        or (wordings["issuer"].search(text) and wordings["about_country"].search(text))
        or (again and wordings["dated_recommendation"].search(text))
    ):
        return
    dates = [
        d
        for d in wordings["date"].finditer(text)
        if min(abs(d.start() - w.start()) for w in words) < 3 * _REACH
    ]
    commission = bool(wordings["commission"].search(text))
    for date, following in zip(dates, [*dates[1:], None], strict=False):
        near = min(
            words, key=lambda w: (_gap(w, date) > _REACH, not _is_noun(w), _is_whole(w), _gap(w, date))
        )
        start, end = date.span()
        if not date["dated"] and _gap(near, date) <= _REACH:
            start, end = min(start, near.start()), max(end, near.end())
        start -= len(issuer.group()) if (issuer := _ISSUER.search(text[:start])) else 0
        year = date["dated"] or date["monthly"] or date["year"]
        stated = f"{year}-{int(date['month']):02}-{int(date['day']):02}" if date["dated"] else ""
        yield Recommended(start, end, following.start() if following else len(text), year, stated, commission)
    if not dates:
        yield Recommended(words[0].start(), words[0].end(), len(text), "", "", commission)


def _is_noun(word: re.Match[str]) -> bool:
    """Tell a recommendation from the verb of one who recommends."""
    return word.group().casefold().rsplit(maxsplit=1)[-1].startswith(("suositus", "suosituk"))


def _is_whole(word: re.Match[str]) -> bool:
    """Tell those of which one is told ("suosituksista vuoden 2019 suositus")."""
    return word.group().endswith("suosituksista")


def _gap(word: re.Match[str], date: re.Match[str]) -> int:
    return max(word.start() - date.end(), date.start() - word.end(), 0)


def act(found: Recommended, tools: Tools) -> Thing:
    """Resolve a recommendation to the Council's act of its year, or to the Commission's proposal if named.

    A document that dates the act by its proposal still means the act; the link keeps the date it states.
    """
    proposal = "kyt:act-commission-proposal"
    acts = [
        c
        for c in tools.vocabulary.of_kind("CountryRecommendation")
        if found.year in c.facts.get("recommendationYear", ())
    ]
    wanted = [c for c in acts if (c.fact("type_document") == proposal) == found.commission] or acts
    if wanted:
        return known(wanted[0], "CountryRecommendation")
    values = {"recommendationYear": int(found.year)} if found.year else {}
    label = f"Maakohtaiset suositukset Suomelle {found.year}".strip()
    return candidate("CountryRecommendation", label, values=values)


def part(
    found: Recommended, thing: Thing, sentence: Sentence, tools: Tools
) -> tuple[Thing, tuple[int, int]] | None:
    """Find the part of an act whose name shares most words, two at least, with what is said of it."""
    said = [w for w in sentence.words if found.end <= w.start - sentence.start < found.until and _telling(w)]
    best: tuple[int, Concept, list[Word]] | None = None
    for concept in _parts(thing.code, tools):
        named = frozenset().union(
            *(w.analyses | w.whole for w in words_of(concept.label, tools.lemmatiser) if _telling(w))
        )
        shared = [w for w in said if not (w.analyses | w.whole).isdisjoint(named)]
        distinct = len({fold(w.text) for w in shared})
        if distinct >= _SHARED and (best is None or distinct > best[0]):
            best = (distinct, concept, shared)
    if best is None:
        return None
    return known(best[1], "RecommendationPart"), (best[2][0].start, best[2][-1].end)


def _telling(word: Word) -> bool:
    return not word.is_mark and len(word.text) > _LONG


def _parts(code: str, tools: Tools) -> Iterator[Concept]:
    for concept in tools.vocabulary.of_kind("RecommendationPart"):
        whole = concept.fact("isPartOf")
        above = tools.vocabulary.concepts.get(whole)
        if code == whole or (above and above.fact("isPartOf") == code):
            yield concept
