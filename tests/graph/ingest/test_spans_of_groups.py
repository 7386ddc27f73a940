"""Names of groups are whole and no more; people by whom only a place or a fact is told are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.assertion import Assertion
from graph.ingest.reader import Reading
from tests.graph.ingest.conftest import groups_said

Read = Callable[..., Reading]
Found = Callable[..., list[Assertion]]

_PARTS = "Teeman alateemat ovat:\n\n- Alku. {text}\n- Loppu. Jatketaan."


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "Mukaan halutaan enemmän miehiä, jotka hoitavat luotoja yksin.",
            {"miehiä, jotka hoitavat luotoja yksin"},
        ),
        ("Joukossa on paljon lesken eläkettä saavia.", {"lesken eläkettä saavia"}),
        ("Kohderyhmää ovat vähän koulutetut kalastajat.", {"vähän koulutetut kalastajat"}),
        (
            "Mukana ovat seppien sukuihin kuuluvat nuoret sekä alue- ja vähemmistökieliä puhuvat lesket.",
            {"seppien sukuihin kuuluvat nuoret", "alue- ja vähemmistökieliä puhuvat lesket"},
        ),
        (
            "Toiminta on avointa muille syrjään jääneille, joita voivat olla esimerkiksi yhden hengen "
            "taloudet ja huostaan otetut pojat.",
            {"syrjään jääneille", "yhden hengen taloudet", "huostaan otetut pojat"},
        ),
        (
            "Kohderyhmänä ovat kuurot, laivalta lähteneet sekä ikääntyneet merimiehet.",
            {"kuurot", "laivalta lähteneet", "ikääntyneet merimiehet"},
        ),
    ],
)
def test_how_many_there_are_and_what_stands_beside_is_no_part_of_a_name(
    text: str, groups: set[str], theme: Read, found: Found
) -> None:
    assert groups_said(theme(target_groups=text), found, "target-groups") == groups


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("**Rajaukset.** Teema ei koske luotseja.", {"not luotseja"}),
        ("Ketä varten teema on: työttömiä luotseja ja leskiä varten.", {"työttömiä luotseja", "leskiä"}),
        ("Ryhmiä on kaksi. Ensimmäinen on laivansa menettäneet luotsit.", {"laivansa menettäneet luotsit"}),
        ("On perusteltua painottaa alle 30-vuotiaita luotseja.", {"alle 30-vuotiaita luotseja"}),
        ("Osaamistaan kehittävät teeman avulla kylien neuvojat.", {"by kylien neuvojat"}),
        ("Merimiesten asuntoloissa tavoitetaan leskiä.", {"leskiä"}),
        ("Museot osallistuvat toteutukseen kumppaneina.", set()),
        ("Ikäsyrjintä kohdistuu yleensä vanhimpiin naisiin.", set()),
    ],
)
def test_labels_owners_of_places_and_partners_are_no_groups(
    text: str, groups: set[str], theme: Read, found: Found
) -> None:
    assert groups_said(theme(target_groups=text), found, "target-groups") == groups


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Kehitetään vanhusten palvelujen laatua.", set()),
        ("Puretaan luotseihin kohdistuvia ennakkoluuloja.", set()),
        ("Vähennetään leskiä kohtaan tunnettua epäluuloa.", set()),
        ("Työpaikoille tuodaan kielen opetusta.", set()),
        ("Selvitetään, miksi nuoret eivät hae merille.", set()),
        ("Kootaan yhteen käsityöalan tekijöitä.", {"käsityöalan tekijöitä"}),
        ("Maastokoulutusta metsureille ja piilukoille.", {"metsureille", "piilukoille"}),
        ("Toipuneille järjestetään koulutusta.", {"Toipuneille"}),
        ("Mukaan haetaan telakoita ja yrityksiä, jotka ottavat harjoittelijoita.", {"by yrityksiä"}),
    ],
)
def test_a_part_is_for_those_who_get_something_not_for_whom_it_only_names(
    text: str, groups: set[str], theme: Read, found: Found
) -> None:
    said = groups_said(theme(content=_PARTS.format(text=text)), found, "content")
    assert {g for g in said if "harjoittelijoita" not in g} == groups


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Kurssille ovat osallistuneet vankien lisäksi kätilöt.", {"vankien", "by kätilöt"}),
        ("Hankkeessa tutkittiin, miksi luotsit jäävät maihin.", set()),
        ("Koulutuksen käyneet tekevät töitä satamissa.", set()),
        ("Koulutetut toimivat nyt satamissa.", set()),
        ("Tuloksia on esitelty järjestöjen koulutuspäivillä.", set()),
        ("Mallista on keskusteltu laista vastaavien kanssa.", set()),
        ("Sitä kokeiltiin 130 toipuvan potilaan kanssa.", {"toipuvan potilaan"}),
    ],
)
def test_a_project_reached_those_who_took_part_not_those_of_whom_a_fact_is_told(
    text: str, groups: set[str], report: Read, found: Found
) -> None:
    said = report(results=f"- Lyhty-hanke (S30001) alkoi. {text}", projects="- Lyhty, S30001")
    assert groups_said(said, found, "results") == groups


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "Erityisryhmien, kuten vankien ja leskien, osuus kaikista 310 osallistujasta oli 38 prosenttia.",
            {"Erityisryhmien", "vankien", "leskien"},
        ),
        ("Loput olivat kuuroja vankeja.", {"kuuroja vankeja"}),
        ("Ministeriöille kokonaisuus tarjosi tilaisuuden kokeilla.", set()),
    ],
)
def test_a_report_counts_whom_its_package_was_for(
    text: str, groups: set[str], report: Read, found: Found
) -> None:
    assert groups_said(report(summary=text), found, "summary") == groups


@pytest.mark.parametrize(
    "text",
    [
        "Tavoitteena on, että päihdekuntoutuja saa palveluja yhdestä paikasta.",
        "Muutoksen odotetaan näkyvän siten, että yrittäjä saa tukea samoin perustein.",
        "Tavoitteena on, että vuorotyötä tekevien osuus kasvaa.",
    ],
)
def test_an_expected_state_of_anybody_or_of_a_share_is_no_target(
    text: str, theme: Read, found: Found
) -> None:
    assert groups_said(theme(content=text), found, "content") == set()


def test_what_is_only_noted_of_people_makes_them_no_group(theme: Read, found: Found) -> None:
    text = "Toiminnassa on tarpeen huomioida, että hakijoista yhä useampi käy työssä."
    assert groups_said(theme(target_groups=text), found, "target-groups") == set()
