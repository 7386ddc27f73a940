"""A workspace in a folder of its own, and the command line to work on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kytkos.cli import main

EXAMPLES = Path(__file__).parents[1] / "examples" / "documents"
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that the tests of one module share, in the order of an analyst's work."""
    return tmp_path_factory.mktemp("workspace")


@pytest.fixture
def run(data: Path) -> Run:
    """Run a command on the workspace and return what it printed and its exit code."""

    def call(*words: str, given: str | None = None) -> Result:
        return CliRunner().invoke(main, [*words, "--data", str(data)], input=given, catch_exceptions=False)

    return call
