"""Numbers are written as the language of a reader has them, and lose nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.export.figure import figure, filled, span


@pytest.mark.parametrize(
    ("number", "finnish", "english"),
    [
        ("8494046.00", "8 494 046,00", "8,494,046.00"),
        (13000000, "13 000 000", "13,000,000"),
        ("-10000.5", "\N{MINUS SIGN}10 000,5", "\N{MINUS SIGN}10,000.5"),
        ("0.1007", "0,1007", "0.1007"),
        (2019, "2019", "2019"),
        ("4.9E-2", "4.9E-2", "4.9E-2"),
        ("NaN", "NaN", "NaN"),
    ],
)
def test_thousands_stand_apart_and_decimals_are_those_of_the_language(
    number: int | str, finnish: str, english: str
) -> None:
    assert figure(number, "fi").replace("\N{NO-BREAK SPACE}", " ") == finnish
    assert figure(number, "sv") == figure(number, "fi")
    assert figure(number, "en") == english


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2))
def test_no_digit_is_lost(number: Decimal) -> None:
    written = figure(f"{number:f}", "fi")
    read = written.replace("\N{NO-BREAK SPACE}", "").replace(",", ".").replace("\N{MINUS SIGN}", "-")
    assert Decimal(read) == number


def test_a_text_is_filled_with_numbers_of_its_language_and_places_stay_as_they_are() -> None:
    said = "{count} of {name}, {version}, {start}–{end}, {share}"
    values = {
        "count": 12345,
        "name": "12345",
        "version": "4.1",
        "start": 12345,
        "end": 12350,
        "share": "0.25",
    }
    assert filled(said, "en", values) == "12,345 of 12345, 4.1, 12345–12350, 0.25"
    assert filled("{share}", "fi", values) == "0,25"


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("2021-2027", "2021–2027"),
        ("report-2014-2020", "report-2014–2020"),
        ("2021-02-27", "2021-02-27"),
        ("all", "all"),
    ],
)
def test_the_years_of_a_code_are_written_with_a_dash(code: str, written: str) -> None:
    assert span(code) == written
