"""A release checked against its manifest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import DamagedRelease, NotFound
from graph.release.build import build
from graph.release.canonical import sha256
from graph.release.manifest import FILE
from graph.release.reader import DUMP, content, open_release, packed
from graph.release.verification import verify
from graph.release.vocabulary import Vocabulary
from graph.store.workspace import Workspace


def test_a_release_is_as_it_was_built(release: Path) -> None:
    assert verify(release) == ()


def test_an_altered_statement_is_found(release: Path) -> None:
    (release / DUMP).write_bytes(packed(content(release).replace(b"xgroup", b"xgroap")))
    assert any("not what was built" in problem for problem in verify(release))
    assert any("identity" in problem for problem in verify(release))


def test_an_alteration_that_mends_the_file_s_hash_is_found_by_the_identity(release: Path) -> None:
    path = release / DUMP
    kept = [line for line in content(release).splitlines(keepends=True) if b"accepted> ." not in line]
    path.write_bytes(packed(b"".join(kept)))
    held = json.loads((release / FILE).read_text())
    held["files"][DUMP] = sha256([path.read_bytes()])
    (release / FILE).write_text(json.dumps(held))
    assert verify(release) == ("the content does not have the identity that the manifest states",)


def test_a_missing_file_is_found(release: Path) -> None:
    (release / DUMP).unlink()
    assert len(verify(release)) == 2


def test_a_release_under_another_name_is_found(release: Path) -> None:
    other = release.rename(release.parent / "0123456789ab")
    assert any("folder's name" in problem for problem in verify(other))


@pytest.mark.parametrize("data", [b"", b"not gzip", packed(b"x" * 99)[:20], packed(b"<x:a> <x:b>")])
def test_a_damaged_file_is_told_and_never_half_read(release: Path, data: bytes) -> None:
    (release / DUMP).write_bytes(data)
    assert verify(release)
    with pytest.raises(DamagedRelease, match="release"):
        open_release(release)


def test_building_again_mends_a_damaged_release(held: Workspace, release: Path) -> None:
    (release / DUMP).write_bytes(b"")
    assert build(held, vocabulary=Vocabulary()) == release.name
    assert verify(release) == ()


@pytest.mark.parametrize("manifest", [None, "{", "[]", "{}"])
def test_what_is_no_release_is_told(release: Path, manifest: str | None) -> None:
    (release / FILE).unlink()
    if manifest is not None:
        (release / FILE).write_text(manifest)
    with pytest.raises(NotFound):
        verify(release)
