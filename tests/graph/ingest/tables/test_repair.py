from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from graph.ingest.tables.mapping import Column, Mapping
from graph.ingest.tables.repair import repaired

COLUMNS = (
    Column(("Koodi",), "code", is_required=True, pattern=re.compile(r"S\d{5}")),
    Column(("Nimi",), "title", is_required=True),
    Column(("Alkaa",), "start"),
    Column(("Toteuttaja",), "beneficiary"),
    Column(("Summa",), "money"),
)
MAPPING = Mapping("m", "M", "m", COLUMNS, "0" * 64, dates=("d.m.yyyy",))


def test_a_comma_inside_a_text_is_put_back() -> None:
    found = repaired(["S99001", "a", " b", "1.1.2015", "Oy", "5"], COLUMNS, MAPPING, ",")
    assert found is not None
    assert found[0] == ["S99001", "a, b", "1.1.2015", "Oy", "5"]
    assert found[1] == "Nimi holds fields 2 to 3"


def test_fields_without_anything_at_the_end_are_no_doubt() -> None:
    assert repaired(["S99001", "a", "1.1.2015", "Oy", "5", "", ""], COLUMNS, MAPPING, ",") == (
        ["S99001", "a", "1.1.2015", "Oy", "5"],
        "",
    )


def test_a_row_with_two_ways_to_read_it_is_not_guessed() -> None:
    # The second date may be the beginning of the beneficiary's name, or the first the end of the title.
    fields = ["S99001", "a", "1.1.2015", "1.1.2016", "Oy", "5"]
    assert repaired(fields, COLUMNS, MAPPING, ",") is None


def test_a_row_whose_values_are_displaced_is_not_guessed() -> None:
    assert repaired(["S99001", "a", "157500", "", "", "1.1.2015"], COLUMNS, MAPPING, ",") is None
    assert repaired(["S99001", "a"], COLUMNS, MAPPING, ",") is None


WORDS = st.text("abc å", min_size=1, max_size=6).filter(str.strip)


@given(st.lists(WORDS, min_size=1, max_size=4), st.lists(WORDS, min_size=1, max_size=4))
def test_any_text_broken_by_commas_is_read_as_it_was(title: list[str], name: list[str]) -> None:
    fields = ["S99001", *title, "1.1.2015", *name, "5"]
    whole = ["S99001", ",".join(title), "1.1.2015", ",".join(name), "5"]
    found = repaired(fields, COLUMNS, MAPPING, ",")
    assert found is not None
    assert found[0] == whole
