"""Indicators are read with their kind and with whether they are in use or only proposed."""

from __future__ import annotations

from collections.abc import Callable

from graph.assertion import Assertion
from graph.ingest.reader import Reading

Read = Callable[..., Reading]
Found = Callable[..., list[Assertion]]


def test_the_lead_in_gives_the_kind_of_every_item(theme: Read, found: Found) -> None:
    text = (
        "Kansallisina tulosindikaattoreina toimivat\n\n- 1) koettu valo,\n- 2) lyhtyjen määrä ja\n- 3) polut."
    )
    said = found(theme(indicators=text), "hasIndicator")
    assert [a.mention for a in said] == ["koettu valo", "lyhtyjen määrä", "polut"]
    assert {(a.values["indicatorKind"], a.values["indicatorStatus"]) for a in said} == {
        ("kyt:indicatorKind-result", "kyt:indicatorStatus-in-use")
    }


def test_what_is_put_forward_is_proposed(theme: Read, found: Found) -> None:
    text = 'Komissiolle raportoitaviksi on esitetty\n\n- 1) tuotosindikaattoriksi "lukumäärä (EECO18)"\n'
    said = found(theme(indicators=text), "hasIndicator")[0]
    assert (said.object, said.mention, said.values["indicatorStatus"], said.values["indicatorKind"]) == (
        "EECO18",
        "EECO18",
        "kyt:indicatorStatus-proposed",
        "kyt:indicatorKind-output",
    )


def test_criteria_of_choice_are_a_kind_of_their_own(theme: Read, found: Found) -> None:
    text = "Hankkeiden valinnassa korostuvat\n\n- ratkaisun valoisuus, eli miten kauas se kantaa,\n"
    said = found(theme(indicators=text), "hasIndicator")[0]
    assert (said.mention, said.values["indicatorKind"]) == (
        "ratkaisun valoisuus",
        "kyt:indicatorKind-selection",
    )


def test_indicators_in_a_sentence_are_read_too(theme: Read, found: Found) -> None:
    text = "Tulosindikaattoreina käytetään syttyneiden lyhtyjen määrää ja koettua valoa."
    assert [a.mention for a in found(theme(indicators=text), "hasIndicator")] == [
        "syttyneiden lyhtyjen määrää",
        "koettua valoa",
    ]


def test_an_item_that_may_serve_is_hedged(theme: Read, found: Found) -> None:
    text = "Indikaattoreita ovat\n\n- lyhtyjen verkosto voi toimia tärkeänä indikaattorina.\n"
    said = found(theme(indicators=text), "hasIndicator")[0]
    assert (said.qualifiers.get("hedged"), said.values["indicatorStatus"]) == (
        True,
        "kyt:indicatorStatus-proposed",
    )
