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
        ("Sepille tarjotaan takomon tutustumiskäyntejä ja valoterapiaa.", ["valoterapiaa"]),
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
