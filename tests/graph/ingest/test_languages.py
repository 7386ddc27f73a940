"""The language of a passage: told for sentences, taken from the text around for what is too short."""

from __future__ import annotations

import pytest

from graph.ingest.languages import Detect, detector, language_of


@pytest.fixture(scope="module")
def detect() -> Detect:
    return detector()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Haulla tuetaan pitkäaikaistyöttömien työllistymistä koko maassa.", "fi"),
        ("Med utlysningen stöds långtidsarbetslösas sysselsättning i hela landet.", "sv"),
        ("The call supports the employment of long-term unemployed people.", "en"),
    ],
)
def test_a_sentence_tells_its_language(text: str, language: str, detect: Detect) -> None:
    assert language_of(text, detect) == language


def test_a_word_or_two_are_in_the_language_around_them(detect: Detect) -> None:
    assert language_of("Agenda 2030", detect, "sv") == "sv"


@pytest.mark.parametrize(
    "text",
    [
        "Der Europäische Sozialfonds fördert langzeitarbeitslose Menschen und junge Erwachsene im Land.",
        "Европейский социальный фонд поддерживает безработных и молодых людей во всей стране.",
    ],
)
def test_a_sentence_of_another_language_is_in_none_of_these(text: str, detect: Detect) -> None:
    assert language_of(text, detect, "fi") is None
