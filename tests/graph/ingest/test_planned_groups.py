"""Groups for whom something is planned: reasons, risks, skills and what people act as."""

from __future__ import annotations

import pytest

from tests.graph.ingest.conftest import Found, Read, groups_said


def _part(text: str) -> str:
    return f"Teemassa on kaksi alateemaa:\n\n- {text}\n- Viestinnän kehittäminen."


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "Seppien osuus yrittäjistä on kasvanut, minkä vuoksi tukea tarjotaan myös nuorille sepille.",
            {"nuorille sepille"},
        ),
        ("Leskiä on arviolta 900, joten palveluja suunnataan leskiäideille.", {"leskiäideille"}),
        ("Yksinyrittäjiin luetaan tässä myös seppämestarit.", {"seppämestarit"}),
        ("Kokemus on osoittanut, että kurssit tavoittavat lähinnä nuoria miehiä.", set()),
        (
            "Syrjäytymisen riski on korkea koulunsa keskeyttäneillä nuorilla.",
            {"koulunsa keskeyttäneillä nuorilla"},
        ),
        ("Erityisesti huolehditaan asunnottomista nuorista.", {"asunnottomista nuorista"}),
        ("Mukaan haetaan mentoreiksi soveltuvia eläkeläisiä.", {"by mentoreiksi soveltuvia eläkeläisiä"}),
        ("Yrityksistä tavoitellaan verstaiden omistajia.", {"by verstaiden omistajia"}),
        ("Tulokset hyödyttävät pitkällä aikavälillä työnantajia.", {"indirectly työnantajia"}),
        (
            "Sepät tavoitetaan parhaiten luottamushenkilöiden ja opettajien kautta.",
            {"Sepät", "by luottamushenkilöiden", "by opettajien"},
        ),
    ],
)
def test_a_plan_is_told_from_what_it_follows_from(
    text: str, groups: set[str], theme: Read, found: Found
) -> None:
    assert groups_said(theme(target_groups=text), found, "target-groups") == groups


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Tavoitteena on, että neuvojat osaavat kohdata velkaantuneita.", {"by neuvojat"}),
        ("Tavoitteena on, että irtisanotuista yhä useampi palaa työhön.", {"irtisanotuista"}),
        ("Tavoitteena on, että työn kuormitustekijät tunnetaan paremmin.", set()),
        ("Vaikutukset arvioidaan, sillä miesten ja naisten urat eriytyvät.", set()),
    ],
)
def test_aims_are_for_those_who_are_to_do_something(
    text: str, groups: set[str], theme: Read, found: Found
) -> None:
    said = groups_said(theme(content=text), found, "content")
    assert (groups <= said) if groups else not said


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "Paja auki. Pajoja pidetään niille koululaisille, joilla ei ole kotia.",
            {"koululaisille, joilla ei ole kotia"},
        ),
        ("Todistus. Opetusta lisätään, jotta jaksonsa päättävät saavat todistuksen.", {"jaksonsa päättävät"}),
        (
            "Puhe. Majatalonpitäjille ja pankkien neuvojille järjestetään koulutusta puheeksi ottamisesta.",
            {"by Majatalonpitäjille", "by pankkien neuvojille"},
        ),
        ("Apu. Tukea viedään paikkoihin, joissa ihmiset muutenkin käyvät.", set()),
        ("Hinnoittelu ja digitaaliset apuvälineet. Rajausta harjoitellaan.", set()),
        ("Kokeilut. Pilotit aloitetaan rakennusalalta.", set()),
    ],
)
def test_parts_name_those_who_learn_or_are_taught(
    text: str, groups: set[str], theme: Read, found: Found
) -> None:
    assert groups_said(theme(content=_part(text)), found, "content") == groups


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "Paljon tukea tarvitsevia nuoria ovat esimerkiksi sijaisperheissä asuvat.",
            {"Paljon tukea tarvitsevia nuoria", "sijaisperheissä asuvat"},
        ),
        ("Apua tarvitsevat ohjataan ensin pajoille.", {"Apua tarvitsevat"}),
        ("Kirjastot auttavat tavoittamaan syrjässä asuvat.", {"by Kirjastot", "syrjässä asuvat"}),
        ("Mukaan toivotaan nuoria palkkaavia yrittäjiä.", {"by nuoria palkkaavia yrittäjiä"}),
        (
            "Hankkeiden on tehtävä yhteistyötä sepänliikkeiden työnantajien kanssa.",
            {"by sepänliikkeiden työnantajien"},
        ),
        ("Kylien yksinäiset miehet jäävät usein kaiken tuen ulkopuolelle.", {"Kylien yksinäiset miehet"}),
    ],
)
def test_those_in_need_and_those_worked_with_are_named(
    text: str, groups: set[str], theme: Read, found: Found
) -> None:
    assert groups_said(theme(target_groups=text), found, "target-groups") == groups


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Työhön tukea: autetaan työpaikkoja palkkaamaan väkeä.", {"by työpaikkoja"}),
        ("Ikäystävälliset työpaikat: kehitetään mittareita.", set()),
        ("Vertaisuus. Perustetaan toiminnallisia ryhmiä.", set()),
        ("Mallit. Hyvät tavat kuvataan ja levitetään kaikille kunnille.", set()),
        ("Taide. Pajoja pidetään vangeille taiteilijoiden johdolla.", {"vangeille"}),
        ("Kieli. Tukea annetaan työpaikoilla, ja mentorit koulutetaan.", {"by mentorit"}),
        ("Menetelmät. Kokemusasiantuntijoiden osaamista hyödynnetään suunnittelussa.", set()),
    ],
)
def test_labels_meetings_and_used_skills_name_no_group_of_a_part(
    text: str, groups: set[str], theme: Read, found: Found
) -> None:
    assert groups_said(theme(content=_part(text)), found, "content") == groups
