from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ingest.tables.cells import Cell, Reading, read
from graph.ingest.tables.mapping import Column, Mapping

DATE = Column(("Pvm",), "start")
MONEY = Column(("Summa",), "money")
COUNTED = Column(("Osallistujia",), "participants")


def mapping(decimal: str = ".", *dates: str) -> Mapping:
    return Mapping("m", "M", "m", (), "0" * 64, decimal=decimal, dates=dates or ("d.m.yyyy",))


MAPPING = mapping(",")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1.3.2015", "2015-03-01"),
        ("2015-03-01", "2015-03-01"),
        ("2015-03-01T00:00:00Z", "2015-03-01"),
        (date(2015, 3, 1), "2015-03-01"),
        (datetime(2015, 3, 1, 0, 0), "2015-03-01"),  # noqa: DTZ001 - a workbook's days have no zone
        ("", ""),
        (None, ""),
    ],
)
def test_dates_are_read_by_the_declared_form_or_by_iso(cell: Cell, value: str) -> None:
    found = read(cell, DATE, mapping())
    assert (found.value, found.doubt) == (value, "")


@pytest.mark.parametrize("cell", ["31.2.2015", "29.2.2015", "3/1/2015", "7560", "2015", "1.13.2015", "soon"])
def test_what_is_no_date_is_doubted_and_not_taken(cell: str) -> None:
    found = read(cell, DATE, mapping())
    assert found.value == ""
    assert cell in found.doubt


def test_a_date_of_another_declared_form_is_read_by_it() -> None:
    assert read("01/03/2015", DATE, mapping(".", "d.m.yyyy", "dd/mm/yyyy")).value == "2015-03-01"
    assert read("03/01/2015", DATE, mapping(".", "mm/dd/yyyy")).value == "2015-03-01"


@pytest.mark.parametrize(
    ("cell", "decimal", "value", "currency"),
    [
        ("443909", ".", "443909", ""),
        ("443 909,50 €", ",", "443909.50", "EUR"),
        ("443.909,50", ",", "443909.50", ""),
        ("443,909.50", ".", "443909.50", ""),
        ("SEK 1 000", ",", "1000", "SEK"),
        ("-744", ".", "-744", ""),
        ("−744", ".", "-744", ""),
        (Decimal("8494046.00"), ",", "8494046", ""),
        (0.1, ",", "0.1", ""),
        ("0", ".", "0", ""),
    ],
)
def test_sums_are_read_by_the_declared_decimal_sign(
    cell: Cell, decimal: str, value: str, currency: str
) -> None:
    found = read(cell, MONEY, mapping(decimal))
    assert (found.value, found.currency, found.doubt) == (value, currency, "")


def test_another_decimal_sign_is_assumed_only_where_it_can_be_nothing_else() -> None:
    assert read("12000,50", MONEY, mapping(".")).value == "12000.50"
    assert "comma" in read("12000,50", MONEY, mapping(".")).doubt
    assert read("12000.5", MONEY, mapping(",")).value == "12000.5"
    assert "full stop" in read("12000.5", MONEY, mapping(",")).doubt
    unclear = read("1,234", MONEY, mapping("."))
    assert (unclear.value, bool(unclear.doubt)) == ("", True)


@pytest.mark.parametrize(("cell", "decimal"), [("443.909", "."), ("443,909 EUR", ","), ("-1,234", ",")])
def test_a_sum_that_may_be_thousands_or_three_decimals_is_not_taken(cell: str, decimal: str) -> None:
    found = read(cell, MONEY, mapping(decimal))
    assert (found.value, bool(found.doubt)) == ("", True)


def test_sums_of_which_the_decimals_are_plain_are_taken() -> None:
    assert read("0.125", MONEY, mapping(".")).value == "0.125"
    assert read("1234.567", MONEY, mapping(".")).value == "1234.567"


@pytest.mark.parametrize("cell", ["n/a", "1.2.3", "€ 5 EUR", "1e99", "NaN", "12 345 678 901 234 567 890"])
def test_what_is_no_sum_is_doubted_and_not_taken(cell: str) -> None:
    found = read(cell, MONEY, mapping())
    assert found.value == ""
    assert found.doubt


def test_a_code_that_no_identifier_can_have_is_not_taken() -> None:
    code = Column(("Koodi",), "code")
    assert read("S 99001", code, mapping()).value == ""
    assert read("https://linkedopendata.eu/entity/Q99", code, mapping()).value == "Q99"


def test_a_name_without_a_letter_is_no_name() -> None:
    assert read("157500", Column(("Toteuttaja",), "beneficiary"), mapping()).doubt


@given(st.decimals(-(10**12), 10**12, places=2), st.sampled_from([".", ","]))
def test_a_sum_written_by_either_sign_is_read_back_to_the_cent(amount: Decimal, sign: str) -> None:
    written = f"{amount:.2f}".replace(".", sign)
    assert Decimal(read(written, MONEY, mapping(sign)).value) == amount


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_every_day_of_the_calendar_is_read_back(day: date) -> None:
    assert read(f"{day.day}.{day.month}.{day.year}", DATE, mapping()).value == day.isoformat()


@given(st.text(max_size=60))
def test_whatever_a_cell_holds_it_is_read_or_doubted(text: str) -> None:
    for column in (DATE, MONEY, Column(("Koodi",), "code"), Column(("Nimi",), "title")):
        read(text, column, mapping())


@pytest.mark.parametrize(
    ("cell", "value"), [("37", "37"), ("1 200", "1200"), (5, "5"), ("0", "0"), ("", ""), (None, "")]
)
def test_a_count_of_persons_is_read_and_nobody_is_a_count(cell: Cell, value: str) -> None:
    assert read(cell, COUNTED, MAPPING) == Reading(value)


@pytest.mark.parametrize("cell", ["1", "4", 3, "2,0"])
def test_a_count_of_few_persons_is_withheld_and_not_told(cell: Cell) -> None:
    found = read(cell, COUNTED, MAPPING)
    assert found == Reading(withheld="fewer than 5 persons: the count is withheld")


@pytest.mark.parametrize("cell", ["-3", "2,5", "few", "1.2.2020", "1e400", "4 EUR x"])
def test_what_counts_no_persons_is_doubted_without_being_repeated(cell: str) -> None:
    assert read(cell, COUNTED, MAPPING) == Reading("", "is no count of persons")


@given(st.integers(1, 10**6), st.integers(3, 1000))
def test_no_count_below_the_smallest_cell_is_ever_read(count: int, least: int) -> None:
    found = read(str(count), COUNTED, replace(MAPPING, smallest_cell=least))
    assert bool(found.value) == (count >= least)
    assert str(count) not in found.withheld or str(count) in str(least)
