from __future__ import annotations

import pytest

from graph.ingest.tables.grantees import is_person


@pytest.mark.parametrize(
    "name", ["Matti Meikäläinen", "MEIKÄLÄINEN, MAIJA", "Anna-Liisa Malli", "PARTURI TMI"]
)
def test_what_may_be_a_person_is_told(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    "name",
    [
        "Keksitty ammattikorkeakoulu Oy",
        "KEKSITTY KONEPAJA OY",
        "Kuvitellun kaupungin opisto",
        "Lapin Yliopisto",
        "Kuvitelma ry",
        "Meikäläisen Säätiö",
        "Oulun kauppakamari",
    ],
)
def test_organisations_are_not_taken_for_persons(name: str) -> None:
    assert not is_person(name)


def test_words_of_the_mapping_tell_organisations() -> None:
    assert is_person("Keksi Akademi")
    assert not is_person("Keksi Akademi", ["Akademi"])
