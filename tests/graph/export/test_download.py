"""Files of a release: made once, whole, and never of a release that is not as it was built."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest

from graph.errors import DamagedRelease, KytkosError, NotFound
from graph.export.download import DOWNLOADABLE, Download, Source, find, made, make
from graph.release.reader import DUMP, content
from graph.release.verification import verify
from tests.graph.export.conftest import Told

#: Forms whose writing has tests of its own.
WRITTEN = frozenset({"release.xlsx", "release.csvw.zip", "release.parquet.zip", "release.graphml"})


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.slow] * (name in WRITTEN)) for name in DOWNLOADABLE]
)
def test_each_file_is_made_once_with_its_hash(folder: Path, told: Told, name: str) -> None:
    assert made(folder, name) is None
    first = make(folder, find(name), told)
    data = first.path.read_bytes()
    assert (first.size, first.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert make(folder, find(name), told) == first == made(folder, name)
    assert verify(folder) == ()


def test_n_quads_are_the_release_s_own(folder: Path, told: Told) -> None:
    assert make(folder, find("release.nq"), told).path.read_bytes() == content(folder)
    packed = make(folder, find(DUMP), told).path.read_bytes()
    assert gzip.decompress(packed) == content(folder)


def test_no_file_is_made_of_an_altered_release(folder: Path, told: Told) -> None:
    with (folder / DUMP).open("ab") as stream:
        stream.write(b"more")
    with pytest.raises(DamagedRelease):
        make(folder, find("release.ttl"), told)
    assert made(folder, "release.ttl") is None


def test_what_fails_leaves_nothing_behind(folder: Path, told: Told) -> None:
    def fail(_source: Source, path: Path) -> None:
        path.write_text("half")
        raise KytkosError

    with pytest.raises(KytkosError):
        make(folder, Download("release.half", "text/plain", fail), told)
    assert made(folder, "release.half") is None
    assert not [path for path in (folder / "downloads").iterdir() if path.suffix == ".part"]


def test_an_altered_file_is_found_by_verifying(folder: Path, told: Told) -> None:
    held = make(folder, find("release.nt"), told)
    held.path.write_bytes(b"")
    assert verify(folder) == ("downloads/release.nt is not what was made; remove it, and it is made again",)


@pytest.mark.parametrize("name", ["", "release.exe", "../manifest.json", "release.ttl/..", "RELEASE.TTL"])
def test_an_unknown_file_is_told_with_those_there_are(name: str) -> None:
    with pytest.raises(NotFound) as told:
        find(name)
    assert "release" in told.value.remedy
