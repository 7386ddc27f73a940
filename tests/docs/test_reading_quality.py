"""The figures that docs and releases print are those that are measured."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks import unseen
from benchmarks.reading import Measured, measure, origins, page, record
from graph.release.quality import FILE, left_out
from graph.store.workspace import Workspace

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / ".." / "shared" / "corpus"
COMMAND = "python -m benchmarks.reading --corpus FOLDER --write docs/reference/reading-quality.md --record"


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Workspace(ROOT / "dataset")


@pytest.fixture(scope="module")
def measured(workspace: Workspace) -> Measured:
    if not CORPUS.is_dir():
        pytest.skip("the source documents are not beside the checkout")
    return measure(workspace, CORPUS)


def test_the_page_says_what_is_measured(workspace: Workspace, measured: Measured) -> None:
    held = (ROOT / "docs" / "reference" / "reading-quality.md").read_text("utf-8")
    assert held == page(workspace, measured, unseen.tables(unseen.measure())), f"run: {COMMAND}"


def test_the_record_that_releases_take_along_says_what_is_measured(measured: Measured) -> None:
    assert (ROOT / "dataset" / FILE).read_text("utf-8") == record(measured.without), f"run: {COMMAND}"


def test_the_page_and_the_record_agree(workspace: Workspace) -> None:
    held = (ROOT / "docs" / "reference" / "reading-quality.md").read_text("utf-8")
    found, links = left_out(workspace)["all"]
    assert f"\n{found} of them ({found / links:.0%})" in held


def test_at_least_seven_of_ten_accepted_links_come_from_rules(workspace: Workspace) -> None:
    every = origins(workspace)["all"]
    assert every.read / every.links >= 0.7
    told = (ROOT / "docs" / "reference" / "reading-quality.md").read_text("utf-8")
    assert re.search(rf"Of {every.links} accepted links, rules read {every.read} ", told)
