"""A declared pattern finds what its compiled form finds, and passes by what lacks the letters it needs."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from graph.ingest.rules import load
from graph.text.pattern import Pattern, needs
from tests.examples.variants import DOCUMENTS


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        (r"\bkohderyhm\w*", {"kohderyhm"}),
        (r"\b(?:Ruotsi|Norja)n\b", {"ruotsi", "norja"}),
        (r"uudet?\s+linjaukset", {"linjaukset"}),
        (r"(?:lain)?säädän(?:tö|nö)", {"säädän"}),
        (r"(?!muut)(?<=ei\s)osallistu", {"osallistu"}),
        (r"hanke(?:tta)*|projekti", {"hanke", "projekti"}),
        (r"ohjelma|\d+", set()),
        (r"[,;]\s*\w+", set()),
    ],
)
def test_a_pattern_needs_letters_that_each_of_its_places_has(text: str, needed: set[str]) -> None:
    assert needs(text) == needed


@pytest.mark.parametrize("said", ["SUOSİTUKSET", "suosıtukset", "ſuositukset", "Suositukset"])
def test_letters_that_a_search_without_case_takes_for_others_are_needed_no_more_than_those(said: str) -> None:
    assert Pattern("suosit").search(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (r"[A-ZÅÄÖ]\w+n hanke", "salon HANKE"),
        (r"(?P<name>(?-i:[A-Z])\w+) -HANKE", "valo -hanke Satama -hanke"),
        (r"hanke (?!(?-i:[A-Z]))", "hanke Salo, hanke salo"),
    ],
)
def test_a_pattern_finds_what_it_says_in_small_and_capital_letters(text: str, said: str) -> None:
    pattern = Pattern(text, verbose=False)
    assert _places([pattern.search(said)]) == _places([pattern.compiled.search(said)]) != [None]


def _places(found: Iterable[re.Match[str] | None]) -> list[tuple[int, int] | None]:
    return [match and match.span() for match in found]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_declared_pattern_finds_what_it_finds_without_looking_for_letters(language: str) -> None:
    rules = load(language)
    patterns = [*rules.wordings.values(), *(r.pattern for r in rules.rules if r.pattern)]
    texts = [path.read_text("utf-8") for path in sorted(DOCUMENTS.iterdir())]
    sentences = [part for text in texts for part in re.split(r"(?<=[.:])\s", text)]
    missed = [
        (pattern.pattern, said)
        for pattern in patterns
        for said in (*sentences, *map(str.upper, sentences))
        if _places(pattern.finditer(said)) != _places(pattern.compiled.finditer(said))
        or _places([pattern.search(said)]) != _places([pattern.compiled.search(said)])
    ]
    assert not missed
