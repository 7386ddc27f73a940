"""A result is what a project made, not with whom, for whom or what for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.assertion import Assertion
from graph.ingest.reader import Reading

Read = Callable[..., Reading]
Found = Callable[..., list[Assertion]]
Mentions = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("said", "results"),
    [
        (
            "LYHTY-hankkeessa on kehitetty huollon käytäntöjä ja rakenteita.",
            ["huollon käytäntöjä ja rakenteita"],
        ),
        (
            "LYHTY-hanke on tuottanut valon määritelmän ja huollon mallin.",
            ["valon määritelmän", "huollon mallin"],
        ),
        ("LYHTY-hanke tuotti mm. oppaita ja huollon laatukriteerit.", ["oppaita", "huollon laatukriteerit"]),
        (
            "LYHTY-hankkeessa kehitettiin valaisu- ja huoltokokonaisuuksia.",
            ["valaisu- ja huoltokokonaisuuksia"],
        ),
        (
            "LYHTY-hankkeessa on kehitetty yhdessä asukkaiden ja seppien kanssa huollon malleja.",
            ["huollon malleja"],
        ),
        ("LYHTY-hanke on kehittänyt Lyhtyviisari-työkalun, jolla mitataan valoa.", ["Lyhtyviisari-työkalun"]),
        ("LYHTY-hanke on luonut kylille valon pikatestin.", ["valon pikatestin"]),
        ("LYHTY-hanke on tukenut seppiä ja julkaissut selkeän oppaan.", ["selkeän oppaan"]),
        ("LYHTY-hankkeessa hyviä käytäntöjä on koottu.", ["hyviä käytäntöjä"]),
        ("LYHTY-hanke on tuottanut mallin tukemaan kylien valaisua.", ["mallin"]),
        ("LYHTY-hankkeessa on edistetty kylien valoisuutta kouluttamalla seppiä.", []),
        (
            "LYHTY-hankkeen aikaansaannoksia ovat merikartan malli ja siihen liittyvä luotsin opas.",
            ["merikartan malli", "luotsin opas"],
        ),
        ("LYHTY-hanke perusti yhdessä seppien kanssa lyhtypajojen ketjun.", ["lyhtypajojen ketjun"]),
        ("LYHTY-hanke loi lyhdyn konseptin luotseille ja verkkoasiointia karttaville.", ["lyhdyn konseptin"]),
        ("LYHTY-hanke nikkaroi kylille valon laskurin.", ["valon laskurin"]),
        ("LYHTY-hankkeessa huollon kortit sävellettiin uusiksi.", ["huollon kortit"]),
        ("LYHTY-hankkeessa muotoutui sytytyksen kalenteri.", ["sytytyksen kalenteri"]),
        ("LYHTY-hanke hyödynsi naapurin huoltosovellusta.", []),
        ("LYHTY-hankkeessa valon laskuria ei koodattu.", []),
    ],
)
def test_what_was_made_is_the_verb_s_object(
    said: str, results: list[str], report: Read, mentions: Mentions
) -> None:
    assert mentions(report(results=f"- {said}"), "produced") == results


@pytest.mark.parametrize(
    ("said", "results"),
    [
        (
            "Huollon pikaopas, valomittari ja seppien kurssi ovat LYHTY-hankkeen tuotoksia.",
            ["Huollon pikaopas", "valomittari", "seppien kurssi"],
        ),
        (
            "LYHTY-hankkeen merkittävimpiä saavutuksia on ollut kylien oma valokerho.",
            ["kylien oma valokerho"],
        ),
        (
            "LYHTY-hankkeen tuotoksiin kuuluvat huollon kurssi ja siihen liittyvä tarkistuslista.",
            ["huollon kurssi", "tarkistuslista"],
        ),
        ("LYHTY-hankkeen tuloksena kyliin saatiin yhtenäinen huoltolomake.", ["yhtenäinen huoltolomake"]),
        ("Uuden sytytyksen käsikirjan ovat laatineet LYHTY-hankkeen sepät.", ["Uuden sytytyksen käsikirjan"]),
        ("Valomalli kylien huoltoon laadittiin LYHTY-hankkeessa.", ["Valomalli"]),
        ("LYHTY-hanke on yhdessä kahden kylän kanssa hionut huollon kortit.", ["huollon kortit"]),
        ("LYHTY-hanke toi kylien käyttöön yhtenäisen huoltolomakkeen.", ["yhtenäisen huoltolomakkeen"]),
        ("LYHTY-hankkeessa syntyneen valopelin avulla opittiin sytytystä.", ["valopelin"]),
        (
            "LYHTY-hanke on koonnut huollon mallin ja julkaissut vuosittain katsauksen.",
            ["huollon mallin", "katsauksen"],
        ),
        ("LYHTY-hankkeesta saatiin valotyökaluja kylien huoltoon.", ["valotyökaluja"]),
        ("LYHTY-hanke jätti jälkeensä seppien kurssikokonaisuuden.", ["seppien kurssikokonaisuuden"]),
        ("LYHTY-hankkeesta saatiin hyvää palautetta.", []),
        ("LYHTY-hankkeen aikana Satamalaitos julkaisi uuden oppaan.", []),
        ("LYHTY-hankkeessa testattiin Oulussa kehitettyä valomallia.", []),
        ("LYHTY-hankkeen jatkohankkeessa kehitetään verkkokurssi.", []),
        ("LYHTY-hankkeessa olisi kaivattu yhteistä huoltojärjestelmää.", []),
        ("LYHTY-hankkeessa kuultiin, miten Turussa luotiin yhteinen valopolku.", []),
        ("LYHTY-hankkeessa sepille laadittiin henkilökohtainen suunnitelma.", []),
        ("LYHTY-hankkeessa aloitettiin oppaan laatiminen.", []),
        ("LYHTY-hankkeessa tehtiin työtä huollon mallin juurruttamiseksi.", []),
        ("LYHTY-hankkeessa hahmoteltiin huollon kortteja.", []),
        ("Syntyikö LYHTY-hankkeessa huollon malli?", []),
        ("LYHTY-hankkeen tulokset olivat rohkaisevia.", []),
        ("LYHTY-hankkeella on malli, jolle on koottu sata harjoitusta.", []),
    ],
)
def test_what_was_made_is_told_by_clauses_in_any_order_and_with_any_verb(
    said: str, results: list[str], report: Read, mentions: Mentions
) -> None:
    assert mentions(report(results=f"- {said}"), "produced") == results


def test_a_product_s_last_part_that_opens_the_next_sentence_is_the_same_product(
    report: Read, found: Found
) -> None:
    reading = report(results="- LYHTY-hankkeessa luotiin huollon taidekortit. Kortit syntyivät kylissä.")
    assert len({a.object for a in found(reading, "produced")}) == 1


@pytest.mark.parametrize(
    ("said", "result"),
    [
        ("LYHTY-hankkeessa kehitettyä valon mallia voidaan käyttää.", "valon mallia"),
        ("LYHTY-hankkeen tuottama malli on käytössä.", "malli"),
        ("LYHTY-hankkeen kehittämä Valon vuosikello on käytössä.", "Valon vuosikello"),
        ("LYHTY-hankkeessa tehdyn valotutkimuksen tuloksia voidaan käyttää.", "valotutkimuksen tuloksia"),
        ("LYHTYn lyhtykerho päättyi hankkeen päättyessä.", "lyhtykerho"),
    ],
)
def test_what_a_project_is_said_to_have_made_before_its_use_is_a_result(
    said: str, result: str, report: Read, mentions: Mentions
) -> None:
    reading = report(continuation=said, projects="- Polkuja valoon (LYHTY), S99001\n")
    assert mentions(reading, "produced") == [result]


def test_what_was_not_made_is_denied(report: Read, found: Found) -> None:
    reading = report(results="- LYHTY-hanke tuotti oppaan. Hankkeessa ei kehitetty uusia työkaluja.")
    assert {a.polarity for a in found(reading, "produced") if "työkaluja" in a.mention} == {"denied"}


def test_a_sentence_about_the_project_goes_on_speaking_of_it(report: Read, found: Found) -> None:
    reading = report(results="- LYHTY-hanke koulutti seppiä. Hanke tuotti myös oppaan.")
    assert {a.subject for a in found(reading, "produced")} == {found(reading, "funds")[0].object}


def test_two_projects_in_a_sentence_keep_their_own_results(report: Read, found: Found) -> None:
    reading = report(continuation="LYHTY-hanke tuotti oppaan, ja VALO-hanke kehitti mallin.")
    made = {a.mention: a.subject for a in found(reading, "produced")}
    assert made["oppaan"] != made["mallin"]


def test_a_result_named_again_is_the_same_result(report: Read, found: Found) -> None:
    reading = report(
        results="- LYHTY-hanke on kehittänyt Lyhtyviisari-työkalun.",
        continuation="Lyhtyviisaria hyödynnetään laajasti.",
    )
    assert len({a.object for a in found(reading, "produced")}) == 1
    assert [a.mention for a in found(reading, "produced")] == ["Lyhtyviisari-työkalun", "Lyhtyviisaria"]


@pytest.mark.parametrize(
    ("said", "results"),
    [
        ("LYHTY-hanke on lisäksi mallintanut valopolun sytyttäjille.", ["valopolun"]),
        ("LYHTY-hanke kehitti kylille Pieni liekki -valomallin.", ["Pieni liekki -valomallin"]),
        ("LYHTY-hankkeen tuloksena syntyi liekkikurssi.", ["liekkikurssi"]),
        ("LYHTY-hanke teki yhteistyötä kylien ja seppien kanssa.", []),
        ("LYHTY-hanke kehitti mallin ja koulutti kymmenen seppää.", ["mallin"]),
    ],
)
def test_who_takes_part_or_receives_is_no_result(
    said: str, results: list[str], report: Read, mentions: Mentions
) -> None:
    assert mentions(report(results=f"- {said}"), "produced") == results


@pytest.mark.parametrize(
    ("said", "results"),
    [
        ("LYHTY-hanke tuotti luotsien oppaan ja verkkokurssin.", ["luotsien oppaan", "verkkokurssin"]),
        ("LYHTY-hankkeessa laadittiin opas, käsikirja ja kolme videota.", ["opas", "käsikirja", "videota"]),
        ("LYHTY-hankkeen tuloksena oli saariston palveluopas.", ["saariston palveluopas"]),
        (
            "LYHTY-hankkeessa valmistuivat vartijan kansio ja valon mittaristo.",
            ["vartijan kansio", "valon mittaristo"],
        ),
        ("LYHTY-hankkeessa tuotettiin raportti saarten palveluista.", ["raportti saarten palveluista"]),
        ("LYHTY-hanke loi mallin, jota testattiin viiden kylän kanssa.", ["mallin"]),
        ("LYHTY-hankkeen aikana syntyi sepille työkirja.", ["työkirja"]),
        ("LYHTY-hankkeessa luotsikortti luotiin yhdessä seppien kanssa.", ["luotsikortti"]),
        ("LYHTY-hanke tuotti raskaan valon huolto-oppaan kylän sepille.", ["raskaan valon huolto-oppaan"]),
        ("LYHTY-hankkeen kokemukset kirjattiin vartijan muistilistaan.", ["vartijan muistilistaan"]),
        ("LYHTY-hanke järjesti sepille koulutuksia kolmessa kylässä.", []),
        ("LYHTY-hanke testasi vertaisarviointia ja toteutti ryhmävalmennusta.", []),
        ("LYHTY-hanke kokosi kylät yhteen neljä kertaa vuodessa.", []),
        ("LYHTY-hanke loi edellytyksiä kylien yhteistyölle.", []),
        ("LYHTY-hankkeessa ei syntynyt valomallia, mutta laadittiin opas.", ["opas"]),
        ("LYHTY-hankkeessa sovelluksen kehittäminen jäi toteutumatta.", []),
        ("LYHTY-hanke ei tuottanut koulutusohjelmaa vaan kokosi aineistopankin.", ["aineistopankin"]),
        (
            "LYHTY-hankkeessa valmistui selvitys saarten lyhtypalveluista.",
            ["selvitys saarten lyhtypalveluista"],
        ),
        ("LYHTY-hankkeessa laadittiin ohjeet lamppujen huollosta.", ["ohjeet lamppujen huollosta"]),
        (
            "LYHTY-hanke jalosti siitä kylien lyhtypohjan, mutta ei kehittänyt mittaria.",
            ["kylien lyhtypohjan"],
        ),
        ("LYHTY-hankkeen keskeisin tulos on saariston lyhtykartta.", ["saariston lyhtykartta"]),
        ("LYHTY-hanke on julkaissut oppaan, perustanut verkoston ja kiertänyt.", ["oppaan", "verkoston"]),
        ("LYHTY-hanke kehitti mallin, joka yhdistää kuntoutuksen, etuudet ja työnhaun.", ["mallin"]),
        ("LYHTY-hankkeessa tehtiin kylien ja seppien valopeli nimeltä Kajo.", ["seppien valopeli"]),
    ],
)
def test_products_are_told_from_deeds(
    said: str, results: list[str], report: Read, mentions: Mentions
) -> None:
    assert mentions(report(summary=f"- {said}"), "produced") == results


def test_a_list_below_a_project_s_name_tells_its_results(report: Read, found: Found) -> None:
    reading = report(
        summary="LYHTY-hankkeen (S99001) tulokset:\n\n- perehdytysopas sepille\n- valon työkirja\n\nMuuta ei."
    )
    assert [(a.mention, a.subject) for a in found(reading, "produced")] == [
        ("perehdytysopas", "S99001"), ("valon työkirja", "S99001"),
    ]  # fmt: skip


def test_a_short_form_in_a_later_section_is_the_same_result(report: Read, found: Found) -> None:
    reading = report(
        summary="LYHTY-hanke laati valohuollon laatukäsikirjan ja seppien koulutusohjelman.",
        continuation="Laatukäsikirja on käytössä. LYHTY-hankkeen seppäkoulutus jatkuu kylissä.",
    )
    assert len({a.object for a in found(reading, "produced")}) == 2


@pytest.mark.parametrize(
    ("said", "results"),
    [
        ("Hankkeen oli tarkoitus tuottaa myös lyhtypeli, mutta tekijä vetäytyi.", []),
        ("Hankkeen tavoitteena on kehittää lyhtymalli.", []),
        ("Hankkeessa saatiin valmiiksi lyhtyopas sekä sen lomake.", ["lyhtyopas", "lomake"]),
        ("Siinä ehdittiin valmistaa lyhtyjen verkkokurssi.", ["lyhtyjen verkkokurssi"]),
        ("Hankkeen tulos on lyhtyjen huoltomalli.", ["lyhtyjen huoltomalli"]),
        ("Tuloksina mainittakoon lyhtypankki ja huollon opas.", ["lyhtypankki", "huollon opas"]),
        ("Hankkeessa viimeisteltiin huollon laatukriteeristö¹.", ["huollon laatukriteeristö"]),
        ("Tuotokset: lyhtyjen opas ja huollon mobiilipeli.", ["lyhtyjen opas", "huollon mobiilipeli"]),
        ("Tuloksia ovat a) lyhtyopas ja b) huoltomalli.", ["lyhtyopas", "huoltomalli"]),
        ("Hanke on kunnostanut kylän kanssa laitureita.", ["laitureita"]),
        ("Hanke kehitti luotsivalmennuksen kipua sairastaville miehille.", ["luotsivalmennuksen"]),
    ],
)
def test_a_result_is_what_came_about_and_not_what_was_meant_to(
    said: str, results: list[str], report: Read, mentions: Mentions
) -> None:
    assert mentions(report(results=f"- LYHTY-hanke alkoi. {said}"), "produced") == results


@pytest.mark.parametrize(
    ("said", "results"),
    [
        (
            "LYHTY-hankkeessa kehitettiin luotsien koulutuskokonaisuus (15 op).",
            ["luotsien koulutuskokonaisuus"],
        ),
        ("LYHTY-hanke on tuonut valaisun osaksi merenkulun tutkintoa.", []),
        ("LYHTY-hankkeen klinikoilla käsiteltiin varausjärjestelmiä.", []),
        ("LYHTY-hanke kiersi telakoita. Syntynyt valon vuosikello on jaettu.", ["valon vuosikello"]),
    ],
)
def test_extents_subjects_taught_and_what_was_there_before_are_no_results(
    said: str, results: list[str], report: Read, mentions: Mentions
) -> None:
    assert mentions(report(results=f"- {said}", projects="- LYHTY (S20001)"), "produced") == results


@pytest.mark.parametrize(
    ("said", "made"),
    [
        ("Sepät kävivät läpi ohjelman, josta koottiin lyhtyjen työkirja.", ["lyhtyjen työkirja"]),
        ("Kylissä pidettiin iltoja, joiden yhteydessä syntyi lyhtyopas.", ["lyhtyopas"]),
        ("Hankkeesta jäi lyhtymestarin tehtäväkuva.", ["lyhtymestarin tehtäväkuva"]),
        ("Kokeilun aikana hioutui lyhtyneuvonnan toimintamalli.", ["lyhtyneuvonnan toimintamalli"]),
        ("Hanke on koonnut tulokset Lyhty päällä -verkkojulkaisuksi.", ["Lyhty päällä -verkkojulkaisuksi"]),
        ("Hanke mallinsi kuukauden kokeilupolun.", ["kuukauden kokeilupolun"]),
        # Another clause's subject, what was only looked for, and somebody's own.
        ("Lyhtyopas osoittautui hyväksi, ja keväällä julkaistiin työkirja.", ["työkirja"]),
        ("Hankkeessa etsittiin uusia toimintatapoja.", []),
        ("Hankkeessa toteutettiin tutkintonsa suorittaneille lyhtykoulutus.", []),
    ],
)
def test_what_came_of_something_is_told_aside_and_each_clause_makes_its_own(
    said: str, made: list[str], report: Read, mentions: Mentions
) -> None:
    reading = report(summary=f"Toimet:\n\n- Lyhty-hanke alkoi. {said}")
    assert mentions(reading, "produced") == made


@pytest.mark.parametrize(
    ("said", "results"),
    [
        ("LYHTY-hanke kiersi satamia. Laadittu myös huoltolaskuri luotseille.", ["huoltolaskuri"]),
        ("LYHTY-hanke kiersi satamia. Tuloksena soihtujen vuokraamo.", ["soihtujen vuokraamo"]),
        ("LYHTY-hanke kiersi satamia. Tuotos kylien valolautan malli.", ["kylien valolautan malli"]),
        ("LYHTY-hanke kiersi satamia. Valmiiksi saatiin luotsin käsikirja.", ["luotsin käsikirja"]),
        (
            "LYHTY-hankkeessa taitoja lisättiin laatimalla sytytyksen verkkokurssi.",
            ["sytytyksen verkkokurssi"],
        ),
        ("LYHTY-hanke mallinsi satamien etävalvonnan kuntoutuksen.", ["satamien etävalvonnan kuntoutuksen"]),
        (
            "LYHTY-hanke loi valo-ohjelman, johon kuuluu sepän muistitaulu.",
            ["valo-ohjelman", "sepän muistitaulu"],
        ),
        ("LYHTY-hankkeessa selvitys satamien valoista julkaistiin.", ["selvitys satamien valoista"]),
        ("LYHTY-hanke kulki uutta reittiä satamiin.", []),
        ("LYHTY-hanke toi satamiin iltavastaanoton.", []),
        ("LYHTY-hankkeessa on kehitetty tehostettua tukea.", []),
        ("LYHTY-hankkeessa sepät kokosivat mallin, joka korvaa vanhan todistuksen.", ["mallin"]),
    ],
)
def test_outcomes_without_a_verb_and_by_the_making_of_which_something_was_done_are_results(
    said: str, results: list[str], report: Read, mentions: Mentions
) -> None:
    assert mentions(report(results=f"- {said}"), "produced") == results
