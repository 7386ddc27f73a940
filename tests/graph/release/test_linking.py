from __future__ import annotations

import pytest

from graph.release.linking import folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # A list of projects leaves commas out of the names of authorities.
        (
            "Hämeen elinkeino- liikenne-  ja ympäristökeskus",
            "Hämeen elinkeino-, liikenne- ja ympäristökeskus",
        ),
        ("KEKSITTY OY", "Keksitty Oy"),
        ("Keksitty r.y.", "Keksitty r y"),
        ("Keksitty – laitos", "Keksitty - laitos"),
    ],
)
def test_one_name_written_in_two_ways_is_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_another_name_is_another() -> None:
    assert folded("Keksitty Oy") != folded("Keksitty Ab")
