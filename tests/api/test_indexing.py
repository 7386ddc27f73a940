"""What takes long of a large release is made beside its readers; a search meanwhile is told when to come."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copytree

import pytest

from api.indexing import made_apart
from api.site import Options, Site, site
from api.templating import environment
from graph.analysis import preparing
from graph.analysis.held import Held
from graph.errors import BeingMade
from graph.release.opening import Place, place
from graph.release.shelf import Shelf
from graph.store.dataset import Dataset


@pytest.fixture(scope="module")
def folder(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of the module's own, for opening beside each other only."""
    current = Shelf(released / "releases").current()
    assert current is not None
    return Path(copytree(current, tmp_path_factory.mktemp("indexing") / current.name))


@pytest.fixture(scope="module")
def large(folder: Path) -> tuple[Place, Dataset]:
    """The release as one too large for memory, opened once."""
    there = place(folder, most_in_memory=0)
    return there, there.dataset()


def test_a_search_waits_for_no_index_and_finds_by_it_once_it_is_made(released: Path, tmp_path: Path) -> None:
    current = Shelf(released / "releases").current()
    assert current is not None
    folder = Path(copytree(current, tmp_path / current.name))
    there = place(folder, most_in_memory=0)

    def opened() -> Site:
        return site(there.dataset(), Options(place=there, prepares=True), environment())

    with pytest.raises(BeingMade):
        _ = opened().search
    assert made_apart(folder)
    assert opened().search.find("nuoret").total


def test_a_large_release_says_of_its_graphs_what_is_counted_of_them(
    folder: Path, large: tuple[Place, Dataset]
) -> None:
    small = place(folder)
    both = (large, (small, small.dataset()))
    told, counted = (site(dataset, Options(place=there), environment()) for there, dataset in both)
    assert told.graphs == counted.graphs
    assert told.in_default == counted.in_default


def test_pages_of_a_large_release_are_read_while_its_analyses_are_prepared(
    large: tuple[Place, Dataset], monkeypatch: pytest.MonkeyPatch
) -> None:
    there, dataset = large
    told = site(dataset, Options(place=there), environment())
    asked: list[Held] = []

    def prepared(held: Held) -> None:
        with ThreadPoolExecutor(1) as readers:
            asked.append(readers.submit(lambda: told.held).result(timeout=20))
        assert held is asked[-1]

    monkeypatch.setattr(preparing, "prepare", prepared)
    told.begin()
    told.prepare()
    assert len(asked) == 1


def test_what_is_no_release_has_no_index(tmp_path: Path) -> None:
    assert not made_apart(tmp_path)


def test_the_making_ends_with_the_server_that_began_it() -> None:
    endless = "from api.indexing import *; end_with_the_server(); import threading; threading.Event().wait()"
    with subprocess.Popen([sys.executable, "-c", endless], stdin=subprocess.PIPE) as making:
        making.communicate()
    assert making.returncode == 1
