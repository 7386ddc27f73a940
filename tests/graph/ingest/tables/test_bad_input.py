"""Whatever a table holds, each row is accounted for, sums are reconciled, and nothing of a cell is run."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import UnreadableTable
from graph.ingest.tables.intake import Dates, Imported, take_in
from graph.ingest.tables.mapping import parse
from graph.ingest.tables.raw import Row
from graph.ingest.tables.rows import Records
from graph.store import table
from graph.store.workspace import Workspace

MAPPING = parse(
    """
register: Keksitty
currency: EUR
dates: d.m.yyyy
decimal: ","
columns:
  - {heading: Koodi, is: code, required: true}
  - {heading: Nimi, is: title, required: true}
  - {heading: Alku, is: start}
  - {heading: Loppu, is: end}
  - {heading: Summa, is: money, stage: paid}
""",
    "keksitty",
)
HEADINGS = ["Koodi", "Nimi", "Alku", "Loppu", "Summa"]
WORST = (
    *("", "X1", "X2", "31.2.2020", "29.2.2021", "1.1.2020", "2020-13-01", "-744", "−5,5", "12,50", "12.50"),
    *("1.234,56", "1,234.56", "100 SEK", "€ 7", "9" * 30, "1e999", "NaN", "=cmd|' /C calc'!A0", "@SUM(1)"),
    *(
        "+1",
        "-1",
        "'",
        '"',
        ";",
        "a;b",
        "a,b",
        "\u202e",
        "\x1b[31m",
        "\ufeffX3",
        "ÿ",
        "😀",
        " \u00a0",
    ),
)
CELLS = st.sampled_from(WORST) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12
)


def taken(folder: Path, path: Path) -> Imported:
    (folder / "w").mkdir(exist_ok=True)
    return take_in(Workspace(folder / "w"), path, MAPPING, Dates("2026-01-01"))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=8), max_size=12), st.sampled_from(",;\t"))
def test_of_any_table_each_row_is_accounted_for_and_sums_are_reconciled(
    rows: list[list[str]], mark: str
) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=mark).writerows([HEADINGS, ["X0", "Keksitty", "", "", "1"], *rows])
    with TemporaryDirectory() as name:
        path = Path(name) / "t.csv"
        path.write_text(text.getvalue(), "utf-8", newline="")
        _check(taken(Path(name), path))


def _check(done: Imported) -> None:
    counted = dict(done.version.rows)
    held = list(table.records(done.path))
    assert counted.pop("read") == sum(counted.values()) == len(held)
    assert Counter(record.state for record in held) == {state: n for state, n in counted.items() if n}
    assert [record.row for record in held] == list(range(1, len(held) + 1))
    assert all(record.notes for record in held if record.state != "imported")
    for by_currency in done.version.sums.values():
        for parts in by_currency.values():
            kept = {name: Decimal(sum_) for name, sum_ in parts.items()}
            assert kept.pop("read") == sum(kept.values())
    assert all(Decimal(held.amount).is_finite() for record in held for held in record.money)


def test_formulas_of_a_workbook_are_read_as_their_last_value_and_never_run(tmp_path: Path) -> None:
    book, path = openpyxl.Workbook(), tmp_path / "t.xlsx"
    for row in (
        HEADINGS,
        ["X1", '=HYPERLINK("https://example.org","x")', "1.1.2020", None, "=1+1"],
        ["X2", "Keksitty", None, None, 5],
    ):
        book.worksheets[0].append(row)
    book.save(path)
    first, second = table.records(taken(tmp_path, path).path)
    assert first.state == "refused"
    assert "Nimi is missing" in first.notes[0]
    assert "is a formula without a value" in first.notes[0]
    assert second.state == "imported"


@pytest.mark.parametrize("broken", range(1, 8))
def test_an_import_that_breaks_off_at_any_row_holds_nothing_and_is_made_again_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: int
) -> None:
    path = tmp_path / "t.jsonl"
    names = [dict(zip(HEADINGS, (f"X{n}", "Keksitty", "", "", "1,50"), strict=True)) for n in range(6)]
    path.write_text("".join(json.dumps(row) + "\n" for row in names), "utf-8")
    (tmp_path / "whole").mkdir()
    whole = taken(tmp_path / "whole", path)
    given_out = Records.record

    def record(self: Records, number: int, row: Row) -> table.Record:
        if number == broken:
            raise OSError("the disk is full")
        return given_out(self, number, row)

    with monkeypatch.context() as patch:
        patch.setattr(Records, "record", record)
        if broken <= len(names):
            with pytest.raises(OSError, match="full"):
                taken(tmp_path, path)
            assert not Workspace(tmp_path / "w").table_files()
    again = taken(tmp_path, path)
    assert again.path.read_bytes() == whole.path.read_bytes()
    assert [p.name for p in again.path.parent.iterdir()] == [again.path.name]


def test_headings_that_come_twice_are_read_once_and_the_other_is_told(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Koodi,Nimi,Nimi,Summa\nX1,Keksitty,Toinen,1\n", "utf-8")
    done = taken(tmp_path, path)
    assert done.headings.left_out == ("Nimi",)
    assert next(table.records(done.path)).values["title"] == "Keksitty"


def test_a_table_of_nothing_but_headings_has_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(",".join(HEADINGS) + "\n", "utf-8")
    assert taken(tmp_path, path).version.rows["read"] == 0


def _long(megabytes: int) -> Iterator[bytes]:
    yield (",".join(HEADINGS) + '\nX1,Keksitty,,,1\nX2,"').encode()
    yield from (b"a" * 2**20 for _ in range(megabytes))
    yield b"\nX3,Keksitty,,,1\n"


@pytest.mark.slow
def test_a_line_of_a_gigabyte_is_refused_by_its_number_and_the_rows_around_it_are_kept(
    tmp_path: Path,
) -> None:
    path = tmp_path / "t.csv.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        for piece in _long(1024):
            file.write(piece)
    done = taken(tmp_path, path)
    assert dict(done.version.rows) == {"read": 3, "imported": 2, "doubtful": 0, "refused": 1}
    assert done.told[0].line == 3
    assert "longer than" in done.told[0].notes[0]


def test_a_workbook_that_is_no_table_of_ours_is_refused_with_the_headings_it_has(tmp_path: Path) -> None:
    book, path = openpyxl.Workbook(), tmp_path / "t.xlsx"
    book.worksheets[0].append(["Yksi", "Kaksi"])
    book.save(path)
    with pytest.raises(UnreadableTable) as refused:
        taken(tmp_path, path)
    assert "'Yksi'" in refused.value.remedy
