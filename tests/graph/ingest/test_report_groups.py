"""Whom a report says its package and its projects reached, and who only stand in its sentences."""

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
            "Suurimman joukon muodostivat pitkään merellä olleet, joista osa oli eläkkeellä.",
            {("pitkään merellä olleet", "participants")},
        ),
        ("Lopulta toimet näkyivät luotsien perheille.", {("luotsien perheille", "indirect")}),
        ("Mukaan saatiin myös satamien henkilökuntaa.", {("satamien henkilökuntaa", "intermediaries")}),
        (
            "Hankkeissa on luotu työtapoja ja tuettu merelle palaavia sekä välillisesti heidän läheisiään.",
            {("merelle palaavia", "participants"), ("heidän läheisiään", "indirect")},
        ),
    ],
)
def test_a_package_reached_those_of_whom_any_clause_says_so(
    said: str, groups: set[tuple[str, str]], report: Read, found: Found
) -> None:
    assert groups <= _roles(found, report(summary=said))


@pytest.mark.parametrize(
    ("said", "groups"),
    [
        (
            "Lyhty-hanke on laatinut oppaan ja perehdyttänyt kaupungin valmentajia sen käyttöön.",
            {("kaupungin valmentajia", "intermediaries")},
        ),
        ("Lyhty-hanke rohkaisi telakkayrityksiä palkkaamaan.", {("telakkayrityksiä", "intermediaries")}),
        (
            "Lyhty-hanke toi satamien isännöitsijät yhteen kaksi kertaa vuodessa.",
            {("satamien isännöitsijät", "intermediaries")},
        ),
        (
            "Lyhty-hankkeessa työnantajien tavoittaminen onnistui hyvin.",
            {("työnantajien", "intermediaries")},
        ),
        (
            "Lyhty-hanke tavoitti 430 palvelujen ulkopuolelle jäänyttä nuorta.",
            {("palvelujen ulkopuolelle jäänyttä nuorta", "participants")},
        ),
        (
            "Lyhty-hanke tuki kalastajia. Heidän puolisoilleen järjestettiin retkiä.",
            {("kalastajia", "participants"), ("puolisoilleen", "indirect")},
        ),
    ],
)
def test_a_project_reached_those_to_whom_its_verbs_say_something_was_done(
    said: str, groups: set[tuple[str, str]], report: Read, found: Found
) -> None:
    assert groups <= _roles(found, report(results=f"- {said}"))


@pytest.mark.parametrize(
    "said",
    [
        "Hankkeiden toteuttajina olivat pääosin kaupungit ja säätiöt.",
        "Kokonaisuutta täydensi pohjoismaista yhteistyötä tehnyt Systrar i arbete.",
        "Hankkeiden ansiosta laivalla alkanut kuntoutus jatkuu maissa.",
        "Hankkeiden opetussuunnitelmaa hyödyntävät jo useat järjestöt.",
        "Kokonaisuuteen ei kuulunut Ruori; sen rahoitti Etelä-Savon ELY-keskus.",
    ],
)
def test_those_who_carry_out_and_things_are_no_groups_of_a_package(
    said: str, report: Read, found: Found
) -> None:
    assert not _roles(found, report(summary=said))


def test_where_a_report_names_hardly_anybody_else_its_workers_take_part(report: Read, found: Found) -> None:
    reading = report(
        summary="Toimenpidekokonaisuuden tehtävänä on ollut tukea luokanopettajia ja kuraattoreita. "
        "Lopullisia hyödynsaajia ovat koulujen oppilaat.",
        results="- Lyhty-hankkeessa koulutettiin 400 aineenopettajaa ja 30 asiantuntijaa.\n"
        "- Ruori-hanke perehdytti sairaanhoitajia ja palvelupäälliköitä.\n"
        "- Keula-hanke valmensi lastenohjaajia.\n",
        regional="Lyhty-hanke kutsui mukaan alueellisten hankkeiden ohjaajia.",
    )
    roles = _roles(found, reading)
    assert {
        ("luokanopettajia", "participants"),
        ("kuraattoreita", "participants"),
        ("aineenopettajaa", "participants"),
        ("sairaanhoitajia", "participants"),
        ("lastenohjaajia", "participants"),
        ("palvelupäälliköitä", "intermediaries"),
        ("alueellisten hankkeiden ohjaajia", "intermediaries"),
    } <= roles


@pytest.mark.parametrize(
    ("said", "groups"),
    [
        (
            "Lyhty-hanke on lisännyt kuraattorien luovaa osaamista.",
            {("kuraattorien", "intermediaries")},
        ),
        ("Lyhty-hanke tuki hyvin Etelä-Savon ELY-keskusta.", set()),
        (
            "Lyhty-hankkeessa on vahvistettu merillä olevien vanhempien suhdetta lapsiinsa.",
            {("merillä olevien vanhempien", "participants")},
        ),
        ("Lyhty-hanke on julkaissut selvityksen opettajien osaamistarpeista.", set()),
        ("Lyhty-hanke on pitänyt alueellisille osatyökykyisten hankkeille klinikoita.", set()),
        ("Lyhty-hankkeen kurssit avattiin kaikille naapurimaakunnille.", set()),
    ],
)
def test_those_of_whom_only_a_name_or_a_tie_speaks_are_no_groups(
    said: str, groups: set[tuple[str, str]], report: Read, found: Found
) -> None:
    assert _roles(found, report(results=f"- {said}")) == groups


@pytest.mark.parametrize(
    ("said", "group", "role"),
    [
        ("Saariston asukkaille palveluja tuotiin laivalla.", "Saariston asukkaille", "participants"),
        ("Toimilla haluttiin helpottaa merimiesten paluuta töihin.", "merimiesten", "participants"),
    ],
)
def test_a_package_reached_those_to_whom_something_was_brought(
    said: str, group: str, role: str, report: Read, found: Found
) -> None:
    assert (group, role) in _roles(found, report(summary=said))


@pytest.mark.parametrize(
    ("said", "groups"),
    [
        (
            "Lyhty-hanke kokosi satamien isännöitsijät yhteisiin työpajoihin.",
            {("satamien isännöitsijät", "intermediaries")},
        ),
        (
            "Lyhty-hanke julkaisi oppaan, jonka avulla kuraattorit voivat arvioida työtään.",
            {("kuraattorit", "intermediaries")},
        ),
        (
            "Lyhty-hankkeessa rannikolta muuttaneita ja saaristossa asuvia tuettiin.",
            {("rannikolta muuttaneita", "participants"), ("saaristossa asuvia", "participants")},
        ),
        (
            "Lyhty-hanke järjesti retkiä, joihin osallistuivat vankien puolisot ja lapset.",
            {("vankien puolisot", "indirect"), ("lapset", "indirect")},
        ),
        ("Lyhty-hankkeessa on käynyt ilmi, että nuoret odottavat vastauksia.", set()),
        ("Lyhty-hanke tapasi välittäviä toimielimiä.", set()),
        ("Lyhty-hankkeessa esillä olleet nuorten pajojen mallit on koottu.", set()),
        ("Työn tuloksena Lyhty-hankkeessa syntyivät vetäytyneen nuoren kohtaamisen ohjeet.", set()),
    ],
)
def test_a_project_s_group_is_many_whom_its_own_deed_reached(
    said: str, groups: set[tuple[str, str]], report: Read, found: Found
) -> None:
    assert _roles(found, report(results=f"- {said}")) == groups


@pytest.mark.parametrize(
    ("said", "groups"),
    [
        (
            "Kaikissa hankkeissa ovat olleet mukana työtä johtaneet: luottamusmiehet, kapteenit ja ohjaajat "
            "ovat olleet keskeisiä ammattilaisia.",
            {("luottamusmiehet", "intermediaries"), ("ohjaajat", "intermediaries")},
        ),
        ("Heidän rinnallaan tukea ovat saaneet nuoret kalastajat.", {("nuoret kalastajat", "participants")}),
        (
            "Paranemisesta hyötyivät myös luotsien puolisot, vaikka toimia ei heille suunnattu.",
            {("luotsien puolisot", "indirect")},
        ),
    ],
)
def test_lists_objects_and_concessions_leave_a_package_s_groups(
    said: str, groups: set[tuple[str, str]], report: Read, found: Found
) -> None:
    assert groups <= _roles(found, report(summary=said))


@pytest.mark.parametrize(
    ("said", "groups"),
    [
        (
            "Lyhty-hanke valmensi työttömistä nuorista vertaisohjaajia.",
            {("työttömistä nuorista", "participants")},
        ),
        (
            "Lyhty-hankkeen ryhmiin osallistui 940 yli 50-vuotiasta työtöntä.",
            {("yli 50-vuotiasta työtöntä", "participants")},
        ),
        ("Lyhty-hanke loi mallin ja tuki satamien ohjaajia.", {("satamien ohjaajia", "intermediaries")}),
        ("Työnantajiin keskittyneessä Lyhty-hankkeessa tehtiin opas.", {("Työnantajiin", "intermediaries")}),
    ],
)
def test_a_project_s_verbs_tell_of_whom_others_are_made_and_to_whom_it_turned(
    said: str, groups: set[tuple[str, str]], report: Read, found: Found
) -> None:
    assert _roles(found, report(results=f"- {said}")) == groups


def test_the_one_coordination_project_is_spoken_of_by_that_word_alone(report: Read, found: Found) -> None:
    reading = report(
        results="- Keula-koordinaatiohanke kokosi satamien ohjauksen saman pöydän ääreen.",
        regional="Koordinaatiohanke toi alueellisten satamahankkeiden vetäjät yhteen.",
        projects="- Satamien ohjauksen koordinaatio (Keula), S40001\n- Lyhty, S40002",
    )
    assert ("alueellisten satamahankkeiden vetäjät", "intermediaries") in _roles(found, reading)
    assert not found(reading, "produced")


@pytest.mark.parametrize(
    ("said", "groups"),
    [
        ("Lyhty-hanke tapasi 350 työnantajaa.", {("työnantajaa", "intermediaries")}),
        ("Lyhty-hankkeen mentoreina toimi 60 kokenutta kalastajaa.", {("kalastajaa", "intermediaries")}),
        ("Lyhty-hankkeen jälkeen vastuu toiminnasta siirtyi kaupungille.", set()),
        ("Lyhty-hankkeen kursseja pidettiin hyvinvointialueilla.", set()),
        ("Lyhty-hanke on vahvistanut kuraattorien puhetaitoja.", {("kuraattorien", "intermediaries")}),
        (
            "Lyhty-hanke auttoi kalastajia ja järjesti heidän vanhemmilleen retkiä.",
            {("kalastajia", "participants"), ("vanhemmilleen", "indirect")},
        ),
    ],
)
def test_employers_are_met_mentors_work_and_owners_only_take_over(
    said: str, groups: set[tuple[str, str]], report: Read, found: Found
) -> None:
    read = _roles(found, report(results=f"- {said}"))
    assert {(name.split()[-1], role) for name, role in read} == groups


@pytest.mark.parametrize(
    ("said", "groups"),
    [
        (
            "Lyhty-hanke oli suunnattu pienten lasten vanhemmille, ja sen ryhmiä ohjasivat neuvoloiden "
            "perhetyöntekijät.",
            {
                ("pienten lasten vanhemmille", "participants"),
                ("neuvoloiden perhetyöntekijät", "intermediaries"),
            },
        ),
        ("Lyhty-hankkeessa käytössä olleet yhteinen verkosto ja opas ovat vakiintuneet.", set()),
        ("Lyhty-hankkeen ryhmiin ohjautui merelle palaavia.", {("merelle palaavia", "participants")}),
    ],
)
def test_parents_and_other_owners_workers_are_groups_and_states_of_things_are_none(
    said: str, groups: set[tuple[str, str]], report: Read, found: Found
) -> None:
    assert _roles(found, report(results=f"- {said}")) == groups


@pytest.mark.parametrize(
    "said",
    [
        "Hankkeisiin osallistui 900 henkilöä, joista 60 prosenttia oli naisia.",
        "Osallistujista runsas puolet oli miehiä.",
        "Toimenpidekokonaisuudessa vahvistettiin valmiuksia kohdata merihätään joutuneita ihmisiä.",
        "Toimet herättivät epätietoisuutta rahoittajien keskuudessa.",
    ],
)
def test_shares_of_the_sexes_those_met_by_others_and_who_pays_are_no_groups(
    said: str, report: Read, found: Found
) -> None:
    assert not _roles(found, report(summary=said)) & {
        ("naisia", "participants"),
        ("miehiä", "participants"),
        ("merihätään joutuneita ihmisiä", "participants"),
        ("rahoittajien", "intermediaries"),
    }


@pytest.mark.parametrize(
    "said",
    [
        "Lyhty-hanke sovelsi norjalaisia kokemuksia saaristoon.",
        "Lyhty-hanke järjesti lisäksi puhujan ryhmiä.",
        "Lyhty-hanke toimi lännessä, mutta sen asiantuntijat kiersivät koko maata.",
    ],
)
def test_origins_held_groups_and_a_projects_own_workers_are_no_groups(
    said: str, report: Read, found: Found
) -> None:
    reading = report(results=f"- {said}", projects="- Lyhty (S20001)")
    assert not _roles(found, reading)


@pytest.mark.parametrize(
    ("said", "groups"),
    [
        (
            "Ratkaisevia olivat satamamestarit ja satamajohtajat, joiden kautta tieto kulki laivoille.",
            {("satamamestarit", "intermediaries"), ("satamajohtajat", "intermediaries")},
        ),
        (
            "Kalastajien puolisot ovat saaneet tukea omiin opintoihinsa.",
            {("Kalastajien puolisot", "indirect")},
        ),
        (
            "Etusijalle nostettiin alaa vaihtavat merimiehet.",
            {("alaa vaihtavat merimiehet", "participants")},
        ),
    ],
)
def test_lists_of_those_through_whom_and_those_put_first_are_reached(
    said: str, groups: set[tuple[str, str]], report: Read, found: Found
) -> None:
    assert groups <= _roles(found, report(summary=said))


@pytest.mark.parametrize(
    ("said", "groups"),
    [
        (
            "Lyhty-hanke mittasi valoa. Telakoiden työnjohtajien käyttöön hanke teki tehtäväpaketin.",
            {("Telakoiden työnjohtajien", "intermediaries")},
        ),
        ("Lyhty-hanke koulutti limnologeja mittarin käyttöön.", {("limnologeja", "intermediaries")}),
        (
            "Lyhty-hanke koulutti 40 paloturvallisuusvastaavaa.",
            {("paloturvallisuusvastaavaa", "intermediaries")},
        ),
    ],
)
def test_a_project_works_for_those_for_whose_use_it_makes_and_whom_it_trains(
    said: str, groups: set[tuple[str, str]], report: Read, found: Found
) -> None:
    assert groups <= _roles(found, report(results=f"- {said}", projects="- Lyhty (S20001)"))


@pytest.mark.parametrize(
    ("said", "group"),
    [
        ("Lyhty-hanke järjesti opetusta nuorille, jotka asuivat yksin.", "nuorille, jotka asuivat yksin"),
        ("Lyhty-hanke antoi neuvontaa isille, jotka hoitivat lapsiaan kotona.", "isille"),
    ],
)
def test_a_group_is_given_something_whatever_its_relative_clause_ends_in(
    said: str, group: str, report: Read, found: Found
) -> None:
    reading = report(results=f"- {said}", projects="- Lyhty (S20001)")
    assert _roles(found, reading) == {(group, "participants")}


def test_whose_strength_is_raised_in_a_list_is_whom_the_package_was_for(report: Read, found: Found) -> None:
    said = "Hankkeissa on parannettu lähihoitajien, kodinhoitajien ja ohjaajien työoloja ja jaksamista."
    assert {m for m, _ in _roles(found, report(summary=said))} == {
        "lähihoitajien",
        "kodinhoitajien",
        "ohjaajien",
    }


@pytest.mark.parametrize(
    ("said", "groups"),
    [
        (
            "Hankkeet tavoittivat hyvin kalastajia mutta huonosti merimiehiä.",
            {("kalastajia", "participants")},
        ),
        ("Saaristolaisille on ollut tarjolla työpajoja.", {("Saaristolaisille", "participants")}),
        (
            "Toimenpidekokonaisuudessa perehdytettiin hoitajia kohtaamaan yksinäisiä vanhuksia.",
            {("hoitajia", "intermediaries")},
        ),
    ],
)
def test_whom_something_hardly_reached_or_others_meet_is_no_group_and_an_offer_names_one(
    said: str, groups: set[tuple[str, str]], report: Read, found: Found
) -> None:
    assert _roles(found, report(summary=said)) == groups


@pytest.mark.parametrize(
    ("said", "group"),
    [
        ("Lyhty-hankkeen piti valmentaa johtajia, mutta siitä luovuttiin.", "johtajia"),
        ("Lyhty-hankkeessa oli tarkoitus kouluttaa opettajia, mutta koulutus peruuntui.", "opettajia"),
        ("Lyhty-hanke tavoitti nuoria, muttei juurikaan perheitä.", "perheitä"),
    ],
)
def test_those_for_whom_something_was_only_meant_are_no_group(
    said: str, group: str, report: Read, found: Found
) -> None:
    reading = report(results=f"- {said}", projects="- Lyhty (S20001)")
    assert group not in {m for m, _ in _roles(found, reading)}


@pytest.mark.parametrize(
    ("said", "groups"),
    [
        (
            "Hankkeissa on tehty töitä opettajien ja merelle palaavien nuorten kanssa.",
            {("opettajien", "intermediaries"), ("merelle palaavien nuorten", "participants")},
        ),
        ("Palveluja luotiin merelle palaaville nuorille.", {("merelle palaaville nuorille", "participants")}),
        ("Huomiota alettiin kiinnittää kuuroihin nuoriin.", {("kuuroihin nuoriin", "participants")}),
        (
            "Hankkeissa pyrittiin siihen, että mukaan saadaan kuuroja nuoria, koska muut eivät ehtineet.",
            {("kuuroja nuoria", "participants")},
        ),
        ("Toiminta on näkynyt myös nuorten vanhemmissa.", {("nuorten vanhemmissa", "indirect")}),
        ("Hankkeet ovat tavoittaneet kylistä opettajia.", {("opettajia", "intermediaries")}),
    ],
)
def test_those_with_whom_work_was_done_or_to_whom_it_turned_were_reached(
    said: str, groups: set[tuple[str, str]], report: Read, found: Found
) -> None:
    assert groups <= _roles(found, report(summary=said))


@pytest.mark.parametrize(
    ("said", "group"),
    [
        ("Opettajat saivat ohjausta erilaisten oppijoiden kohtaamiseen.", "erilaisten oppijoiden"),
        ("Lyhty-hankkeen työntekijät ohjasivat nuoria.", "työntekijät"),
        ("Hanke käynnistyi, kun pakolaisten määrä kasvoi.", "pakolaisten"),
        ("Ohjaajat vetivät nuorille traumatietoisia ryhmiä.", "traumatietoisia ryhmiä"),
        ("Hanke vahvisti kuurojen nuorten arjenhallintaa.", "vahvisti kuurojen nuorten"),
    ],
)
def test_those_met_counted_or_at_work_in_a_project_are_not_reached_by_it(
    said: str, group: str, report: Read, found: Found
) -> None:
    assert group not in {name for name, _ in _roles(found, report(results=f"- Lyhty-hanke alkoi. {said}"))}


def test_whom_no_scheme_knows_is_a_worker_next_to_workers(report: Read, found: Found) -> None:
    said = "- Lyhty-hanke alkoi. Työsuojeluvaltuutetut ja lyhtymestarit saivat ohjausta."
    assert ("lyhtymestarit", "intermediaries") in _roles(found, report(results=said))


@pytest.mark.parametrize(
    ("said", "groups"),
    [
        ("Osallistujien naapurit hyötyivät hiljaisista öistä.", {("naapurit", "indirect")}),
        (
            "Perheissä vanhemmat veljet ja sisaret eivät tulleet, mutta puolisot oppivat.",
            {("puolisot", "indirect")},
        ),
        ("Kun pienet yritykset saivat lupaneuvontaa, virheet vähenivät.", {("yritykset", "intermediaries")}),
        (
            "Kaikkia ei tavoitettu, joten kursseja suunnattiin kuntien rekrytoijille.",
            {("rekrytoijille", "intermediaries")},
        ),
    ],
)
def test_a_package_reached_those_near_its_people_and_employers_who_got_advice(
    said: str, groups: set[tuple[str, str]], report: Read, found: Found
) -> None:
    read = _roles(found, report(summary=said))
    assert {(name.split()[-1], role) for name, role in read} == groups


@pytest.mark.parametrize(
    ("said", "groups"),
    [
        (
            "Alueellisten hankkeiden kirjanpitäjille pidettiin kolme koulutusta.",
            {("kirjanpitäjille", "intermediaries")},
        ),
        (
            "ELY-keskusten laivapäälliköt osallistuivat Lyhty-hankkeen seminaareihin.",
            {("laivapäälliköt", "intermediaries")},
        ),
        ("Lyhty-hanketta on esitelty kuntien teemapäivillä.", set()),
        ("Satamissa on vähän luotseja.", set()),
    ],
)
def test_regional_work_reached_those_of_whom_its_clauses_say_so_before_a_project_is_named_or_without(
    said: str, groups: set[tuple[str, str]], report: Read, found: Found
) -> None:
    read = _roles(found, report(results="- Lyhty-hanke laati oppaan.", regional=said))
    assert {(name.split()[-1], role) for name, role in read} == groups


@pytest.mark.parametrize(
    ("said", "groups"),
    [
        (
            "Lyhty-hanke koulutti luotsien ohjaajia, joista osa oli itsekin merimiehiä.",
            {("ohjaajia", "intermediaries")},
        ),
        (
            "Lyhty-hanke opasti kalastajia. Vanhat teurastajat saivat siitä asiakkaita.",
            {("kalastajia", "participants"), ("teurastajat", "indirect")},
        ),
        ("Lyhty-hanke haki työtä kalastajien puolisoille.", {("puolisoille", "participants")}),
        (
            "Lyhty-hanke loi alustan. Vaikutuksia on nähty myös vankien perheissä.",
            {("perheissä", "indirect")},
        ),
    ],
)
def test_who_gains_by_what_was_done_for_others_is_told_from_those_it_was_for(
    said: str, groups: set[tuple[str, str]], report: Read, found: Found
) -> None:
    read = _roles(found, report(results=f"- {said}"))
    assert {(name.split()[-1], role) for name, role in read} == groups
