"""The published dataset, and the documents it was made from where they are beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.curation.log import DecisionLog
from graph.curation.states import Link, decided
from graph.store.workspace import Workspace
from graph.text.source import Source, load

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / ".." / "shared" / "corpus"


@pytest.fixture(scope="session")
def published() -> Workspace:
    return Workspace(ROOT / "dataset")


@pytest.fixture(scope="session")
def links(published: Workspace) -> tuple[Link, ...]:
    """Every link of the dataset with the state that its decisions give it."""
    assertions = [a for held in published.documents() for a in held.assertions]
    return decided(assertions, DecisionLog(published).read()).links


@pytest.fixture(scope="session")
def corpus() -> list[Source]:
    if not CORPUS.is_dir():
        pytest.skip("the source documents are not beside the checkout")
    return [load(path) for path in sorted(CORPUS.glob("*.txt"))]
