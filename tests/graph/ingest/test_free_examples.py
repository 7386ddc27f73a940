"""The invented calls, plans and chapters in three languages: what is marked in them is what is read."""

from __future__ import annotations

import pytest

from benchmarks.free_text import Score, measure, parsed, texts
from graph.ingest.free_reader import FreeReader
from graph.ingest.lemmas import Lemmatiser
from graph.ingest.vocabulary import Vocabulary

LANGUAGES = ("fi", "sv", "en")
#: What was measured, less a little: a change that reads worse is to be seen.
FLOOR = 0.9


@pytest.fixture(scope="module")
def scores(vocabulary: Vocabulary, lemmas: Lemmatiser) -> dict[tuple[str, str], Score]:
    return measure(FreeReader(vocabulary, lemmas))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_negated_or_of_the_background_is_proposed_as_coverage(
    language: str, scores: dict[tuple[str, str], Score]
) -> None:
    assert scores[language, "all"].wrongly == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_is_read_worse_than_was_measured(
    language: str, scores: dict[tuple[str, str], Score]
) -> None:
    score = scores[language, "all"]
    assert score.right >= FLOOR * score.read
    assert score.found >= FLOOR * score.marked - 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_examples_of_what_must_and_of_what_must_not_be_read(language: str) -> None:
    marked = {m.relation for of, _, marks in texts() for m in marks if of == language}
    assert marked >= {"targets", "targetsIntermediary", "claimsAlignmentWith", "usesMethod", "not"}


def test_marks_are_taken_out_with_their_places() -> None:
    text, (marked,) = parsed("Help {targets:the old} now")
    assert (text, text[marked.start : marked.end]) == ("Help the old now", "the old")
