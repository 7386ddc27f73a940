"""Who is served is told from who works with them, who is excluded, and who is only background."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.assertion import Assertion
from graph.ingest.reader import Reading

Read = Callable[..., Reading]
Found = Callable[..., list[Assertion]]
Mentions = Callable[..., list[str]]

TARGETING = ("targets", "targetsIndirectly", "targetsIntermediary")


def _by_mention(found: Found, reading: Reading) -> dict[str, Assertion]:
    return {" ".join(a.mention.split()): a for a in found(reading, *TARGETING, section="target-groups")}


def test_every_member_of_a_list_is_a_group_known_or_not(theme: Read, found: Found) -> None:
    text = "Kohderyhmänä ovat työttömät, tuulimyllyjen entiset hoitajat, luotsien lesket sekä vähävaraiset."
    groups = _by_mention(found, theme(target_groups=text))
    assert {m: a.candidate for m, a in groups.items()} == {
        "työttömät": False,
        "tuulimyllyjen entiset hoitajat": True,
        "luotsien lesket": True,
        "vähävaraiset": False,
    }


def test_a_narrower_group_is_a_candidate_that_names_the_wider(theme: Read, found: Found) -> None:
    groups = _by_mention(found, theme(target_groups="Kohderyhmään kuuluvat saaristossa asuvat nuoret."))
    group = groups["saaristossa asuvat nuoret"]
    assert (group.candidate, group.values["proposedBroader"]) == (True, "k1102")


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Toiminta kohdistuu osatyökykyisiin.", "osatyökykyisiin"),
        ("Toiminta suunnataan asunnottomille.", "asunnottomille"),
        ("Kohderyhmiä ovat mm. romanit.", "romanit"),
        ("Hankkeisiin osallistuvat yksinhuoltajat.", "yksinhuoltajat"),
        ("Romanien osallisuutta vahvistetaan.", "Romanien"),
    ],
)
def test_a_group_is_found_in_any_case(text: str, mention: str, theme: Read, mentions: Mentions) -> None:
    assert mentions(theme(target_groups=text), "targets", section="target-groups") == [mention]


def test_an_indirect_group_is_not_a_participant(theme: Read, found: Found) -> None:
    text = "Kohderyhmänä ovat pitkäaikaistyöttömät. Välillisesti hyötyvät heidän läheisensä ja naapurinsa."
    roles = {m: a.role for m, a in _by_mention(found, theme(target_groups=text)).items()}
    assert roles == {
        "pitkäaikaistyöttömät": "participants",
        "heidän läheisensä": "indirect",
        "naapurinsa": "indirect",
    }


def test_professionals_and_organisations_are_intermediaries(theme: Read, found: Found) -> None:
    text = "Kohderyhmiä ovat kunnat, työnantajat ja kylätyön ammattilaiset."
    groups = _by_mention(found, theme(target_groups=text))
    assert {a.relation for a in groups.values()} == {"targetsIntermediary"}
    assert len(groups) == 3


def test_where_professionals_work_is_no_group(theme: Read, mentions: Mentions) -> None:
    text = "Kohderyhmää ovat myös ammattilaiset sosiaalihuollossa, järjestöissä, kunnissa ja säätiöissä."
    assert len(mentions(theme(target_groups=text), *TARGETING, section="target-groups")) == 1


def test_whom_professionals_work_with_is_no_participant(theme: Read, mentions: Mentions) -> None:
    text = "Kohderyhmänä ovat nuorten parissa työskentelevät ohjaajat."
    assert mentions(theme(target_groups=text), "targets", section="target-groups") == []


def test_workers_whose_skills_are_raised_are_intermediaries(theme: Read, found: Found) -> None:
    text = "Lisäksi vahvistetaan etsivien lyhtymestarien ohjaajien ja kuntaneuvojien osaamista."
    assert {a.role for a in _by_mention(found, theme(target_groups=text)).values()} == {"intermediaries"}


@pytest.mark.parametrize(
    "text",
    [
        "Toiminta ei kohdistu opiskelijoihin.",
        "Opiskelijat eivät kuulu kohderyhmään.",
        "Kohderyhmänä ovat työttömät, pois lukien opiskelijat.",
        "Kohderyhmänä ovat työttömät, lukuun ottamatta opiskelijoita.",
        "Opiskelijat rajataan toiminnan ulkopuolelle.",
        "Opiskelijoita palvelee toinen teema.",
    ],
)
def test_an_excluded_group_is_denied(text: str, theme: Read, found: Found) -> None:
    groups = {
        a.label: a.polarity for a in found(theme(target_groups=text), "targets", section="target-groups")
    }
    assert groups["opiskelijat"] == "denied"
    assert groups.get("työttömät", "affirmed") == "affirmed"


def test_not_only_but_also_denies_nobody(theme: Read, found: Found) -> None:
    text = "Toiminta ei kohdistu vain työttömiin vaan myös opiskelijoihin."
    assert {a.polarity for a in found(theme(target_groups=text), "targets", section="target-groups")} == {
        "affirmed"
    }


def test_but_turns_a_denial_back(theme: Read, found: Found) -> None:
    text = "Toiminta ei kohdistu opiskelijoihin, vaan työttömiin."
    groups = {
        a.label: a.polarity for a in found(theme(target_groups=text), "targets", section="target-groups")
    }
    assert groups == {"opiskelijat": "denied", "työttömät": "affirmed"}


def test_a_negation_in_a_relative_clause_denies_nobody(theme: Read, found: Found) -> None:
    text = "Kohderyhmänä ovat nuoret, jotka eivät opiskele."
    assert {a.polarity for a in found(theme(target_groups=text), "targets", section="target-groups")} == {
        "affirmed"
    }


def test_statistics_are_background(theme: Read, mentions: Mentions) -> None:
    text = "Kohderyhmänä ovat nuoret. Vuonna 2020 vammaisten työttömyys on kasvanut 12 prosenttia."
    assert mentions(theme(target_groups=text), *TARGETING, section="target-groups") == ["nuoret"]


def test_the_government_s_groups_are_not_the_theme_s(theme: Read, mentions: Mentions) -> None:
    text = "Hallitusohjelman mukaisesti lisätään maahanmuuttajien osallisuutta."
    assert mentions(theme(instruments=text), *TARGETING) == []


@pytest.mark.parametrize(
    "text",
    [
        "Kehitysvammaisille henkilöille suunnattua tukea rahoitetaan osallisuuden erityistavoitteesta.",
        "Vangeille suunnattua koulutusta rahoitetaan laitoksen toimintamenoista.",
        "Maahanmuuttajat saavat palvelunsa kunnasta.",
        "Omaishoitajat on huomioitu toisaalla.",
        "Opiskelijat kuuluvat ministeriön hallinnonalan kehittämishankkeisiin.",
        "Turvapaikanhakijoiden palvelut rahoitetaan maahanmuutto- ja kotouttamisrahastosta.",
        "Korkeakoulutettujen urapalvelut kuuluvat yliopistoille ja liitoille.",
        "Omaishoitajien jaksamista on tuettu järjestöjen avustuksilla.",
        "Varusmiehistä huolehtivat Puolustusvoimat.",
        "Lukiolaisten ohjaus on koulutuksen järjestäjän lakisääteinen velvollisuus.",
    ],
)
def test_those_whom_others_pay_for_or_see_to_are_left_out(text: str, theme: Read, found: Found) -> None:
    reading = theme(target_groups=f"Kohderyhmänä ovat työttömät nuoret.\n\n{text}")
    said = found(reading, *TARGETING, section="target-groups")
    assert {a.mention for a in said if a.polarity == "affirmed"} == {"työttömät nuoret"}


@pytest.mark.parametrize(
    "text",
    [
        "Kohderyhmään kuuluvat myös työnantajille palveluja tarjoavat yhdistykset.",
        "Teemasta rahoitetaan vangeille suunnattua valmennusta.",
        "Lisäksi tuetaan omaishoitajia ESR+-ohjelmasta.",
        "Maahanmuuttajat saavat ohjauksensa teeman hankkeista.",
        "Ohjauksesta vastaavat opettajat ovat mukana.",
    ],
)
def test_those_whom_the_theme_pays_for_are_not(text: str, theme: Read, found: Found) -> None:
    reading = theme(target_groups=f"Kohderyhmänä ovat työttömät nuoret.\n\n{text}")
    said = found(reading, *TARGETING, section="target-groups")
    assert {a.polarity for a in said} == {"affirmed"}
    assert len(said) > 1


@pytest.mark.parametrize("cue", ["esimerkiksi", "esim.", "kuten", "mm."])
def test_a_list_of_examples_is_open(cue: str, theme: Read, found: Found) -> None:
    reading = theme(target_groups=f"Kohderyhmiä voivat olla {cue} romanit ja asunnottomat.")
    for group in found(reading, "targets", section="target-groups"):
        assert group.qualifiers == {"openList": True, "hedged": True}


def test_an_example_is_bound_to_the_group_it_is_an_example_of(theme: Read, found: Found) -> None:
    text = "Kohderyhmänä ovat työmarkkinoille heikosti integroituneet henkilöryhmät kuten nuoret ja romanit."
    links = {(a.subject, a.object) for a in found(theme(target_groups=text), "namedAsExampleOf")}
    assert links == {("k1102", "k1007"), ("k1179", "k1007")}


def test_the_lead_in_of_a_list_says_the_role_of_its_items(theme: Read, found: Found) -> None:
    text = "Varsinainen kohderyhmä:\n\n- sytyttäjät\n\nVälillinen kohderyhmä:\n\n- seppien perheet\n"
    roles = {m: a.role for m, a in _by_mention(found, theme(target_groups=text)).items()}
    assert roles == {"sytyttäjät": "participants", "seppien perheet": "indirect"}


def test_the_lead_in_of_a_list_can_deny_its_items(theme: Read, found: Found) -> None:
    reading = theme(
        target_groups="Toiminta ei kohdistu seuraaviin ryhmiin:\n\n- opiskelijat\n- eläkeläiset\n"
    )
    assert {a.polarity for a in found(reading, *TARGETING, section="target-groups")} == {"denied"}


def test_the_groups_of_a_sub_theme_are_its_own(theme: Read, found: Found) -> None:
    reading = theme(
        content="Alateemat ovat:\n\n- Saamelaisten osallisuuden vahvistaminen\n- Palvelujen kehittäminen\n"
    )
    part = found(reading, "hasPart")[0]
    assert [(a.subject, a.label) for a in found(reading, "targets", section="content")] == [
        (part.object, "saamelaiset")
    ]


def test_in_a_sub_theme_new_people_are_weak_candidates(theme: Read, found: Found) -> None:
    reading = theme(content="Alateemat ovat:\n\n- Lyhtyjen sytyttäjien tukeminen\n")
    assert [(a.mention, a.candidate, a.band) for a in found(reading, "targets", section="content")] == [
        ("Lyhtyjen sytyttäjien", True, "C")
    ]


def test_the_aged_of_one_trade_are_not_all_the_aged(theme: Read, found: Found) -> None:
    reading = theme(content="Alateemat ovat:\n\n- Ikääntyneiden sytyttäjien työkyvyn tukeminen\n")
    group = found(reading, "targets", section="content")[0]
    assert (group.mention, group.values["proposedBroader"]) == ("Ikääntyneiden sytyttäjien", "k1140")


def test_those_whom_trained_professionals_meet_are_served_indirectly(theme: Read, found: Found) -> None:
    text = (
        "Lisätään sosiaali- ja terveysalan ammattilaisten tietoisuutta sukupuolivähemmistöjen kohtaamisesta."
    )
    reading = theme(content=f"Alateemat ovat:\n\n- Kohtaamisen taidot. {text}\n")
    assert {a.relation for a in found(reading, *TARGETING, section="content")} == {
        "targetsIntermediary",
        "targetsIndirectly",
    }


def test_the_groups_of_a_project_are_said_of_the_project(report: Read, found: Found) -> None:
    reading = report(results="- Lyhty-hankkeessa on edistetty romanien osallisuutta yhdessä liiton kanssa.")
    project = found(reading, "funds")[0]
    assert [(a.subject, a.label) for a in found(reading, *TARGETING)] == [(project.object, "romanit")]


def test_the_groups_of_a_whole_package_are_said_of_it(report: Read, found: Found) -> None:
    reading = report(
        summary="Toimenpidekokonaisuus kohdistui asunnottomiin. Kohderyhmänä eivät olleet eläkeläiset."
    )
    package = found(reading, "describes")[0].object
    assert [(a.subject, a.label) for a in found(reading, *TARGETING)] == [(package, "asunnottomat")]


@pytest.mark.parametrize(
    ("said", "groups"),
    [
        (
            "Pääosa osallistujista oli rantahoidon päättäneitä työttömiä ja satamatyötä etsiviä.",
            ["rantahoidon päättäneitä työttömiä", "satamatyötä etsiviä"],
        ),
        ("Lisäksi tavoitettiin merellä asuvia kalastajia.", ["merellä asuvia kalastajia"]),
        (
            "Yhteistä koulutusta tarjottiin satamatyön ammattilaisille, samoin luotsiohjaajille.",
            ["satamatyön ammattilaisille", "luotsiohjaajille"],
        ),
        ("Asiakkaina olivat kylien kalastajat.", ["kylien kalastajat"]),
        ("Asiakkaina eivät olleet kylien kalastajat.", []),
        (
            "Kohderyhmään kuuluivat lisäksi puhe- tai kuulovaikeuksista kärsivät työnhakijat.",
            ["puhe- tai kuulovaikeuksista kärsivät työnhakijat"],
        ),
    ],
)
def test_sentences_on_participants_and_joint_training_speak_of_the_package(
    said: str, groups: list[str], report: Read, found: Found
) -> None:
    assert [a.mention for a in found(report(summary=said), *TARGETING)] == groups


def test_those_to_whom_joint_training_was_given_are_intermediaries(report: Read, found: Found) -> None:
    reading = report(summary="Yhteistä koulutusta tarjottiin satamatyön ammattilaisille.")
    assert [a.role for a in found(reading, *TARGETING)] == ["intermediaries"]


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("oppaita kokeilivat satama-alan vieraskieliset työntekijät", "participants"),
        (
            "kursseille osallistui 150 luotsia, joista valtaosa oli järjestöjen työntekijöitä",
            "intermediaries",
        ),
    ],
)
def test_workers_are_served_where_an_adjective_says_why(
    said: str, role: str, report: Read, found: Found
) -> None:
    groups = found(report(results=f"- Lyhty-hanke laati oppaan. Hankkeen {said}."), *TARGETING)
    assert [a.role for a in groups if "työntekijä" in a.mention or "työntekijöi" in a.mention] == [role]


def test_agents_that_no_dictionary_has_are_people(report: Read, found: Found) -> None:
    reading = report(results="- Lyhty-hanke perusti pajan, jossa osatyökykyiset toipujat saivat palkkaa.")
    assert [a.mention for a in found(reading, *TARGETING)] == ["osatyökykyiset toipujat"]


@pytest.mark.parametrize("number", ["140", "viisikymmentä", "satakunta"])
def test_people_counted_in_a_project_are_its_group(number: str, report: Read, found: Found) -> None:
    reading = report(
        results=f"- Lyhty-hankkeen kursseille osallistui {number} kausityötä tekevää kalastajaa."
    )
    assert [a.mention for a in found(reading, *TARGETING)] == ["kausityötä tekevää kalastajaa"]


def test_a_group_of_mediators_is_what_its_cue_says(theme: Read, found: Found) -> None:
    text = "Välittäjäkohderyhmänä ovat kotityön työntekijät ja sytyttäjät."
    assert {a.role for a in _by_mention(found, theme(target_groups=text)).values()} == {"intermediaries"}


def test_both_complements_of_a_participle_belong_to_the_group(theme: Read, found: Found) -> None:
    groups = _by_mention(found, theme(target_groups="Kohderyhmänä ovat heikosti suomea tai ruotsia puhuvat."))
    assert list(groups) == ["heikosti suomea tai ruotsia puhuvat"]


def test_those_whose_skills_are_raised_stand_in_the_adessive(theme: Read, found: Found) -> None:
    text = "Osaamista lisätään kirjanpitäjillä, lauttureilla ja majakan vartijoilla, sillä he tapaavat väkeä."
    roles = {m: a.role for m, a in _by_mention(found, theme(target_groups=text)).items()}
    assert roles == dict.fromkeys(
        ("kirjanpitäjillä", "lauttureilla", "majakan vartijoilla"), "intermediaries"
    )


@pytest.mark.parametrize(
    ("text", "member"),
    [
        (
            "Toiminta kohdistuu niin köyhiin kuin lyhytaikaisiin tuntityöntekijöihinkin.",
            "tuntityöntekijöihinkin",
        ),
        ("Toiminta suunnataan niin nuorille kuin kausittaisille poimijoillekin.", "poimijoillekin"),
    ],
)
def test_the_second_of_two_that_are_meant_alike_is_a_group(
    text: str, member: str, theme: Read, found: Found
) -> None:
    assert any(m.endswith(member) for m in _by_mention(found, theme(target_groups=text)))


def test_a_minority_that_is_worth_a_mention_is_a_group(theme: Read, mentions: Mentions) -> None:
    text = "Vähemmistöistä on syytä mainita etenkin saamelaiset sekä ne maahan muuttaneet, jotka eivät lue."
    named = mentions(theme(target_groups=text), "targets", section="target-groups")
    assert named[0] == "saamelaiset"
    assert named[1].startswith("maahan muuttaneet")


def test_who_needs_knowledge_works_with_others(theme: Read, mentions: Mentions) -> None:
    text = "Myös isännöitsijät tarvitsevat tietoa asumisneuvonnasta."
    assert mentions(theme(target_groups=text), "targetsIntermediary") == ["isännöitsijät"]


def test_although_ends_what_is_said_of_those_before_it(theme: Read, found: Found) -> None:
    text = "Välillisesti hyötyvät saarten asukkaat, vaikka toimet eivät kohdistu heihin."
    (group,) = found(theme(target_groups=text), "targetsIndirectly")
    assert group.polarity == "affirmed"


def test_what_people_become_is_no_group_of_a_part(theme: Read, mentions: Mentions) -> None:
    text = (
        "Alateemat:\n\n- Valo. Suunnitellaan tutkintoja, joista valmistuu seppiä, hitsaajia ja räätäleitä.\n"
    )
    assert mentions(theme(content=text), *TARGETING) == []


def test_where_people_are_trained_for_is_a_place(theme: Read, mentions: Mentions) -> None:
    text = "Alateemat:\n\n- Valo. Koulutetaan tukihenkilöitä kouluihin ja terveyskeskuksiin.\n"
    assert mentions(theme(content=text), *TARGETING) == ["tukihenkilöitä"]


@pytest.mark.parametrize(
    ("said", "relation", "groups"),
    [
        (
            "Hankkeisiin tuli mukaan lomautettuja seppiä ja yksin asuvia leskiä.",
            "targets",
            {"yksin asuvia leskiä"},
        ),
        (
            "Toimiin osallistui 30 henkilöä, joista 20 oli satamista irtisanottuja.",
            "targets",
            {"satamista irtisanottuja"},
        ),
        (
            "Koulutuksen suoritti 40 seurakuntien diakoniatyöntekijää.",
            "targetsIntermediary",
            {"seurakuntien diakoniatyöntekijää"},
        ),
        ("Kokonaisuus suunnattiin leskille, jotka eivät olleet purjehtineet.", "targets", {"leskille"}),
        ("Saaristossa asuvia leskiä tavoitettiin niin vähän, ettei heistä voi puhua.", "targets", set()),
        ("Toiminnasta rajattiin pois vankilassa olevat.", "targets", set()),
    ],
)
def test_a_report_s_sentences_tell_whom_its_package_reached(
    said: str, relation: str, groups: set[str], report: Read, found: Found
) -> None:
    reading = report(summary=said)
    assert {a.mention for a in found(reading, relation) if a.polarity == "affirmed"} >= groups
    assert groups or not [a for a in found(reading, relation) if a.polarity == "affirmed"]


def test_a_summary_tells_who_took_part_and_whose_skills_were_raised(report: Read, found: Found) -> None:
    reading = report(
        summary="Toimintaan on osallistunut asunnottomia ja pitkäaikaistyöttömiä. "
        "Samalla on lisätty liikunnanohjaajien ja lähihoitajien valmiuksia."
    )
    said = [(a.relation, a.mention) for a in found(reading, *TARGETING)]
    assert said == [
        ("targets", "asunnottomia"),
        ("targets", "pitkäaikaistyöttömiä"),
        ("targetsIntermediary", "liikunnanohjaajien"),
        ("targetsIntermediary", "lähihoitajien"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ulkopuolelle jätetään luotsien lesket.", {"luotsien lesket": ("participants", "denied")}),
        (
            "Luotsien lesket hyötyvät toiminnasta välillisesti, kun tieto siirtyy.",
            {"Luotsien lesket": ("indirect", "affirmed")},
        ),
        ("Oman joukkonsa muodostavat tuulimyllärit.", {"tuulimyllärit": ("participants", "affirmed")}),
        (
            "Toiminta suunnataan maahan muuttaneille hoitajille.",
            {"maahan muuttaneille hoitajille": ("participants", "affirmed")},
        ),
    ],
)
def test_who_is_left_out_or_reached_by_others_is_told_in_any_order(
    text: str, said: dict[str, tuple[str, str]], theme: Read, found: Found
) -> None:
    groups = _by_mention(found, theme(target_groups=text))
    assert {mention: (a.role, a.polarity) for mention, a in groups.items()} == said


def test_workers_in_one_list_with_workers_who_are_served_are_served(theme: Read, mentions: Mentions) -> None:
    text = "Maahan muuttaneille hoitajille ja ohjaajille tarjotaan koulutusta."
    reading = theme(content=f"Alateemat:\n\n- Luotsikoulu. {text}\n\n- Majakkakoulu. Opetetaan kieltä.")
    assert mentions(reading, "targets", section="content") == ["Maahan muuttaneille hoitajille", "ohjaajille"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("- Valot. Ohjaajien yhteiskoulutuksissa käydään läpi tilanteita.", "Ohjaajien"),
        ("- Valot. Sitä varten jatkokoulutetaan kuntien neuvojia.", "kuntien neuvojia"),
        ("- Valot. Nimetään jokaiselle jälkihuollon nuorelle oma ihminen.", "jälkihuollon nuorelle"),
    ],
)
def test_those_trained_together_and_each_of_many_are_groups(
    text: str, name: str, theme: Read, found: Found
) -> None:
    said = found(theme(content=f"Alateemat:\n\n{text}\n- Lyhdyt"), "targets", "targetsIntermediary")
    assert any(a.mention.endswith(name) for a in said)


@pytest.mark.parametrize(
    "text",
    [
        "Päätoimisten luotsien kulut katetaan varustamon määrärahoista.",
        "Merimiesten tukeminen on satamalaitoksen tehtävä.",
        "Vasta muuttaneiden perämiesten koulutuksesta vastaa merenkulkuvirasto.",
        "Muiden teemojen vastuulle jäävät vammaiset kalastajat.",
        "Varusmiehet ohjataan puolustusvoimien omiin palveluihin.",
    ],
)
def test_those_whom_other_funds_or_authorities_serve_are_no_target_group(
    text: str, theme: Read, found: Found
) -> None:
    said = found(theme(target_groups=f"Kohderyhmänä ovat työttömät nuoret. {text}"), *TARGETING)
    assert {a.mention for a in said if a.polarity == "affirmed"} == {"työttömät nuoret"}


def test_a_benefit_that_others_pay_says_who_people_are(theme: Read, found: Found) -> None:
    text = "Kohderyhmään kuuluvat henkilöt, joiden työmarkkinatuki rahoitetaan osin kunnan varoista."
    (group,) = found(theme(target_groups=text), "targets")
    assert group.polarity == "affirmed"


def test_a_label_within_a_name_that_says_no_role_by_itself_keeps_its_own(theme: Read, found: Found) -> None:
    said = "Hankkeissa kehitetään airoja näkö- ja kuulovammaisille osallistujille."
    text = f"Alateemat ovat:\n\n- Soutajien koulu\n\n{said}"
    reading = theme(content=text)
    assert {"näkö- ja kuulovammaisille osallistujille"} <= {a.mention for a in found(reading, "targets")}
