from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import MalformedLine
from graph.release import manifest
from graph.release.build import build
from graph.release.quality import FILE, left_out
from graph.release.vocabulary import Vocabulary
from graph.store.workspace import Workspace


def test_what_was_measured_is_read_by_relation(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"targets": {"found": 3, "links": 4}, "all": {"found": 3, "links": 5}}')
    assert left_out(Workspace(tmp_path)) == {"targets": (3, 4), "all": (3, 5)}


def test_where_nobody_has_measured_there_is_nothing(tmp_path: Path) -> None:
    assert left_out(Workspace(tmp_path)) == {}


@pytest.mark.parametrize("broken", ["", "[]", '{"all": 3}', '{"all": {"found": 1}}'])
def test_a_broken_file_is_named(tmp_path: Path, broken: str) -> None:
    (tmp_path / FILE).write_text(broken)
    with pytest.raises(MalformedLine, match=FILE):
        left_out(Workspace(tmp_path))


def test_a_release_takes_it_along_outside_its_identity(tmp_path: Path) -> None:
    bare, measured = tmp_path / "bare", tmp_path / "measured"
    for path in (bare, measured):
        path.mkdir()
    (measured / FILE).write_text('{"all": {"found": 3, "links": 5}}')
    first, second = (build(Workspace(path), vocabulary=Vocabulary()) for path in (bare, measured))
    assert first == second
    assert manifest.read(bare / "releases" / first).left_out == {}
    taken = manifest.read(measured / "releases" / second).left_out
    assert {name: tuple(counts) for name, counts in taken.items()} == {"all": (3, 5)}
