"""A workspace's files."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from graph.assertion import to_line
from graph.errors import MalformedLine, NotFound, OtherFormat
from graph.store.workspace import FORMAT, StoredDocument, Workspace
from tests.graph.invented import DOCUMENT, LINKS, SHA, TARGETED, UNDECIDED, version
from tests.graph.killing import killed_everywhere


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def line_of(path: Path, number: int) -> dict[str, object]:
    held: dict[str, object] = json.loads(path.read_text().splitlines()[number - 1])
    return held


def test_an_empty_folder_is_an_empty_workspace(workspace: Workspace) -> None:
    assert list(workspace.documents()) == []
    assert workspace.facts() == []
    assert list(workspace.path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        Workspace(tmp_path / "mistyped")


def test_a_document_comes_back_as_it_was_written(workspace: Workspace) -> None:
    workspace.write_document(version(), LINKS)
    assert list(workspace.documents()) == [StoredDocument(version(), LINKS)]


def test_writing_again_replaces_what_was_read_before(workspace: Workspace) -> None:
    workspace.write_document(version(), LINKS)
    workspace.write_document(version(), [TARGETED])
    (held,) = workspace.documents()
    assert held.assertions == (TARGETED,)


def test_versions_of_a_work_lie_side_by_side(workspace: Workspace) -> None:
    first, second = version(), replace(version(), sha256="b" * 64)
    paths = [workspace.write_document(first, []), workspace.write_document(second, [])]
    assert {path.parent.name for path in paths} == {DOCUMENT}
    assert {held.version.sha256 for held in workspace.documents()} == {"a" * 64, "b" * 64}


def test_a_text_is_held_by_the_hash_of_its_original(workspace: Workspace) -> None:
    assert workspace.text(SHA) is None
    workspace.write_text(SHA, "ääkköset\r\nja █")
    assert workspace.text(SHA) == "ääkköset\r\nja █"


def test_a_text_by_any_other_name_is_refused(workspace: Workspace) -> None:
    with pytest.raises(NotFound):
        workspace.text("../../secret")


def test_the_first_write_declares_the_format(workspace: Workspace) -> None:
    workspace.write_text(SHA, "x")
    assert json.loads((workspace.path / "workspace.json").read_text())["format"] == FORMAT


@pytest.mark.parametrize(
    "held",
    [f'{{"format": {FORMAT}, "base": "http://example.org/"}}', "{}", "[]", "not json"],
    ids=["base", "empty", "list", "torn"],
)
def test_what_says_no_format_is_refused_by_name(tmp_path: Path, held: str) -> None:
    (tmp_path / "workspace.json").write_text(held)
    with pytest.raises(MalformedLine, match=r"workspace\.json:1"):
        Workspace(tmp_path)


def test_the_format_of_a_later_version_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "workspace.json").write_text('{"format": 99, "base": "x"}')
    with pytest.raises(OtherFormat) as refused:
        Workspace(tmp_path)
    assert "later" in refused.value.remedy


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("relation", "adores", "unknown relation 'adores'"),
        ("kind", "Dragon", "unknown kind"),
        ("subject", "not a code", "not an identifier"),
        ("subject", "kyt:field-funding", "cannot be a subject"),
        ("object", '"unclosed', "not an identifier"),
        ("object", '"a" . <x:y> <x:z> "b"', "not an identifier"),
        ("object", 7, "not an identifier"),
        ("start", "70", "whole number"),
        ("start", True, "whole number"),
        ("end", 3, "no text between"),
        ("band", "Z", "band must be"),
        ("polarity", "maybe", "unknown polarity"),
        ("values", [1], "values must be"),
        ("surprise", 1, "unexpected keyword argument 'surprise'"),
        ("document", "dother", "belongs to another document"),
    ],
)
def test_a_wrong_field_is_told_with_file_and_line(
    workspace: Workspace, field: str, value: object, reason: str
) -> None:
    path = workspace.write_document(version(), [UNDECIDED, TARGETED])
    lines = path.read_text().splitlines()
    lines[2] = json.dumps({**json.loads(lines[2]), field: value})
    path.write_text("\n".join(lines) + "\n")
    with pytest.raises(MalformedLine) as refused:
        list(workspace.documents())
    assert (refused.value.path, refused.value.line) == (path, 3)
    assert reason in str(refused.value)


@pytest.mark.parametrize(
    "line",
    ["", "{", "null", "[" * 100_000, '{"kind": "\udcff"}'],
    ids=["empty", "torn", "null", "deep", "bytes"],
)
def test_a_line_that_is_no_record_is_told_with_file_and_line(workspace: Workspace, line: str) -> None:
    path = workspace.write_document(version(), [])
    written = f"{to_line(version())}\n{to_line(TARGETED)}\n{line}\n{to_line(TARGETED)}\n"
    path.write_bytes(written.encode(errors="surrogateescape"))
    with pytest.raises(MalformedLine) as refused:
        list(workspace.documents())
    assert refused.value.line == 3


@pytest.mark.parametrize(
    ("field", "value"), [("sha256", "beef"), ("characters", "many"), ("sections", [{}]), ("missing", [{}])]
)
def test_a_wrong_header_is_told_as_line_1(workspace: Workspace, field: str, value: object) -> None:
    path = workspace.write_document(version(), [TARGETED])
    path.write_text(json.dumps({**line_of(path, 1), field: value}) + "\n" + to_line(TARGETED) + "\n")
    with pytest.raises(MalformedLine) as refused:
        list(workspace.documents())
    assert refused.value.line == 1


def test_an_empty_file_is_told_as_malformed(workspace: Workspace) -> None:
    path = workspace.write_document(version(), [])
    path.write_bytes(b"")
    with pytest.raises(MalformedLine):
        list(workspace.documents())


WRITE = """
from pathlib import Path
from graph.store.workspace import FORMAT, Workspace
from tests.graph.invented import TARGETED, version

def act(path):
    Workspace(path).write_document(version(), [TARGETED])
    Workspace(path).write_text("a" * 64, "new")
"""


def test_a_process_killed_at_any_moment_leaves_the_old_file_or_the_new(tmp_path: Path) -> None:
    template = tmp_path / "template"
    template.mkdir()
    old = Workspace(template)
    old.write_document(version(), LINKS)
    old.write_text(SHA, "old")
    copies = [Workspace(path) for path in killed_everywhere(WRITE, template, tmp_path / "copies")]
    found = [next(copy.documents()).assertions for copy in copies]
    assert all(held in (LINKS, (TARGETED,)) for held in found)
    assert LINKS in found
    assert found[-1] == (TARGETED,)
    assert {copy.text(SHA) for copy in copies} == {"old", "new"}
    for copy in copies:
        copy.write_document(version(), LINKS)
        assert next(copy.documents()).assertions == LINKS
