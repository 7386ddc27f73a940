"""Tables as CSV with their description."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from graph.export import csvw
from graph.export.download import Source, of_form
from graph.export.table import Table


@pytest.fixture
def archive(source: Source, tmp_path: Path) -> zipfile.ZipFile:
    of_form("csvw").write(source, tmp_path / "release.zip")
    return zipfile.ZipFile(tmp_path / "release.zip")


def test_the_description_names_every_file_and_every_column_in_its_order(archive: zipfile.ZipFile) -> None:
    said = json.loads(archive.read(csvw.DESCRIPTION))
    assert said["@context"] == "http://www.w3.org/ns/csvw"
    described = {table["url"]: table["tableSchema"]["columns"] for table in said["tables"]}
    assert {*described, csvw.DESCRIPTION} == set(archive.namelist())
    for url, columns in described.items():
        head = next(csv.reader(io.StringIO(archive.read(url).decode())))
        assert [column["titles"]["und"][0] for column in columns] == head
        assert {d["@language"] for column in columns for d in column["dc:description"]} == {"fi", "sv", "en"}


def test_each_row_has_as_many_cells_as_the_table_has_columns(archive: zipfile.ZipFile) -> None:
    for name in archive.namelist():
        if name.endswith(".csv"):
            head, *rows = csv.reader(io.StringIO(archive.read(name).decode()))
            assert rows
            assert {len(row) for row in rows} == {len(head)}


def test_what_a_spreadsheet_would_run_is_made_harmless(source: Source, tmp_path: Path) -> None:
    table = Table("Theme", "", ("code", "rung"), iter([("=1+1", 5), ("@a", None)]))
    csvw.write(tmp_path / "a.zip", source.manifest, [table])
    written = zipfile.ZipFile(tmp_path / "a.zip").read("Theme.csv").decode()
    assert written == "code,rung\r\n'=1+1,5\r\n'@a,\r\n"
