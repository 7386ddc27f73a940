"""A new group's draft label is in the nominative plural, or as it is written where that is not sure."""

from __future__ import annotations

import pytest

from graph.ingest.lemmas import Lemmatiser
from graph.ingest.passages import words_of
from graph.ingest.plurals import draft_label
from graph.ingest.rules import Rules


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("vankilasta vapautuville", "vankilasta vapautuvat"),
        ("vähän koulutettujen aikuisten", "vähän koulutetut aikuiset"),
        ("asunnottomille naisille", "asunnottomat naiset"),
        ("työstä pois jääneisiin naisiin", "työstä pois jääneet naiset"),
        ("alle 30-vuotiaita vankeja", "alle 30-vuotiaat vangit"),
        ("kuntien työntekijöille", "kuntien työntekijät"),
        ("ikääntyvien yrittäjien", "ikääntyvät yrittäjät"),
        ("entiset seilorit", "entiset seilorit"),
        ("tuntemattomia kvarkkeleita", "tuntemattomia kvarkkeleita"),
    ],
)
def test_a_name_is_put_into_the_nominative_plural(
    text: str, label: str, lemmas: Lemmatiser, rules: Rules
) -> None:
    words = tuple(words_of(text, lemmas))
    assert draft_label(words, len(words) - 1, rules.words["plurals"]) == label
