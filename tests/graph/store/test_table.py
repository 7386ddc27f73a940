from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import MalformedLine
from graph.store import table
from graph.store.table import Amount, Record, TableVersion

HEAD = TableVersion(
    register="own",
    title="Keksitty",
    sha256="a" * 64,
    mapping="own",
    mapping_sha256="b" * 64,
    imported="2026-01-01",
    kind="Project",
    unit="project",
    language="fi",
    relations=("hasRecord",),
    columns=("code", "title"),
    rows={"read": 1, "imported": 1, "doubtful": 0, "refused": 0},
)
RECORD = Record(
    1, 2, "imported", "S99001", {"title": "Silta"}, (Amount("Summa", "-7.50", "EUR", "paid", "eu"),)
)


def held(folder: Path, *lines: bytes, head: TableVersion = HEAD) -> Path:
    path, body = folder / f"{head.code}.jsonl", folder / ".rows"
    body.write_bytes(b"".join(lines))
    table.write(path, head, body)
    return path


def test_a_table_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    path = held(tmp_path, table.line_of(RECORD))
    assert table.head(path) == HEAD
    assert list(table.records(path)) == [RECORD] == list(table.Lines(path))
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "line",
    [
        b"no json\n",
        b'{"row": 0, "state": "imported", "code": "S1"}\n',
        b'{"row": 1, "state": "guessed", "code": "S1"}\n',
        b'{"row": 1, "state": "imported"}\n',
        b'{"row": 1, "state": "imported", "code": "S1", "values": {"title": 7}}\n',
        b'{"row": 1, "state": "imported", "code": "S1", "money": [{"column": "a", "amount": "many"}]}\n',
    ],
)
def test_a_line_that_is_no_record_is_named_by_file_and_line(tmp_path: Path, line: bytes) -> None:
    path = held(tmp_path, table.line_of(RECORD), line)
    with pytest.raises(MalformedLine) as refused:
        list(table.records(path))
    assert (refused.value.path, refused.value.line) == (path, 3)


def test_a_head_that_is_none_is_named(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('{"register": "own", "colour": "red"}\n')
    with pytest.raises(MalformedLine, match="unknown fields"):
        table.head(path)


def test_the_version_with_the_highest_number_stands(tmp_path: Path) -> None:
    first = held(tmp_path, table.line_of(RECORD))
    later = table.numbered(replace(HEAD, sha256="c" * 64), [first])
    second = held(tmp_path, head=later)
    assert later.number == 2
    assert table.standing([first, second]) == {"own": second}
    assert table.numbered(replace(HEAD, imported="2027-01-01"), [first, second]).number == 1
