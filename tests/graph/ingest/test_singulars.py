"""Names of instruments as a list would have them."""

from __future__ import annotations

import pytest

from graph.ingest.lemmas import Lemmatiser
from graph.ingest.passages import words_of
from graph.ingest.singulars import titled


@pytest.mark.parametrize(
    ("written", "head", "name"),
    [
        ("eurooppalaiseen lyhtytakuuseen", 1, "eurooppalainen lyhtytakuu"),
        ("neuvoston suositusta lyhtyjen huollosta", 1, "neuvoston suositus lyhtyjen huollosta"),
        ("EU:n lyhtyjä koskevan strategian 2020–2025", 3, "EU:n lyhtyjä koskeva strategia 2020–2025"),
        ("Euroopan sosiaalisten oikeuksien pilarin", 3, "Euroopan sosiaalisten oikeuksien pilari"),
        ("Lyhtyjen poistamisen ohjelmaan", 2, "Lyhtyjen poistamisen ohjelma"),
        ("Valaistuvan polun Lyhty -ohjelmaan", 3, "Valaistuvan polun Lyhty -ohjelma"),
        ("kansallinen lyhtyohjelma", 1, "kansallinen lyhtyohjelma"),
    ],
)
def test_an_instrument_is_named_in_the_nominative(
    written: str, head: int, name: str, lemmas: Lemmatiser
) -> None:
    assert titled(tuple(words_of(written, lemmas)), head) == name
