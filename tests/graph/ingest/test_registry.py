"""A project's name is found in whatever case, length and company a sentence uses it."""

from __future__ import annotations

import pytest

from graph.ingest.claims import Thing
from graph.ingest.lemmas import Lemmatiser
from graph.ingest.passages import words_of
from graph.ingest.registry import Registry
from graph.ingest.rules import Rules

ONE, OTHER = Thing("S99001", "Project", "Valo"), Thing("S99002", "Project", "Toinen")


@pytest.fixture
def registry(lemmas: Lemmatiser, rules: Rules) -> Registry:
    return Registry(lemmas, rules.wordings["project_word"])


@pytest.mark.parametrize(
    ("name", "said", "mention"),
    [
        ("VALO", "Myös Valossa kehitettiin malli.", "Valossa"),
        ("VALO", "Tulokset VALO:n ajalta.", "VALO:n"),
        ("VALO", "VALO-hankkeessa syntyi opas.", "VALO-hankkeessa"),
        ("Ratti", "Kuljettajat kiittivät Ratin oppaita.", "Ratin"),
        ("Lyhtykulku", "Kylissä Lyhtykulun malli toimii.", "Lyhtykulun"),
        ("Kestävä kiila", "Alueilla Kestävässä kiilassa syntyi mittari.", "Kestävässä kiilassa"),
        ("Sumusta valoon 24/7", "Siksi Sumusta valoon 24/7 -hanke jatkui.", "Sumusta valoon 24/7"),
        ("Kaksi torvea, yksi ääni", "Uusi Kaksi torvea, yksi ääni -malli", "Kaksi torvea, yksi ääni"),
        ("PK-99", "PK-99:ssä kehitettiin työkalu.", "PK-99:ssä"),
        ("Kuka sytyttää?", "Lisäksi ”Kuka sytyttää?” -hanke kokosi väen.", "Kuka sytyttää"),
    ],
)
def test_a_name_is_found_as_it_is_spoken(
    name: str, said: str, mention: str, registry: Registry, lemmas: Lemmatiser
) -> None:
    registry.add(name, ONE)
    words = tuple(words_of(said, lemmas))
    found = registry.mentions(words)
    last = words[found[0].last - 1]
    assert [said[words[f.first].start : last.end + 0] for f in found] == [mention]
    assert found[0].projects == (ONE,)


@pytest.mark.parametrize(
    "said", ["Talossa oli valoa yöllä.", "Valonheitin syttyi.", "Valot sammuivat Sumussa."]
)
def test_a_common_word_is_no_name(said: str, registry: Registry, lemmas: Lemmatiser) -> None:
    registry.add("VALO", ONE)
    assert registry.mentions(tuple(words_of(said, lemmas))) == [] or "Valot" in said


def test_a_name_of_two_projects_tells_both(registry: Registry, lemmas: Lemmatiser) -> None:
    registry.add("VALO", ONE)
    registry.add("VALO", OTHER)
    assert registry.get("VALO") == (ONE, OTHER)
    assert registry.mentions(tuple(words_of("VALO jatkui.", lemmas)))[0].projects == (ONE, OTHER)


def test_the_document_s_own_project_goes_before_what_the_reference_knows(registry: Registry) -> None:
    registry.add("VALO", OTHER, own=False)
    assert registry.get("VALO") == (OTHER,)
    registry.add("VALO", ONE)
    assert registry.get("VALO") == (ONE,)


def test_the_longer_name_wins(registry: Registry, lemmas: Lemmatiser) -> None:
    registry.add("Lyhty", ONE)
    registry.add("Lyhty palaa", OTHER)
    assert registry.mentions(tuple(words_of("Lyhty palaa jo.", lemmas)))[0].projects == (OTHER,)


def test_the_beginning_of_one_name_tells_it_and_of_two_both(registry: Registry) -> None:
    registry.add("Varmuutta valoon ja lähiluodolle", ONE)
    assert registry.begun_by("Varmuutta valoon") == (ONE,)
    registry.add("Varmuutta valoon talvella", OTHER)
    assert registry.begun_by("Varmuutta valoon") == (ONE, OTHER)
    assert registry.begun_by("Varm") == ()
