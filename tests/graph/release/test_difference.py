"""What one release states that another does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.assertion import Decision
from graph.curation.log import DecisionLog
from graph.errors import NotFound
from graph.identifiers import ID
from graph.release.build import build
from graph.release.difference import between, difference
from graph.release.reader import open_release
from graph.release.vocabulary import Vocabulary
from graph.store.dataset import Dataset
from graph.store.workspace import Workspace
from tests.graph.invented import PERSON, UNDECIDED, WHEN, decision


def later(held: Workspace, *made: Decision) -> Path:
    for taken in made:
        DecisionLog(held).append(taken)
    return held.releases / build(held, vocabulary=Vocabulary())


def test_a_release_does_not_differ_from_itself(release: Path) -> None:
    found = difference(release, release)
    assert (found.added, found.removed, list(found.lines())) == ((), (), [])


def test_an_accepted_link_is_added_with_the_decision_behind_it(held: Workspace, release: Path) -> None:
    after = later(held, decision(7, "accept", UNDECIDED, "luettelossa"))
    found = difference(release, after)
    assert found.removed == ()
    link, *named = sorted(found.added, key=lambda change: change.quad.predicate.value, reverse=True)
    assert str(link.quad.object) == f"<{ID}xother>"
    assert link.decisions == ("e7 accept: luettelossa",)
    assert all(change.decisions == link.decisions for change in named)


def test_the_other_way_round_it_is_removed(held: Workspace, release: Path) -> None:
    after = later(held, decision(7, "accept", UNDECIDED))
    forward, back = difference(release, after), difference(after, release)
    assert [change.quad for change in back.removed] == [change.quad for change in forward.added]


def test_read_line_by_line_releases_differ_as_in_memory(held: Workspace, release: Path) -> None:
    after = later(held, decision(7, "accept", UNDECIDED))
    found = difference(release, after)
    assert found.added
    assert found == between(*(Dataset(open_release(folder).store) for folder in (release, after)))


def test_an_undo_is_the_reason_for_what_it_removes(held: Workspace) -> None:
    first = later(held, decision(7, "accept", UNDECIDED))
    second = later(held, Decision("e8", WHEN, PERSON, "graph editor", "undo", "erehdys", undoes="e7"))
    found = difference(first, second)
    assert found.added == ()
    assert {reason for change in found.removed for reason in change.decisions} == {"e8 undo: erehdys"}


def test_the_lines_can_be_read_by_a_person_and_a_program(held: Workspace, release: Path) -> None:
    lines = list(difference(release, later(held, decision(7, "accept", UNDECIDED))).lines())
    assert any(line.startswith("+ <") and line.endswith(" .") for line in lines)
    assert "    e7 accept: sanotaan näin" in lines


def test_a_folder_that_is_no_release_is_told(release: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        difference(release, tmp_path)
