"""Workers in themes: those a theme is for take part, those who teach, lead or reach others work with them."""

from __future__ import annotations

import pytest

from tests.graph.ingest.conftest import Found, Read, groups_said

_NAME = "Valtakunnallinen teema"


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "Kohderyhmänä ovat hoiva-alalla työskentelevät. Mukaan otetaan hoitajat ja avustajat.\n\n"
            "Alalle palaaville hoitajille avataan oma polku. Työpaikoilla heitä ohjaavat osastonhoitajat.",
            {"hoiva-alalla työskentelevät", "hoitajat", "avustajat", "Alalle palaaville hoitajille"}
            | {"by osastonhoitajat"},
        ),
        (
            "Teeman kohderyhmänä on sairaaloiden henkilöstö.\n\nTähän kuuluvat kätilöt ja ensihoitajat.\n\n"
            "Tukena ovat opetushoitajat ja työterveyshoitajat.",
            {
                "sairaaloiden henkilöstö",
                "kätilöt",
                "ensihoitajat",
                "by opetushoitajat",
                "by työterveyshoitajat",
            },
        ),
        (
            "Kohderyhmänä ovat nuoret. Mukaan otetaan hoitajat ja avustajat.",
            {"nuoret", "by hoitajat", "by avustajat"},
        ),
        (
            "Toimintaan osallistuvat\n\n- kirjastonhoitajat, etenkin ne, joiden tutkinto on vanha\n"
            "- lastenvalvojat",
            {"kirjastonhoitajat", "lastenvalvojat", "ne, joiden tutkinto on vanha"},
        ),
        (
            "Toimien kohteena on satamien henkilöstö. Siihen luetaan\n\n- ammatilliset opettajat\n"
            "- opinto-ohjaajat",
            {"satamien henkilöstö", "ammatilliset opettajat", "opinto-ohjaajat"},
        ),
        (
            "Kohderyhmänä ovat kotiin annettavaa hoitoa tekevät työntekijät. Joukkoon luetaan hoitajat "
            "riippumatta siitä, onko työnantajana osakeyhtiö.",
            {"kotiin annettavaa hoitoa tekevät työntekijät", "hoitajat"},
        ),
        (
            "Teeman osallistujia ovat valmentajat itse. Mukaan pääsevät kuraattorit.\n\n"
            "Väylänä ovat rehtorit.",
            {"valmentajat", "kuraattorit", "by rehtorit"},
        ),
    ],
)
def test_workers_take_part_where_the_first_whom_a_theme_is_for_are_workers(
    text: str, groups: set[str], theme: Read, found: Found
) -> None:
    assert groups_said(theme(target_groups=text), found, "target-groups") == groups


@pytest.mark.parametrize(
    ("name", "groups"),
    [
        ("Kirjastonhoitajien osaaminen", {"kirjastonhoitajille", "by opettajille"}),
        ("Nuorten osallisuus", {"by kirjastonhoitajille", "by opettajille"}),
    ],
)
def test_a_theme_named_after_workers_is_for_them_and_not_for_their_teachers(
    name: str, groups: set[str], theme: Read, found: Found
) -> None:
    text = "Alateemat ovat:\n\n- Oppiva työ: kurssi kirjastonhoitajille ja toinen kurssi opettajille."
    reading = theme({_NAME: f"ET 4.2. Uutta osaamista työelämään {name}"}, content=text)
    assert groups_said(reading, found, "content") == groups


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Kylien lapset hyötyvät, kun luotsit jäävät saarelle.", {"indirectly Kylien lapset"}),
        ("Toiminnasta hyötyvät saarten asukkaat.", {"indirectly saarten asukkaat"}),
        ("Luotsien jaksaminen heijastuu matkustajiin.", {"indirectly matkustajiin"}),
        ("Viime kädessä hyödyn saavat opiskelijat.", {"indirectly opiskelijat"}),
        ("Kuka muu hyötyy? Kuntoutujien omaiset.", {"indirectly Kuntoutujien omaiset"}),
        ("Välilliset hyödynsaajat. Luotsien puolisot.", {"indirectly Luotsien puolisot"}),
    ],
)
def test_those_who_gain_are_served_indirectly(text: str, groups: set[str], theme: Read, found: Found) -> None:
    assert groups_said(theme(target_groups=text), found, "target-groups") == groups


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "Kohderyhmänä ovat lasten kanssa työskentelevät: päiväkotien hoitajat, sijaisvanhemmat ja "
            "perheohjaajat.",
            {"by päiväkotien hoitajat", "by sijaisvanhemmat", "by perheohjaajat"},
        ),
        (
            "Mukaan kutsutaan työttömiä nuoria ja seurojen valmentajia.",
            {"työttömiä nuoria", "seurojen valmentajia"},
        ),
        (
            "Perheet tavoitetaan niiden kautta, jotka lapsi tuntee. Näitä ovat kummisedät ja naapurit.",
            {"by kummisedät", "by naapurit"},
        ),
    ],
)
def test_those_in_one_list_have_one_role(text: str, groups: set[str], theme: Read, found: Found) -> None:
    assert groups <= groups_said(theme(target_groups=text), found, "target-groups")
