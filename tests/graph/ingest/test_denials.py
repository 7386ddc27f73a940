"""Denials: what the theme has no part in is never asserted as coverage, in whatever clause that is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.assertion import Assertion
from graph.ingest.reader import Reading

Read = Callable[..., Reading]
Found = Callable[..., list[Assertion]]
Mentions = Callable[..., list[str]]
_TARGETING = ("targets", "targetsIndirectly", "targetsIntermediary")


@pytest.mark.parametrize(
    "text",
    [
        "Vaikka nuorisotakuu koskee samoja nuoria, teema ei pane sitä toimeen.",
        "Nuorisotakuu on ollut pohjana laille, mutta teeman toimiin sillä ei ole välitöntä yhteyttä.",
        "Kansallinen lyhtyohjelma sivuaa valoa, mutta teemalla ei ole yhteyttä siihen.",
        "Majakkadirektiivi koski valoja, eikä sillä ole teemaan suoraa yhteyttä.",
        "Luotsistrategia keskittyi laivoihin; tällä ei ole merkitystä teeman kannalta.",
        "Väyläohjelma linjaa ruoppausta, mikä rajautuu tästä teemasta pois.",
        "Jäätieuudistus etenee kunnissa, ja se on rajattu teemasta ulos.",
        "Satamalakia valmistelee parlamentaarinen komitea. Teema ei ota kantaa sen työhön.",
        "Majakkastrategia ohjaa kouluja. Se ei siis kuulu teeman piiriin.",
    ],
)
def test_what_another_clause_denies_by_a_pronoun_is_told_only(text: str, theme: Read, found: Found) -> None:
    links = found(theme(instruments=text), "claimsAlignmentWith", "citesAsBackground")
    assert {(a.relation, a.polarity) for a in links} == {("citesAsBackground", "affirmed")}


@pytest.mark.parametrize(
    "text",
    [
        "Toimet ovat linjassa majakkastrategian kanssa, eivätkä ne korvaa lakisääteisiä palveluja.",
        "Teema toteuttaa luotsiohjelmaa. Se ei ole päällekkäinen muiden toimien kanssa.",
        "Majakkastrategia velvoittaa kaikkia, eikä se ole vielä toteutunut.",
        "Teema on osa luotsiuudistusta; se ei kuitenkaan korvaa lakisääteistä koulutusta.",
        "Teema tukee majakkastrategiaa niiltä osin kuin se ei koske laivoja.",
        "Luotsistrategia on teeman perusta. Sen sijaan jäitä ei tässä käsitellä.",
        "Se täydentää majakkastrategiaa, muttei korvaa sitä.",
        "Majakkastrategia edellyttää, ettei ketään jätetä työelämän ulkopuolelle.",
    ],
)
def test_what_a_theme_that_follows_an_instrument_does_not_do_denies_nothing(
    text: str, theme: Read, mentions: Mentions
) -> None:
    assert len(mentions(theme(instruments=text), "claimsAlignmentWith")) == 1


@pytest.mark.parametrize(
    ("text", "fund"),
    [
        ("Investointeja tuetaan EAKR-rahoituksella, joka ei kuulu teeman keinoihin.", "EAKR-rahoituksella"),
        ("Turvapaikka-, maahanmuutto- ja kotouttamisrahasto (AMIF) rahoittaa alkuvaiheen palveluja.", "AMIF"),
        ("Aiemmin ESR 2014–2020 -varoin kehitettiin Ohjaamoja.", "ESR 2014–2020"),
        ("Kaivosseutuja uudistetaan Oikeudenmukaisen siirtymän rahastosta (JTF).", "JTF"),
    ],
)
def test_a_fund_is_cited_and_followed_by_no_theme(text: str, fund: str, theme: Read, found: Found) -> None:
    (link,) = found(theme(instruments=text), "claimsAlignmentWith", "citesAsBackground")
    assert fund in link.mention
    assert (link.relation, link.polarity) == ("citesAsBackground", "affirmed")


@pytest.mark.parametrize(
    "text",
    [
        "Direktiiviehdotus luotsien työehdoista oli vielä käsiteltävänä.",
        "Majakkakomitean mietintö on ollut valmistelijoiden käytettävissä.",
        "Toisen teeman vastuulla on Luotsien työllistämisohjelma.",
        "Väyläuudistus odottaa hyväksymistä.",
        "Kansallinen meristrategia kuuluu ympäristöministeriön toimialaan, ei tähän teemaan.",
        "Taitojen kuvaamisessa voidaan käyttää komission julkaisemaa Luotsikehystä.",
        "Satamadirektiivi velvoittaa satamia, ja sen valvonta kuuluu toiselle viranomaiselle.",
        "Meristrategia on huomioitu vain lähdeaineistona.",
        "Kansallinen majakkaohjelma on vain mahdollinen kumppani.",
        "Kestävä luoto -ohjelma on ympäristöministeriön hanke.",
    ],
)
def test_what_is_no_instrument_yet_or_of_others_is_background(text: str, theme: Read, found: Found) -> None:
    (link,) = found(theme(instruments=text), "claimsAlignmentWith", "citesAsBackground")
    assert (link.relation, link.polarity) == ("citesAsBackground", "affirmed")


def test_who_writes_in_the_first_person_denies_too(theme: Read, mentions: Mentions) -> None:
    assert mentions(theme(instruments="Majakkastrategiaa emme toteuta."), "claimsAlignmentWith") == []


@pytest.mark.parametrize(
    ("text", "served"),
    [
        ("Kohderyhmänä ovat luotsit; merimiehille vastaavat palvelut järjestää oppilaitos.", ["luotsit"]),
        ("Luotsien kouluttaminen kuuluu satamayhtiölle.", []),
        ("Luotsit lukuun ottamatta harjoittelijoita.", ["Luotsit"]),
        ("Poikkeuksena ovat luotsit, joita palvelee satama.", []),
        ("Luotseille suunnatut toimet toteutetaan AMIF-rahastosta.", []),
        ("Luotsit ohjataan muiden palvelujen piiriin.", []),
        ("Myös luotsit mainittiin, mutta heidät päätettiin jättää pois.", []),
        ("Luotsien koulutusta harkitaan, mutta tässä vaiheessa he eivät ole mukana.", []),
        ("Luotsit ovat oma kokonaisuutensa, jota edistää ministeriö.", []),
        ("Luotsit hakeutuvat satamien omiin palveluihin.", []),
        ("Kohdennus sulkee pois luotsit.", []),
        ("Luotsien palveluista huolehtii toinen valtakunnallinen teema.", []),
        ("Luotsit ovat mukana vain puhujien roolissa.", []),
    ],
)
def test_whom_others_serve_or_a_limit_leaves_out_is_not_targeted(
    text: str, served: list[str], theme: Read, mentions: Mentions
) -> None:
    said = mentions(theme(target_groups=text), *_TARGETING)
    assert [m for m in said if m not in served] == []


def test_a_clause_with_a_subject_of_its_own_denies_nobody_before_it(theme: Read, mentions: Mentions) -> None:
    text = "Teeman kohderyhmää ovat luotsit, eikä osallistuminen edellytä kokemusta."
    assert mentions(theme(target_groups=text), *_TARGETING) == ["luotsit"]


def test_without_whom_nothing_is_reached_is_no_denial(theme: Read, found: Found) -> None:
    text = "Ilman työnantajia tavoitteisiin ei päästä, joten heidän kanssaan tehdään työtä."
    assert [a.polarity for a in found(theme(target_groups=text), *_TARGETING) if a.polarity == "denied"] == []


@pytest.mark.parametrize("lead", ["Teemaan eivät liity:", "Teeman ulkopuolelle on rajattu:", "Rajaukset:"])
def test_what_a_lead_leaves_out_is_claimed_in_no_item(lead: str, theme: Read, mentions: Mentions) -> None:
    text = f"{lead}\n\n- Majakkaohjelma\n- Luotsistrategia 2030"
    assert mentions(theme(instruments=text), "claimsAlignmentWith") == []


def test_examples_before_a_negation_are_negated(theme: Read, mentions: Mentions) -> None:
    text = "Monia strategioita, kuten Majakkastrategiaa, ei ole katsottu tarpeelliseksi liittää teemaan."
    assert "Majakkastrategiaa" not in mentions(theme(instruments=text), "claimsAlignmentWith")


@pytest.mark.parametrize(
    "text",
    [
        "Majakanvartijat kuuluvat merenkulkualan omaan teemaan.",
        "Luotsit kuuluvat Turvallinen väylä -ohjelmaan.",
        "Luotsit ovat kokonaan muun rahoituksen piirissä.",
        "Luotsit ovat toimintalinjan 3 asiakkaita.",
        "Luotsien asuntopulaan vaikutetaan muissa ohjelmissa.",
        "Luotsien palvelut on järjestetty satamakeskuksissa.",
        "Luotseille suunnattu opetus toteutetaan merenkulkulaitoksen omana kehittämisenä.",
        "Luotsit täydennyskouluttautuvat valtionavustuksella.",
        "Luotsien taidot kuuluvat opetussuunnitelmaan.",
        "Luotsit on jätetty muiden hankkeiden osallistujiksi.",
        "Luotseja harkittiin, mutta heistä luovuttiin.",
        "Luotseille kaavailtiin omaa ryhmää, mutta ajatus hylättiin.",
        "Luotsit tulevat mukaan vasta seuraavalla kaudella.",
        "Luotsien koulutus hoidetaan Merenkulkulaitoksen varoin.",
    ],
)
def test_whom_another_s_money_plan_or_time_serves_is_not_targeted(
    text: str, theme: Read, mentions: Mentions
) -> None:
    assert mentions(theme(target_groups=text), *_TARGETING) == []


@pytest.mark.parametrize(
    "text",
    [
        "Kohderyhmään kuuluvat luotsit.",
        "Toiminta kohdistuu luotseihin, joista ei luovuta.",
        "Osallistujat ovat peruskoulun varassa olevia nuoria.",
        "Luotsit kuuluvat hankkeiden osallistujiin.",
    ],
)
def test_who_is_of_the_theme_s_own_circle_stays_targeted(text: str, theme: Read, mentions: Mentions) -> None:
    assert mentions(theme(target_groups=text), *_TARGETING) != []


@pytest.mark.parametrize(
    "text",
    [
        "Nuoret kaipaavat vertaistukea, jota teemassa ei voida tarjota.",
        "Siirtymä vaatii jälkiohjausta, johon rahoitus ei riitä.",
        "Velkaneuvonta kuuluu oikeusaputoimistoille.",
        "Kuntouttavaa työtoimintaa tarjoaa hyvinvointialue lakisääteisenä palveluna.",
    ],
)
def test_what_cannot_be_given_or_others_give_is_no_method(text: str, theme: Read, mentions: Mentions) -> None:
    assert mentions(theme(content=text), "usesMethod") == []


def test_a_method_of_which_a_clause_denies_something_else_stays(theme: Read, mentions: Mentions) -> None:
    text = "Toiminnassa käytetään vertaistukea, joka ei edellytä lähetettä."
    assert mentions(theme(content=text), "usesMethod") == ["vertaistukea"]


@pytest.mark.parametrize(
    "text",
    [
        "Luotsiuudistuksen toimeenpano hoituu merenkulkuvirastoissa.",
        "Majakkauudistuksen ensimmäinen versio kaatui perustuslakivaliokunnassa.",
        "Luotseja koskeva yleissopimus velvoittaa Suomea, mutta satamien työhön teemalla ei puututa.",
        "Ehdotettiin, että teema kytkettäisiin Luotsistrategiaan.",
        "Luotsistrategian kytkeminen teemaan hylättiin.",
        "Teema pidättäytyy majakkauudistuksen kysymyksistä.",
        "Luotsidirektiivin vaatimuksiin teemassa ei oteta kantaa.",
        "Luotsiohjelmassa koulutettiin merimiehiä.",
        "Valmistelussa käytiin läpi Luotsistrategia. Sen paino on satamissa, joten se jää taustatiedoksi.",
    ],
)
def test_what_came_to_nothing_or_others_see_to_is_background(text: str, theme: Read, found: Found) -> None:
    (link,) = found(theme(instruments=text), "claimsAlignmentWith", "citesAsBackground")
    assert (link.relation, link.polarity) == ("citesAsBackground", "affirmed")


@pytest.mark.parametrize(
    "text",
    [
        "Toiminnalla valmistellaan satamia soveltamaan luotsidirektiiviä.",
        "Samaa perustaa vahvistaa Majakkastrategia, jonka 15 artikla on otettu teeman lähtökohdaksi.",
        "Teema liittyy luotsistrategiaan.",
        "Kehikkona on Luotsien muutosohjelma.",
        "Väylillä jatketaan Luotsien muutosohjelmassa aloitettua verkostoyhteistyötä.",
        "Luotsiohjelmassa käsitellään merimiesten asemaa, jota teemakin parantaa.",
        "Kansallisesti nojataan Luotsien toimintamalliin.",
        "Lisäksi toimeenpannaan komission majakoiden perusparannusaaltoa (Lighthouse Wave).",
        "Luotsistrategian tavoite on osaaminen. Teema auttaa tässä.",
    ],
)
def test_what_ties_the_theme_in_other_words_is_claimed(text: str, theme: Read, mentions: Mentions) -> None:
    assert len(mentions(theme(instruments=text), "claimsAlignmentWith")) == 1


def test_a_clause_that_says_the_same_ties_as_the_one_before_it(theme: Read, mentions: Mentions) -> None:
    text = "Majakkaohjelma on todettu, ja sen linjauksia teema tukee; sama koskee Luotsistrategiaa."
    assert "Luotsistrategiaa" in mentions(theme(instruments=text), "claimsAlignmentWith")


def test_a_short_name_that_calls_a_paragraph_claims_nothing(theme: Read, mentions: Mentions) -> None:
    text = "RRF. Elpymis- ja palautumistukivälineestä on rahoitettu satamia. Päällekkäisyyttä ei synny."
    assert mentions(theme(instruments=text), "claimsAlignmentWith") == []


@pytest.mark.parametrize(
    "text",
    [
        "Peli ei ole kokonaisuuden tuotos, vaan sen teki Satamahallituksen rahoittama Pelaten (S35299).",
        "Samaan aikaan toimi Luotsisäätiön rahoittama Pelaten merelle (S35299).",
    ],
)
def test_a_project_that_an_office_paid_for_is_not_funded_here(
    text: str, report: Read, mentions: Mentions
) -> None:
    reading = report(results=text, projects="- Lyhty-hanke, S29901")
    assert "S35299" not in " ".join(mentions(reading, "funds"))


@pytest.mark.parametrize(
    "text",
    [
        "Maksukorttituki kuuluu toimintalinjaan 6. Sen piirissä ovat lapsiperheet.",
        "Luotsit ovat ministeriön erillishankkeen piirissä.",
    ],
)
def test_who_is_within_what_is_of_others_is_not_targeted(text: str, theme: Read, mentions: Mentions) -> None:
    assert mentions(theme(target_groups=text), *_TARGETING) == []


@pytest.mark.parametrize(
    "text",
    [
        "Kielikurssit hoituvat kuntien kotoutumiskoulutuksessa.",
        "Mentorointi jätetään oppilaitoksille.",
    ],
)
def test_what_is_seen_to_elsewhere_is_no_method(text: str, theme: Read, mentions: Mentions) -> None:
    assert mentions(theme(content=text), "usesMethod") == []
