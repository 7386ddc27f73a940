"""The invented release that the tests of asking share."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from graph.store.dataset import Dataset

EXAMPLE = Path(__file__).with_name("example.trig")


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    return Dataset.of(parse(path=EXAMPLE, format=RdfFormat.TRIG), "r123")
