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
    "lead", ["Alateemat:", "Alateemat ovat:", "Teemassa on kolme alateemaa:", "Alateemat ovat seuraavat:"]
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
