"""What changed between releases for one thing."""

from __future__ import annotations

from pathlib import Path

from graph.curation.log import DecisionLog
from graph.identifiers import ID
from graph.release.build import build
from graph.release.reader import open_release
from graph.release.since import Since, since
from graph.release.vocabulary import Vocabulary
from graph.store.workspace import Workspace
from tests.graph.invented import UNDECIDED, decision


def code(iri: str) -> str:
    return iri.replace("#", "/").rpartition("/")[2]


def changed(held: Workspace, release: Path, about: str = "") -> Since:
    DecisionLog(held).append(decision(3, "accept", UNDECIDED, "luettelossa"))
    later = held.releases / build(held, vocabulary=Vocabulary())
    return since(open_release(release), open_release(later), about)


def test_a_link_that_came_is_told_with_its_decision_and_the_states_it_changed(
    held: Workspace, release: Path
) -> None:
    told = list(changed(held, release).lines(code))
    assert told[0] == "+ xtheme targets xother"
    assert "accept: luettelossa" in told[1]
    assert "statements more" in told[-1]


def test_what_is_about_another_thing_is_left_out(held: Workspace, release: Path) -> None:
    found = changed(held, release, ID + "xgroup")
    assert found.difference.added == ()
    assert all(ID + "xgroup" in (cell.coverer, cell.covered) for cell in found.moved)


def test_a_thing_is_found_at_either_end(held: Workspace, release: Path) -> None:
    for end in ("xtheme", "xother"):
        found = changed(held, release, ID + end)
        assert [code(change.quad.predicate.value) for change in found.difference.added].count("targets") == 1


def test_nothing_changed_since_the_release_itself(release: Path) -> None:
    dataset = open_release(release)
    assert list(since(dataset, dataset).lines(code)) == ["0 statements more, 0 less"]
