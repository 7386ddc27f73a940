"""A workspace of an older version is brought to today's format, and one of a later version is left alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import MalformedLine, NotFound, OtherFormat
from graph.store.migration import migrate
from graph.store.workspace import FORMAT, Workspace
from tests.graph.invented import workspace


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """The invented workspace as version 1 wrote it."""
    held = workspace(tmp_path / "older")
    held.declare()
    written(held.path, 1)
    return held.path


def written(folder: Path, number: object) -> None:
    path = folder / "workspace.json"
    path.write_text(json.dumps({**json.loads(path.read_bytes()), "format": number}), "utf-8")


def test_an_older_one_opens_after_it_was_migrated_and_names_the_command_before(older: Path) -> None:
    with pytest.raises(OtherFormat) as refused:
        Workspace(older)
    assert f"kytkos migrate --data {older}" in refused.value.remedy
    before = {path: path.read_bytes() for path in older.rglob("*.jsonl")}
    assert migrate(older) == 1
    assert len(list(Workspace(older).documents())) > 0
    assert {path: path.read_bytes() for path in older.rglob("*.jsonl")} == before
    assert migrate(older) == FORMAT, "again, there is nothing to do"


@pytest.mark.parametrize("number", [0, 99])
def test_one_of_an_unknown_version_is_left_as_it_is(older: Path, number: int) -> None:
    written(older, number)
    before = (older / "workspace.json").read_bytes()
    with pytest.raises(OtherFormat):
        migrate(older)
    assert (older / "workspace.json").read_bytes() == before


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "1", "base": ""}', "not json"])
def test_a_file_that_says_no_format_is_told(older: Path, text: str) -> None:
    (older / "workspace.json").write_text(text, "utf-8")
    with pytest.raises(MalformedLine):
        migrate(older)


def test_where_there_is_no_workspace_there_is_nothing_to_migrate(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        migrate(tmp_path)
    assert list(tmp_path.iterdir()) == []
