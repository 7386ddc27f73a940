"""The shipped release that stores of other makes are asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.release.reader import open_release
from graph.release.shelf import Shelf
from graph.store.dataset import Dataset
from graph.store.workspace import Workspace


@pytest.fixture(scope="session")
def release(shipped: Path) -> Path:
    """The current release of the repository's dataset."""
    folder = Shelf(Workspace(shipped).releases).current()
    assert folder is not None
    return folder


@pytest.fixture(scope="session")
def here(release: Path) -> Dataset:
    return open_release(release)
