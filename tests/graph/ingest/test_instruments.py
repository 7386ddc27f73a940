"""An instrument is linked on the rung that the document's own words give it, never by the form's headings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.assertion import Assertion
from graph.ingest.reader import Reading

Read = Callable[..., Reading]
Found = Callable[..., list[Assertion]]
Mentions = Callable[..., list[str]]

RUNGS = ("claimsAlignmentWith", "citesAsBackground")


def test_the_form_s_heading_cites_nothing(theme: Read, found: Found) -> None:
    assert found(theme(), *RUNGS) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Teema toteuttaa nuorisotakuuta.", "32020H1104(01)"),
        ("Teemalla on vahva yhteys eurooppalaiseen lapsitakuuseen.", "32021H1004"),
        ("Toiminta perustuu kansalliseen lapsistrategiaan.", "k2305"),
        ("Kehyksenä toimii YK:n vammaissopimus.", "k2201"),
    ],
)
def test_what_a_theme_says_it_follows_is_a_claim(text: str, code: str, theme: Read, found: Found) -> None:
    assert [(a.relation, a.object) for a in found(theme(instruments=text), *RUNGS)] == [
        ("claimsAlignmentWith", code)
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Teema nojaa eurooppalaiseen osaamisohjelmaan sekä Osaamisunioniin.", ["Osaamisunioniin"]),
        ("Työtä ohjaa vihreä kirja ikääntymisestä.", ["vihreä kirja ikääntymisestä"]),
        ("Teema toteuttaa osaamisohjelmaa ja Lapin maakunta on mukana.", []),
    ],
)
def test_a_name_in_the_company_of_instruments_is_one(
    text: str, names: list[str], theme: Read, mentions: Callable[..., list[str]]
) -> None:
    said = mentions(theme(instruments=text), "claimsAlignmentWith")
    assert [name for name in said if "osaamisohjelma" not in name] == names


@pytest.mark.parametrize(
    "text",
    [
        "EU:n tasa-arvostrategia esittelee unionin keskeiset haasteet.",
        "Lapsistrategian pohjana on YK:n lapsen oikeuksien sopimus.",
        "Taustalla on nuorisotakuu.",
        "Nuorisotakuu koskee työnhakijoita.",
        "Tukea rahoitetaan kansallisesta Lyhtyohjelmasta.",
    ],
)
def test_what_is_only_told_of_an_instrument_is_background(text: str, theme: Read, found: Found) -> None:
    assert {a.relation for a in found(theme(instruments=text), *RUNGS)} == {"citesAsBackground"}


@pytest.mark.parametrize(
    "text",
    [
        "Sen sijaan lapsistrategia painottaa kouluja, eikä teemalla ole siihen yhteyttä.",
        "Lapsistrategia on rinnakkainen kokonaisuus, jota rahoitetaan muualta; sitä ei tässä toisteta.",
    ],
)
def test_what_a_later_clause_denies_by_a_pronoun_is_not_claimed(
    text: str, theme: Read, mentions: Mentions
) -> None:
    assert mentions(theme(instruments=text), "claimsAlignmentWith") == []


def test_an_act_that_another_started_is_named(theme: Read, mentions: Mentions) -> None:
    text = "Teema toteuttaa nuorisotakuuta ja sen käynnistämää lyhtysopimusta."
    assert mentions(theme(instruments=text), "claimsAlignmentWith")[-1].endswith("lyhtysopimusta")


def test_elsewhere_a_mere_mention_is_background(theme: Read, found: Found) -> None:
    text = "Sosiaali- ja terveydenhuollon uudistus muuttaa palvelurakennetta."
    assert [a.relation for a in found(theme(added_value=text), *RUNGS)] == ["citesAsBackground"]


def test_a_sub_theme_can_claim_for_itself(theme: Read, found: Found) -> None:
    reading = theme(content="Alateemat:\n\n- Oikeuksien vahvistaminen YK:n vammaissopimuksen mukaisesti\n")
    part = found(reading, "hasPart")[0]
    assert [(a.relation, a.subject) for a in found(reading, *RUNGS)] == [("claimsAlignmentWith", part.object)]


def test_a_link_that_the_text_negates_is_denied(theme: Read, found: Found) -> None:
    said = found(theme(instruments="Teema ei liity lapsistrategian toimeenpanoon."), *RUNGS)
    assert [(a.object, a.polarity) for a in said] == [("k2305", "denied")]


def test_the_government_s_programme_is_inferred_from_the_time_and_hedged(theme: Read, found: Found) -> None:
    text = "Hallitusohjelman mukaisesti edistetään osallisuutta."
    early = found(theme({"Toteutusaika": "2021-2027"}, instruments=text), *RUNGS)[0]
    late = found(theme({"Toteutusaika": "2024-2027"}, instruments=text), *RUNGS)[0]
    assert (early.object, late.object) == ("k2301", "k2315")
    assert early.qualifiers["hedged"] is True


def test_an_act_is_known_by_its_number_in_an_address(theme: Read, found: Found) -> None:
    address = "https://example.org/?uri=CELEX%3A52020DC0152"
    said = found(theme(instruments=f"Strategia on luettavissa osoitteessa {address}"), *RUNGS)
    assert [(a.object, a.mention) for a in said] == [("52020DC0152", "52020DC0152")]


@pytest.mark.parametrize(
    ("text", "mention", "kind"),
    [
        ("Teema toteuttaa kansallista Lyhtyohjelmaa.", "kansallista Lyhtyohjelmaa", "NationalProgramme"),
        ("Teema tukee EU:n lyhtystrategiaa.", "EU:n lyhtystrategiaa", "EUPolicyInstrument"),
        (
            "Teema noudattaa YK:n hämäränäön yleissopimusta.",
            "YK:n hämäränäön yleissopimusta",
            "InternationalTreaty",
        ),
    ],
)
def test_a_programme_that_no_list_knows_is_a_candidate(
    text: str, mention: str, kind: str, theme: Read, found: Found
) -> None:
    said = found(theme(instruments=text), *RUNGS)
    assert [(a.mention, a.kind, a.candidate, a.band) for a in said] == [(mention, kind, True, "C")]


@pytest.mark.parametrize(
    "text", ["Hankkeet laativat viestintäsuunnitelman.", "EU:n strategioista on hyötyä."]
)
def test_a_plain_plan_is_no_instrument(text: str, theme: Read, found: Found) -> None:
    assert found(theme(instruments=text), *RUNGS) == []


def test_words_that_a_programme_is_named_after_are_not_the_programme(theme: Read, found: Found) -> None:
    assert found(theme(content="Kehitetään työkyvyn tukea."), *RUNGS) == []


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Teemaa ohjaavat Lyhtystrategia ja Valon polku -ohjelma.", "Lyhtystrategia"),
        (
            "Teema toteuttaa neuvoston suositusta riittävästä lyhtyvalosta ja tukee hankkeita.",
            "neuvoston suositusta riittävästä lyhtyvalosta",
        ),
        ("Yhteys on Lyhtyvisio 2035:een ja Hämäräkompassiin.", "Hämäräkompassiin"),
        (
            "Perustana on lyhtystrategia valoisaa ja turvallista Eurooppaa varten.",
            "lyhtystrategia valoisaa ja turvallista Eurooppaa varten",
        ),
        ("Teema tukee lyhtyjen toimintasuunnitelmaa 2021–2027.", "lyhtyjen toimintasuunnitelmaa 2021–2027"),
        (
            "Kehyksenä on valoa, lämpöä ja lyhtyjä koskeva kansainvälinen yleissopimus.",
            "valoa, lämpöä ja lyhtyjä koskeva kansainvälinen yleissopimus",
        ),
    ],
)
def test_a_name_is_quoted_with_what_belongs_to_it(text: str, mention: str, theme: Read, found: Found) -> None:
    assert mention in [a.mention for a in found(theme(instruments=text), *RUNGS)]


def test_a_word_that_points_back_names_nothing(theme: Read, found: Found) -> None:
    assert found(theme(instruments="Teeman toimet vastaavat tähän lyhtysuositukseen."), *RUNGS) == []


def test_the_action_plan_of_a_strategy_is_not_the_strategy(theme: Read, found: Found) -> None:
    text = "Teema toteuttaa kansallisen lapsistrategian toimeenpanosuunnitelmaa."
    assert ["toimeenpanosuunnitelmaa" in a.mention for a in found(theme(instruments=text), *RUNGS)] == [True]


def test_clauses_of_a_sentence_say_different_things(theme: Read, found: Found) -> None:
    text = "Teema toteuttaa nuorisotakuuta, mutta lapsistrategia jää taustalle eikä lapsitakuu ohjaa sitä."
    said = found(theme(instruments=text), *RUNGS)
    assert [(a.relation, a.polarity) for a in said] == [
        ("claimsAlignmentWith", "affirmed"),
        ("citesAsBackground", "affirmed"),
        ("claimsAlignmentWith", "denied"),
    ]


def test_what_a_theme_carries_out_is_more_than_told(theme: Read, found: Found) -> None:
    text = "YK:n vammaissopimus edellyttää saavutettavuutta, ja teema edistää sen toimeenpanoa."
    assert [a.relation for a in found(theme(instruments=text), *RUNGS)] == ["claimsAlignmentWith"]


def test_a_government_is_known_by_its_prime_minister(theme: Read, found: Found) -> None:
    text = "Pääministeri Marinin hallituksen ohjelman mukaisesti edistetään osallisuutta."
    late = found(theme({"Toteutusaika": "2024-2027"}, instruments=text), *RUNGS)
    assert [a.object for a in late] == ["k2301"]


@pytest.mark.parametrize(
    "text",
    [
        "Yhteyttä nuorisotakuuseen ei ole.",
        "Teemalla ei tavoitella nuorisotakuun toimeenpanoa.",
        "Nuorisotakuu jää teeman ulkopuolelle.",
        "Nuorisotakuu on rajattu pois.",
        "Teemaa ei ole laadittu nuorisotakuun pohjalta.",
        "Teema ei liity lapsistrategiaan eikä nuorisotakuuseen.",
        "Nuorisotakuulla ei ole roolia teemassa.",
    ],
)
def test_any_negation_of_a_main_clause_denies_what_it_names(text: str, theme: Read, found: Found) -> None:
    said = [a for a in found(theme(instruments=text), *RUNGS) if "akuu" in a.mention]
    assert [a.polarity for a in said] == ["denied"]


@pytest.mark.parametrize(
    "text",
    [
        "Teema toteuttaa nuorisotakuuta, sillä se tavoittaa nuoria, jotka eivät ole työssä.",
        "Teema ei toteuta ainoastaan nuorisotakuuta.",
        "Teema ei perustu lapsistrategiaan, vaan nuorisotakuuseen.",
        "Vaikka toimia ei ole aloitettu, teema toteuttaa nuorisotakuuta.",
    ],
)
def test_a_negation_of_something_else_denies_nothing(text: str, theme: Read, found: Found) -> None:
    said = [a for a in found(theme(instruments=text), *RUNGS) if "takuu" in a.mention]
    assert [(a.relation, a.polarity) for a in said] == [("claimsAlignmentWith", "affirmed")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hankkeet auttavat toimeenpanemaan melontadirektiiviä.", "melontadirektiiviä"),
        (
            "Niihin vastataan pilarin toimintasuunnitelman tavoitteiden kautta.",
            "pilarin toimintasuunnitelman",
        ),
        ("Työtä ohjaa lossien kehittämispaketti.", "lossien kehittämispaketti"),
        ("Perustana on direktiivi (EU) 2021/1234 lauttasopimuksista, jota noudatetaan.", "2021/1234"),
        (
            "Teema nojaa periaatepäätökseen Saarten ja luotojen kestävä elämä.",
            "Saarten ja luotojen kestävä elämä",
        ),
    ],
)
def test_a_head_word_in_any_case_names_an_instrument_with_what_tells_it_apart(
    text: str, name: str, theme: Read, found: Found
) -> None:
    (link,) = found(theme(instruments=text), "claimsAlignmentWith")
    assert name in link.mention


def test_what_was_read_only_as_background_is_not_claimed(theme: Read, found: Found) -> None:
    text = "Valmistelussa on luettu Sumun ja pimeyden vastaista toimenpideohjelmaa, mutta vain taustaksi."
    (link,) = found(theme(instruments=text), "claimsAlignmentWith", "citesAsBackground")
    assert (link.mention, link.relation) == (
        "Sumun ja pimeyden vastaista toimenpideohjelmaa",
        "citesAsBackground",
    )


@pytest.mark.parametrize(
    ("text", "rung"),
    [
        ("EU:n majakkastrategiassa arvioidaan valojen määrää.", "citesAsBackground"),
        ("EU:n majakkadirektiivissä säädetään valoista, mutta teema ei liity siihen.", "citesAsBackground"),
        ("Teema asettuu osaksi EU:n majakkastrategiaa, jota arvioidaan vuosittain.", "claimsAlignmentWith"),
    ],
)
def test_what_an_instrument_describes_is_background_where_the_theme_does_not_act_by_it(
    text: str, rung: str, theme: Read, found: Found
) -> None:
    (link,) = found(theme(instruments=text), *RUNGS)
    assert (link.relation, link.polarity) == (rung, "affirmed")


@pytest.mark.parametrize(
    "text",
    [
        "Olisiko teeman perustuttava EU:n majakkastrategiaan?",
        "Jos EU:n majakkastrategia hyväksytään, teema voi tukea sitä.",
        "Siltä varalta, että majakkadirektiivi annetaan, voidaan painotuksia tarkistaa.",
        "Viron majakkastrategia on esimerkki vastaavasta.",
        "EU:n majakkastrategian toteutus hoidetaan muualla.",
        "EU:n majakkastrategian tavoitteita tuetaan muilla rahastoilla.",
        "EU:n majakkastrategia on nostanut esiin valojen himmenemisen.",
    ],
)
def test_what_is_asked_supposed_foreign_or_done_elsewhere_is_no_claim(
    text: str, theme: Read, mentions: Mentions
) -> None:
    assert mentions(theme(instruments=text), "claimsAlignmentWith") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Toiminta kytkeytyy strategioista Euroopan majakkakompassiin ja Luotsien tiekarttaan.",
            ["Euroopan majakkakompassiin", "Luotsien tiekarttaan"],
        ),
        (
            "Teema tukee valoa koskevaa neuvoston suositusta ja asetusta (EU) 2021/1057.",
            ["valoa koskevaa neuvoston suositusta", "asetusta (EU) 2021/1057"],
        ),
        ("- Satamasta pöytään -strategia (valojen puolittaminen)", ["Satamasta pöytään -strategia"]),
        (
            "EU:n majakkastrategia edellyttää, että valot palavat. Teema toteuttaa strategian tavoitetta.",
            ["EU:n majakkastrategia"],
        ),
        ("Teema on osa ESR+-ohjelmaa. Ohjelman erityistavoitteista se toteuttaa yhtä.", ["ESR+-ohjelmaa"]),
    ],
)
def test_each_instrument_of_a_sentence_is_claimed_by_its_whole_name(
    text: str, names: list[str], theme: Read, mentions: Mentions
) -> None:
    assert mentions(theme(instruments=text), "claimsAlignmentWith") == names


def test_what_another_plan_gave_grants_from_is_background(theme: Read, mentions: Mentions) -> None:
    text = "Majakkasuunnitelmasta (Meren kasvun ohjelma) on osoitettu avustuksia satamille."
    reading = theme(instruments=text)
    assert mentions(reading, "claimsAlignmentWith") == []
    assert "Meren kasvun ohjelma" in mentions(reading, "citesAsBackground")


@pytest.mark.parametrize(
    "text",
    [
        "EU:n majakkastrategia hyväksyttiin kiireessä.",
        "EU:n majakkastrategia on muuttanut satamien arkea.",
        "Kansallinen majakkaohjelma toi lyhdyt saaristoon, mikä näkyy hakemuksissa.",
        "Majakkaohjelman hankkeista on koottu julkaisu, mutta ohjelma on päättynyt.",
        "Majakkalain kokonaisuudistus etenee eduskunnassa.",
        "Kansallinen majakkastrategia ajoittuu ensi vuosikymmenelle.",
        "Kansallista majakkastrategiaa toteuttaa liikenneministeriö.",
        "EU:n majakkadirektiivin täytäntöönpanosta vastaa Lyhtyvirasto.",
        "Kansallisen majakkastrategian valvonta on luotsien tehtävä, eikä se liity teemaan.",
        "Kansallista majakkastrategiaa toteutetaan merivartioston omin toimin.",
        "Majakkalaissa turvatuilla luotseilla on oikeus lepoon.",
        "Majakkalakiin viitataan ainoastaan alaa sääntelevänä säädöksenä.",
        "Kansallisen majakkastrategian uusiminen oli teemaa valmisteltaessa alussa.",
        "Kansallinen majakkastrategia sai jatkoa, joten teemassa siihen ei puututa.",
    ],
)
def test_what_was_or_is_others_business_is_no_claim(text: str, theme: Read, found: Found) -> None:
    said = found(theme(instruments=text), *RUNGS)
    assert {(a.relation, a.polarity) for a in said} - {("claimsAlignmentWith", "denied")} == {
        ("citesAsBackground", "affirmed")
    }


@pytest.mark.parametrize(
    "text",
    [
        "Kansallinen majakkastrategia on luonut verkostot, joita teema hyödyntää.",
        "Hallitus hyväksyi kansallisen majakkastrategian, ja teema toteuttaa sitä.",
        "Kansallinen majakkastrategia antaa työlle suunnan.",
        "Hallitus on käynnistänyt laajan majakkauudistuksen valmistelun.",
        "Kansallisen majakkastrategian tavoitteet on otettu huomioon.",
        "Teeman taustalla on kansallinen majakkastrategia.",
        "Luotsinkin työn osalta pohjana on kansallinen majakkastrategia.",
        "Kansallisesta majakkastrategiasta on johdettu hankkeiden painopisteet.",
    ],
)
def test_what_was_is_a_claim_where_the_theme_goes_on_from_it(text: str, theme: Read, found: Found) -> None:
    said = found(theme(instruments=text), *RUNGS)
    assert {(a.relation, a.polarity) for a in said} == {("claimsAlignmentWith", "affirmed")}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Teema edistää luotsipalvelulain toimeenpanoa.", "luotsipalvelulain"),
        ("Toiminnassa noudatetaan EU:n majakkakehystä 2021–2027.", "EU:n majakkakehystä 2021–2027"),
        (
            "Otetaan huomioon kansallisen majakkasuunnitelman linjaukset lyhdyistä.",
            "kansallisen majakkasuunnitelman",
        ),
        ("Edistetään kansallisen majakkaohjelman toteutumista.", "kansallisen majakkaohjelman"),
        (
            "Otetaan huomioon neuvoston toukokuussa 2019 antama suositus majakoista.",
            "neuvoston toukokuussa 2019 antama suositus majakoista",
        ),
        (
            "Perustana on valtioneuvoston periaatepäätös Valoa, voimaa ja turvaa tuova Suomi 2030.",
            "valtioneuvoston periaatepäätös Valoa, voimaa ja turvaa tuova Suomi 2030",
        ),
        (
            "Teema nojaa kansalliseen majakkaohjelmaan (valtioneuvoston päätös 30.10.2020).",
            "kansalliseen majakkaohjelmaan",
        ),
        (
            "Jokaiselle tehdään henkilökohtainen työllistymissopimus, ja teema toteuttaa Luotsiohjelmaa.",
            "Luotsiohjelmaa",
        ),
    ],
)
def test_a_compound_that_no_dictionary_has_is_named_by_its_end(
    text: str, name: str, theme: Read, mentions: Mentions
) -> None:
    assert mentions(theme(instruments=text), "claimsAlignmentWith") == [name]


@pytest.mark.parametrize(
    "text",
    [
        "EU:n majakkadirektiivin valvonta kuuluu Lyhtyvirastolle.",
        "Opettajat toimeenpanevat parhaillaan kansallista majakkaohjelmaa liiton tuella.",
        "Satamien liitto toteuttaa kansallista majakkaohjelmaa.",
        "Strategia nojautuu kansainväliseen majakkasopimukseen.",
        "Kansallisessa majakkasuunnitelmassa rahoitetaan lyhtyjen uusimista.",
        "Kansallisen majakkaohjelman rahoituksella on kehitetty lyhtyjen automaatiota.",
        "Kansallisesta majakkaohjelmasta korvataan lyhtyjen huolto.",
        "Kansallinen majakka-aloite on ollut virikkeenä.",
        "Rajanvedossa keskeisin on kansallinen majakkasuunnitelma.",
        "Kansallisen majakkauudistuksen edellyttämä perehdytys järjestetään virkatyönä.",
        "Majakkalaki mahdollistaa lyhtyjen vuokraamisen.",
        "Satamien lyhdyt kuuluvat kansalliseen majakkaohjelmaan.",
        "Kansallinen majakkaohjelma tukee lyhtyjen tutkimusta.",
        "Kansallista majakkastrategiaa valmistellaan omassa hankkeessaan.",
        "Kansallinen majakkaohjelma on itsenäinen kokonaisuutensa.",
        "Kansallisen majakkaohjelman toteutus on alueiden käsissä.",
        "Toisin kuin kansallisessa majakkaohjelmassa, teemassa keskitytään luotseihin.",
        "Teeman rinnalla kulkee kansallinen majakkaohjelma.",
        "Teema erottuu kansallisesta majakkaohjelmasta luotsien osalta.",
        "Työnjako kansallisen majakkaohjelman kanssa on selkeä: ohjelma vastaa lyhdyistä, teema luotseista.",
        "Kansallinen majakkaohjelma rahoittaa lyhtyjä ja tämä teema luotsien osaamista.",
        "Teeman osallistujia ohjataan kansallisen majakkaohjelman palveluihin.",
        "Kansallinen majakkaohjelma on teeman kannalta toissijainen.",
        "Teeman kohderyhmä tuli tutuksi kansallisen majakkaohjelman myötä.",
        "EU:n majakkastrategia annettiin teeman hyväksymisen jälkeen.",
        "Kansallinen majakkaohjelma on jo toteutettu.",
        "Kansallisen majakkasopimuksen velvoitteet täytetään lupamenettelyssä.",
        "Kansallista majakkastrategiaa toteutetaan kunnissa ja kouluissa.",
        "Kansallista majakkaohjelmaa toteutetaan vuosina 2024–2027.",
        "Kansallisen majakkaohjelman tavoitteita edistetään lainsäädännöllä.",
        "Kansallisen majakkaohjelman toimeenpano on käynnissä.",
        "Kansallisen majakkaohjelman ohjausryhmä vastaa työn etenemisestä.",
        "Hankkeissa voidaan viitata kansalliseen majakkaohjelmaan.",
        "Kansallinen majakkaohjelma on laadittu karikoita vastaan.",
        "Kansallisen majakkasopimuksen kansallinen toimeenpano on satamahallinnon vetovastuulla.",
        "EU:n majakkastrategiassa käsiteltiin lyhtyjä, ja niistä luotsit ovat kiistelleet.",
        "Majakkaohjelmalla kunnostetaan lyhtyjä, tällä teemalla luotsien osaamista.",
        "Kansalliseen majakkastrategiaan viitataan usein samassa yhteydessä; se on kalastajien asiakirja.",
        "Kansallisen majakkasopimuksen noudattamista valvoo merenkulun viranomainen.",
        "Kansallinen majakkastrategia painottaa lyhtyjä, kun taas teema kohdistuu luotseihin.",
        "Kansallista majakkaohjelmaa täydentävät satamien omat suunnitelmat.",
        "Luotseja koulutetaan Satama soi -toimenpideohjelman puitteissa.",
        "Kansallinen majakkaohjelma pidetään teemasta erillään.",
        "Kansallisesta majakkaohjelmasta vastaa satamien turvallisen työn koordinaattori.",
        "Kansallinen majakkastrategia on laadittu luotseille, ja teeman osallistujat ovat kalastajia.",
        "Kansallinen majakkaohjelma on työlle tärkeä, mutta sen toteuttamisesta huolehtii satamahallinto.",
    ],
)
def test_what_has_another_actor_than_the_theme_is_background(text: str, theme: Read, found: Found) -> None:
    said = found(theme(instruments=text), *RUNGS)
    assert [(a.relation, a.polarity) for a in said] == [("citesAsBackground", "affirmed")]


@pytest.mark.parametrize(
    "text",
    [
        "Kansallisessa majakkastrategiassa tavoitellaan kirkkaampia satamia.",
        "Kansallista majakkastrategiaa noudatetaan luotsien osalta.",
        "Kulmakivenä toimii kansallinen majakkastrategia.",
        "Kansallisen majakkastrategian tavoite kirkkaista satamista edellyttää luotsien osaamista.",
        "Kansallinen majakkastrategia edellyttää kirkkaita satamia.",
        "Hankkeiden suuntaviivat tulevat kansallisesta majakkastrategiasta.",
        "Taustalla vaikuttaa kansallinen majakkastrategia, jota teema osaltaan toteuttaa.",
        "Lyhtyjä tarkastellaan kansallisen majakkastrategian näkökulmasta.",
        "Kansallisen majakkastrategian tavoite edellyttää, että kunnat huoltavat lyhdyt.",
        "Teeman tehtävänä on tukea kansallisen majakkaohjelman toimeenpanoa.",
        "Lyhtyjen siirtoa kunnille eli majakkauudistusta tuetaan malleilla.",
        "Mainittakoon kansallinen majakkaohjelma, jonka toisessa luvussa kuvattua valoa teema toteuttaa.",
        "Lukuun on otettu kansallinen majakkastrategia 2020–2030.",
        "Kansallista majakkastrategiaa johtaa satamavirasto; teema tuo luotsit mukaan ja toteuttaa sitä.",
        "Kansallinen majakkareformi siirsi lyhdyt kunnille, ja teema kouluttaa luotseja, joita se vaatii.",
        "Kansallisen majakkaohjelman tavoitteita edistetään kunnissa luotsien osaamista vahvistamalla.",
        "Kansallista majakkastrategiaa toteutetaan kouluttamalla luotseja.",
        "Kansallisessa majakkastrategiassa todetaan luotsipula, ja tähän teemalla puututaan.",
        "Majakkalaki uudistui keväällä. Teemassa tuetaan satamia lain toimeenpanossa.",
        "Kansallinen majakkastrategia julkaistiin keväällä, ja sen linjauksia viedään arkeen tällä teemalla.",
        "Suomi on sitoutunut kansainväliseen majakkasopimukseen, ja hankkeiden tulokset raportoidaan sille.",
        "Lyhtyjä huolletaan myös kansallisessa majakkaohjelmassa; teema jatkaa siitä, mihin se päättyy.",
        "Komissio julkaisi kesällä EU:n majakkastrategian.",
        "Teema toteuttaa kansallista majakkastrategiaa, mutta ei kaikkia sen linjauksia.",
        "Teema eroaa aiemmista siinä, että se perustuu kansalliseen majakkastrategiaan.",
        "Suomi on sitoutunut kansainväliseen majakkasopimukseen.",
        "Kansallinen majakkastrategia on huomioitu siltä osin kuin se koskee luotseja.",
        "Kansallisessa majakkastrategiassa siirretään lyhdyt kunnille, ja teemalla autetaan kuntia tässä.",
    ],
)
def test_what_guides_or_is_followed_is_claimed_though_no_theme_is_named(
    text: str, theme: Read, found: Found
) -> None:
    said = found(theme(instruments=text), *RUNGS)
    assert [(a.relation, a.polarity) for a in said] == [("claimsAlignmentWith", "affirmed")]


def test_what_a_sentence_names_of_those_set_aside_before_is_background(theme: Read, found: Found) -> None:
    text = "Merta koskevia asiakirjoja teemalla ei toteuteta. Tällaisia ovat kansallinen majakkastrategia."
    (link,) = found(theme(instruments=text), *RUNGS)
    assert link.relation == "citesAsBackground"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Komission antama tiedonanto laajasta lähestymistavasta merenkulkuun näkyy teemassa.",
            "Komission antama tiedonanto laajasta lähestymistavasta merenkulkuun",
        ),
        (
            "Neuvoston suositus taitojen parantamisesta uusien väylien avaamiseksi luotseille on pohjana.",
            "Neuvoston suositus taitojen parantamisesta uusien väylien avaamiseksi luotseille",
        ),
        (
            "Teema tukee komission valoja koskevaa kokonaisvaltaista lähestymistapaa.",
            "komission valoja koskevaa",
        ),
        (
            "Teema perustuu meristrategiaan ja sitä täydentävään rannikkosuunnitelmaan.",
            "rannikkosuunnitelmaan",
        ),
        ("Perustaa teemalle antavat majakkalaki (423/2022) ja merilaki.", "majakkalaki (423/2022)"),
        ("Alueellisen pohjan tuo aluekehittämispäätös 2024–2027.", "aluekehittämispäätös 2024–2027"),
        ("Teema nojaa lakiin luotsien palveluista.", "lakiin luotsien palveluista"),
    ],
)
def test_a_name_is_whole_and_no_more(text: str, name: str, theme: Read, mentions: Mentions) -> None:
    said = mentions(theme(instruments=text), "claimsAlignmentWith")
    assert any(m.startswith(name) for m in said)


@pytest.mark.parametrize(
    "lead",
    [
        "Teema toteuttaa seuraavia asiakirjoja:",
        "Kansallisista linjauksista teema edistää kahta:",
        "Ohjelmat:",
    ],
)
def test_the_verb_of_a_lead_holds_for_every_item(lead: str, theme: Read, found: Found) -> None:
    items = (
        "- Kansallinen majakkaohjelma, etenkin sen saaristoa koskevat kohdat;\n"
        '- Suomen lyhtystrategia 2022–2030, painopiste "valoisat polut"\n'
        "- nuorisotakuu, jota teema ei toteuta\n"
    )
    said = found(theme(instruments=f"{lead}\n\n{items}"), *RUNGS)
    assert [a.relation == "claimsAlignmentWith" and a.polarity == "affirmed" for a in said] == [
        True,
        True,
        False,
    ]


def test_a_year_in_a_list_of_recommendations_is_one(theme: Read, mentions: Mentions) -> None:
    text = (
        "Maakohtaiset suositukset:\n\n- vuonna 2023 annetut suositukset siltä osin kuin ne koskevat taitoja\n"
    )
    assert mentions(theme(instruments=text), "claimsAlignmentWith") == ["vuonna 2023 annetut suositukset"]


@pytest.mark.parametrize(
    "text",
    [
        "Meren valoa koskeva EU-strategia, vaikka se sivuaa samaa aihetta, on otettu huomioon rajanvedossa.",
        "Majakkalaki velvoittaa kuntia valaisemaan satamat, mutta velvoitteen täyttäminen ei kuulu teemaan.",
        "Satama-asetus määrittää valon enimmäismäärän, ja se otetaan huomioon hankkeita valmisteltaessa.",
        "Lyhtydirektiivi asettaa laitteille vaatimuksia, joiden valvonta kuuluu aluehallintovirastolle.",
        "Valolaki on huomioitu hankkeiden ohjeissa.",
        "Majakkaohjelma (2016–2019) päättyi jo ennen teeman alkua, ja sen opit on hyödynnetty.",
    ],
)
def test_what_is_minded_laid_down_or_over_is_no_claim(text: str, theme: Read, found: Found) -> None:
    said = found(theme(instruments=text), *RUNGS)
    assert [a.relation for a in said if a.polarity == "affirmed"] == ["citesAsBackground"] * len(said)


@pytest.mark.parametrize(
    "text",
    [
        "Neuvoston 2022 antama suositus, joka koskee aikuisten opintoja, on toimien yhtenä perusteena.",
        "ESR+-toimintaa ohjaa ensi sijassa Majakkaohjelma, jossa pimeää sitoudutaan vähentämään.",
        "Valon oikeus on sovittu Lissabonin julistuksessa, ja Suomi on sitoutunut siihen.",
        "Kotimaassa työ kiinnittyy Kansalliseen majakkastrategiaan 2030.",
        "Ohjausjakson suosituksissa 2020 Suomea kehotettiin tukemaan ikääntyneitä, ja tähän teema vastaa.",
        "Suomelle 20.7.2020 annettu suositus työllisyydestä koskee erityisesti nuoria.",
        "Teemalla on yhteys kahteen asiakirjaan. Ensimmäinen niistä on kansallinen majakkastrategia 2030.",
    ],
)
def test_what_the_main_clause_rests_on_is_claimed(text: str, theme: Read, found: Found) -> None:
    assert [a.relation for a in found(theme(instruments=text), *RUNGS)] == ["claimsAlignmentWith"]
