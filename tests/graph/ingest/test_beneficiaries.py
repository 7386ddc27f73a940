"""Of the people that a sub-theme names, those are its groups for whom or through whom it works."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.assertion import Assertion
from graph.ingest.reader import Reading

Read = Callable[..., Reading]
Found = Callable[..., list[Assertion]]

ROLES = ("targets", "targetsIntermediary", "targetsIndirectly")


def _groups(item: str, theme: Read, found: Found) -> list[tuple[str, str]]:
    reading = theme(content=f"Alateemat:\n\n- Lyhtyjen huolto: {item}\n- Polkujen valaisu\n")
    return [(a.relation, a.mention) for a in found(reading, *ROLES)]


@pytest.mark.parametrize(
    "item",
    [
        "Kehitetään lyhtyjen malleja oppilaitosten kanssa.",
        "Kokeillaan harjoittelua yhteistyössä työnantajien kanssa.",
        "Rakennetaan malli, jossa kunta ja oppilaitos sopivat huollosta.",
        "Palkitaan opiskelijoiden keskuudesta valittuja lyhtyjä.",
    ],
)
def test_partners_and_those_from_among_whom_others_are_chosen_are_no_groups(
    item: str, theme: Read, found: Found
) -> None:
    assert _groups(item, theme, found) == []


@pytest.mark.parametrize(
    ("item", "group"),
    [
        (
            "Käytäntöä kokeillaan opintonsa keskeyttäneiden nuorten kanssa.",
            "opintonsa keskeyttäneiden nuorten",
        ),
        ("Menetelmää sovelletaan maahanmuuttajien kanssa.", "maahanmuuttajien"),
        ("Mallia pilotoidaan pitkäaikaistyöttömien kanssa.", "pitkäaikaistyöttömien"),
    ],
)
def test_those_with_whom_something_is_tried_are_served(
    item: str, group: str, theme: Read, found: Found
) -> None:
    assert _groups(item, theme, found) == [("targets", group)]


def test_a_part_named_after_skills_trains_nobody_by_its_name(theme: Read, found: Found) -> None:
    reading = theme(content="Alateemat:\n\n- Ammattilaisten osaaminen. Luodaan malli.\n- Polkujen valaisu\n")
    assert found(reading, *ROLES) == []
    reading = theme(content="Alateemat:\n\n- Ammattilaisten osaamisen vahvistaminen\n- Polkujen valaisu\n")
    assert [a.mention for a in found(reading, *ROLES)] == ["Ammattilaisten"]


def test_help_for_one_without_a_verb_is_help_for_such(theme: Read, found: Found) -> None:
    reading = theme(
        content="Alateemat:\n\n- Työ mukautuu. Työnantajalle apua nopeasti.\n- Polkujen valaisu\n"
    )
    assert [(a.relation, a.mention) for a in found(reading, *ROLES)] == [
        ("targetsIntermediary", "Työnantajalle")
    ]


@pytest.mark.parametrize(
    "item",
    [
        "Eläkeläisille suunnattu neuvonta jää kuntien omaksi toiminnaksi.",
        "Omaishoitajien vapaiden järjestäminen on lakisääteistä toimintaa, jota teema ei korvaa.",
        "Opettajille on jo olemassa vastaava koulutus.",
        "Kiintiöpakolaisten ohjaus jää rahaston hoidettavaksi.",
    ],
)
def test_whom_others_already_serve_is_not_served(item: str, theme: Read, found: Found) -> None:
    reading = theme(content=f"Alateemat:\n\n- Lyhtyjen huolto: {item}\n- Polkujen valaisu\n")
    assert [a.mention for a in found(reading, *ROLES) if a.polarity == "affirmed"] == []
