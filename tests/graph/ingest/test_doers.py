"""Whom a report reached by what it tells that they did, by how many of them, and by what they gained."""

from __future__ import annotations

import pytest

from graph.terms import TARGETING
from tests.graph.ingest.conftest import Found, Read


def _roles(found: Found, reading: object) -> set[tuple[str, str]]:
    affirmed = (a for a in found(reading, *TARGETING) if a.polarity == "affirmed")
    return {(" ".join(a.mention.split()), a.role) for a in affirmed}


@pytest.mark.parametrize(
    ("said", "groups"),
    [
        (
            "Lyhty-hanke perusti pajan, jossa kylän eläkeläiset ja luotsien koulutetut ohjaajat veistivät.",
            {("kylän eläkeläiset", "participants"), ("luotsien koulutetut ohjaajat", "intermediaries")},
        ),
        (
            "Lyhty-hanke laati periaatteet, jotka 73 työnantajaa hyväksyi.",
            {("työnantajaa", "intermediaries")},
        ),
        (
            "Lyhty-hankkeessa laadittiin kansio, ja 60 kouluterveydenhoitajaa oppi pitämään ryhmiä.",
            {("kouluterveydenhoitajaa", "intermediaries")},
        ),
        (
            "Lyhty-hankkeessa toimi harjoitusyritys. Valmennusta antoivat eläköityneet yrittäjät.",
            {("eläköityneet yrittäjät", "intermediaries")},
        ),
        (
            "Lyhty-hanke kartoitti taitoja. Koulunkäynninohjaajista 118 suoritti kurssin, lesket keittivät.",
            {("Koulunkäynninohjaajista", "intermediaries"), ("lesket", "participants")},
        ),
        (
            "Lyhty-hankkeeseen tuli 80 nuorta kalastajaa, ja kalastajien vanhemmille pidettiin ryhmä.",
            {("nuorta kalastajaa", "participants"), ("kalastajien vanhemmille", "indirect")},
        ),
        (
            "Lyhty-hanke tarjosi muuttajien puolisoille työnhakuvalmennusta.",
            {("muuttajien puolisoille", "participants")},
        ),
        (
            "Lyhty-hanke muutti vuorot. Muutos helpotti kalastajien arkea, vaikka he eivät olleet mukana.",
            {("kalastajien", "indirect")},
        ),
        (
            "Kylän kuntoutujien arkeen paneutui Lyhty-hanke.",
            {("Kylän kuntoutujien", "participants")},
        ),
        (
            "Lyhty-hankkeessa työskenneltiin kunnanlääkärien, rehtorien ja kauppojen omistajien kanssa.",
            {
                ("kunnanlääkärien", "intermediaries"),
                ("rehtorien", "intermediaries"),
                ("kauppojen omistajien", "intermediaries"),
            },
        ),
        (
            "Lyhty-hanke toimi kolme vuotta. Myös vuokranantajat ovat kertoneet hyötyneensä.",
            {("vuokranantajat", "indirect")},
        ),
    ],
)
def test_those_who_did_something_in_a_project_were_reached(
    said: str, groups: set[tuple[str, str]], report: Read, found: Found
) -> None:
    assert groups == _roles(found, report(results=f"- {said}"))


@pytest.mark.parametrize(
    ("said", "groups"),
    [
        (
            "Hankkeisiin osallistui noin 4 100 opiskelijaa ja 870 opetushenkilöstöön kuuluvaa.",
            {("opiskelijaa", "participants"), ("opetushenkilöstöön kuuluvaa", "intermediaries")},
        ),
        (
            "Mukana on ollut 950 satamien isännöitsijää, sosiaaliohjaajaa ja työnantajien edustajaa.",
            {
                ("satamien isännöitsijää", "intermediaries"),
                ("sosiaaliohjaajaa", "intermediaries"),
                ("työnantajien edustajaa", "intermediaries"),
            },
        ),
        (
            "Kirjastovirkailijoista koulutuksiin osallistui 320 ja kansalaisopistojen opettajista 85.",
            {
                ("Kirjastovirkailijoista", "intermediaries"),
                ("kansalaisopistojen opettajista", "intermediaries"),
            },
        ),
        ("Mukaan haettiin myös merellä asuvia kalastajia.", {("merellä asuvia kalastajia", "participants")}),
        ("Toiminnasta hyötyivät lopulta myös bussiyhtiöt.", {("bussiyhtiöt", "indirect")}),
        (
            "Samalla kylien muut asukkaat ovat saaneet uusia naapureita.",
            {("kylien muut asukkaat", "indirect")},
        ),
        (
            "Vastaanottavaa yhteiskuntaa edustivat työpaikkaohjaajat.",
            {("työpaikkaohjaajat", "intermediaries")},
        ),
        (
            "Kun 46 kotoutumisen yhdyshenkilöä saatiin saman verkoston piiriin, jonoja ei syntynyt.",
            {("kotoutumisen yhdyshenkilöä", "intermediaries")},
        ),
        ("Hankkeissa tavoitettiin 1 860 yritystä ja 3 200 henkilöä.", set()),
        ("Luotsityö kattaa nykyisin kaikki kunnat.", set()),
        ("Osallistujat olivat keskimäärin 43-vuotiaita.", set()),
    ],
)
def test_a_summary_s_counts_and_gains_tell_who_was_reached(
    said: str, groups: set[tuple[str, str]], report: Read, found: Found
) -> None:
    assert _roles(found, report(summary=said)) == groups


@pytest.mark.parametrize(
    "said",
    [
        "Lyhty-hanke teki sovelluksen, johon opiskelija kirjaa tuntinsa.",
        "Lyhty-hankkeen robotti jäi tekemättä, koska se asetti ikääntyneet asiakkaat eriarvoiseen asemaan.",
        "Lyhty-hanke julkaisi indeksin, joka lasketaan 70 kunnalle.",
        "Lyhty-hanke kokosi tietopankin kuntien käyttöön.",
    ],
)
def test_users_of_a_product_and_places_it_covers_were_not_reached(
    said: str, report: Read, found: Found
) -> None:
    assert _roles(found, report(results=f"- {said}")) == set()


def test_a_list_of_gains_tells_who_gained(report: Read, found: Found) -> None:
    said = (
        "Toiminnasta on ollut seuraavaa hyötyä:\n\n- Satamien ohjaajat käyttävät samoja lomakkeita.\n"
        "- Tieto kulkee."
    )
    assert _roles(found, report(summary=said)) == {("Satamien ohjaajat", "intermediaries")}
