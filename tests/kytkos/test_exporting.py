"""Releases taken out, checked, compared and removed on the command line."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.conftest import Run


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


@pytest.fixture
def twice(ask: Run) -> tuple[str, str]:
    """The ids of two releases; the later has one link more."""
    first = newest(ask)
    line = ask("review", "list", "--limit", "0").stdout.splitlines()[0]
    ask("review", "accept", line.split()[0], "--reason", "the form states it")
    return first, ask("release").stdout.splitlines()[-1]


@pytest.mark.slow
def test_what_changed_since_a_release_is_told_for_all_and_for_one_thing(
    ask: Run, twice: tuple[str, str]
) -> None:
    told = ask("since", twice[0], "--lang", "en")
    assert told.exit_code == 0
    assert "the form states it" in told.stdout
    assert "the form states it" not in ask("since", twice[1]).stdout
    assert "the form states it" not in ask("since", twice[0], "--group", "k1001").stdout
    assert ask("since", twice[0], "--group", "k1001", "--theme", "k2801").exit_code == 2
    assert ask("since", twice[0], "--csr", "nothing-called-so").exit_code == 5


@pytest.mark.slow
def test_old_releases_are_removed_when_it_is_said_so_and_never_the_current_one(
    ask: Run, twice: tuple[str, str]
) -> None:
    shown = ask("prune", "--keep", "1", "--dry-run").stdout.splitlines()
    assert [line[0] for line in shown] == ["-", " "]
    assert all(line.endswith("bytes") for line in shown)
    assert ask("prune", "--keep", "1", given="n\n").exit_code == 1
    assert len(ask("releases").stdout.splitlines()) == 2
    assert ask("prune", "--keep", "1", "--yes").exit_code == 0
    assert newest(ask) == twice[1]
    assert len(ask("releases").stdout.splitlines()) == 1
    assert ask("diff", *twice).exit_code == 5


def test_columns_are_written_as_parquet_and_never_over_other_files(ask: Run, tmp_path: Path) -> None:
    told = ask("columns", str(tmp_path / "columns"))
    assert told.exit_code == 0, told.output
    tables = {path.name for path in (tmp_path / "columns").iterdir()}
    assert {"project", "stated", "inherited", "sum", "covered", "whole"} <= tables
    again = ask("columns", str(tmp_path / "columns"))
    assert again.exit_code == 2
    assert "not empty" in again.stderr
