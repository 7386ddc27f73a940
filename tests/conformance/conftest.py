"""The suites are looked for beside the checkout."""

from __future__ import annotations

import pytest

from tests.conformance.manifest import SUITES


@pytest.fixture(autouse=True)
def _suites() -> None:
    if not SUITES.exists():
        pytest.skip("the W3C suites are not beside the checkout")
