"""A method that no scheme knows is read where a project is said to have used, tried or worked by it."""

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
        ("Menetelmänä käytettiin valopeliä.", ["valopeliä"]),
        ("Työmenetelmiä olivat lyhtykävely ja tarinaharjoittelu.", ["lyhtykävely", "tarinaharjoittelu"]),
        ("Toiminnassa hyödynnettiin lyhtyretkeilyä.", ["lyhtyretkeilyä"]),
        ("Kylissä testattiin seppien valoharjoittelua.", ["seppien valoharjoittelua"]),
        ("Sepille järjestettiin taidelähtöisiä työpajoja.", ["taidelähtöisiä työpajoja"]),
        ("Opastus järjestettiin vertaisopastuksena kylissä.", ["vertaisopastuksena"]),
        ("Työ nojasi lyhtytarinoihin.", ["lyhtytarinoihin"]),
        ("Ryhmät toimivat sparrausklinikoiden avulla.", ["sparrausklinikoiden"]),
        ("Käytössä oli puhelinvalmennus.", ["puhelinvalmennus"]),
        ("Kylissä ei käytetty lyhtyretkeilyä.", []),
        ("Hankkeessa tehtiin opas.", []),
        ("Kokouksia järjestettiin kylissä.", []),
    ],
)
def test_what_is_used_tried_or_worked_by_is_a_method(
    said: str, methods: list[str], report: Read, mentions: Mentions
) -> None:
    assert mentions(report(summary=f"- LYHTY-hanke toimi kylissä. {said}"), "usesMethod") == methods


def test_a_method_of_the_scheme_is_known_in_the_summary(report: Read, found: Found) -> None:
    reading = report(summary="- LYHTY-hankkeessa (S99001) hyödynnettiin vertaistukea.")
    assert [(a.mention, a.subject, a.candidate) for a in found(reading, "usesMethod")] == [
        ("vertaistukea", "S99001", False)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Toteutetaan tuetun työllistymisen kokeiluja ja menetelmien kehittäminen.",
        "Kehitetään alueiden läpi ulottuvia menetelmiä.",
        "Se varmistetaan koordinaatiohankkeen Valon tuki ja koordinaatio saarten työssä 2021-2027 avulla.",
    ],
)
def test_a_method_is_not_the_bare_word_nor_in_the_name_of_a_project(
    text: str, theme: Read, mentions: Mentions
) -> None:
    said = mentions(theme(cooperation=text), "usesMethod")
    assert not any("menetelm" in name or "tuki" in name for name in said)


def test_what_was_made_is_no_method_by_being_tried(report: Read, mentions: Mentions) -> None:
    reading = report(summary="- LYHTY-hanke kehitti valomallin. Kylissä kokeiltiin mallia.")
    assert mentions(reading, "usesMethod") == []
