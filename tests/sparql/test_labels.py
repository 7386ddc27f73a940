"""Names are in the reader's language, or Finnish and said to be so."""

from __future__ import annotations

import pytest

from graph.identifiers import ID, NS
from graph.store.dataset import Dataset
from sparql.labels import Label, Labels, alphabetical


@pytest.mark.parametrize(
    ("code", "language", "label"),
    [
        ("k9001", "sv", Label("påhittade personer", "sv")),
        ("k9002", "sv", Label("vain suomeksi nimetyt", "fi")),
        ("t1", "en", Label("Keksitty teema", "fi")),
        ("nothing", "en", Label("nothing", "")),
    ],
)
def test_a_name_is_in_the_language_asked_or_finnish_or_a_code(
    dataset: Dataset, code: str, language: str, label: Label
) -> None:
    assert Labels(dataset).of(ID + code, language) == label


def test_terms_are_named_by_their_labels(dataset: Dataset) -> None:
    assert Labels(dataset).of(NS + "targets", "en") == Label("targets", "en")


def test_a_definition_is_given_in_the_language_there_is(dataset: Dataset) -> None:
    assert Labels(dataset).definition(ID + "k9001", "sv") == Label("An invented group.", "en")
    assert Labels(dataset).definition(ID + "t1", "sv") is None


def test_finnish_and_swedish_letters_stand_at_the_end_of_the_alphabet() -> None:
    assert sorted(["Öljy", "älä", "ala", "Åbo", "zoo"], key=alphabetical) == [
        "ala",
        "zoo",
        "Åbo",
        "älä",
        "Öljy",
    ]
