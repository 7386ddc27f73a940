"""Sums in whole cents of a kind."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.amount import Amount, Kind, Stated, cents, last_day, shares, standing, total
from graph.errors import UnlikeAmounts
from graph.identifiers import NS

EUROS = Kind("scope", "composition", "EUR", "stage")
ANYBODYS = EUROS._replace(composition=NS + "composition-not-stated")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("13000000", 1_300_000_000),
        ("0.1", 10),
        ("1093749.5", 109_374_950),
        ("0", 0),
        ("0.005", 0),
        ("0.015", 2),
        ("-1", None),
        ("", None),
        ("NaN", None),
        ("1e999999", None),
        ("13 milj.", None),
    ],
)
def test_a_sum_is_whole_cents_or_none(said: str, expected: int | None) -> None:
    assert cents(said) == expected


@pytest.mark.parametrize("other", [EUROS._replace(currency=""), EUROS._replace(stage="paid")])
def test_unlike_amounts_refuse_to_be_added(other: Kind) -> None:
    with pytest.raises(UnlikeAmounts, match="unlike amounts"):
        total((Amount(EUROS, 1, 1), Amount(other, 1, 1)), EUROS)


def test_money_that_is_nobody_s_is_not_added_even_to_its_like() -> None:
    one = Amount(ANYBODYS, 5, 5)
    assert total((one,), ANYBODYS) == one
    assert total((one, one), ANYBODYS).most is None


def test_a_missing_part_leaves_a_total_without_an_upper_bound() -> None:
    found = total((Amount(EUROS, 5, 5), Amount(EUROS, 0, None)), EUROS)
    assert (found.least, found.most, found.is_certain) == (5, None, False)


@given(st.integers(0, 10**12), st.sets(st.text("abc", min_size=1), min_size=1))
def test_equal_shares_lose_nothing_and_differ_by_a_cent_at_most(amount: int, names: set[str]) -> None:
    found = shares(amount, names)
    assert sum(found.values()) == amount
    assert all(abs(share - Fraction(amount, len(names))) < 1 for share in found.values())


def test_the_latest_statement_of_each_source_counts() -> None:
    said = [("2023", 1, "a"), ("2023-07-01", 2, "a"), ("2023-06", 3, "b"), ("", 9, "b")]
    stated = [Stated("p", EUROS, sum_, date=date, source=source) for date, sum_, source in said]
    # The year 2023 may mean its last day, and so is later than its first of July.
    amount = standing(stated)["p", EUROS]
    assert (amount.least, amount.most, sorted(amount.sources)) == (1, 3, ["a", "b"])


@pytest.mark.parametrize(
    ("date", "last"),
    [("", ""), ("2024", "2024-12-31"), ("2024-06", "2024-06-31"), ("2024-06-05T10:00", "2024-06-05")],
)
def test_a_date_counts_by_the_last_day_that_it_can_mean(date: str, last: str) -> None:
    assert last_day(date) == last
