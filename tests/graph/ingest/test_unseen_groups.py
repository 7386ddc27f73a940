"""Passages as officials write them: each group is found whole, in its role, and nobody else."""

from __future__ import annotations

import pytest

from tests.graph.ingest.conftest import Found, Read, groups_said


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "Toiminta kohdistuu pitkään työelämästä poissa olleisiin henkilöihin ja terveydellisistä syistä "
            "alanvaihtoa suunnitteleviin työntekijöihin.",
            {
                "pitkään työelämästä poissa olleisiin henkilöihin",
                "terveydellisistä syistä alanvaihtoa suunnitteleviin työntekijöihin",
            },
        ),
        (
            "Ensisijaisen kohderyhmän muodostavat alle 25-vuotiaat vanhemmat, omaishoitovelvoitteiden vuoksi "
            "työstä pois jääneet naiset sekä matalasti koulutetut miehet.",
            {
                "alle 25-vuotiaat vanhemmat",
                "omaishoitovelvoitteiden vuoksi työstä pois jääneet naiset",
                "matalasti koulutetut miehet",
            },
        ),
        (
            "Kohderyhmään kuuluvat henkilöt, joilla on pitkäaikaissairaus, ja nuoret, jotka ovat "
            "keskeyttäneet opintonsa.",
            {"henkilöt, joilla on pitkäaikaissairaus", "nuoret, jotka ovat keskeyttäneet opintonsa"},
        ),
        (
            "Toiminta kohdistuu pitkäaikaissairaisiin, jotka eivät voi työskennellä kokoaikaisesti.",
            {"pitkäaikaissairaisiin"},
        ),
        (
            "Toiminnan kohderyhmänä ovat yritysten johto ja henkilöstö, pk-yrittäjät, työsuojelupäälliköt, "
            "rekrytoijat ja TE-palvelujen virkailijat.",
            {
                "by yritysten johto",
                "by henkilöstö",
                "by pk-yrittäjät",
                "by työsuojelupäälliköt",
                "by rekrytoijat",
                "by TE-palvelujen virkailijat",
            },
        ),
        (
            "Kohderyhmään kuuluvat alanvaihtajat, mikroyrittäjät ja heitä auttavat yritysneuvojat.",
            {"alanvaihtajat", "mikroyrittäjät", "by auttavat yritysneuvojat"},
        ),
        (
            "Teeman varsinaisia kohderyhmiä ovat etävanhemmat. Työnantajat ja kuntien viranhaltijat "
            "osallistuvat toimintaan kehittäjäkumppaneina.",
            {"etävanhemmat", "by Työnantajat", "by kuntien viranhaltijat"},
        ),
        (
            "Toiminta koskettaa välillisesti myös osallistujien perheenjäseniä.",
            {"indirectly osallistujien perheenjäseniä"},
        ),
        (
            "Välillisinä kohderyhminä ovat osallistujien perheet ja työyhteisöt. Heihin lukeutuvat myös "
            "isovanhemmat.",
            {"indirectly osallistujien perheet", "indirectly työyhteisöt", "indirectly isovanhemmat"},
        ),
        (
            "Osallistujat tavoitetaan välittäjien avulla. Tällaisia ovat esimerkiksi kotihoidon työntekijät, "
            "kylätalkkarit ja seurakuntien diakoniatyöntekijät.",
            {"by kotihoidon työntekijät", "by kylätalkkarit", "by seurakuntien diakoniatyöntekijät"},
        ),
        (
            "Toiminnan ulkopuolelle jäävät kokoaikaisesti opiskelevat nuoret. Mukaan ei oteta alaikäisiä.",
            {"not kokoaikaisesti opiskelevat nuoret", "not alaikäisiä"},
        ),
        (
            "Kohderyhmänä ovat kalastajat poislukien sivutoimiset kalastajat.",
            {"kalastajat", "not sivutoimiset kalastajat"},
        ),
        (
            "Selvitysten mukaan ulkomaalaistaustaiset naiset jäävät usein palvelujen ulkopuolelle. Toiminta "
            "suunnataan kotona lapsiaan hoitaville naisille.",
            {"kotona lapsiaan hoitaville naisille"},
        ),
        (
            "Monet eläkeläiset ovat viime vuosina kokeneet yksinäisyyttä. Kohderyhmänä ovat 16–24-vuotiaat "
            "kotona asuvat nuoret.",
            {"16–24-vuotiaat kotona asuvat nuoret"},
        ),
        (
            "Teeman kohderyhmiä ovat\n\n- kausityötä tekevät ulkomaalaiset\n- eläkeikää lähestyvät "
            "konepajatyöntekijät\n- oppisopimusta harkitsevat aikuiset, joilla ei ole tutkintoa\n\n"
            "Välittäjäryhmiä ovat\n\n- oppilaitosten opinto-ohjaajat\n- pienet perheyritykset\n"
            "- ammattiliitot\n",
            {
                "kausityötä tekevät ulkomaalaiset",
                "eläkeikää lähestyvät konepajatyöntekijät",
                "oppisopimusta harkitsevat aikuiset",
                "by oppilaitosten opinto-ohjaajat",
                "by pienet perheyritykset",
                "by ammattiliitot",
            },
        ),
        (
            "Kohderyhmänä ovat viranomaiset, jotka kohtaavat työssään ihmiskaupan uhreja. Ihmiskaupan uhrit "
            "eivät itse ole hankkeiden kohderyhmää.",
            {"by viranomaiset", "not Ihmiskaupan uhrit"},
        ),
        (
            "Palveluja tarjotaan päihdehoidosta kotiutuville ja omaistaan hoitaville ikäihmisille.",
            {"päihdehoidosta kotiutuville", "omaistaan hoitaville ikäihmisille"},
        ),
        (
            "Tavoitteena on tavoittaa etenkin sellaiset pienyrittäjät, jotka eivät ole aiemmin käyttäneet "
            "neuvontaa.",
            {"pienyrittäjät"},
        ),
        (
            "Hankkeisiin voivat osallistua työttömyysuhan alla olevat metsurit. Osallistujat tavoitetaan "
            "metsänhoitoyhdistysten ja työllisyysalueiden kautta.",
            {
                "työttömyysuhan alla olevat metsurit",
                "by metsänhoitoyhdistysten",
                "by työllisyysalueiden",
            },
        ),
        (
            "Erityisen tuen tarpeessa ovat hoivan vuoksi työelämästä poistuneet seilorit.",
            {"hoivan vuoksi työelämästä poistuneet seilorit"},
        ),
        (
            "Välittäviä tahoja ovat kylätalot, seutujen neuvonta ja nuorten työpajat.",
            {"by kylätalot", "by seutujen neuvonta", "by nuorten työpajat"},
        ),
        (
            "1. Ensisijainen kohderyhmä\n- lossikuskit\n2. Välillinen kohderyhmä\n- lossikuskien puolisot\n"
            "3. Rajaukset\n- eläkkeellä olevat merimiehet\n",
            {"lossikuskit", "indirectly lossikuskien puolisot", "not eläkkeellä olevat merimiehet"},
        ),
        (
            "Varsinainen kohderyhmä\tTyöttömät lossikuskit\nVälittäjät\tsatamien vuoropäälliköt\n"
            "Ei kohderyhmää\tulkomaiset matkailijat\n",
            {"Työttömät lossikuskit", "by satamien vuoropäälliköt", "not ulkomaiset matkailijat"},
        ),
        (
            "| Ryhmä | Rooli |\n| --- | --- |\n| Yksinäiset majakanvartijat | varsinainen kohderyhmä |\n"
            "| Majakanvartijoiden lapset | välillinen |\n",
            {"Yksinäiset majakanvartijat", "indirectly Majakanvartijoiden lapset"},
        ),
        (
            "Kohderyhmä: 16–29-vuotiaat kalastajat; kalastajien isovanhemmat (välillisesti); satamien "
            "vuoropäälliköt (välittäjinä).",
            {
                "16–29-vuotiaat kalastajat",
                "indirectly kalastajien isovanhemmat",
                "by satamien vuoropäälliköt",
            },
        ),
        (
            "Kohderyhmä muodostuu saarille muuttaneista kausityöntekijöistä ja luotsauksesta luopuneista "
            "perämiehistä.",
            {"saarille muuttaneista kausityöntekijöistä", "luotsauksesta luopuneista perämiehistä"},
        ),
        (
            "Ei koske koululaisia. Opiskelijoita palvelee erillinen ohjelma.",
            {"not koululaisia", "not Opiskelijoita"},
        ),
        (
            "Saaristossa asuvien koululaisten tarpeisiin vastataan muilla ohjelmilla. Satamissa työskentelee "
            "harjoittelijoita, joita tämä teema ei kuitenkaan koske.",
            {"not Saaristossa asuvien koululaisten", "not harjoittelijoita"},
        ),
        (
            "Lukiolaisten tilanne on tiedossa, mutta he eivät ole kohderyhmä. Opiskelijat, joille "
            "on omat palvelunsa, "
            "eivät ole kohderyhmää.",
            {"not Lukiolaisten", "not Opiskelijat"},
        ),
        (
            "Tanskassa vastaava ohjelma palvelee pakolaisia. Edeltävässä hankkeessa olivat mukana "
            "vangit. Voisiko "
            "toiminta koskea eläkeläisiä? Nuorilla on usein velkaa.",
            set(),
        ),
        (
            "Teeman varsinaisena kohderyhmänä ovat satama-alan työntekijät, erityisesti kotihoidon "
            "työntekijät.",
            {"satama-alan työntekijät", "kotihoidon työntekijät"},
        ),
        (
            "Kohderyhmään kuulumattomia, esimerkiksi eläkkeellä olevia, ohjataan muihin palveluihin.",
            {"not Kohderyhmään kuulumattomia", "not eläkkeellä olevia"},
        ),
        (
            "Joka kolmas vankilasta vapautuva on vailla asuntoa, ja heistä naisia on arviolta 400. Suomessa "
            "asuu runsaasti työttömiä maahanmuuttajia.",
            set(),
        ),
        (
            "Kohderyhmä rajautuu alle 30-vuotiaisiin hoitoalan opiskelijoihin; valmistuneet eivät voi "
            "osallistua.",
            {"alle 30-vuotiaisiin hoitoalan opiskelijoihin", "not valmistuneet"},
        ),
        (
            "Kohderyhmänä ovat:\n\n- saaren työttömät kalastajat (eivät vapaa-ajankalastajat)\n",
            {"saaren työttömät kalastajat", "not vapaa-ajankalastajat"},
        ),
        (
            "Taitoja tarvitsevat pienyrittäjät. Usein katveeseen jäävät isät, jotka asuvat yksin.",
            {"pienyrittäjät", "isät, jotka asuvat yksin"},
        ),
        (
            "Välittäjäorganisaatioina toimivat urheiluakatemiat. Palvelun toteuttavat lajiliitot.",
            {"by urheiluakatemiat", "by lajiliitot"},
        ),
        (
            "Työtä tehdään neuvoloiden, perhekeskusten ja järjestöjen kanssa.",
            {"by neuvoloiden", "by perhekeskusten", "by järjestöjen"},
        ),
        (
            "Naapurit ja kylän muut kauppiaat ovat välillisiä hyötyjiä. Luokkatoverit hyötyvät välillisesti.",
            {"indirectly Naapurit", "indirectly kylän muut kauppiaat", "indirectly Luokkatoverit"},
        ),
        (
            "Kohderyhmää ovat kuljettajat, sen sijaan toimistotyöntekijöiden asioita edistetään toisessa "
            "teemassa. Valmistelussa on kuultu järjestöjä.",
            {"kuljettajat", "not toimistotyöntekijöiden"},
        ),
        (
            "Nuorten osalta huomio on verkkopelejä pelaavissa miehissä ja varusmiehissä.",
            {"verkkopelejä pelaavissa miehissä", "varusmiehissä"},
        ),
        (
            "Teemassa koulutetaan työttömiä putkimestareita laitosten tehtäviin. Mukana ovat niin kalastajat "
            "kuin saaren seurojen jäsenetkin.",
            {"työttömiä putkimestareita", "kalastajat", "saaren seurojen jäsenetkin"},
        ),
        (
            "Toiminta kohdistuu niihin, jotka eivät halua asioida kasvokkain, ja rekrytoinnista vastaaviin.",
            {"by rekrytoinnista vastaaviin", "niihin, jotka eivät halua asioida kasvokkain"},
        ),
    ],
)
def test_the_target_group_section_names_each_group_whole(
    text: str, groups: set[str], theme: Read, found: Found
) -> None:
    assert groups_said(theme(target_groups=text), found, "target-groups") == groups


@pytest.mark.parametrize(
    ("item", "groups"),
    [
        (
            "Työpaikkaohjaus. Koulutetaan työpaikkaohjaajia ja luottamusmiehiä tunnistamaan lukivaikeuksia.",
            {"by työpaikkaohjaajia", "by luottamusmiehiä"},
        ),
        (
            "Digituki maaseudulla. Rakennetaan liikkuva tuki, jonka avulla syrjäkylillä asuvat ikäihmiset "
            "voivat asioida verkossa kyläyhdistysten tuella.",
            {"syrjäkylillä asuvat ikäihmiset", "by kyläyhdistysten"},
        ),
        (
            "Paluu opintoihin. Tuetaan opintonsa keskeyttäneiden ja mielenterveyden häiriöistä toipuvien "
            "paluuta tutkintokoulutukseen.",
            {"opintonsa keskeyttäneiden", "mielenterveyden häiriöistä toipuvien"},
        ),
        (
            "Osaaminen talteen. Vahvistetaan laivanrakentajien ja heidän esihenkilöidensä osaamista.",
            {"laivanrakentajien", "by esihenkilöidensä"},
        ),
        (
            "Työllisyyden polut. Vuonna 2022 työttömistä nuorista vain 12 prosenttia sai palvelua. Luodaan "
            "polkuja ilman ammatillista tutkintoa oleville.",
            {"ilman ammatillista tutkintoa oleville"},
        ),
        ("Verkostot. Lisätään nuorten työpajojen ja aikuiskoulutuksen yhteistyötä.", set()),
        ("Aineistot. Tuotetaan venäjänkielisiä ja selkokielisiä oppaita.", set()),
    ],
)
def test_a_sub_theme_names_those_it_is_for_and_those_it_works_through(
    item: str, groups: set[str], theme: Read, found: Found
) -> None:
    assert groups_said(theme(content=f"Alateemat ovat:\n\n- {item}\n"), found, "content") == groups


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Vankilasta vapautuville tarjotaan tuettua asumista.", {"Vankilasta vapautuville"}),
        (
            "Suomessa on yli 20 000 omaishoitajaa, joista moni on työikäinen. "
            "Omaishoitajille kehitetään vertaistukea.",
            {"Omaishoitajille"},
        ),
        ("Edellisellä ohjelmakaudella tuettiin vammaisten työllistymistä.", set()),
        ("Toiminta ei kohdistu lapsiperheisiin.", {"not lapsiperheisiin"}),
        (
            "Muutosta haetaan siten, että töihin palaavat vanhemmat saavat tukea ajoissa.",
            {"töihin palaavat vanhemmat"},
        ),
    ],
)
def test_prose_names_those_for_whom_something_is_done(
    text: str, groups: set[str], theme: Read, found: Found
) -> None:
    assert groups_said(theme(content=text), found, "content") == groups


def test_the_target_group_section_tells_in_which_role_workers_are_named_later(
    theme: Read, found: Found
) -> None:
    reading = theme(
        target_groups="Osaamistaan pääsevät kehittämään vuorosuunnittelijat.",
        content="Alateemat ovat:\n\n- Terve työ. Vuorosuunnittelijoille järjestetään valmennusta.\n",
    )
    assert groups_said(reading, found, "target-groups") == {"by vuorosuunnittelijat"}
    assert groups_said(reading, found, "content") == {"by Vuorosuunnittelijoille"}


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Kohderyhmänä ovat luovan työn tekijät.", {"luovan työn tekijät"}),
        ("Kohderyhmänä ovat nuorisotyön tekijät.", {"nuorisotyön tekijät"}),
        (
            "Luotseiksi aikoville tarkoitettua neuvontaa järjestetään vain muiden rahoituslähteiden turvin.",
            {"not Luotseiksi aikoville"},
        ),
        (
            "Kumppaneiksi ja kohderyhmäksi kutsutaan satamien vartioliikkeet.",
            {"by satamien vartioliikkeet"},
        ),
        (
            "Teeman piiriin kuuluvat paitsi lossikuskit myös heidän huoltajansa.",
            {"lossikuskit", "huoltajansa"},
        ),
        (
            "Vaikka kalastajat ovat suuri ryhmä, mukaan ei oteta eläkeläisiä.",
            {"not eläkeläisiä"},
        ),
        ("Merimiesten palvelut rahoittaa AMIF.", {"not Merimiesten"}),
        ("Mielenterveystutkimuksessa kalastajat raportoivat eniten uupumusta.", set()),
        ("Vastaava toiminta oli suunnattu lossikuskeille.", set()),
        ("Kouluterveyskyselyn perusteella saaren tytöt voivat huonommin kuin pojat.", set()),
        (
            "Osallistujiksi valitaan työttömiä luotseja ja uupuneita opettajia.",
            {"työttömiä luotseja", "uupuneita opettajia"},
        ),
        (
            "Toimet kohdistetaan sekä lähihoitajiin että sairaanhoitajiin, joiden työkyky on alentunut.",
            {"lähihoitajiin", "sairaanhoitajiin"},
        ),
        (
            "Tukea annetaan sairaanhoitajille, joiden potilailla on velkoja.",
            {"by sairaanhoitajille"},
        ),
        (
            "Kohderyhmänä ovat perheet, joissa on pieniä lapsia, eivät kuitenkaan saaren kesäasukkaat.",
            {"perheet, joissa on pieniä lapsia", "not saaren kesäasukkaat"},
        ),
        (
            "Nuoret tavoitetaan koulujen, kouluterveydenhuollon ja seurojen kautta.",
            {"Nuoret", "by koulujen", "by kouluterveydenhuollon", "by seurojen"},
        ),
        (
            "Merimiesten koulutus hoidetaan Aavan meri -toiminnassa. Lukiolaisille suunnattu opetus on "
            "tarpeen, mutta se ei sisälly teemaan.",
            {"not Merimiesten", "not Lukiolaisille"},
        ),
        (
            "Kolmannen ryhmän muodostavat satamien työntekijät, terveydenhoitajat ja kuntien asiantuntijat.",
            {"by satamien työntekijät", "by terveydenhoitajat", "by kuntien asiantuntijat"},
        ),
        (
            "Toiminta suunnataan väkivaltaa käyttäneille, sillä kierre katkeaa harvoin uhria auttamalla.",
            {"väkivaltaa käyttäneille"},
        ),
        (
            "Satamassa työskenteleville operaattoreille tarjotaan koulutusta.",
            {"Satamassa työskenteleville operaattoreille"},
        ),
        ("Oppivelvolliset kuuluvat muiden toimien piiriin.", {"not Oppivelvolliset"}),
        ("Hankkeissa tavoitettiin runsaasti kalastajia.", set()),
        ("Koulutetaan kirjastojen henkilökuntaa.", {"by kirjastojen henkilökuntaa"}),
        ("Aavan nuoret -ohjelman toimia kohdistetaan lossikuskeille.", {"lossikuskeille"}),
    ],
)
def test_a_target_group_section_tells_who_they_are_by_whole_phrases(
    text: str, groups: set[str], theme: Read, found: Found
) -> None:
    assert groups_said(theme(target_groups=text), found, "target-groups") == groups


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "Hankkeissa on ollut mukana 5 100 osallistujaa, pääasiassa koulunsa keskeyttäneitä ja "
            "pienituloisia kalastajia.",
            {"koulunsa keskeyttäneitä", "pienituloisia kalastajia"},
        ),
        ("Noin neljännes heistä oli vieraskielisiä kalastajia.", {"vieraskielisiä kalastajia"}),
        (
            "Kohderyhmänä olivat kalastajat; koululaiset rajattiin kokonaisuuden ulkopuolelle.",
            {"kalastajat"},
        ),
        (
            "Hankkeissa on vahvistettu satamien ohjaajien ja asumisneuvojien osaamista.",
            {"by satamien ohjaajien", "by asumisneuvojien"},
        ),
        (
            "Koulutuksiin osallistui kokonaisuudessa 1 200 opettajaa, ohjaajaa ja valmentajaa.",
            {"by opettajaa", "by ohjaajaa", "by valmentajaa"},
        ),
        (
            "Kuntien ohjaajille ja vapaaehtoisille sovittelijoille on järjestetty koulutusta.",
            {"by Kuntien ohjaajille", "by vapaaehtoisille sovittelijoille"},
        ),
        ("Haasteina olivat kalastajien vaihtuvuus ja kokonaisuuden laajuus.", set()),
        (
            "Työtä on tehty satamanvartijoiden, luotsikouluttajien ja verkkoalan työnantajien kanssa.",
            {"by satamanvartijoiden", "by luotsikouluttajien", "by verkkoalan työnantajien"},
        ),
    ],
)
def test_a_report_says_of_its_whole_package_who_took_part(
    text: str, groups: set[str], report: Read, found: Found
) -> None:
    assert groups_said(report(summary=text), found, "summary") == groups


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "Kokeilusta hyötyivät saariston nuoret ja välillisesti kausiyritykset.",
            {"saariston nuoret", "indirectly kausiyritykset"},
        ),
        (
            "Mukana oli 240 maahanmuuttajataustaista kalastajaa.",
            {"maahanmuuttajataustaista kalastajaa"},
        ),
        ("Malli sopisi myös kalastajille.", set()),
        ("Sen kalastajien ryhmä jäi käynnistymättä.", set()),
        ("Siinä opetettiin neuvolatyöntekijöitä.", {"by neuvolatyöntekijöitä"}),
        ("Apu vietiin majakoiden huoneisiin, joihin hankittiin lahjoitettuja työkoneita.", set()),
        ("Opas laadittiin satamatoimistojen tarpeisiin.", {"by satamatoimistojen"}),
        (
            "Hanke järjesti purjehdusyhdistysten toimihenkilöille kurssin.",
            {"by purjehdusyhdistysten toimihenkilöille"},
        ),
        ("Se valmensi alueella kuntien satamayksiköitä.", {"by kuntien satamayksiköitä"}),
        ("Tuloksena julkaistiin kalastajien ohjauksen käsikirja.", set()),
        ("Lisäksi julkaistiin kalastajien ohjauksen käsikirja saaristonuorille.", {"saaristonuorille"}),
    ],
)
def test_a_project_s_item_says_who_took_part(text: str, groups: set[str], report: Read, found: Found) -> None:
    results = f"- Lyhty-hanke (S29901) loi mallin. {text}"
    reading = report(results=results, projects="- Lyhty-hanke, S29901")
    assert groups_said(reading, found, "results") == groups


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        (
            "Kohderyhmään kuuluvat yliopistosta hallintoon siirtyneet tutkijat ja uransa alussa olevat "
            "kätilöt. Heidän kumppaneinaan ovat kouluttautuneet kätilöt.",
            {
                "yliopistosta hallintoon siirtyneet tutkijat",
                "uransa alussa olevat kätilöt",
                "by kouluttautuneet kätilöt",
            },
        ),
        (
            "Kohderyhmänä ovat oppilaat, koska opettajat ovat väsyneitä, ja merimiehet, jos he haluavat.",
            {"oppilaat", "merimiehet"},
        ),
        (
            "Osallistujat:\n\n- kuurot nuoret: harjoittelu, kesätyöt\n- metsurit – lopettavat kesken kauden\n"
            "- kylien valmentajat (kunnat, seurat)\n",
            {"kuurot nuoret", "metsurit", "kylien valmentajat"},
        ),
        (
            "Mukaan otetaan yksin työtä tekeviä (esim. metsurit, tarjoilijat ja kodinhoitajat) sekä "
            "opinto-ohjaajia.",
            {"yksin työtä tekeviä", "metsurit", "tarjoilijat", "kodinhoitajat", "by opinto-ohjaajia"},
        ),
        (
            "Aloittajat: alalle tulevat nuoret. Ryhmään kuuluvat ammattilaiset ja päättäjät eli rehtorit.",
            {"alalle tulevat nuoret", "by rehtorit"},
        ),
        (
            "Merimiesten lisäksi mukaan otetaan luotseja. Naapurit voivat hyötyä siitä, että piha on siisti.",
            {"luotseja", "indirectly Naapurit"},
        ),
        (
            "Tavoitettava on ne, joiden työ on päättynyt, ja ryhmät, joiden on vaikea saada tukea.",
            {"ne, joiden työ on päättynyt", "ryhmät, joiden on vaikea saada tukea"},
        ),
        (
            "Huomiota kiinnitetään merimiehiin, joilla tarkoitetaan esimerkiksi kansikurssin käyneitä, sekä "
            "isiin. Velassa olevilla tarkoitetaan konkurssin tehneitä.",
            {"merimiehiin", "kansikurssin käyneitä", "isiin", "konkurssin tehneitä"},
        ),
        (
            "Apua hakevat useimmin leskiäidit. Kuntoutukseen osallistuvat ovat ydinryhmä. Tukea tarvitsevat "
            "luotsit kuuluvat kohderyhmään.",
            {"leskiäidit", "Kuntoutukseen osallistuvat", "Tukea tarvitsevat luotsit"},
        ),
        (
            "Toimet toteutetaan yhdessä kylien seurojen kanssa. Mukana ovat satama-alan työntekijät ja "
            "luotsien puolisot, jotka ovat jääneet leskiksi.",
            {"satama-alan työntekijät", "luotsien puolisot"},
        ),
        (
            "Satamien ohjaajat huomaavat uupumuksen ensimmäisinä. Läheiset, kuten isovanhemmat, hyötyvät "
            "välillisesti.",
            {"by Satamien ohjaajat", "indirectly Läheiset", "indirectly isovanhemmat"},
        ),
        (
            "Tuetaan luotseja, jotka siirtyvät maihin, ja heidän lähijohtajiaan. Mukana ovat alle 10 hengen "
            "saariyritykset.",
            {"luotseja", "by lähijohtajiaan", "by alle 10 hengen saariyritykset"},
        ),
        (
            "Mukaan pääsevät vartijat, joiden työ muuttuu. Nuorten kanssa työtä tekevät, kuten valmentajat, "
            "ovat tärkeä ryhmä. Omaiset kuuluvat kohderyhmään.",
            {"vartijat", "by Nuorten kanssa työtä tekevät", "by valmentajat", "Omaiset"},
        ),
        (
            "Koulujen terveydenhoitajat ovat keskeisessä asemassa. Toissijaisina hyötyjinä pidetään "
            "kyläyhteisöjä ja pieniä kauppiaita.",
            {"by Koulujen terveydenhoitajat", "indirectly kyläyhteisöjä", "indirectly pieniä kauppiaita"},
        ),
    ],
)
def test_lists_asides_and_situations_tell_who_is_meant_and_in_which_role(
    text: str, groups: set[str], theme: Read, found: Found
) -> None:
    assert groups_said(theme(target_groups=text), found, "target-groups") == groups
