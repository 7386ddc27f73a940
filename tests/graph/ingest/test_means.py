"""A theme's own methods are told by their names' last parts and by deeds of teaching and coaching."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.assertion import Assertion
from graph.ingest.reader import Reading

Read = Callable[..., Reading]
Found = Callable[..., list[Assertion]]
Mentions = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("said", "methods"),
    [
        (
            "Sepille tarjotaan takomon tutustumiskäyntejä ja valoterapiaa.",
            ["takomon tutustumiskäyntejä", "valoterapiaa"],
        ),
        ("Luotseja tuetaan sopimusneuvonnalla.", ["sopimusneuvonnalla"]),
        (
            "Keinoina ovat kiertävä lyhtyverstas ja karttakielen opetus.",
            ["kiertävä lyhtyverstas", "karttakielen opetus"],
        ),
        (
            "Teemassa koulutetaan seppiä ja lyhdyt yhteiskehitetään kylissä.",
            ["koulutetaan", "yhteiskehitetään"],
        ),
        ("Valoterapian antajat kokoontuvat.", []),
        ("Teemassa ei järjestetä valoterapiaa.", []),
        ("Seppiä ei kouluteta.", []),
        ("Mukana ovat sepät, joille rautainen valoterapia ei sovi.", []),
        ("Otetaan käyttöön valoterapian malleja.", ["valoterapian"]),
        ("Tukena on koordinaatiohanke Lyhty – kylien koulutus ja tuki 2023–2027.", []),
        ("Koulutetut sepät tuntevat raudan.", []),
        ("Valoterapia kuuluu toiseen teemaan.", []),
    ],
)
def test_a_theme_s_methods_are_named_by_kind_or_told_by_a_verb(
    said: str, methods: list[str], theme: Read, mentions: Mentions
) -> None:
    assert mentions(theme(content=said), "usesMethod") == methods


def test_a_deed_that_a_scheme_knows_by_a_noun_is_that_method(theme: Read, found: Found) -> None:
    nouns = found(theme(content="Teemassa järjestetään kotikylien koulutus."), "usesMethod")
    deeds = found(theme(content="Teemassa koulutetaan seppiä."), "usesMethod")
    assert {a.object for a in deeds} == {a.object for a in nouns} == {"k1764"}


def test_a_report_s_projects_teach_and_use_methods_in_any_tense(report: Read, mentions: Mentions) -> None:
    said = "- LYHTY-hanke on kouluttanut seppiä. Hankkeessa on sovellettu osallistuvaa havainnointia."
    assert mentions(report(results=said), "usesMethod") == ["kouluttanut", "osallistuvaa havainnointia"]


@pytest.mark.parametrize(
    ("said", "methods"),
    [
        # An object of verbs of giving, in any voice and before or after the verb.
        ("Sepät saivat hankkeelta lyhtyohjausta.", ["lyhtyohjausta"]),
        ("Valoterapiaa on annettu kylissä.", ["Valoterapiaa"]),
        ("Sepille pidettiin takomon verkkokurssi.", ["takomon verkkokurssi"]),
        ("Kylissä käynnistettiin kiertävä lyhtyverstas.", ["kiertävä lyhtyverstas"]),
        # What people take part in, and what helps them.
        ("Sepät osallistuivat lyhtytapaamisiin.", ["lyhtytapaamisiin"]),
        ("Isät ovat päässeet valoryhmäohjaukseen.", ["valoryhmäohjaukseen"]),
        ("Seppiä tuettiin lyhtymentoroinnilla.", ["lyhtymentoroinnilla"]),
        # How something was done, by one means or by many.
        ("Palaute kerättiin lyhtyhaastatteluin kylissä.", ["lyhtyhaastatteluin"]),
        ("Seppiä tavoitettiin hakevalla lyhtytyöllä.", ["hakevalla lyhtytyöllä"]),
        ("Sepät saivat opastusta.", ["opastusta"]),
        # What was told without a verb, and after a word for methods.
        ("Lisäksi lyhtykiertue (12 kylää).", ["lyhtykiertue"]),
        ("Työtapoina olivat lyhtykävely ja tarinahetki.", ["lyhtykävely", "tarinahetki"]),
        ("Lyhtyneuvonnan ja valoterapian avulla autettiin seppiä.", ["Lyhtyneuvonnan", "valoterapian"]),
        # A subject, an owner, what is only spoken of.
        ("Lyhtyverstas jäi kylälle vieraaksi.", []),
        ("Lyhtyverstaiden ohjaajille tehtiin opas.", []),
        ("Hanke ei järjestänyt valoterapiaa.", []),
        ("Valoterapia on kallista.", []),
        ("Työtavat on tehty sepille.", []),
        ("Valoterapiaa antoi muu taho.", []),
        ("Valoterapiaa suunniteltiin.", []),
        ("Työnjaosta pidettiin keskustelu.", []),
        # Verbs of teaching in a chain of perfects, as part of a compound.
        ("Hanke on tehnyt oppaan sekä kouluttanut seppiä.", ["kouluttanut"]),
        ("Sepät täydennyskoulutettiin.", ["täydennyskoulutettiin"]),
        ("Koulutetut sepät auttoivat.", []),
    ],
)
def test_a_report_s_methods_are_told_by_the_clause_they_stand_in(
    said: str, methods: list[str], report: Read, mentions: Mentions
) -> None:
    assert mentions(report(summary=f"Hankkeet toimivat kylissä. {said}"), "usesMethod") == methods


def test_a_list_that_a_word_for_methods_leads_in_is_of_methods(report: Read, mentions: Mentions) -> None:
    said = "Yleisimmät työtavat:\n\n- lyhtykävely\n- liikkuva tarinahetki (kaikki hankkeet)"
    assert mentions(report(summary=said), "usesMethod") == ["lyhtykävely", "liikkuva tarinahetki"]


def test_how_results_are_measured_is_a_method_of_the_theme(theme: Read, mentions: Mentions) -> None:
    said = "Seurantaa täydennetään lyhtykyselyllä. Kyselyn tulokset kootaan."
    assert mentions(theme(indicators=said), "usesMethod") == ["lyhtykyselyllä"]


def test_meetings_groups_and_every_verb_of_a_perfect_tell_methods(report: Read) -> None:
    reading = report(
        results="- Lyhty-hanke järjesti luotseille tietoiltoja ja keskustelupiirejä. "
        "Hanke on julkaissut oppaan, sparrannut kapteeneja ja koonnut aineiston."
    )
    told = {a.mention for a in reading.assertions if a.relation == "usesMethod"}
    assert {"tietoiltoja", "keskustelupiirejä", "sparrannut"} <= told


@pytest.mark.parametrize(
    ("said", "methods"),
    [
        # A title that stands apart is a topic; what its item tells is done.
        ("Alateemat:\n\n- Lyhtyohjaus. Tarjotaan sepille valoterapiaa.", ["valoterapiaa"]),
        ("Alateemat:\n\n- **Valoterapia.** Kylissä pidetään lyhtykerhoja.", ["lyhtykerhoja"]),
        ("Alateemat:\n\n- Lyhtyohjaus, jolla tavoitetaan seppiä.", ["Lyhtyohjaus"]),
        # Whose something is, what people are on their way to, and what is asked for.
        ("Valoterapian asiakkaat ovat seppiä.", []),
        ("Valoterapian menetelmiä kootaan.", ["Valoterapian"]),
        ("Kylissä annetaan lyhtyneuvonnan lisäksi hoitoa.", ["lyhtyneuvonnan"]),
        ("Kuntoutukseen hakeutuvat sepät tarvitsevat valoa.", []),
        ("Selvitetään, millaista lyhtyohjausta sepät toivovat.", []),
        ("Tuetaan opintonsa keskeyttäneitä.", []),
        # Other times and today.
        ("Nykyisin lyhtyohjausta antaa vain yksi kylä.", []),
        ("Kaudella järjestettiin valoterapiaa.", []),
        ("Teemaa tukee koordinaatiohanke Lyhty – seppien valoterapia ja tuki.", []),
        # Where and by what it is done.
        ("Lyhtytyöpajoissa etsitään keinoja.", ["Lyhtytyöpajoissa"]),
        ("Työnjaosta sovitaan lyhtytapaamisissa.", []),
        ("Osaamista vahvistetaan lyhtykoulutuksin.", ["lyhtykoulutuksin"]),
        ("Polkuun kuuluu lyhtyhaastattelu.", ["lyhtyhaastattelu"]),
        ("Seppiä tuetaan eläinavusteisella toiminnalla.", ["eläinavusteisella toiminnalla"]),
        ("Teemassa voidaan rakentaa lyhtykonsultaatio.", ["lyhtykonsultaatio"]),
        ("Kylien työryhmissä käsitellään asioita.", []),
    ],
)
def test_a_theme_uses_what_is_done_and_not_what_it_only_names(
    said: str, methods: list[str], theme: Read, mentions: Mentions
) -> None:
    assert mentions(theme(content=said), "usesMethod") == methods


def test_what_people_are_offered_is_told_where_they_are_named(theme: Read, mentions: Mentions) -> None:
    said = "Luotseille tarjotaan lyhtyohjausta. Mukana ovat luotsit, jotka saavat Kelan valoterapiaa."
    assert mentions(theme(target_groups=said), "usesMethod") == ["lyhtyohjausta"]


@pytest.mark.parametrize(
    ("said", "methods"),
    [
        ("Lyhtyryhmät kokoontuivat kylissä.", ["Lyhtyryhmät"]),
        ("Lyhtyvierailut keskeytyivät keväällä.", ["Lyhtyvierailut"]),
        ("Lyhtykoulutuksen suoritti 60 seppää.", ["Lyhtykoulutuksen"]),
        ("Lyhtykursseille osallistui seppiä.", ["Lyhtykursseille"]),
        ("Sepät kutsuttiin mukaan lyhtyleireihin.", ["lyhtyleireihin"]),
        ("Hankkeet toimivat lyhtyohjauksen järjestäjien kanssa.", []),
        ("Suurin ryhmä olivat sepät.", []),
    ],
)
def test_a_report_tells_what_was_held_taken_part_in_or_ended(
    said: str, methods: list[str], report: Read, mentions: Mentions
) -> None:
    assert mentions(report(summary=f"Hankkeet toimivat kylissä. {said}"), "usesMethod") == methods


def test_an_activity_that_was_held_or_tried_is_no_product(report: Read, mentions: Mentions) -> None:
    said = "- Lyhty-hankkeessa toteutettiin lyhtykoulutus ja laadittiin lyhtyopas."
    reading = report(results=said)
    assert mentions(reading, "produced") == ["lyhtyopas"]
    assert "lyhtykoulutus" in mentions(reading, "usesMethod")


def test_a_noun_that_looks_like_a_participle_is_a_method(theme: Read, mentions: Mentions) -> None:
    said = "Välineinä ovat lyhtykeskustelut, lyhtyvierailut ja valotietoinen ohjaus."
    assert mentions(theme(content=said), "usesMethod") == [
        "lyhtykeskustelut",
        "lyhtyvierailut",
        "valotietoinen ohjaus",
    ]


@pytest.mark.parametrize(
    ("said", "methods"),
    [
        # General nouns, and words of which or how many.
        ("Ensimmäiset ryhmät kootaan kylissä.", []),
        ("Yhteiset tapaamiset sovitaan kylissä.", []),
        ("Keinot ovat kovin erilaisia.", []),
        ("Edessä on usein konkurssi.", []),
        # Where people go on to, and what they are in.
        ("Sepät ohjataan työhön tai ammatilliseen koulutukseen.", []),
        ("Valoterapiassa oleville sepille varataan aikaa.", []),
        ("Sepät, jotka ovat mukana, saavat valoneuvontaa.", ["valoneuvontaa"]),
        # What is tried is a way of working, but for things and people.
        ("Takomoissa kokeillaan jaettua johtajuutta.", ["jaettua johtajuutta"]),
        (
            "Kylissä pilotoidaan ohjattua silmäilyä ja jaettua vastuuta.",
            ["ohjattua silmäilyä", "jaettua vastuuta"],
        ),
        ("Takomoissa kokeillaan uutta sovellusta ja lyhtyjä.", []),
        # Kinds of learning together with what they are given in.
        (
            "Sepille laaditaan takomon opintokokonaisuus ja oppimispäiväkirja.",
            ["takomon opintokokonaisuus", "oppimispäiväkirja"],
        ),
        ("Kylissä käytetään roolipelejä ja verkkotehtäviä.", ["roolipelejä", "verkkotehtäviä"]),
        ("Apua antaa kylän digibussi.", ["kylän digibussi"]),
        # What a paragraph opens with leaving out.
        ("Ei sisälly teemaan. Valoterapian kokeilut ja rautainen valoterapia ovat muiden asia.", []),
    ],
)
def test_a_method_says_how_something_is_done(
    said: str, methods: list[str], theme: Read, mentions: Mentions
) -> None:
    assert mentions(theme(content=said), "usesMethod") == methods


def test_nothing_in_a_list_of_what_is_not_done_is_a_method(theme: Read, mentions: Mentions) -> None:
    listed = "Teemassa ei tehdä seuraavia:\n\n- seppien lyhtyvalmennusta\n- takomon vertaisryhmiä"
    assert mentions(theme(content=listed), "usesMethod") == []


@pytest.mark.parametrize(
    ("said", "methods"),
    [
        ("Mukana ovat sepät, joille järjestetään lyhtyvalmennusta.", ["lyhtyvalmennusta"]),
        ("Mestareille suunnitellaan koulutus takomon johtamiseen.", ["koulutus"]),
        ("Takomojen omistajat pääsevät lyhtyneuvontaan.", ["lyhtyneuvontaan"]),
        ("Mukana ovat sepät, jotka antavat lyhtyneuvontaa.", []),
        ("Mukana eivät ole sepät, joille kunnat järjestävät lyhtyvalmennusta.", []),
    ],
)
def test_what_people_are_given_or_join_is_told_where_they_are_named(
    said: str, methods: list[str], theme: Read, mentions: Mentions
) -> None:
    assert mentions(theme(**{"target-groups": said}), "usesMethod") == methods


@pytest.mark.parametrize(
    ("said", "methods"),
    [
        ("Rautaisesta lyhtyvalmennuksesta syntyi takojan kansio.", ["Rautaisesta lyhtyvalmennuksesta"]),
        ("Lyhtyneuvonta nopeutti seppien työtä.", ["Lyhtyneuvonta"]),
        ("Hanke järjesti 19 opintomatkaa.", ["19 opintomatkaa"]),
        # How things are today, and what would be needed.
        ("Sepän opinnoissa harjoitellaan takomista lyhtykursseilla.", []),
        ("Siirtymä vaatii jälkiohjausta.", []),
        ("Sepille annetaan lyhtyneuvontaa.", ["lyhtyneuvontaa"]),
        # Money is no support for people.
        ("Sepät saivat starttitukea.", []),
    ],
)
def test_a_report_s_projects_did_what_is_past(
    said: str, methods: list[str], report: Read, mentions: Mentions
) -> None:
    assert mentions(report(summary=f"Hankkeet toimivat kylissä. {said}"), "usesMethod") == methods
