"""Theme forms: whom sub-themes and aims tell of, by the cases of names and the verbs of clauses."""

from __future__ import annotations

import pytest

from tests.graph.ingest.conftest import Found, Read, groups_said

_OF_SERVED = "Kohderyhmään kuuluvat lesket. Välittäjinä toimivat ohjaajat."
_OF_WORKERS = "Teeman kohderyhmänä ovat vanhuspalvelujen hoitajat. Välillisesti hyötyvät asiakkaat."


def _said(
    theme: Read, found: Found, *, part: str = "", prose: str = "", groups: str = _OF_SERVED
) -> set[str]:
    items = f"- Taidot kuntoon. {part}\n- Malli käyttöön. Kokeillaan arviointia."
    content = f"{prose}\n\nAlateemat ovat:\n\n{items}\n"
    return groups_said(theme(target_groups=groups, content=content), found, "content")


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Ensimmäiset kurssit kootaan ahtaajista ja sepistä.", {"ahtaajista", "sepistä"}),
        ("Kokeilut aloitetaan siivoojista.", {"siivoojista"}),
        ("Kaivosmiehistä tulee muuraajia muuntokoulutuksella.", {"Kaivosmiehistä"}),
        ("Palaute kootaan kalastajista.", set()),
        ("Keskustelut käydään kaikkien yli 55-vuotiaiden kanssa.", {"yli 55-vuotiaiden"}),
        ("Kartoitus tehdään yhdessä henkilöstön kanssa.", set()),
    ],
)
def test_those_of_whom_groups_are_made_and_with_whom_it_is_done_take_part(
    text: str, groups: set[str], theme: Read, found: Found
) -> None:
    assert _said(theme, found, part=text) == groups


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Yhteiseen malliin perehdytetään yhtiöiden käsittelijät.", {"by yhtiöiden käsittelijät"}),
        ("Työnantajia neuvotaan työn muokkaamisessa.", {"by Työnantajia"}),
        ("Työpaikoille perehdytetään vastuuhenkilöitä.", {"by vastuuhenkilöitä"}),
        (
            "Yömajojen ja yökahviloiden työntekijöitä koulutetaan siihen.",
            {"by Yömajojen ja yökahviloiden työntekijöitä"},
        ),
    ],
)
def test_professionals_who_are_taught_work_with_others(
    text: str, groups: set[str], theme: Read, found: Found
) -> None:
    assert _said(theme, found, part=text) == groups


@pytest.mark.parametrize(
    "text",
    [
        "Kokeillaan eläkeläisten ohjaamia kerhoja.",
        "Laaditaan omaisten kokoama opas.",
        "Kehitetään sovellus, jolla työnhakija arvioi osaamisensa.",
        "Otetaan käyttöön arvio, jossa lääkäri on mukana, ilman omaisia.",
    ],
)
def test_who_only_does_or_uses_something_is_no_group(text: str, theme: Read, found: Found) -> None:
    assert {g for g in _said(theme, found, part=text) if not g.startswith("by ")} == set()


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "Tavoitteena on, että vuoteen 2027 mennessä 5 000 kaupan alalla työskentelevää on oppinut uutta.",
            {"kaupan alalla työskentelevää"},
        ),
        ("Ohjelmakauden lopussa jokaisella vapautuvalla vangilla on asunto.", {"vapautuvalla vangilla"}),
        (
            "Odotettavissa on, että puolet osa-aikaisista sepistä on kouluttautunut.",
            {"osa-aikaisista sepistä"},
        ),
        ("Tavoite. Kun seuraava kriisi tulee, kalastajilla on suunnitelma.", {"kalastajilla"}),
        ("Nykyisin moni leski jää ilman ohjausta.", set()),
        ("Teemalla tavoitellaan tilannetta, jossa työntekijä voi opiskella.", set()),
        ("Tavoitetila: vuonna 2027 yhteiskunnallinen yritys on tavanomainen vaihtoehto.", set()),
    ],
)
def test_an_aim_tells_who_is_to_have_or_do_something(
    text: str, groups: set[str], theme: Read, found: Found
) -> None:
    assert _said(theme, found, prose=text) == groups


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "Selvitetään, miten vastaanotolla tunnistetaan väkivaltaa kokeneet vanhukset.",
            {"väkivaltaa kokeneet vanhukset"},
        ),
        ("Vahvistetaan valmiuksia kohdata muistisairaita.", {"muistisairaita"}),
    ],
)
def test_those_whom_workers_learn_to_meet_are_reached_through_them(
    text: str, groups: set[str], theme: Read, found: Found
) -> None:
    said = _said(theme, found, part=text, groups=_OF_WORKERS)
    assert said == {f"indirectly {g}" for g in groups}


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Järjestetään kurssi lesille ja heidän läheisilleen.", {"lesille", "heidän läheisilleen"}),
        ("Annetaan asumisneuvontaa vuokravelkaisille.", {"vuokravelkaisille"}),
        (
            "Sähköasentajille ja kiinteistönhoitajille annetaan koulutusta.",
            {"Sähköasentajille", "kiinteistönhoitajille"},
        ),
        ("Mukaan valitaan vuosittain 40 ulkomailta palannutta seppää.", {"ulkomailta palannutta seppää"}),
    ],
)
def test_those_to_whom_something_is_given_take_part(
    text: str, groups: set[str], theme: Read, found: Found
) -> None:
    assert _said(theme, found, part=text) == groups


def test_a_name_of_services_names_whose_they_are(theme: Read, found: Found) -> None:
    content = (
        "Alateemat ovat:\n\n- Näkövammaisten palvelut Kuopiossa.\n- Malli käyttöön. Kokeillaan arviointia.\n"
    )
    said = groups_said(theme(target_groups=_OF_SERVED, content=content), found, "content")
    assert said == {"Näkövammaisten"}


def test_the_development_of_services_is_no_name_of_whose_they_are(theme: Read, found: Found) -> None:
    content = (
        "Alateemat ovat:\n\n- Leskien palvelujen kehittäminen.\n- Malli käyttöön. Kokeillaan arviointia.\n"
    )
    assert groups_said(theme(target_groups=_OF_SERVED, content=content), found, "content") == set()


@pytest.mark.parametrize("purpose", ["he pysyisivät alalla", "he jaksaisivat", "työt löytyisivät läheltä"])
def test_what_would_follow_makes_no_past_of_a_plan(purpose: str, theme: Read, found: Found) -> None:
    said = _said(theme, found, part=f"Uran alussa olevia seppiä tuetaan, jotta {purpose}.")
    assert said == {"Uran alussa olevia seppiä"}


def test_those_who_take_part_themselves_work_in_a_branch(theme: Read, found: Found) -> None:
    groups = "Toiminnan osallistujia ovat hoiva-alalla työskentelevät itse."
    said = _said(theme, found, part="Yöhoitajille annetaan työnohjausta.", groups=groups)
    assert said == {"Yöhoitajille"}


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Opas on tarkoitettu vastikään maahan tulleille.", {"vastikään maahan tulleille"}),
        ("Lesket pääsevät mukaan samoin ehdoin kuin sepät.", {"Lesket"}),
    ],
)
def test_those_who_came_are_named_and_those_compared_with_are_not(
    text: str, groups: set[str], theme: Read, found: Found
) -> None:
    assert _said(theme, found, part=text) == groups


def test_people_whom_a_clause_tells_make_no_theme_one_for_workers(theme: Read, found: Found) -> None:
    groups = "Teema on tarkoitettu ihmisille, joiden asuminen on vaarassa mutta joilla on vielä koti."
    said = _said(theme, found, part="Neuvojille luodaan täydennyskoulutus.", groups=groups)
    assert said == {"by Neuvojille"}
