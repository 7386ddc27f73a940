"""Swedish and English sentences of a Finnish form are read by their own rules, and by no Finnish ones."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.assertion import Assertion
from graph.ingest.languages import Language
from graph.ingest.lemmas import Lemmatiser
from graph.ingest.passages import words_of
from graph.ingest.reader import Reading
from graph.ingest.spoken import language_of

Read = Callable[..., Reading]
Found = Callable[..., list[Assertion]]

TARGETING = ("targets", "targetsIndirectly", "targetsIntermediary")
PASSAGE = (
    "På svenska: I skärgården vänder sig temat dessutom till uppsagda fiskare och odlare som byter gröda. "
    "Handledare får fortbildning. Skolelever ingår inte i målgruppen."
)


def _groups(reading: Reading, found: Found) -> set[tuple[str, str, str]]:
    groups = found(reading, *TARGETING, section="target-groups")
    return {(a.mention, a.role, a.polarity) for a in groups}


def test_groups_of_a_swedish_passage_are_read_with_role_and_denial(theme: Read, found: Found) -> None:
    reading = theme(target_groups=f"Kohderyhmänä ovat nuoret.\n\n{PASSAGE}")
    assert _groups(reading, found) == {
        ("nuoret", "participants", "affirmed"),
        ("uppsagda fiskare", "participants", "affirmed"),
        ("odlare som byter gröda", "participants", "affirmed"),
        ("Handledare", "intermediaries", "affirmed"),
        ("Skolelever", "participants", "denied"),
    }


def test_sentences_of_one_paragraph_are_read_each_in_its_language(theme: Read, found: Found) -> None:
    text = "Kohderyhmänä ovat nuoret. Pensioners are not included. Pensionärer ingår inte."
    assert _groups(theme(target_groups=text), found) == {
        ("nuoret", "participants", "affirmed"),
        ("Pensioners", "participants", "denied"),
        ("Pensionärer", "participants", "denied"),
    }


def test_lists_and_denials_in_english_hold_in_a_finnish_form(theme: Read, found: Found) -> None:
    text = (
        "Kohderyhmänä ovat nuoret.\n\nThe target groups are:\n- unemployed fishers\n- refugees\n\n"
        "Students do not belong to the target group. Supervisors receive training."
    )
    assert _groups(theme(target_groups=text), found) == {
        ("nuoret", "participants", "affirmed"),
        ("unemployed fishers", "participants", "affirmed"),
        ("refugees", "participants", "affirmed"),
        ("Students", "participants", "denied"),
        ("Supervisors", "intermediaries", "affirmed"),
    }


@pytest.mark.parametrize(
    ("text", "before", "language"),
    [
        (PASSAGE, "fi", "sv"),
        ("Toiminta kohdistuu nuoriin, i) ja ii) ryhmiin.", "sv", "fi"),
        ("Alateema I – Esteetön rekrytointi.", "fi", "fi"),
        ("Pensioners are not included.", "fi", "en"),
        ("unga arbetslösa", "sv", "sv"),
        ("nuoret työttömät", "sv", "fi"),
        ("2021–2027", "sv", "fi"),
    ],
)
def test_a_sentence_is_in_the_language_of_its_commonest_words(
    lemmas: Lemmatiser, text: str, before: Language, language: Language
) -> None:
    assert language_of(tuple(words_of(text, lemmas)), before) == language
