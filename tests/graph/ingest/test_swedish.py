"""A Swedish passage of a Finnish form is read by the Swedish rules, and by no Finnish ones."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.assertion import Assertion
from graph.ingest.reader import Reading
from graph.ingest.swedish import is_swedish

Read = Callable[..., Reading]
Found = Callable[..., list[Assertion]]

TARGETING = ("targets", "targetsIndirectly", "targetsIntermediary")
PASSAGE = (
    "På svenska: I skärgården vänder sig temat dessutom till uppsagda fiskare och odlare som byter gröda. "
    "Handledare får fortbildning. Skolelever ingår inte i målgruppen."
)


def test_groups_of_a_swedish_passage_are_read_with_role_and_denial(theme: Read, found: Found) -> None:
    reading = theme(target_groups=f"Kohderyhmänä ovat nuoret.\n\n{PASSAGE}")
    groups = found(reading, *TARGETING, section="target-groups")
    assert {(a.mention, a.role, a.polarity) for a in groups} == {
        ("nuoret", "participants", "affirmed"),
        ("uppsagda fiskare", "participants", "affirmed"),
        ("odlare som byter gröda", "participants", "affirmed"),
        ("Handledare", "intermediaries", "affirmed"),
        ("Skolelever", "participants", "denied"),
    }


@pytest.mark.parametrize(
    ("text", "swedish"),
    [(PASSAGE, True), ("Toiminta kohdistuu nuoriin, i) ja ii) ryhmiin.", False), ("Från mörker", False)],
)
def test_a_passage_is_swedish_by_its_commonest_words(text: str, swedish: bool) -> None:
    assert is_swedish(text) is swedish
