"""The invented workspace as a release, and what every form of it is written from."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.export.cover import Sentences
from graph.export.download import Source
from graph.release.shelf import Shelf
from graph.store.dataset import Dataset

Told = Callable[[Dataset], Sentences]


@pytest.fixture(scope="session")
def told() -> Told:
    """A scope in three languages; which words say it is not the export's affair."""

    def scope(dataset: Dataset) -> Sentences:
        return {tag: (f"{tag}: rajaus", dataset.release) for tag in ("fi", "sv", "en")}

    return scope


@pytest.fixture(scope="session")
def current(released: Path) -> Path:
    """The folder of an invented release; for copying and for looking at only."""
    current = Shelf(released / "releases").current()
    assert current is not None
    return current


@pytest.fixture
def folder(current: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may alter."""
    return Path(shutil.copytree(current, tmp_path / current.name))


@pytest.fixture(scope="session")
def source(current: Path, told: Told) -> Source:
    """The release opened once for all; nothing is written to it."""
    return Source(current, told)
