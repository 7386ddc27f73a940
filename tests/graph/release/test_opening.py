"""A release is opened in memory or on disk, and says the same either way."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.errors import DamagedRelease, NotFound
from graph.release.canonical import sha256
from graph.release.manifest import Manifest
from graph.release.opening import Place, place
from graph.release.reader import DUMP, packed
from graph.release.shelf import Shelf
from graph.release.tombstone import Tombstone
from graph.store import quad_lines
from graph.store.dataset import Dataset
from graph.store.layout import DEFAULT

COUNT = 30


@pytest.fixture
def release(tmp_path: Path) -> Path:
    graphs = (DEFAULT[0], "a:elsewhere")
    lines = [
        f"{Quad(NamedNode('a:b'), NamedNode('a:c'), Literal(str(number)), NamedNode(graphs[number % 2]))} .\n"
        for number in range(COUNT)
    ]
    dump = packed("".join(lines).encode())
    identity = sha256([dump])
    counts = dict.fromkeys(graphs, COUNT // 2)
    built = Manifest(
        identity[:12], identity, "a:", provisional=True, built="2021", counts=counts, files={DUMP: identity}
    )
    return Shelf(tmp_path).put(built, {DUMP: dump})


def held(dataset: Dataset) -> set[str]:
    return {str(quad) for quad in dataset.store}


def test_up_to_so_many_statements_a_release_is_held_in_memory(release: Path) -> None:
    assert place(release, COUNT) == Place(release, is_on_disk=False)
    assert place(release, COUNT - 1) == Place(release, is_on_disk=True)


def test_on_disk_it_says_the_same(release: Path) -> None:
    memory, disk = place(release).dataset(), place(release, 0).dataset()
    assert held(disk) == held(memory)
    assert len(held(disk)) == COUNT + COUNT // 2
    assert disk.release == memory.release == release.name


def test_the_store_is_made_once_and_what_a_killed_one_left_is_removed(release: Path) -> None:
    (release / ".store-building").mkdir()
    (release / ".store-building" / "half").write_text("of it")
    place(release, 0)
    made = (release / "store" / "CURRENT").stat().st_ino
    assert not (release / ".store-building").exists()
    place(release, 0)
    assert (release / "store" / "CURRENT").stat().st_ino == made


def test_a_damaged_release_is_not_opened(release: Path) -> None:
    (release / DUMP).write_bytes(packed(b"<a:b> <a:c> <a:d> <a:e> .\n"))
    with pytest.raises(DamagedRelease):
        place(release, 0)
    assert not (release / "store").exists()
    with pytest.raises(NotFound):
        place(release / "store")


def test_a_killed_build_leaves_no_store(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(BaseException):
        pass

    def killed(_: object, __: object) -> None:
        raise Killed

    monkeypatch.setattr(quad_lines, "load", killed)
    with pytest.raises(Killed):
        place(release, 0)
    assert not (release / "store").exists()


def test_the_store_goes_with_its_release(release: Path) -> None:
    place(release, 0)
    shelf = Shelf(release.parent)
    with shelf.writing():
        shelf.make_current(release.name)
        shelf.bury(Tombstone(release.name, "2021-01-01", "the law", "0123456789ab"))
    assert not release.exists()
