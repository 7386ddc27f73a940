"""Where a title's name in one language ends and that in the next begins."""

from __future__ import annotations

import pytest

from graph.ingest.lemmas import Lemmatiser
from graph.ingest.tongues import tongues


@pytest.mark.parametrize(
    ("title", "names"),
    [
        (
            "Kalastajien uudet ammatit Nya yrken för fiskare New occupations for fishers",
            ["Kalastajien uudet ammatit", "Nya yrken för fiskare", "New occupations for fishers"],
        ),
        (
            "Meri kantaa (Havet bär oss, The Sea Carries Us)",
            ["Meri kantaa", "Havet bär oss", "The Sea Carries Us"],
        ),
        (
            "Satamasta satamaan. På svenska: Från hamn till hamn. In English: From port to port",
            ["Satamasta satamaan", "Från hamn till hamn", "From port to port"],
        ),
        ("Oma ovi – asuminen ja Turun työpajat", ["Oma ovi – asuminen ja Turun työpajat"]),
        ("Startup-yrittäjyys ja Leader-toiminta", ["Startup-yrittäjyys ja Leader-toiminta"]),
    ],
)
def test_each_language_has_its_own_name(title: str, names: list[str], lemmas: Lemmatiser) -> None:
    assert [
        title[slice(*span)]
        for span in tongues(title, "fi", lemmas.knows, lambda word: lemmas.knows(word.casefold(), "fi"))
    ] == names
