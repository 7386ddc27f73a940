"""The header table says what the document describes: objective, time, money and ministry with it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.assertion import Assertion
from graph.ingest.reader import Reading

Read = Callable[..., Reading]
Found = Callable[..., list[Assertion]]


def _titled(theme: Read, title: str) -> Reading:
    return theme({"Valtakunnallinen teema": title})


def test_a_known_theme_is_known_by_a_name_near_its_own(theme: Read, found: Found) -> None:
    said = found(_titled(theme, "Vaikeasti työllistyvien tukeminen"), "describes")[0]
    assert (said.object, said.candidate) == ("k2801", False)


def test_an_unknown_theme_is_a_candidate(theme: Read, found: Found) -> None:
    said = found(_titled(theme, "Lyhtyjen ja lasien tulevaisuus"), "describes")[0]
    assert (said.label, said.kind, said.candidate) == ("Lyhtyjen ja lasien tulevaisuus", "Theme", True)


@pytest.mark.parametrize(
    "title",
    [
        "Erityistavoite ET 4.1.7. Yhdenvertainen osallisuus <b>Lyhtyjen tulevaisuus</b> Lyktornas framtid",
        "Erityistavoite ET 4.1.7. Yhdenvertainen osallisuus **Lyhtyjen tulevaisuus** Lyktornas framtid",
        "ET 4.1 Polkuja töihin: Lyhtyjen tulevaisuus",
        "Lyhtyjen tulevaisuus  Lyktornas framtid  Future of lanterns",
    ],
)
def test_the_name_of_a_theme_is_told_from_its_objective_and_other_languages(
    title: str, theme: Read, found: Found
) -> None:
    assert found(_titled(theme, title), "describes")[0].mention == "Lyhtyjen tulevaisuus"


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Erityistavoite ET 4.1.7. Yhdenvertainen osallisuus **Nimi tässä**", "k2743"),
        ("ET 4.h **Nimi tässä**", "k2743"),
        ("Erityistavoite 5.1: **Nimi tässä**", "k2744"),
    ],
)
def test_an_objective_is_known_by_any_of_its_numbers(
    title: str, code: str, theme: Read, found: Found
) -> None:
    assert [a.object for a in found(_titled(theme, title), "isPartOf")] == [code]


def test_the_same_number_means_another_objective_in_the_other_period(
    theme: Read, report: Read, found: Found
) -> None:
    later = found(_titled(theme, "TL 5: **Nimi tässä**"), "isPartOf")[0]
    row = {"Valtakunnallinen toimenpidekokonaisuus": "Erityistavoite: 5.3 Syrjintää kokevien tukeminen"}
    earlier = found(report(row, summary="Valtakunnalliset TL 5 -hankkeet."), "isPartOf")
    assert later.object == "k2732"
    assert [a.object for a in earlier] == ["k2742", "k2723"]


def test_a_package_is_known_by_its_objectives(report: Read, found: Found) -> None:
    title = "Erityistavoite: 10.1 Työ- ja toimintakyvyn parantaminen 5.3 Syrjintää kokevien tukeminen"
    said = found(report({"Valtakunnallinen toimenpidekokonaisuus": title}), "describes")[0]
    assert (said.object, said.mention) == ("k2751", "Valtakunnallinen toimenpidekokonaisuus")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Lyhdyistä valoa. TL 5, erityistavoite 10.1 Työkyvyn parantaminen", "Lyhdyistä valoa"),
        ("Lyhdyt – valo syttyy\nErityistavoite: 10.1 Työkyvyn parantaminen", "Lyhdyt – valo syttyy"),
        ("Nimi: Lyhdyt: valo ja varjo · Erityistavoitteet 9.1 Perustaidot", "Lyhdyt: valo ja varjo"),
    ],
)
def test_a_package_has_the_name_that_a_report_gives_before_its_objectives(
    title: str, name: str, report: Read, found: Found
) -> None:
    said = found(report({"Valtakunnallinen toimenpidekokonaisuus": title}), "describes")[0]
    assert (said.label, said.mention, said.candidate) == (name, name, True)


def test_a_package_named_in_two_reports_is_one(report: Read, found: Found) -> None:
    row = {"Valtakunnallinen toimenpidekokonaisuus": "Lyhdyistä valoa. TL 5, erityistavoite 10.1 Työkyky"}
    one, other = (found(report(row, summary=told), "describes")[0] for told in ("Lyhty.", "Valo."))
    assert one.object == other.object


def test_the_form_of_a_coordination_project_describes_the_project(theme: Read, found: Found) -> None:
    title = "Erityistavoite 5.1: Turvaverkkoja nuorten tulevaisuuteen Koordinaatiohanke"
    reading = theme(
        {"Valtakunnallinen teema": title},
        content="Yhteisinä strategisina tavoitteina ovat:\n\n- lyhtyjen huolto\n",
    )
    assert [(a.object, a.kind) for a in found(reading, "describes")] == [("k2812", "CoordinationProject")]
    assert [(a.subject, a.object) for a in found(reading, "coordinatedBy")] == [("k2744", "k2812")]
    assert [a.subject for a in found(reading, "hasPart")] == ["k2744"]


def test_names_in_other_languages_are_kept_as_names(theme: Read, found: Found) -> None:
    reading = _titled(theme, "Lyhtyjen tulevaisuus  Lyktornas framtid  Future of lanterns")
    assert [a.object for a in found(reading, "altLabel")] == ['"Lyktornas framtid"', '"Future of lanterns"']


def test_a_name_before_the_objective_is_the_theme_s_however_its_lines_wrap(theme: Read, found: Found) -> None:
    name = "Lyhtyjen tulevaisuus saaristossa \nLyktornas framtid i skär-\ngården"
    reading = _titled(theme, f"{name} \nErityistavoite 4.2 Uutta osaamista")
    assert [a.label for a in found(reading, "describes")] == ["Lyhtyjen tulevaisuus saaristossa"]
    assert [a.object for a in found(reading, "altLabel")] == ['"Lyktornas framtid i skärgården"']


def test_the_period_of_implementation_is_a_span_of_years(theme: Read, found: Found) -> None:
    said = found(theme({"Toteutusaika": "2022 - 2027"}), "hasImplementationPeriod")[0]
    assert said.values == {"startYear": 2022, "endYear": 2027}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("15 milj. €", {"amount": "15000000", "currency": "EUR", "fundingScope": "kyt:fundingScope-theme"}),
        ("13 milj.", {"amount": "13000000", "fundingScope": "kyt:fundingScope-theme"}),
        (
            "2,5 miljoonaa euroa",
            {"amount": "2500000", "currency": "EUR", "fundingScope": "kyt:fundingScope-theme"},
        ),
        (
            "4 milj. € valtakunnalliseen koordinaatiohankkeeseen",
            {"amount": "4000000", "currency": "EUR", "fundingScope": "kyt:fundingScope-coordination"},
        ),
    ],
)
def test_a_sum_has_only_the_currency_and_scope_it_is_given(
    text: str, values: dict[str, str], theme: Read, found: Found
) -> None:
    said = found(theme({"Rahoituskehysarvio (EU+valtio)": text}), "hasFunding")[0]
    assert {k: v for k, v in said.values.items() if k not in ("stage", "composition")} == values


def test_whose_money_it_is_is_said_by_the_form_or_not_at_all(theme: Read, report: Read, found: Found) -> None:
    frame = "Julkinen rahoituskehys ja toteutuneet hyväksytyt kustannukset"
    readings = [
        theme({"Rahoituskehysarvio (EU+valtio)": "5 milj. €"}),
        report({frame: "5 milj. € (EU + valtio)"}),
        report({frame: "5 milj. €"}),
    ]
    said = [a.values["composition"] for reading in readings for a in found(reading, "hasFunding")]
    assert said == [f"kyt:composition-{whose}" for whose in ("eu-and-state", "eu-and-state", "not-stated")]


def test_what_is_committed_is_told_from_what_is_planned(theme: Read, found: Found) -> None:
    reading = theme({"Rahoituskehysarvio (EU+valtio)": "12 milj. €, josta sidottu 9 milj. €"})
    stages = {a.values["amount"]: a.values["stage"] for a in found(reading, "hasFunding")}
    assert stages == {"12000000": "kyt:stage-planned", "9000000": "kyt:stage-committed"}


@pytest.mark.parametrize("text", ["Täytetään TEMissä", "[täydennetään myöhemmin]"])
def test_a_field_left_to_be_filled_is_declared_missing(text: str, theme: Read, found: Found) -> None:
    reading = theme({"Rahoituskehysarvio (EU+valtio)": text})
    assert [a.object for a in found(reading, "declaresMissing")] == ["kyt:field-funding"]
    assert found(reading, "hasFunding") == []


def test_ministries_are_kept_and_their_persons_are_not(theme: Read, found: Found) -> None:
    row = {"Ministeriön/ministeriöiden vastuuhenkilö(t)": "STM: Lyhty Lasinen, lyhty.lasinen@example.org"}
    reading = theme(row)
    assert [a.object for a in found(reading, "hasResponsibleMinistry")] == ["k2501"]
    assert "Lasinen" not in reading.text
    assert all("Lasinen" not in a.mention for a in reading.assertions)
