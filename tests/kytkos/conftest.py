"""Workspaces of a test's own, and the command line to work on them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import Run, runner


@pytest.fixture
def data(ingested: Path, tmp_path: Path) -> Path:
    """A workspace of the test's own, read and not reviewed."""
    return Path(shutil.copytree(ingested, tmp_path / "data"))


@pytest.fixture
def published(released: Path, tmp_path: Path) -> Path:
    """A workspace of the test's own, reviewed and released."""
    return Path(shutil.copytree(released, tmp_path / "published"))


@pytest.fixture
def run(data: Path) -> Run:
    """Run a command on a workspace that was read and not reviewed."""
    return runner(data)


@pytest.fixture
def ask(published: Path) -> Run:
    """Run a command on a workspace that was reviewed and released."""
    return runner(published)


@pytest.fixture
def later(twice: Path, tmp_path: Path) -> Run:
    """Run a command on a workspace that was released twice, the second time with one link more."""
    return runner(Path(shutil.copytree(twice, tmp_path / "later")))
