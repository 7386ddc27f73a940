"""The published documents and the real list of projects of 2014-2020: what is one, and what is not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph.curation.joining import candidates
from graph.curation.versions import latest
from graph.ingest.tables.intake import Dates, take_in
from graph.ingest.tables.mapping import load
from graph.store import table
from graph.store.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT.parent / "shared" / "data" / "portfolio" / "fi_2014-2020_eura_projects.csv"


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The published dataset with the list imported."""
    if not LIST.exists():
        pytest.skip("the shared material is not beside the checkout")
    data = tmp_path_factory.mktemp("register") / "data"
    shutil.copytree(ROOT / "dataset", data, ignore=shutil.ignore_patterns("releases"))
    take_in(Workspace(data), LIST, load("fi-eura-2014-2020"), Dates("2026-01-01", "2016"))
    return Workspace(data)


def test_every_project_that_both_name_is_one_by_its_code(held: Workspace) -> None:
    (path,) = held.table_files()
    rows = {record.code: record.values for record in table.records(path)}
    named = {
        said.object
        for document in latest(held.documents())
        for said in document.assertions
        if said.kind in ("Project", "CoordinationProject") and said.object.startswith("S")
    }
    # Checked by hand against the list's own names, dates and implementers.
    both = {
        "S20220": "Terveyden ja hyvinvoinnin laitos",
        "S20237": "Työterveyslaitos",
        "S20394": "Lapin Yliopisto",
        "S20395": "Kiipulasäätiö",
        "S20500": "Kuntoutussäätiö",
        "S20506": "Terveyden ja hyvinvoinnin laitos",
        "S20519": "Rauman kaupunki",
        "S20739": "A-klinikkasäätiö",
        "S20752": "Lapin Yliopisto",
    }
    assert {code: rows[code]["beneficiary"] for code in named & rows.keys()} == both
    assert named - rows.keys() == {"S20831", "S20874", "S21162", "S21168", "S21216"}


def test_projects_that_documents_know_by_a_name_only_are_joined_to_none(held: Workspace) -> None:
    named = {
        said.object
        for document in latest(held.documents())
        for said in document.assertions
        if said.kind == "Project" and said.candidate
    }
    assert len(named) == 4
    assert list(candidates(latest(held.documents()), held)) == []
