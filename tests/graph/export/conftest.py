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


@pytest.fixture
def folder(released: Path, tmp_path: Path) -> Path:
    """A copy of the folder of an invented release."""
    current = Shelf(released / "releases").current()
    assert current is not None
    return Path(shutil.copytree(current, tmp_path / current.name))


@pytest.fixture
def source(folder: Path, told: Told) -> Source:
    return Source(folder, told)
