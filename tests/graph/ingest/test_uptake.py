"""How far a result is in use is read from the words about it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.assertion import Assertion
from graph.ingest.reader import Reading

Read = Callable[..., Reading]
Found = Callable[..., list[Assertion]]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Lyhtyviisari on käytössä kaikissa kylissä.", "in-use"),
        ("Lyhtyviisari on vakiinnuttanut asemansa.", "in-use"),
        ("Lyhtyviisaria hyödynnetään jo laajasti hankkeen ulkopuolella.", "in-use-elsewhere"),
        ("Lyhtyviisaria voidaan käyttää huollossa.", "possible"),
        ("Lyhtyviisari on vapaasti ladattavissa.", "possible"),
        ("Lyhtyviisari pyritään ottamaan käyttöön kylissä.", "planned"),
        ("Lyhtyviisaria on tarkoitus levittää kyliin.", "planned"),
        ("Lyhtyviisaria ei enää käytetä.", "ended"),
    ],
)
def test_a_wording_of_use_gives_the_status(said: str, status: str, report: Read, found: Found) -> None:
    reading = report(results="- LYHTY-hanke on kehittänyt Lyhtyviisari-työkalun.", continuation=said)
    result = found(reading, "produced")[0].object
    assert [(a.subject, a.object) for a in found(reading, "hasUptake")] == [(result, f"kyt:uptake-{status}")]


def test_a_result_named_again_without_its_plain_head_is_the_same(report: Read, found: Found) -> None:
    reading = report(
        results="- LYHTY-hanke on luonut lyhtyhetkien konseptin.",
        continuation="Lyhtyhetkistä on tullut pysyvä osa kylien ohjelmaa.",
    )
    result = found(reading, "produced")[0].object
    assert [(a.subject, a.object) for a in found(reading, "hasUptake")] == [(result, "kyt:uptake-in-use")]


def test_money_that_was_sought_is_no_use(report: Read, found: Found) -> None:
    reading = report(
        results="- LYHTY-hanke on luonut valokellon konseptin.",
        continuation="Valokellolle haettiin jatkorahoitusta, mutta sitä ei saatu.",
    )
    assert all(a.polarity == "denied" for a in found(reading, "hasUptake"))


def test_two_results_in_a_list_share_what_is_said_of_both(report: Read, found: Found) -> None:
    reading = report(
        results="- LYHTY-hanke on kehittänyt Lyhtyviisari-työkalun ja Valokello-mittarin.",
        continuation="Lyhtyviisaria ja Valokelloa voidaan käyttää kylissä.",
    )
    assert len({a.subject for a in found(reading, "hasUptake")}) == 2


def test_use_of_nothing_that_was_made_is_not_asserted(report: Read, found: Found) -> None:
    assert (
        found(report(continuation="Tuotokset viedään palveluun, jossa ne ovat käytössä."), "hasUptake") == []
    )


def test_a_partitive_that_looks_like_a_verb_names_the_result(report: Read, found: Found) -> None:
    results = "- LYHTY-hankkeen aikaansaannoksia ovat merikartan malli sekä siihen kuuluva luotsin opas."
    reading = report(results=results, continuation="Luotsin opasta on tarkoitus käyttää koulutuksessa.")
    assert [a.object for a in found(reading, "hasUptake")] == ["kyt:uptake-planned"]


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("Pysyvän verkoston vetovastuu on siirretty Saariston palvelukeskukselle.", 1),
        ("Kalastajien pysyvän verkoston vetovastuu on siirretty Saariston palvelukeskukselle.", 0),
    ],
)
def test_the_last_words_of_a_name_name_it_once_more_where_no_other_owner_does(
    said: str, count: int, report: Read, found: Found
) -> None:
    reading = report(results="- LYHTY-hanke kokosi luotsien pysyvän verkoston.", continuation=said)
    assert len(found(reading, "hasUptake")) == count


def test_a_hedged_use_says_so(report: Read, found: Found) -> None:
    reading = report(
        results="- LYHTY-hanke on kehittänyt Lyhtyviisari-työkalun.",
        continuation="Lyhtyviisaria hyödynnetään mahdollisesti kylissä.",
    )
    assert found(reading, "hasUptake")[0].qualifiers == {"hedged": True}


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Valokäsikirja jää elämään osana huoltoa.", "in-use"),
        ("Valokäsikirja kuuluu nyt seppien peruskoulutukseen.", "in-use"),
        ("Valokäsikirja on pysyvästi saatavilla verkossa.", "in-use"),
        ("Valokäsikirja otettiin käyttöön kahdessa kylässä.", "in-use"),
        ("Valokäsikirjaa käyttävät nyt myös useat saaret.", "in-use-elsewhere"),
        ("Valokäsikirja on käytössä yli sadassa kunnassa.", "in-use-elsewhere"),
        ("Valokäsikirjan käyttöä laajennetaan ensi vuonna saarille.", "planned"),
        ("Valokäsikirjan käyttöönottoa valmistellaan saarilla.", "planned"),
        ("Valokäsikirjan käyttö voi jatkua, jos kylät niin päättävät.", "possible"),
        ("Valokäsikirjan siirtämistä saarille selvitetään.", "possible"),
        ("Valokäsikirjan ylläpito päättyi hankkeen myötä.", "ended"),
        ("Valokäsikirjaa ei enää päivitetä.", "ended"),
        ("Valokäsikirja ei ole enää saatavilla.", "ended"),
        ("Valokäsikirja on viety osaksi seppien työtä.", "in-use"),
        ("Valokäsikirja on avoimesti kaikkien käytössä.", "in-use"),
        ("Valokäsikirja päivitetään vuosittain.", "in-use"),
        ("Valokäsikirjaa on tarkoitus käyttää luotsien koulutuksessa.", "planned"),
        ("Valokäsikirja on juurtunut viiden kylän arkeen.", "in-use"),
    ],
)
def test_what_follows_the_project_is_told_of_its_product(
    said: str, status: str, report: Read, found: Found
) -> None:
    reading = report(summary="LYHTY-hanke laati huollon valokäsikirjan.", continuation=said)
    result = found(reading, "produced")[0].object
    assert [(a.subject, a.object) for a in found(reading, "hasUptake")] == [(result, f"kyt:uptake-{status}")]


@pytest.mark.parametrize(
    "said",
    [
        "Valokäsikirjaa ei ole otettu käyttöön muissa kylissä.",
        "Valokäsikirja ei ole vakiintunut käyttöön.",
        "Valokäsikirja ei vielä ole kaikkien saatavilla.",
        "Valokäsikirjaa ei ole saatu juurrutettua yhteenkään kylään.",
    ],
)
def test_a_use_that_is_denied_is_not_affirmed(said: str, report: Read, found: Found) -> None:
    reading = report(summary="LYHTY-hanke laati huollon valokäsikirjan.", continuation=said)
    assert {a.polarity for a in found(reading, "hasUptake")} == {"denied"}


def test_what_another_clause_says_of_another_thing_is_not_said_of_the_result(
    report: Read, found: Found
) -> None:
    reading = report(
        summary="LYHTY-hanke laati huollon valokäsikirjan.",
        continuation="Valokäsikirja on käytössä kylissä, kun taas kahvila lakkasi keväällä.",
    )
    assert [a.object for a in found(reading, "hasUptake")] == ["kyt:uptake-in-use"]


def test_where_no_result_is_named_the_project_itself_goes_on(report: Read, found: Found) -> None:
    reading = report(
        continuation="LYHTY-hankkeen ryhmätoiminta päättyi rahoituksen loppuessa.",
        projects="- LYHTY, S99001\n",
    )
    assert [(a.subject, a.object) for a in found(reading, "hasUptake")] == [("S99001", "kyt:uptake-ended")]


@pytest.mark.parametrize(
    ("said", "status", "polarity"),
    [
        ("Valokäsikirjaa lainataan kylien kirjastoista.", "in-use", "affirmed"),
        ("Valokäsikirja on nykyisin sataman ylläpidossa.", "in-use", "affirmed"),
        ("Valokäsikirja otettaneen käyttöön satamassa.", "planned", "affirmed"),
        ("Valokäsikirja soveltuisi myös luotseille.", "possible", "affirmed"),
        ("Valokäsikirja purettiin vuonna 2021.", "ended", "affirmed"),
        ("Valokäsikirja ei päätynyt satamiin.", "in-use", "denied"),
        ("Valokäsikirja: ei ylläpitoa.", "in-use", "denied"),
        ("Tuotos\tTilanne\nValokäsikirja\totettu käyttöön kahdessa satamassa\n", "in-use", "affirmed"),
    ],
)
def test_what_no_wording_is_for_is_told_by_its_clause(
    said: str, status: str, polarity: str, report: Read, found: Found
) -> None:
    reading = report(summary="LYHTY-hanke laati huollon valokäsikirjan.", continuation=said)
    told = {(a.object, a.polarity) for a in found(reading, "hasUptake")}
    assert told == {(f"kyt:uptake-{status}", polarity)}


@pytest.mark.parametrize("said", ["Valokäsikirja perustuu tutkimukseen.", "Valokäsikirja on kaunis."])
def test_a_clause_that_tells_nothing_of_use_tells_no_uptake(said: str, report: Read, found: Found) -> None:
    assert not found(report(summary="LYHTY-hanke laati valokäsikirjan.", continuation=said), "hasUptake")


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("on käytössä viidessä satamassa; yksi satama on luopunut siitä.", "ended"),
        ("on tarkoitus kääntää viroksi ja liittää luotsien opetukseen.", "planned"),
        ("tukee merilain valmistelua.", "in-use"),
    ],
)
def test_the_fate_of_a_result_is_told_by_what_its_users_do_with_it(
    said: str, status: str, report: Read, found: Found
) -> None:
    reading = report(
        summary="LYHTY-hanke laati huollon valokäsikirjan.",
        continuation=f"LYHTY-hankkeen valokäsikirja {said}",
    )
    made = {a.object for a in found(reading, "produced")}
    assert f"kyt:uptake-{status}" in {a.object for a in found(reading, "hasUptake") if a.subject in made}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Opas jäi elämään. Siitä otetaan uusi painos ensi vuonna.", {("in-use", True), ("planned", True)}),
        ("Opas (käytössä 12 kylässä) jaetaan kouluihin.", {("in-use", True)}),
        ("Oppaan ovat omaksuneet myös muut kylät.", {("in-use-elsewhere", True)}),
        ("Opas oli tarkoitus painaa vuonna 2019, mutta niin ei tapahtunut.", {("in-use", False)}),
        ("Oppaan vakiinnuttaminen edellyttäisi rahoitusta.", set()),
        ("Oppaan juurtuminen on vielä kesken.", set()),
        ("Oppaasta olisi apua myös luotseille.", {("possible", True)}),
        ("Opasta on tarkoitus jakaa satamiin.", {("planned", True)}),
        ("Opasta hyödynnetään jo Virossa.", {("in-use-elsewhere", True)}),
        ("LYHTY-hankkeen opas elää osana kylien työtä.", {("in-use", True)}),
    ],
)
def test_a_short_word_for_the_only_such_result_has_its_fate_told(
    said: str, expected: set[tuple[str, bool]], report: Read, found: Found
) -> None:
    reading = report(summary="LYHTY-hanke laati huollon oppaan ja seppien vuosikellon.", continuation=said)
    told = {
        (a.object.removeprefix("kyt:uptake-"), a.polarity == "affirmed") for a in found(reading, "hasUptake")
    }
    assert told == expected


def test_a_plain_adjective_names_no_result_again(report: Read, found: Found) -> None:
    reading = report(
        summary="LYHTY-hanke kehitti erityisasiantuntijuutta.",
        continuation="LYHTY-hankkeen tuloksena on juurrutettu uusia tapoja.",
    )
    assert "uusia" not in {a.mention for a in found(reading, "produced")}


def test_a_word_that_only_begins_like_a_result_is_none(report: Read, found: Found) -> None:
    reading = report(
        results="- LYHTY-hanke on kehittänyt valaistusindikaattorin.",
        continuation="Valaistusta kylille -hankkeen päätoteuttaja jatkaa koulutusta.",
    )
    made = {a.object for a in found(reading, "produced")}
    assert not made & {a.subject for a in found(reading, "hasUptake")}


def test_each_of_a_list_of_statements_is_told_of_its_own_result(report: Read, found: Found) -> None:
    reading = report(
        results="- LYHTY-hanke on kehittänyt valokellon.",
        continuation="LYHTY-hankkeen tekemä pimeän vuosikello on käytössä, ja valokellosta on luovuttu.",
    )
    told = {a.object: a.subject for a in found(reading, "hasUptake")}
    assert len(set(told.values())) == 2


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Oppaan käyttöönotosta on sovittu satamien kanssa.", "kyt:uptake-planned"),
        ("Opasta kannattaisi hyödyntää myös telakoilla.", "kyt:uptake-possible"),
        ("Satamat neuvottelevat oppaan ottamisesta osaksi ohjeitaan.", "kyt:uptake-planned"),
    ],
)
def test_what_is_agreed_on_is_planned_and_what_would_pay_is_possible(
    said: str, status: str, report: Read, found: Found
) -> None:
    reading = report(results="- Lyhty-hanke laati luotsien oppaan.", continuation=said)
    assert [a.object for a in found(reading, "hasUptake")] == [status]


def test_what_became_of_workers_is_no_use_of_a_result(report: Read, found: Found) -> None:
    said = "Lyhty-hankkeen työntekijöistä osa on siirtynyt kunnan palvelukseen."
    reading = report(results="- Lyhty-hanke laati luotsien oppaan.", continuation=said)
    assert not found(reading, "hasUptake")


@pytest.mark.parametrize(
    "said",
    [
        "Luotsien oppaaseen on ilmennyt kiinnostusta myös Norjassa.",
        "Satamat suosittelevat luotsien opasta uusille kunnille.",
        "Luotsien opas valmistui vasta keväällä.",
    ],
)
def test_interest_and_praise_and_a_late_end_are_no_use(said: str, report: Read, found: Found) -> None:
    reading = report(results="- Lyhty-hanke laati luotsien oppaan.", continuation=said)
    assert not found(reading, "hasUptake")


def test_a_result_is_named_again_without_what_it_is_like(report: Read, found: Found) -> None:
    said = "Luotsien opas ohjaa edelleen satamien työtä."
    reading = report(results="- Lyhty-hanke laati luotsien valtakunnallisen oppaan.", continuation=said)
    assert [a.object for a in found(reading, "hasUptake")] == ["kyt:uptake-in-use"]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Lyhtyopas on kirjattu kolmen kunnan suunnitelmiin.", "in-use"),
        ("Lyhtyopasta pystyttäisiin soveltamaan satamissa.", "possible"),
        ("Lyhtyopas on vanhentunut.", "ended"),
        ("Lyhtyopasta ollaan viemässä uusiin kyliin.", "planned"),
    ],
)
def test_plans_are_told_by_verbs_and_not_by_what_is_a_plan(said: str, status: str, report: Read) -> None:
    reading = report(results="- Lyhty-hankkeessa laadittiin lyhtyopas.", continuation=said)
    told = {a.object for a in reading.assertions if a.relation == "hasUptake"}
    assert told == {f"kyt:uptake-{status}"}


@pytest.mark.parametrize(
    ("said", "statuses"),
    [
        ("Huollon kortistoa ollaan viemässä satamiin.", {"planned"}),
        ("Huollon kortisto avataan luotseille syksyllä.", {"planned"}),
        ("Huollon kortiston ottavat käyttöön kaksi satamaa vuonna 2029.", {"planned"}),
        ("Huollon kortiston osalta tavoitteena on, että se lisätään laivan papereihin.", {"planned"}),
        ("Huollon kortisto elää satamissa ja siirretään lauttoihin.", {"in-use", "planned"}),
        (
            "Huollon kortistoa jakaa liitto, ja siitä on tehty oma painos Norjassa.",
            {"in-use", "in-use-elsewhere"},
        ),
        ("Huollon kortisto on siirrettävissä muihinkin kyliin.", {"possible"}),
        ("Huollon kortistolle etsitään uutta omistajaa.", set()),
        ("Huollon kortistosta luovuttiin, koska paperi loppui.", {"ended"}),
        ("Huollon kortistosta ovat kiinnostuneet kauppalaivat.", set()),
    ],
)
def test_what_will_be_done_or_can_be_is_told_from_what_is_in_use(
    said: str, statuses: set[str], report: Read, found: Found
) -> None:
    reading = report(results="- LYHTY-hanke on kehittänyt huollon kortiston.", continuation=said)
    told = {
        a.object.removeprefix("kyt:uptake-") for a in found(reading, "hasUptake") if a.polarity == "affirmed"
    }
    assert told == statuses


@pytest.mark.parametrize(
    ("said", "statuses"),
    [
        ("Takomon harjoitukset kuuluvat kolmen koulun opetukseen.", ["in-use"]),
        ("Takomon harjoitusten sarja on toiminnassa.", ["in-use"]),
        ("Takomon harjoitusten sarja on verkossa, ja sillä on noin 500 käyttäjää.", ["in-use", "in-use"]),
        ("Takomon harjoitusten sarjan ylläpidosta vastaa kylän osuuskunta.", []),
    ],
)
def test_what_a_collection_is_of_is_in_use_with_it_and_who_keeps_it_tells_no_use(
    said: str, statuses: list[str], report: Read, found: Found
) -> None:
    reading = report(results="- LYHTY-hanke on luonut takomon harjoitusten sarjan.", continuation=said)
    assert [a.object for a in found(reading, "hasUptake")] == [f"kyt:uptake-{s}" for s in statuses]
