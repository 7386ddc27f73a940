from __future__ import annotations

import csv
import gzip
import json
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import pytest

from graph.errors import UnreadableTable
from graph.ingest.tables.intake import Dates, Imported, take_in
from graph.ingest.tables.mapping import load, parse
from graph.store import table
from graph.store.table import Record
from graph.store.workspace import Workspace
from tests.graph.killing import killed_everywhere

ROOT = Path(__file__).resolve().parents[4]
EXAMPLE = ROOT / "tests" / "examples" / "tables" / "projects.csv"
REAL = ROOT.parent / "shared" / "data" / "portfolio" / "fi_2014-2020_eura_projects.csv"
EURA = load("fi-eura-2014-2020")
DAY = Dates("2026-01-01", "2016")


def taken(tmp_path: Path, path: Path = EXAMPLE) -> Imported:
    (tmp_path / "w").mkdir(exist_ok=True)
    return take_in(Workspace(tmp_path / "w"), path, EURA, DAY)


def records(done: Imported) -> dict[int, Record]:
    return {record.row: record for record in table.records(done.path)}


def test_every_row_is_imported_doubtful_or_refused_with_its_line_and_reason(tmp_path: Path) -> None:
    done = taken(tmp_path)
    assert dict(done.version.rows) == {"read": 7, "imported": 1, "doubtful": 4, "refused": 2}
    notes = {record.line: " ".join(record.notes) for record in done.told}
    assert "'31.2.2018' is no day" in notes[3]
    assert "'-744' is negative" in notes[3]
    assert "decimal sign is a comma" in notes[4]
    assert "withheld" in notes[4]
    assert "formula" in notes[5]
    assert "line 2 has the same code" in notes[6]
    assert "repeats line 4" in notes[7]
    assert "'Yhteensä'" in notes[8]


def test_sums_are_reconciled_to_the_cent(tmp_path: Path) -> None:
    done = taken(tmp_path)
    for column, by_currency in done.version.sums.items():
        for parts in by_currency.values():
            kept = {name: Decimal(held) for name, held in parts.items()}
            assert kept.pop("read") == sum(kept.values()), column
    paid = done.version.sums["Toteutunut EU- ja valtion rahoitus"]["EUR"]
    assert paid["read"] == "167284.00"
    assert done.version.sums["Toteutunut julkinen rahoitus yhteensä"]["EUR"]["held back"] == "-744"


def test_no_person_is_in_what_is_held(tmp_path: Path) -> None:
    done = taken(tmp_path)
    assert "Meikäläinen" not in done.path.read_text("utf-8")
    published = parse(_text().replace("persons: withhold", "persons: publish"), "fi-eura-2014-2020")
    again = take_in(Workspace(tmp_path / "w"), EXAMPLE, published, DAY)
    assert "Meikäläinen" in again.path.read_text("utf-8")


def test_addresses_and_numbers_in_texts_are_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Koodi,Nimi,Kuvaus\nS1,Hanke,Kysy: maija@example.org tai +999 40 123 4567\n")
    columns = "- {heading: Koodi, is: code}\n- {heading: Nimi, is: title}\n- {heading: Kuvaus, is: summary}\n"
    mapping = parse(f"register: K\ncolumns:\n{columns}", "own")
    (tmp_path / "w").mkdir()
    held = take_in(Workspace(tmp_path / "w"), path, mapping, DAY).path.read_text("utf-8")
    assert "example.org" not in held
    assert "123 4567" not in held


def test_columns_that_the_mapping_names_not_never_enter(tmp_path: Path) -> None:
    rows = EXAMPLE.read_text("utf-8").splitlines()
    path = tmp_path / "t.csv"
    extra = ["Yhteyshenkilö", *["Maija Malli"] * (len(rows) - 1)]
    path.write_text("\n".join(f"{row},{more}" for row, more in zip(rows, extra, strict=True)), "utf-8")
    done = taken(tmp_path, path)
    assert done.headings.left_out == ("Yhteyshenkilö",)
    assert "Malli" not in done.path.read_text("utf-8")


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    first = taken(tmp_path)
    before = first.path.read_bytes()
    again = take_in(Workspace(tmp_path / "w"), EXAMPLE, EURA, Dates("2026-02-02", "2016"))
    assert not again.is_new
    assert first.path.read_bytes() == before
    assert [path.name for path in first.path.parent.iterdir()] == [first.path.name]


def test_a_changed_file_is_a_new_version_beside_the_former(tmp_path: Path) -> None:
    first = taken(tmp_path)
    path = tmp_path / "later.csv"
    text = EXAMPLE.read_text("utf-8")
    path.write_text(text.replace("28.2.2017", "30.6.2017").replace("A99004", "A99005"), "utf-8")
    later = taken(tmp_path, path)
    assert later.version.number == 2
    assert dict(later.changes) == {"new": 1, "changed": 1, "gone": 1}
    assert first.path.exists()
    files = Workspace(tmp_path / "w").table_files()
    assert table.standing(files) == {"fi-eura-2014-2020": later.path}


def test_a_table_without_a_column_that_it_needs_is_refused_with_those_it_has(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Nimi,Summa\nx,1\n")
    with pytest.raises(UnreadableTable) as refused:
        taken(tmp_path, path)
    assert "'Koodi'" in str(refused.value)
    assert "'Nimi'" in refused.value.remedy
    assert not list((tmp_path / "w").rglob("*.jsonl"))


def test_a_column_that_may_be_missing_is_told(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Koodi,Hankkeen nimi\nS99001,Keksitty\n")
    done = taken(tmp_path, path)
    assert "Aloituspvm" in done.headings.missing
    assert done.version.relations == ("hasRecord",)


def test_sums_of_two_currencies_are_never_added(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Koodi;Nimi;Summa\nS1;a;100 €\nS2;b;50 SEK\nS3;c;7\n", "utf-8")
    mapping = parse(
        "register: K\ncurrency: EUR\ncolumns: [{heading: Koodi, is: code}, {heading: Nimi, is: title}, "
        "{heading: Summa, is: money}]",
        "own",
    )
    (tmp_path / "w").mkdir()
    done = take_in(Workspace(tmp_path / "w"), path, mapping, DAY)
    assert done.version.sums["Summa"]["EUR"]["read"] == "107"
    assert done.version.sums["Summa"]["SEK"] == {"read": "50", "doubtful": "50"}


def _formats(tmp_path: Path) -> dict[str, Path]:
    """Write the example's first row in every format that is read."""
    with EXAMPLE.open(encoding="utf-8", newline="") as file:
        head, first, *_ = csv.reader(file)
    found = {name: tmp_path / f"t.{name}" for name in ("tsv", "xlsx", "json", "jsonl", "csv.gz", "parquet")}
    found["tsv"].write_text("\t".join(head) + "\n" + "\t".join(first) + "\n", "utf-16")
    book = openpyxl.Workbook()
    for row in (["Luettelo hankkeista"], [], head, first):
        book.worksheets[0].append(row)
    book.save(found["xlsx"])
    item = dict(zip(head, first, strict=True))
    found["json"].write_text(json.dumps([item]), "utf-8")
    found["jsonl"].write_text(json.dumps(item, ensure_ascii=False) + "\n" + "not json\n", "utf-8")
    found["csv.gz"].write_bytes(gzip.compress(",".join(head).encode() + b"\n" + ",".join(first).encode()))
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t AS SELECT * FROM read_json(?)", [str(found["json"])])
        connection.execute(f"COPY t TO '{found['parquet']}' (FORMAT parquet)")
    return found


def test_every_format_says_the_same(tmp_path: Path) -> None:
    expected = records(taken(tmp_path))[1]
    for name, path in _formats(tmp_path).items():
        (tmp_path / name).mkdir()
        done = taken(tmp_path / name, path)
        found = records(done)[1]
        assert found.values == expected.values, name
        assert [Decimal(m.amount) for m in found.money] == [Decimal(m.amount) for m in expected.money], name
        assert done.version.rows["refused"] == (1 if name == "jsonl" else 0)


@pytest.mark.parametrize(
    "data", [b"", b"   \n", b"\x00\x01\x02" * 50, b"PK\x03\x04broken", b"PAR1broken", b"[1,"]
)
def test_what_is_no_table_is_refused_and_nothing_is_held(tmp_path: Path, data: bytes) -> None:
    from graph.errors import KytkosError

    path = tmp_path / "t"
    path.write_bytes(data)
    with pytest.raises(KytkosError):
        taken(tmp_path, path)
    assert not list((tmp_path / "w").rglob("*.jsonl"))


def test_a_packed_table_that_is_broken_off_is_refused_and_nothing_is_held(tmp_path: Path) -> None:
    path = tmp_path / "t.gz"
    path.write_bytes(gzip.compress(EXAMPLE.read_bytes())[:-30])
    with pytest.raises(UnreadableTable, match="broken off"):
        taken(tmp_path, path)
    assert not list((tmp_path / "w").rglob("*.jsonl"))


ACT = f"""
from pathlib import Path
from graph.ingest.tables.intake import Dates, take_in
from graph.ingest.tables.mapping import load
from graph.store.workspace import Workspace

def act(place):
    take_in(Workspace(place), Path({str(EXAMPLE)!r}), load("fi-eura-2014-2020"), Dates("2026-01-01", "2016"))
"""


@pytest.mark.slow
def test_an_import_killed_at_any_moment_leaves_nothing_half_and_is_made_again(tmp_path: Path) -> None:
    whole = taken(tmp_path)
    empty = tmp_path / "empty"
    empty.mkdir()
    places = killed_everywhere(ACT, empty, tmp_path / "killed")
    assert len(places) > 3
    for place in places:
        held = Workspace(place).table_files()
        assert all(path.read_bytes() == whole.path.read_bytes() for path in held)
        again = take_in(Workspace(place), EXAMPLE, EURA, DAY)
        assert again.path.read_bytes() == whole.path.read_bytes()
        assert [path.name for path in again.path.parent.iterdir()] == [again.path.name]


def _text() -> str:
    return (ROOT / "graph" / "ingest" / "tables" / "mappings" / "fi-eura-2014-2020.yaml").read_text("utf-8")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Imported]:
    """The real list, as cleaned by others and as it was first downloaded."""
    if not REAL.exists():
        pytest.skip("the shared material is not beside the checkout")
    raw = REAL.with_suffix(".malformed.csv")
    return {path.name: taken(tmp_path_factory.mktemp("real"), path) for path in (REAL, raw)}


def test_the_real_list_is_read_whole(real: dict[str, Imported]) -> None:
    version = real[REAL.name].version
    assert dict(version.rows) == {"read": 2881, "imported": 2877, "doubtful": 4, "refused": 0}
    paid = version.sums["Toteutunut julkinen rahoitus yhteensä"]["EUR"]
    assert (paid["read"], paid["held back"]) == ("164451634.76", "-11998")


def test_the_malformed_list_is_read_as_far_as_it_can_be_and_none_is_shifted(
    real: dict[str, Imported],
) -> None:
    clean, raw = real.values()
    assert dict(raw.version.rows) == {"read": 2881, "imported": 1020, "doubtful": 1847, "refused": 14}
    right = {record.code: record for record in table.records(clean.path)}
    compared = Counter[str]()
    for record in table.records(raw.path):
        if record.state == "refused":
            continue
        other = right[record.code]
        # Whoever cleaned the list took commas, semicolons and quotation marks out of its texts.
        assert {n: _bare(v) for n, v in record.values.items()} == {
            n: _bare(v) for n, v in other.values.items()
        }
        assert record.money == other.money
        compared["to the letter" if record.values == other.values else "but for marks"] += 1
    assert compared.total() == 2867


def _bare(text: str) -> str:
    return re.sub(r'[\s,;"]+', "", text)
