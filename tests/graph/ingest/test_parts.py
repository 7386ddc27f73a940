"""Sub-themes and goals are what a lead-in announces, and nothing else in the section."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.assertion import Assertion
from graph.ingest.reader import Reading

Read = Callable[..., Reading]
Found = Callable[..., list[Assertion]]
Mentions = Callable[..., list[str]]

ITEMS = "- Lyhtyjen huolto\n- Polkujen valaisu\n"


@pytest.mark.parametrize(
    "lead",
    [
        "Alateemat:",
        "Alateemat ovat:",
        "Teemassa on kolme alateemaa:",
        "Alateemat ovat seuraavat:",
        "Alateemoja on kaksi.",
        "Hankkeita rahoitetaan kahdessa alateemassa.",
        "Alateemat on nimetty ministeriöiden kanssa:",
        "Sisältö on ryhmitelty kahdeksi kokonaisuudeksi.",
        "Rahoitettavat kokonaisuudet ovat:",
    ],
)
def test_the_items_after_the_lead_in_are_sub_themes(lead: str, theme: Read, found: Found) -> None:
    reading = theme(content=f"Tavoitteena on valo. {lead}\n\n{ITEMS}")
    assert [(a.label, a.kind) for a in found(reading, "hasPart")] == [
        ("Lyhtyjen huolto", "SubTheme"),
        ("Polkujen valaisu", "SubTheme"),
    ]


def test_strategic_goals_are_goals(theme: Read, found: Found) -> None:
    reading = theme(content=f"Alueiden yhteisinä strategisina tavoitteina ovat:\n\n{ITEMS}")
    assert {a.kind for a in found(reading, "hasPart")} == {"StrategicGoal"}


def test_a_list_without_the_lead_in_has_no_parts(theme: Read, mentions: Mentions) -> None:
    assert mentions(theme(content=f"Koordinaatiohanke tukee alueita\n\n{ITEMS}"), "hasPart") == []


@pytest.mark.parametrize(
    "lead", ["Kaikissa alateemoissa noudatetaan periaatteita:", "Hankkeet kohdistetaan johonkin alateemaan:"]
)
def test_what_is_asked_of_all_sub_themes_is_none(lead: str, theme: Read, mentions: Mentions) -> None:
    assert mentions(theme(content=f"{lead}\n\n- Avoimuus\n- Yhdenvertaisuus\n"), "hasPart") == []


def test_a_paragraph_ends_the_list(theme: Read, mentions: Mentions) -> None:
    reading = theme(
        content=f"Alateemat:\n\n{ITEMS}\nKoordinaatiohanke tukee alueita.\n\n- kokoamalla tietoa\n"
    )
    assert len(mentions(reading, "hasPart")) == 2


def test_a_blank_line_does_not_end_the_list(theme: Read, mentions: Mentions) -> None:
    reading = theme(content=f"Alateemat:\n\n{ITEMS}\n\n- Kolmas asia\n")
    assert len(mentions(reading, "hasPart")) == 3


@pytest.mark.parametrize(
    "item",
    [
        "Kaikkiin alateemoihin liittyy osaamisen vahvistaminen.",
        "Sukupuolten tasa-arvo läpäisee kaikki alateemat.",
        "Läpileikkaavana teemana on kestävä kehitys.",
        "Alateemojen yli: esteettömyys ja kestävä liikkuminen.",
    ],
)
def test_an_item_on_all_sub_themes_is_none(item: str, theme: Read, mentions: Mentions) -> None:
    assert len(mentions(theme(content=f"Alateemat:\n\n{ITEMS}- {item}\n"), "hasPart")) == 2


@pytest.mark.parametrize(
    ("item", "name"),
    [
        ("**Lyhtyjen huolto** esim. uusimalla sydämiä. Lisäksi koulutetaan.", "Lyhtyjen huolto"),
        ("<b>Lyhtyjen huolto.</b> Uusitaan sydämiä.", "Lyhtyjen huolto"),
        ("Lyhtyjen huolto: uusitaan sydämiä.", "Lyhtyjen huolto"),
        ("Lyhtyjen huolto (sydämet, lasit ja öljy).", "Lyhtyjen huolto"),
        ("Lyhtyjen huolto, jossa uusitaan sydämiä.", "Lyhtyjen huolto"),
        ("Lyhtyjen huolto. Uusitaan sydämiä.", "Lyhtyjen huolto"),
        ("Lyhtyjen ja lasien huolto, esimerkiksi sydämet.", "Lyhtyjen ja lasien huolto"),
    ],
)
def test_a_part_is_named_without_its_explanation(
    item: str, name: str, theme: Read, mentions: Mentions
) -> None:
    assert mentions(theme(content=f"Alateemat:\n\n- {item}\n"), "hasPart") == [name]


def test_numbered_sub_themes_need_no_list(theme: Read, mentions: Mentions) -> None:
    text = (
        "Alateema 1: Lyhtyjen huolto\n\nUusitaan sydämiä.\n\nAlateema 2: Polkujen valaisu\n\nLisätään valoa."
    )
    assert mentions(theme(content=text), "hasPart") == ["Lyhtyjen huolto", "Polkujen valaisu"]


def test_the_same_name_in_two_documents_is_two_parts(theme: Read, found: Found) -> None:
    one = found(theme(content=f"Alateemat:\n\n{ITEMS}"), "hasPart")
    other = found(theme(content=f"Alateemat ovat:\n\n{ITEMS}"), "hasPart")
    assert {a.object for a in one}.isdisjoint(a.object for a in other)


ONE, OTHER = "Valmennetaan lyhdynhoitajia.", "Tuetaan nuoria."
LAYOUTS = {
    "markdown": "##### 4.1 {}\n\n{}\n\n##### 4.2 {}\n\n{}",
    "styles": "##### {}\n\n{}\n\n##### {}\n\n{}",
    "numbers": "4.1 {}\n\n{}\n\n4.2 {}\n\n{}",
    "wrapped": "4.1 {}\n{}\n\n4.2 {}\n{}",
    "letters": "a) {}\n\n{}\n\nb) {}\n\n{}",
    "capitals": "A. {}\n\n{}\n\nB. {}\n\n{}",
    "bold": "**4.1 {}**\n\n{}\n\n**4.2 {}**\n\n{}",
    "bold names": "**{}**\n\n{}\n\n**{}**\n\n{}",
    "html": "<h5>{}</h5><p>{}</p><h5>{}</h5><p>{}</p>",
    "announced": "Alateemat ovat:\n\n{}\n\n{}\n\n{}\n\n{}",
    "titled": "Teeman alateemat\n\n{}\n\n{}\n\n{}\n\n{}",
    "below": "#### Alateemat\n\n##### {}\n\n{}\n\n##### {}\n\n{}\n\n#### Aiempi EU-rahoitus\n\nEi ole ollut.",
}
SUB_HEADINGS = {
    layout: text.format("Lyhtyjen huolto", ONE, "Polkujen valaisu", OTHER) for layout, text in LAYOUTS.items()
}


@pytest.mark.parametrize("layout", SUB_HEADINGS)
def test_sub_headings_of_the_section_are_sub_themes(layout: str, theme: Read, mentions: Mentions) -> None:
    reading = theme(content=f"Tavoitteena on valo.\n\n{SUB_HEADINGS[layout]}\n")
    assert mentions(reading, "hasPart") == ["Lyhtyjen huolto", "Polkujen valaisu"]


@pytest.mark.parametrize("layout", SUB_HEADINGS)
def test_groups_under_a_sub_heading_are_of_its_part(layout: str, theme: Read, found: Found) -> None:
    reading = theme(
        content=f"Tavoitteena on valo.\n\n{SUB_HEADINGS[layout]}\n\nKaikissa alateemoissa kuullaan väkeä."
    )
    last = found(reading, "hasPart")[-1]
    groups = found(reading, "targets", section="content")
    assert [(a.mention, a.subject) for a in groups if "nuor" in a.mention] == [("nuoria", last.object)]


@pytest.mark.parametrize(
    "heading", ["Tavoitteet ja odotetut muutokset", "Aiempi EU-rahoitus", "Koordinaatio"]
)
def test_headings_of_what_the_form_asks_are_no_sub_themes(
    heading: str, theme: Read, mentions: Mentions
) -> None:
    text = f"##### 4.1 {heading}\n\nValoa lisätään.\n\n##### 4.2 Lyhtyjen huolto\n\nUusitaan sydämiä."
    assert mentions(theme(content=text), "hasPart") == []


def test_what_speaks_of_all_parts_again_is_of_none(theme: Read, found: Found) -> None:
    text = f"{SUB_HEADINGS['markdown']}\n\nKaikissa alateemoissa tuetaan myös työttömiä."
    reading = theme(content=text)
    parts = {a.object for a in found(reading, "hasPart")}
    assert not [a for a in found(reading, "targets") if a.mention == "työttömiä" and a.subject in parts]


@pytest.mark.parametrize("mark", ["{})", "{}."])
def test_the_last_item_needs_no_full_stop(mark: str, theme: Read, mentions: Mentions) -> None:
    one, other, third = (mark.format(n) for n in ("1", "2", "3"))
    text = (
        f"Alateemoina ovat\n\n{one} Lyhtyjen huolto. {ONE}\n\n{other} Polkujen valaisu. {OTHER}\n\n"
        f"{third} Yhteinen valokartta\n\nKaikissa alateemoissa kuullaan väkeä."
    )
    assert mentions(theme(content=text), "hasPart") == [
        "Lyhtyjen huolto",
        "Polkujen valaisu",
        "Yhteinen valokartta",
    ]


@pytest.mark.parametrize(
    "content",
    [
        "Alateema A: Lyhtyjen huolto. Vaihdetaan lamput.\nAlateema B: Polkujen valaisu. Ei koske puistoja.",
        "Teeman alateemat ovat 1) lyhtyjen huolto ja 2) polkujen valaisu.",
        "Teeman kaksi alateemaa ovat lyhtyjen huolto sekä polkujen valaisu.",
        "Ensimmäinen alateema on Lyhtyjen huolto: siinä vaihdetaan lamppuja. Toinen alateema, Polkujen "
        "valaisu, keskittyy iltoihin.",
        "Teema rakentuu kahden alateeman varaan.\n\nEnsimmäinen alateema, Lyhtyjen huolto, vie valon "
        "taloihin.\n\nToinen alateema on nimeltään Polkujen valaisu. Siinä kuljetaan.",
        "Alateemassa ”Lyhtyjen huolto” tuetaan taloja. Alateemassa ”Polkujen valaisu” tuetaan kulkijoita.",
        "| Alateema | Toimet |\n| --- | --- |\n| A. Lyhtyjen huolto | Huolletaan. |\n"
        "| B. Polkujen valaisu | Valaistaan. |\n",
        "Alateema 1\tLyhtyjen huolto\tHuolletaan lyhdyt\nAlateema 2\tPolkujen valaisu\tValaistaan polut\n",
        "Teema koostuu alla mainituista alateemoista.\n\n- **Lyhtyjen huolto.** Huolletaan.\n"
        "- **Polkujen valaisu.** Valaistaan.\n",
        "Alateemat:\n\na. Lyhtyjen huolto: valot taloihin\nb. Polkujen valaisu – valot poluille\n",
        "Toimintaa on alateemoittain seuraavasti:\n(1) Lyhtyjen huolto ja\n(2) polkujen valaisu.\n",
        "Sisältö jäsentyy kahteen alateemaan:\n\nLyhtyjen huolto\nTaloihin viedään valoa kaikkina "
        "vuodenaikoina.\n\nPolkujen valaisu\nPoluille viedään valoa kaikkina vuodenaikoina.\n",
        "Kokonaisuus 1 – Lyhtyjen huolto\nHuolletaan.\n\nKokonaisuus 2 – Polkujen valaisu\nValaistaan.\n",
    ],
)
def test_sub_themes_are_found_in_whatever_way_they_are_written(
    content: str, theme: Read, mentions: Mentions
) -> None:
    named = [name.casefold() for name in mentions(theme(content=content), "hasPart")]
    assert named == ["lyhtyjen huolto", "polkujen valaisu"]


@pytest.mark.parametrize(
    "said",
    [
        "Delteman är:\n\n- Handledning för smeder\n- Lyktor för byar\n",
        "Temat har två delteman: 1) Handledning för smeder och 2) Lyktor för byar.",
        "Möjliga undertemana är Handledning för smeder och Lyktor för byar.",
        "Deltema 1: Handledning för smeder\n\nKurser ordnas.\n\nDeltema 2: Lyktor för byar\n\nOrdnas.",
        "| Deltema | Hur |\n| --- | --- |\n| Handledning för smeder | Så |\n| Lyktor för byar | Nu |\n",
    ],
)
def test_sub_themes_are_named_in_swedish_in_any_layout(said: str, theme: Read, mentions: Mentions) -> None:
    assert mentions(theme(content=said), "hasPart") == ["Handledning för smeder", "Lyktor för byar"]


@pytest.mark.parametrize(
    "lead",
    [
        "Siihen päästään seuraavien alateemojen avulla:",
        "Haut täsmentyvät näiden alateemojen pohjalta:",
        "Työ jakautuu kahteen alateemaan, joista jokaiseen haetaan yksi hanke.",
        "Teema jakautuu kahteen osaan.",
        "Hakuihin otetaan hankkeita, joissa kehitetään",
        "Valo on jokaisen oikeus. Pimeässä kulkee joka kolmas.",
    ],
)
def test_the_first_list_that_is_of_nothing_else_is_of_sub_themes(
    lead: str, theme: Read, mentions: Mentions
) -> None:
    assert mentions(theme(content=f"{lead}\n\n{ITEMS}"), "hasPart") == ["Lyhtyjen huolto", "Polkujen valaisu"]


@pytest.mark.parametrize(
    "lead",
    [
        "Odotettavat muutokset ovat seuraavat:",
        "Alateemoihin eivät kuulu:",
        "Hankkeiden valinnassa painotetaan:",
        "Nykytilanteessa on kaksi ongelmaa:",
        "Aiemmin on rahoitettu seuraavia hankkeita:",
    ],
)
def test_a_list_whose_lead_says_of_what_it_is_has_no_parts(
    lead: str, theme: Read, mentions: Mentions
) -> None:
    assert mentions(theme(content=f"{lead}\n\n{ITEMS}"), "hasPart") == []


def test_what_will_happen_is_no_part(theme: Read, mentions: Mentions) -> None:
    assert mentions(theme(content="Vuonna 2027\n\n- valo palaa\n- polut ovat auki\n"), "hasPart") == []


def test_the_name_of_a_part_ends_where_a_clause_on_it_begins(theme: Read, mentions: Mentions) -> None:
    items = "- Lamppu, jota huolletaan öisin\n- Valo niin, että se riittää\n- Polku kotiin, mikä auttaa\n"
    assert mentions(theme(content=f"Alateemat:\n\n{items}"), "hasPart") == ["Lamppu", "Valo", "Polku kotiin"]


def test_parts_are_told_by_their_order(theme: Read, mentions: Mentions) -> None:
    told = "Ensimmäisenä on valon laatu. Toisena on pimeän kylät, joissa kokeillaan lyhtyjä."
    assert mentions(theme(content=told), "hasPart") == ["valon laatu", "pimeän kylät"]
    told = "Ensimmäisessä alateemassa kehitetään valaisua. Toisessa alateemassa paneudutaan polkuihin."
    assert mentions(theme(content=told), "hasPart") == ["valaisua", "polkuihin"]
