"""Columns in the folder of a release, and what they read of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from pyoxigraph import NamedNode, Quad, Store

from graph.analysis.columns import UNDATED, opened
from graph.identifiers import ID, NS
from graph.ingest.tables.intake import Imported
from graph.release import manifest
from graph.release.columns import read
from graph.release.verification import verify
from graph.store.dataset import Dataset
from graph.terms import DCT, RDF
from tests.graph.release.test_records import table

__all__ = ["table"]
SCHEMA = "http://schema.org/"
NUTS = "http://data.europa.eu/nuts/code/"


def test_a_release_lists_its_columns_with_their_hashes_and_they_open(release: Path) -> None:
    listed = {name for name in manifest.read(release).files if name.startswith("columns/")}
    assert listed == {f"columns/{path.name}" for path in (release / "columns").iterdir()}
    columns = opened(release)
    assert columns is not None
    assert columns.head.covered


def test_altered_columns_are_found(release: Path) -> None:
    path = release / "columns" / "inside.npy"
    path.write_bytes(path.read_bytes()[:-1] + b"\x07")
    assert verify(release) == ("columns/inside.npy is not what was built",)


def test_rows_of_a_register_are_projects_with_money_days_and_nothing_told(
    table: tuple[Imported, Dataset],
) -> None:
    columns = read(table[1])
    funded = table[1].store.quads_for_pattern(None, NamedNode(NS + "hasFunding"), None)
    known = {quad.subject.value for quad in funded if isinstance(quad.subject, NamedNode)}
    rows = [row for row, code in enumerate(columns.projects) if ID + code.decode() in known]
    assert len(rows) == len(known) > 0
    assert (columns.cents[:, rows].max(axis=0) > 0).all()
    assert not columns.unsure[:, rows].all(axis=0).any()
    begun, ended = (_said(table[1], SCHEMA + name) for name in ("startDate", "endDate"))
    assert sum(columns.first_day[rows] != UNDATED) == begun > 0
    assert sum(columns.last_day[rows] != UNDATED) == ended > 0
    assert not columns.stratum_told[columns.stratum_of(np.array(rows))].any()


def _said(dataset: Dataset, relation: str) -> int:
    """Count the projects of which a row says this."""
    records = {q.subject for q in dataset.store.quads_for_pattern(None, NamedNode(relation), None)}
    said = dataset.store.quads_for_pattern(None, NamedNode(NS + "hasRecord"), None)
    return len({quad.subject for quad in said if quad.object in records})


def test_a_place_is_in_the_regions_around_it() -> None:
    store = Store()
    for project, place in (("p1", NUTS + "FI1C1"), ("p2", NUTS + "FI1D"), ("p3", ID + "somewhere")):
        store.add(Quad(NamedNode(ID + project), NamedNode(RDF + "type"), NamedNode(NS + "Project")))
        store.add(Quad(NamedNode(ID + project), NamedNode(DCT + "spatial"), NamedNode(place)))
    columns = read(Dataset(store))
    found = {
        region.removeprefix(NUTS): columns.by_region[[row]].indices.tolist()
        for row, region in enumerate(columns.head.regions)
    }
    assert found == {
        "FI": [0, 1],
        "FI1": [0, 1],
        "FI1C": [0],
        "FI1C1": [0],
        "FI1D": [1],
        ID + "somewhere": [2],
    }
