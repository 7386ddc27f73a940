"""The suites are looked for beside the checkout."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conformance.manifest import SUITES
from tests.conformance.workspace import Workspace, serving


@pytest.fixture(scope="session")
def shared_workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with serving(tmp_path_factory.mktemp("workspace")) as held:
        yield held


@pytest.fixture
def workspace(shared_workspace: Workspace) -> Workspace:
    """A workspace that holds nothing; its processes are started once for all tests."""
    shared_workspace.clear()
    return shared_workspace


@pytest.fixture(autouse=True)
def _suites() -> None:
    if not SUITES.exists():
        pytest.skip("the W3C suites are not beside the checkout")
