"""Theme forms: reasons, times and offers around a group leave it its place and its role."""

from __future__ import annotations

import pytest

from tests.graph.ingest.conftest import Found, Read, groups_said


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "Seppien osuudelle asetetaan raja, sillä aiemmissa hankkeissa heitä on ollut vain muutama.",
            {"Seppien"},
        ),
        ("Leskille on varattu oma kiintiönsä, sillä edellisellä kaudella heitä ei tavoitettu.", {"Leskille"}),
        ("Yksinhuoltajat ovat erityinen kohderyhmä, koska heistä 40 % on työttömiä.", {"Yksinhuoltajat"}),
    ],
)
def test_what_a_reason_tells_of_other_times_leaves_a_group_its_place(
    text: str, groups: set[str], theme: Read, found: Found
) -> None:
    assert groups_said(theme(target_groups=text), found, "target-groups") == groups


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Ala on yksipuolinen, minkä vuoksi tavoitellaan erityisesti naisia.", {"naisia"}),
        ("Moni on uupunut, mistä syystä mukaan kutsutaan myös työttömiä äitejä.", {"työttömiä äitejä"}),
        ("Pula on suuri, minkä takia suuryritysten johtajat eivät kuulu kohderyhmään.", None),
    ],
)
def test_what_follows_from_a_clause_is_said_of_the_theme(
    text: str, groups: set[str] | None, theme: Read, found: Found
) -> None:
    said = groups_said(theme(target_groups=text), found, "target-groups")
    assert said == groups if groups is not None else all(s.startswith("not ") for s in said)


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "Myös partiojärjestöjen vapaaehtoisille on tarjolla opastusta.",
            {"by partiojärjestöjen vapaaehtoisille"},
        ),
        ("Neuvoloiden terveydenhoitajille on varattu omat päivänsä.", {"by Neuvoloiden terveydenhoitajille"}),
        (
            "Työtä tehdään lapsia jo nyt tapaavien ammattilaisten kautta.",
            {"by lapsia jo nyt tapaavien ammattilaisten"},
        ),
        ("Kutsutaan nuoria viikoittain kohtaavia opettajia.", {"by nuoria viikoittain kohtaavia opettajia"}),
        (
            "Sepän palkanneet yrittäjät ovat mukana myös työnantajan roolissa.",
            {"by Sepän palkanneet yrittäjät"},
        ),
        (
            "Kaupoissa työskentelevät osaajat toimivat mukana vertaiskouluttajina.",
            {"by Kaupoissa työskentelevät osaajat"},
        ),
    ],
)
def test_offers_times_and_roles_tell_who_is_reached(
    text: str, groups: set[str], theme: Read, found: Found
) -> None:
    assert groups_said(theme(target_groups=text), found, "target-groups") == groups


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Teeman toimilla kotona olevat naiset saavat tietoa oikeuksistaan.", {"kotona olevat naiset"}),
        ("Hankkeiden ansiosta pitkäaikaistyöttömät pääsevät palveluihin.", {"pitkäaikaistyöttömät"}),
    ],
)
def test_by_a_theme_s_means_those_served_are_told(
    text: str, groups: set[str], theme: Read, found: Found
) -> None:
    assert groups_said(theme(added_value=text), found, "added-value") == groups


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Rajaukset. Kalastajat saavat apua liitolta. Merimiehet ohjataan satamaan.", set()),
        ("Keitä teema ei koske? Metsureiden kurssit kuuluvat liitolle. Sepät kouluttaa kilta.", set()),
        ("Kenelle ei? Metsureille. Mukaan pääsevät kuitenkin luotsit.", {"luotsit"}),
        ("Luotseja kouluttaa valtio, joten teema ei koske heitä. Sepät ohjataan kiltaan.", set()),
        (
            "Luotseja kouluttaa valtio, joten teema ei koske heitä. Sepille suunnataan kursseja.",
            {"Sepille"},
        ),
    ],
)
def test_a_paragraph_that_leaves_out_some_takes_in_nobody_it_does_not_say(
    text: str, groups: set[str], theme: Read, found: Found
) -> None:
    said = groups_said(theme(target_groups=text), found, "target-groups")
    assert {group for group in said if not group.startswith("not ")} == groups


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Olennaisimmat ovat lähetit ja luotsit.", {"lähetit", "luotsit"}),
        ("Toisena tulevat metsurit ja luotsit.", {"metsurit", "luotsit"}),
        ("Seppien lapset ovat välillisiä hyödynsaajia.", {"indirectly Seppien lapset"}),
        ("Lopullinen hyöty tulee seppien lapsille.", {"indirectly seppien lapsille"}),
        ("Palvelujen säilyminen on eduksi kylien lapsille.", {"indirectly kylien lapsille"}),
        ("Parantuneesta opista pääsevät viime kädessä nauttimaan oppilaat.", {"indirectly oppilaat"}),
    ],
)
def test_whom_the_section_names_it_is_for_and_whom_good_reaches_in_the_end_gains(
    text: str, groups: set[str], theme: Read, found: Found
) -> None:
    assert groups_said(theme(target_groups=text), found, "target-groups") == groups


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Etusijalla ovat perusasteen varassa olevat aikuiset.", {"perusasteen varassa olevat aikuiset"}),
        (
            "Toimeentulotuen varassa elävät sepät kuuluvat kohderyhmään.",
            {"Toimeentulotuen varassa elävät sepät"},
        ),
        ("Osallistujia ovat pitkään perusturvan varassa eläneet.", {"pitkään perusturvan varassa eläneet"}),
        ("Hankkeisiin osallistuvat Kelan palveluneuvojat.", {"by Kelan palveluneuvojat"}),
        ("Sivuhyötyjä saavat myös seppien puolisot.", {"indirectly seppien puolisot"}),
        ("Seppien sisarukset saavat hekin osansa hyödystä.", {"indirectly Seppien sisarukset"}),
        ("Toiminta on avointa työttömille sepille.", {"työttömille sepille"}),
        ("Teemassa ei keskitytä luotseihin, vaan seppiin.", {"not luotseihin", "seppiin"}),
    ],
)
def test_who_lives_on_something_is_left_to_nobody_and_side_goods_are_indirect(
    text: str, groups: set[str], theme: Read, found: Found
) -> None:
    assert groups_said(theme(target_groups=text), found, "target-groups") == groups


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "Otetaan käyttöön keskustelu, jossa ohjaaja tai neuvoja käy läpi toiveita.",
            {"by ohjaaja", "by neuvoja"},
        ),
        ("Lesken paluu suunnitellaan yhdessä työterveyshuollon kanssa.", set[str]()),
        ("Kehitetään pienelle työpaikalle sopivia puheeksi ottamisen käytäntöjä.", set[str]()),
    ],
)
def test_a_part_works_through_persons_not_with_partner_services(
    text: str, groups: set[str], theme: Read, found: Found
) -> None:
    reading = theme(content=f"Alateemat:\n\n1. Uusi alku\n\n{text}\n")
    assert {s for s in groups_said(reading, found, "content") if not s.endswith("esken")} == groups


def test_those_served_who_teach_others_are_served_still(report: Read, found: Found) -> None:
    reading = report(summary="Hankkeissa kehitysvammaiset nuoret toimivat itse opettajina.")
    assert groups_said(reading, found, "summary") <= {"kehitysvammaiset nuoret"}
