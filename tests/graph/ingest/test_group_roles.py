"""Groups of a theme as officials name them: where good reaches, who is staff, who is left out."""

from __future__ import annotations

import pytest

from graph.ingest.reader import Reading
from tests.graph.ingest.conftest import Found, Read, groups_said


def _affirmed(reading: Reading, found: Found, section: str = "target-groups") -> set[str]:
    """Return the affirmed mentions of a section, with "by" or "indirectly" before them."""
    return {said for said in groups_said(reading, found, section) if not said.startswith("not ")}


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "Hyöty säteilee luotsien lapsiin. Vaikutukset heijastuvat myös kylien asukkaille.",
            {"indirectly luotsien lapsiin", "indirectly kylien asukkaille"},
        ),
        (
            "Saarten asukkaat hyötyvät epäsuorasti. Eniten iloa toiminnasta on leskille ja lapsiperheille.",
            {"indirectly Saarten asukkaat", "indirectly leskille", "indirectly lapsiperheille"},
        ),
        (
            "Luotsien puolisot ja lapset hyötyvät teemasta, vaikka heille ei järjestetä toimintaa.",
            {"indirectly Luotsien puolisot", "indirectly lapset"},
        ),
        ("Hyötyjiksi luetaan myös kylien kauppiaat.", {"indirectly kylien kauppiaat"}),
        (
            "Naapurustot hyötyvät epäsuorasti, samoin luotsien läheiset.",
            {"indirectly Naapurustot", "indirectly luotsien läheiset"},
        ),
        ("Nuorten sisarukset ovat teeman välillinen kohderyhmä.", {"indirectly Nuorten sisarukset"}),
    ],
)
def test_whom_the_good_of_a_theme_reaches_is_served_indirectly(
    text: str, groups: set[str], theme: Read, found: Found
) -> None:
    assert _affirmed(theme(target_groups=text), found) == groups


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "Varsinaisena kohderyhmänä on satamien henkilöstö. Mukana ovat luotsinhoitajat ja laivaohjaajat.",
            {"satamien henkilöstö", "luotsinhoitajat", "laivaohjaajat"},
        ),
        (
            "Varsinaisena kohderyhmänä on satamien henkilöstö.\n\nVälittäjinä toimivat laivaohjaajat.",
            {"satamien henkilöstö", "by laivaohjaajat"},
        ),
        (
            "Mukana ovat pienet ja keskisuuret telakkayritykset, joilla ei ole kokemusta rekrytoinnista.",
            {"by pienet ja keskisuuret telakkayritykset"},
        ),
        (
            "Yhtä lailla tarvitaan saarten viljelijöitä ja luonto-oppaita. Kylien laulukaveritoverit ovat "
            "tärkeä voimavara.",
            {"by saarten viljelijöitä", "by luonto-oppaita", "Kylien laulukaveritoverit"},
        ),
        (
            "Työtä tehdään kylien neuvojien, kuntien ohjaajien ja saarikauppiaiden kanssa.",
            {"by kylien neuvojien", "by kuntien ohjaajien", "by saarikauppiaiden"},
        ),
    ],
)
def test_staff_is_served_where_the_theme_is_for_it_and_works_with_others_elsewhere(
    text: str, groups: set[str], theme: Read, found: Found
) -> None:
    assert _affirmed(theme(target_groups=text), found) == groups


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "Satamissa tavoitetaan kuntoutukseen osallistuvat ja luotsit. Kaikkialla otetaan huomioon "
            "näkövamman vuoksi tukea tarvitsevat.",
            {"kuntoutukseen osallistuvat", "luotsit", "näkövamman vuoksi tukea tarvitsevat"},
        ),
        (
            "Toiminta suunnataan luotseille, joista esimerkkeinä mainittakoon saaristoluotsit.",
            {"luotseille", "saaristoluotsit"},
        ),
        (
            "Oman ryhmänsä muodostavat ne, jotka harkitsevat yrittäjyyttä: yksinyrittäjät ja seppämestarit.",
            {"ne, jotka harkitsevat yrittäjyyttä", "yksinyrittäjät", "seppämestarit"},
        ),
        (
            "Osallistuminen ei edellytä tutkintoa, joten mukaan otetaan myös uupumuksesta kärsiviä nuoria.",
            {"uupumuksesta kärsiviä nuoria"},
        ),
        (
            "Useimmin kyse on häätöilmoituksen saaneista ja köyhistä kotitalouksista.",
            {"häätöilmoituksen saaneista", "köyhistä kotitalouksista"},
        ),
        (
            "Mukaan voidaan ottaa alaa vaihtamassa olevia ja kotoa harvoin lähteviä.",
            {"alaa vaihtamassa olevia", "kotoa harvoin lähteviä"},
        ),
        (
            "Satamien neuvojat ja luotsauksen erikoislääkärit kohtaavat heidät ensimmäisinä.",
            {"by Satamien neuvojat", "by luotsauksen erikoislääkärit"},
        ),
        (
            "Osallistujat: suojelua saavat, sotilaat ja alalle pyrkivät.",
            {"suojelua saavat", "sotilaat", "alalle pyrkivät"},
        ),
        (
            "Muita ammattilaisia, joiden kautta nuoret tavoitetaan, ovat satamien neuvojat ja opot.",
            {"by satamien neuvojat", "by opot"},
        ),
        (
            "Ammattilaiset, joiden kautta heidät tavoitetaan:\n- satamien neuvojat\n- Kelan asiantuntijat",
            {"by satamien neuvojat", "by Kelan asiantuntijat"},
        ),
        ("Valmennus on suunniteltu kuuroille työnhakijoille.", {"kuuroille työnhakijoille"}),
        ("Kunnissa rohkaistaan opettajia tarjoamaan luokkia.", {"by opettajia"}),
    ],
)
def test_lists_after_a_passive_a_relative_and_an_announcement_are_read_whole(
    text: str, groups: set[str], theme: Read, found: Found
) -> None:
    assert _affirmed(theme(target_groups=text), found) == groups


@pytest.mark.parametrize(
    "text",
    [
        "Koululaisten kasvatuksesta huolehditaan oppilaitoksissa, eikä teema ulotu heihin.",
        "Vammaisten palveluja kehitetään toisaalla, joten he eivät sisälly tähän teemaan.",
        "Varhaiskasvatuksen henkilöstön osaaminen kuuluu toiseen kokonaisuuteen.",
        "Ulkopuolelle rajataan alaikäiset. Omistusasujien ongelmat hoidetaan velkaneuvonnassa.",
        "Kohderyhmään eivät kuulu sotilaat. Muistisairaiden retket ovat osa vanhuspalveluja.",
        "Metsänomistajia palvelee Suomen metsäkeskus.",
        "Turvapaikanhakijoiden palvelut järjestää Maahanmuuttovirasto.",
        "Peruskoulun oppilaita tavoitellaan kansallisella Satakieli-ohjelmalla.",
        "Riippuvuudesta toipuville on suunniteltu oma teemansa.",
        "Eläkkeellä olevien omaishoitajien tuki kuuluu hyvinvointialueiden toimintaan.",
        "Suuret telakat kouluttavat henkilöstönsä itse.",
        "Luotsien hankkeita rahoitetaan toisen erityistavoitteen kautta.",
        "Eläkeläisten kerhot mainitaan usein, mutta teema ei heitä tavoittele.",
        "Aikuislukiolaisten tilanne on tunnistettu, mutta heitä varten valmistellaan erillinen haku.",
        "Sairaaloiden potilaille suunnattu työ jää hyvinvointialueille.",
        "Asiakkaille tarjottava valmennus kuuluu hyvinvointialueen perustyöhön.",
    ],
)
def test_those_whom_others_serve_are_not_said_to_be_served(text: str, theme: Read, found: Found) -> None:
    assert _affirmed(theme(target_groups=text), found) == set()


def test_a_paragraph_on_those_left_out_can_go_on_about_those_who_are_not(theme: Read, found: Found) -> None:
    text = "Teema ei koske sotilaita. Mukaan pääsevät kuitenkin palveluksen keskeyttäneet."
    assert _affirmed(theme(target_groups=text), found) == {"palveluksen keskeyttäneet"}


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Tavoitteena on, että nuori aikuinen palaa opintoihin.", {"nuori aikuinen"}),
        ("Pyritään siihen, että vankilasta vapautuva saa asunnon heti.", {"vankilasta vapautuva"}),
        ("Tutkimus osoittaa, että nuori jää usein yksin.", set()),
    ],
)
def test_one_of_whom_an_aim_is_told_stands_for_many(
    text: str, groups: set[str], theme: Read, found: Found
) -> None:
    assert _affirmed(theme(content=text), found, "content") == groups


def test_a_participle_that_qualifies_a_list_of_things_names_nobody(theme: Read, found: Found) -> None:
    text = "Hankkeissa tuetaan nuoria. Teemaa tukevat vireillä olleet yhteinen malli ja opas."
    assert _affirmed(theme(target_groups=text), found) == {"nuoria"}
