"""Finnish agreement tells where one noun phrase ends and the next begins."""

from __future__ import annotations

import pytest

from graph.ingest.lemmas import Lemmatiser
from graph.ingest.nominals import Nominals
from graph.ingest.passages import passage
from graph.ingest.phrases import Phrases
from graph.ingest.rules import Rules

_PRODUCTS = ("malli", "opas", "lomake", "sarja", "materiaali")


@pytest.mark.parametrize(
    ("said", "phrases"),
    [
        ("kylien käyttöön yhtenäisen huoltolomakkeen", ["kylien käyttöön", "yhtenäisen huoltolomakkeen"]),
        ("sepille suunnattu videosarja", ["sepille suunnattu videosarja"]),
        ("huollon mallin kolmeen kylään", ["huollon mallin", "kolmeen kylään"]),
        ("mallin juurruttamiseksi", ["mallin juurruttamiseksi"]),
        ("luku- ja kirjoitustaidon oppimateriaali", ["luku- ja kirjoitustaidon oppimateriaali"]),
    ],
)
def test_a_head_takes_what_agrees_with_it_or_owns_it(
    said: str, phrases: list[str], lemmas: Lemmatiser, rules: Rules
) -> None:
    (sentence,) = passage(said, "results", "paragraph", (0, len(said)), lemmas).sentences
    found = Nominals(Phrases(rules), _PRODUCTS).of(sentence.words)
    assert [said[n.words[0].start : n.head.end] for n in found] == phrases


def test_a_compound_of_a_known_head_is_in_the_nominative(lemmas: Lemmatiser, rules: Rules) -> None:
    (sentence,) = passage("huoltovideosarja", "results", "paragraph", (0, 16), lemmas).sentences
    assert Nominals(Phrases(rules), _PRODUCTS).cases(sentence.words[0]) == {"nom"}
