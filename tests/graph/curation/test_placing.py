"""Words are found where a document says them, however its lines break, and nowhere else."""

from __future__ import annotations

import pytest

from graph.curation.placing import Placed, placed
from graph.errors import InvalidDecision
from tests.graph.invented import version

TEXT = "Otsake: sepitetyt ryhmät".ljust(70) + "sepitetyt\n  ryhmät ja muut; Sepitetyt ryhmät".ljust(430)


@pytest.mark.parametrize(
    ("near", "start", "section"), [(0, 8, "header"), (80, 70, "target-groups"), (400, 98, "target-groups")]
)
def test_the_nearest_place_is_taken_with_its_section(near: int, start: int, section: str) -> None:
    found = placed("sepitetyt ryhmät", TEXT, version(), near)
    assert (found.start, found.section) == (start, section)
    assert TEXT[found.start : found.end].split() == found.words.split()


def test_words_are_told_as_the_text_has_them_in_one_line() -> None:
    assert placed("SEPITETYT  RYHMÄT", TEXT, version(), 75) == Placed(
        "sepitetyt ryhmät", 70, 88, "target-groups"
    )


@pytest.mark.parametrize("words", ["", "  ", "aivan muita", "(sepitetyt"])
def test_words_that_the_text_does_not_say_are_refused(words: str) -> None:
    with pytest.raises(InvalidDecision):
        placed(words, TEXT, version())
