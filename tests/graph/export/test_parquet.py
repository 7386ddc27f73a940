"""Tables as Parquet, read back."""

from __future__ import annotations

import zipfile
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.export import parquet
from graph.export.table import Row, Table


def read(path: Path, name: str) -> list[tuple[object, ...]]:
    zipfile.ZipFile(path).extract(name, path.parent)
    return duckdb.read_parquet(str(path.parent / name)).fetchall()


TEXTS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=12)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(st.none() | TEXTS, st.none() | st.integers(-(2**62), 2**62)), max_size=4))
def test_every_value_is_read_back_as_it_was(tmp_path: Path, rows: list[Row]) -> None:
    parquet.write(tmp_path / "a.zip", [Table("Theme", "", ("code", "rung"), iter(rows))])
    assert read(tmp_path / "a.zip", "Theme.parquet") == rows


@pytest.mark.parametrize("text", ["", ",", '"', '""', "a\nb", "\r\n", "NULL", "\\N", "ä–š", " a "])
def test_no_text_is_mistaken_for_another(tmp_path: Path, text: str) -> None:
    parquet.write(tmp_path / "a.zip", [Table("Theme", "", ("code", "rung"), iter([(text, 1), (None, None)]))])
    assert read(tmp_path / "a.zip", "Theme.parquet") == [(text, 1), (None, None)]


def test_no_file_is_left_beside_the_archive(tmp_path: Path) -> None:
    parquet.write(tmp_path / "a.zip", [Table("Theme", "", ("code",), iter([("a",)]))])
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]
