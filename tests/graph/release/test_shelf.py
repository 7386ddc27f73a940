"""The releases of a workspace."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import Gone, NotFound
from graph.release import canonical
from graph.release.manifest import Manifest
from graph.release.shelf import Shelf
from graph.release.tombstone import Tombstone


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "releases")


def put(shelf: Shelf, release: str, built: str = "2025-01-01") -> Path:
    with shelf.writing():
        files = {"file": canonical.sha256([release.encode()])}
        held = Manifest(release, release * 2, "x:", True, built, files=files)
        folder = shelf.put(held, {"file": release.encode()})
        shelf.make_current(release)
    return folder


def test_a_workspace_without_releases_has_no_current_one(shelf: Shelf) -> None:
    assert shelf.current() is None
    assert shelf.list() == []


def test_releases_are_listed_oldest_first_and_the_last_is_current(shelf: Shelf) -> None:
    put(shelf, "bbbb", "2025-01-01")
    put(shelf, "aaaa", "2025-01-02")
    assert [held.id for held in shelf.list()] == ["bbbb", "aaaa"]
    assert shelf.current() == shelf.folder / "aaaa"


def test_a_release_that_is_there_is_never_changed(shelf: Shelf) -> None:
    folder = put(shelf, "aaaa")
    with shelf.writing():
        shelf.put(Manifest("aaaa", "aaaaaaaa", "x:", True, "2026"), {"file": b"other"})
    assert (folder / "file").read_bytes() == b"aaaa"


def test_a_release_is_found_by_the_start_of_its_id(shelf: Shelf) -> None:
    put(shelf, "aabb")
    put(shelf, "aacc")
    assert shelf.path("aab").name == "aabb"
    for unclear in ("aa", "", "ff", "../aabb"):
        with pytest.raises(NotFound):
            shelf.path(unclear)


def test_a_buried_release_is_gone_and_its_successor_serves(shelf: Shelf) -> None:
    put(shelf, "bbbb")
    folder = put(shelf, "aaaa")
    with shelf.writing():
        shelf.bury(Tombstone("aaaa", "2025-02-03", "a request", "bbbb"))
    assert not folder.exists()
    assert shelf.current() == shelf.folder / "bbbb"
    with pytest.raises(Gone, match="2025-02-03: a request") as gone:
        shelf.path("aaaa")
    assert "bbbb" in gone.value.remedy
    assert gone.value.http_status == 410


def test_what_a_killed_build_left_is_removed_by_the_next(shelf: Shelf) -> None:
    put(shelf, "aaaa")
    left = shelf.folder / ".building-1"
    left.mkdir()
    (left / "half").write_text("x")
    put(shelf, "bbbb")
    assert not left.exists()


def test_a_folder_without_a_manifest_is_no_release(shelf: Shelf) -> None:
    put(shelf, "aaaa")
    (shelf.folder / "abcd").mkdir()
    assert [folder.name for folder in shelf.folders()] == ["aaaa"]


def test_the_newest_and_the_current_release_are_never_spare(shelf: Shelf) -> None:
    for number, release in enumerate(("aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc")):
        put(shelf, release, f"2025-01-0{number + 1}")
    assert [spare.id for spare in shelf.spare(1)] == ["aaaaaaaaaaaa", "bbbbbbbbbbbb"]
    assert shelf.spare(3) == shelf.spare(9) == ()
    with shelf.writing():
        shelf.make_current("aaaaaaaaaaaa")
    assert [spare.id for spare in shelf.spare(1)] == ["bbbbbbbbbbbb"]


def test_the_size_of_a_release_counts_what_was_made_of_it(shelf: Shelf) -> None:
    folder = put(shelf, "aaaaaaaaaaaa")
    before = shelf.size("aaaaaaaaaaaa")
    (folder / "downloads").mkdir()
    (folder / "downloads" / "release.ttl").write_bytes(b"12345")
    assert shelf.size("aaaaaaaaaaaa") == before + 5 > 5


def test_a_release_that_was_removed_is_not_there_and_can_come_back(shelf: Shelf) -> None:
    put(shelf, "aaaaaaaaaaaa")
    put(shelf, "bbbbbbbbbbbb")
    with shelf.writing():
        shelf.remove("aaaaaaaaaaaa")
    with pytest.raises(NotFound):
        shelf.path("aaaaaaaaaaaa")
    assert [held.id for held in shelf.list()] == ["bbbbbbbbbbbb"]
    assert put(shelf, "aaaaaaaaaaaa").is_dir()
