"""A thing is taken with its nearest in the forms of a whole release, and with the same rows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.export import links
from graph.export.download import Source, of_form
from graph.export.neighbourhood import FORMS, Neighbourhood
from graph.identifiers import ID
from tests.graph.export.conftest import Told

ENDS = (links.COLUMNS.index("subject"), links.COLUMNS.index("object"))


@pytest.fixture(scope="module")
def most_linked(source: Source) -> str:
    """The code of a thing that other things are linked with."""
    found = [
        row[ENDS[0]] for table in source.tables() if table.columns == links.COLUMNS for row in table.rows
    ]
    return str(max(sorted(map(str, found)), key=found.count))


@pytest.fixture
def near(source: Source, told: Told, most_linked: str) -> Neighbourhood:
    return Neighbourhood(source.dataset, source.manifest, told, ID + most_linked)


def test_the_links_of_a_thing_are_the_release_s_rows_about_it(
    source: Source, near: Neighbourhood, most_linked: str
) -> None:
    whole = {
        (table.name, row)
        for table in source.tables()
        if table.columns == links.COLUMNS
        for row in table.rows
        if most_linked in (row[ENDS[0]], row[ENDS[1]])
    }
    own = {
        (table.name, row) for table in near.tables() if table.columns == links.COLUMNS for row in table.rows
    }
    assert own == whole != set()


def test_things_at_the_ends_are_told_with_their_kind(source: Source, near: Neighbourhood) -> None:
    known = {row[0]: t.name for t in source.tables() if t.columns != links.COLUMNS for row in t.rows}
    told = {row[0]: t.name for t in near.tables() if t.columns != links.COLUMNS for row in t.rows}
    assert told
    assert told.items() <= known.items()


@pytest.mark.parametrize("form", FORMS)
def test_a_file_of_each_form_is_written(near: Neighbourhood, tmp_path: Path, form: str) -> None:
    path = tmp_path / form
    of_form(form).write(near, path)
    assert path.stat().st_size


def test_the_graph_joins_the_thing_with_its_nearest(
    source: Source, near: Neighbourhood, most_linked: str, tmp_path: Path
) -> None:
    path = tmp_path / "near.json"
    of_form("json").write(near, path)
    held = json.loads(path.read_text("utf-8"))
    assert held["release"] == source.manifest.id
    assert held["links"]
    assert all(most_linked in (link["source"], link["target"]) for link in held["links"])
