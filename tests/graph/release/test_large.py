"""A release with many rows is built on disk: the same release, and an interrupted build goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from graph.curation.log import DecisionLog
from graph.errors import InvalidRelease
from graph.ingest.tables.intake import Dates, take_in
from graph.ingest.tables.mapping import load
from graph.release import build as building
from graph.release import rows
from graph.release.build import Prepared, build, place, prepare
from graph.release.opening import is_large, opened
from graph.release.opening import place as place_of
from graph.release.preview import preview
from graph.release.reader import DUMP
from graph.release.shelf import Shelf
from graph.release.verification import verify
from graph.release.vocabulary import Vocabulary
from graph.store import layout
from graph.store.workspace import Workspace
from tests.graph.invented import UNDECIDED, decision, trusting, workspace
from tests.graph.killing import killed_everywhere

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "tables" / "projects.csv"
ACT = """
from pathlib import Path

from graph.ingest.lemmas import lemmatiser
from graph.release import build
from graph.release.vocabulary import Vocabulary
from graph.store import layout
from graph.store.workspace import Workspace

# Read once, before the processes that are killed are forked: each would read them anew.
lemmatiser().analyses("sana", "fi")
build.MOST_IN_MEMORY = 0

def act(path):
    held = Workspace(path)
    build.place(held, build.prepare(held, vocabulary=Vocabulary(), most_held=1000))
"""


@pytest.fixture
def held(tmp_path: Path) -> Workspace:
    """The invented workspace with an invented table, whose register is trusted."""
    made = workspace(tmp_path / "held")
    take_in(made, EXAMPLE, load("fi-eura-2014-2020"), Dates("2026-01-01", "2016"))
    trusting(made, "fi-eura-2014-2020")
    return made


def large(held: Workspace) -> Prepared:
    return prepare(held, vocabulary=Vocabulary(), most_held=1000)


def beside(held: Workspace) -> set[str]:
    return {path.name for path in held.releases.glob(".large-*")}


def test_a_release_built_on_disk_is_the_one_built_in_memory(held: Workspace) -> None:
    small, other = prepare(held, vocabulary=Vocabulary()), large(held)
    assert other.large
    assert not small.large
    assert other.manifest.identity == small.manifest.identity
    assert other.manifest.files == small.manifest.files
    assert other.manifest.counts == small.manifest.counts
    folder = held.releases / place(held, other)
    assert verify(folder) == ()
    assert beside(held) == set()
    told = {quad for quad in opened(held).quads() if quad.graph_name != NamedNode(layout.CATALOGUE)}
    assert told == set(small.dataset.quads())


def test_its_store_is_made_while_it_is_built_and_opened_on_disk(
    held: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "MOST_IN_MEMORY", 0)
    folder = held.releases / place(held, large(held))
    assert (folder / "store").is_dir()
    on_disk = place_of(folder, 0).dataset()
    assert set(on_disk.store) == set(opened(held).store)
    assert is_large(on_disk)


def test_a_build_goes_on_with_what_is_finished(held: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    first = large(held)
    assert first.large
    first.large.leave()
    gone_through: list[object] = []
    monkeypatch.setattr(rows, "_through", lambda *given: gone_through.append(given))
    again = large(held)
    assert gone_through == []
    assert again.manifest.files == first.manifest.files


def test_rows_are_sorted_anew_where_the_dump_made_of_them_is_gone(held: Workspace) -> None:
    first = large(held)
    assert first.large
    first.large.leave()
    assert not list(first.large.folder.glob("runs/*"))
    (first.large.release / DUMP).unlink()
    assert large(held).manifest.files == first.manifest.files


def test_what_was_finished_of_other_rows_is_not_taken_over(held: Workspace) -> None:
    first = large(held)
    assert first.large
    first.large.leave()
    DecisionLog(held).append(decision(3, "accept", UNDECIDED))
    second = large(held)
    assert second.manifest.id != first.manifest.id
    place(held, second)
    assert beside(held) == set()


def test_rows_that_are_not_as_rows_are_stop_a_release_and_are_told(held: Workspace) -> None:
    (path,) = held.table_files()
    path.write_text(path.read_text("utf-8").replace("2017-12-31", "2017-13-31"), "utf-8")
    with pytest.raises(InvalidRelease, match=r"row 5: end: '2017-13-31' is no day"):
        build(held, vocabulary=Vocabulary())
    assert Shelf(held.releases).current() is None


def test_a_large_release_shows_what_it_changes_beside_rows(held: Workspace) -> None:
    build(held, vocabulary=Vocabulary())
    DecisionLog(held).append(decision(3, "accept", UNDECIDED))
    found = preview(opened(held), large(held).dataset, is_large=True)
    assert [line for line in found.lines() if line.startswith(("+", "-"))] == ["+ xtheme kyt:targets xother"]


@pytest.mark.slow
def test_a_large_build_killed_at_any_moment_leaves_releases_whole_and_goes_on(
    held: Workspace, tmp_path: Path
) -> None:
    copies = killed_everywhere(ACT, held.path, tmp_path / "copies", every=9)
    (last,) = Shelf(Workspace(copies[-1]).releases).folders()
    for copy in copies:
        one = Workspace(copy)
        assert all(verify(folder) == () for folder in Shelf(one.releases).folders())
        place(one, large(one))
        current = Shelf(one.releases).current()
        assert current is not None
        assert current.name == last.name
        assert verify(current) == ()
        assert beside(one) == set()
