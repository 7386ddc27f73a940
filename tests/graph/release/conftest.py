"""A workspace with one release."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.release.build import build
from graph.release.vocabulary import Vocabulary
from graph.store.workspace import Workspace
from tests.graph.invented import workspace


@pytest.fixture
def held(tmp_path: Path) -> Workspace:
    """The invented workspace, not yet released."""
    return workspace(tmp_path / "held")


@pytest.fixture
def release(held: Workspace) -> Path:
    """The folder of the invented workspace's first release, built without a vocabulary."""
    return held.releases / build(held, vocabulary=Vocabulary())
