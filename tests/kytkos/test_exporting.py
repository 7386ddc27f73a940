"""Releases taken out, checked, compared and removed on the command line."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.conftest import REASON, Run


def newest(ask: Run) -> str:
    return str(ask("releases").stdout.split()[-4])


@pytest.mark.slow
def test_every_form_can_be_exported(ask: Run, tmp_path: Path) -> None:
    listed = [line.split() for line in ask("downloads").stdout.splitlines()]
    assert len(listed) > 10
    for sha256, size, _, name in listed:
        form = name.removeprefix("release.").removesuffix(".zip")
        output = tmp_path / "out" / name
        output.parent.mkdir(exist_ok=True)
        told = ask("export", "--format", form, "--output", str(output))
        assert told.exit_code == 0, told.output
        data = output.read_bytes()
        if form != "nq.gz":
            assert (hashlib.sha256(data).hexdigest(), str(len(data))) == (sha256, size), name
    assert len(list((tmp_path / "out").iterdir())) == len(listed)


def test_an_unknown_form_is_told_with_those_there_are(ask: Run) -> None:
    told = ask("export", "--format", "docx")
    assert told.exit_code == 5
    assert "xlsx" in told.stderr


def test_an_answer_is_a_workbook(ask: Run, tmp_path: Path) -> None:
    told = ask("query", "documents-read", "--format", "xlsx", "--lang", "en")
    (tmp_path / "a.xlsx").write_bytes(told.stdout_bytes)
    assert load_workbook(tmp_path / "a.xlsx").sheetnames == ["Scope", "Answer"]


def test_a_release_is_verified_and_an_altered_one_is_not(ask: Run, published: Path) -> None:
    assert ask("verify").exit_code == 0
    dump = published / "releases" / newest(ask) / "release.nq.gz"
    dump.write_bytes(dump.read_bytes()[:-9])
    told = ask("verify", newest(ask))
    assert told.exit_code == 1
    assert "release.nq.gz" in told.stdout
    assert ask("verify", "ffff").exit_code == 5


@pytest.mark.slow
def test_what_changed_since_a_release_is_told_for_all_and_for_one_thing(later: Run) -> None:
    first, second = (line[1:].split()[0] for line in later("releases").stdout.splitlines())
    told = later("since", first, "--lang", "en")
    assert told.exit_code == 0
    assert REASON in told.stdout
    assert REASON not in later("since", second).stdout
    assert REASON not in later("since", first, "--group", "k1001").stdout
    assert later("since", first, "--group", "k1001", "--theme", "k2801").exit_code == 2
    assert later("since", first, "--csr", "nothing-called-so").exit_code == 5


@pytest.mark.slow
def test_old_releases_are_removed_when_it_is_said_so_and_never_the_current_one(later: Run) -> None:
    first, second = (line[1:].split()[0] for line in later("releases").stdout.splitlines())
    shown = later("prune", "--keep", "1", "--dry-run").stdout.splitlines()
    assert [line[0] for line in shown] == ["-", " "]
    assert all(line.endswith("bytes") for line in shown)
    assert later("prune", "--keep", "1", given="n\n").exit_code == 1
    assert len(later("releases").stdout.splitlines()) == 2
    assert later("prune", "--keep", "1", "--yes").exit_code == 0
    assert newest(later) == second
    assert len(later("releases").stdout.splitlines()) == 1
    assert later("diff", first, second).exit_code == 5


def test_columns_are_written_as_parquet_and_never_over_other_files(ask: Run, tmp_path: Path) -> None:
    told = ask("columns", str(tmp_path / "columns"))
    assert told.exit_code == 0, told.output
    tables = {path.name for path in (tmp_path / "columns").iterdir()}
    assert {"project", "stated", "inherited", "sum", "covered", "whole"} <= tables
    again = ask("columns", str(tmp_path / "columns"))
    assert again.exit_code == 2
    assert "not empty" in again.stderr
