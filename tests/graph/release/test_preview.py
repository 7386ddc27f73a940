"""What a release would change is shown before it is put in place."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Quad

from graph.curation.log import DecisionLog
from graph.identifiers import ID, NS
from graph.release.build import build, place, prepare
from graph.release.opening import opened
from graph.release.preview import preview
from graph.release.shelf import Shelf
from graph.release.vocabulary import Vocabulary
from graph.store.dataset import Dataset
from graph.store.layout import COVERAGE
from graph.store.workspace import Workspace
from tests.graph.invented import TARGETED, UNDECIDED, decision


@pytest.fixture
def released(held: Workspace) -> Workspace:
    build(held, vocabulary=Vocabulary())
    return held


def lines(held: Workspace) -> list[str]:
    prepared = prepare(held, vocabulary=Vocabulary())
    return list(preview(opened(held), prepared.dataset).lines())


def test_a_link_that_would_come_is_shown_with_the_decision_behind_and_its_cells(released: Workspace) -> None:
    DecisionLog(released).append(decision(3, "accept", UNDECIDED, "luettelossa"))
    told = lines(released)
    assert told[0] == "+ xtheme kyt:targets xother"
    assert "accept: luettelossa" in told[1]


def cells(**states: str) -> Dataset:
    stated = (
        Quad(
            NamedNode(ID + cell), NamedNode(NS + "state"), NamedNode(f"{NS}state-{name}"), NamedNode(COVERAGE)
        )
        for cell, name in states.items()
    )
    return Dataset.of(stated)


def test_cells_that_change_their_state_are_counted_settled_ones_first() -> None:
    before = cells(a="proposed", b="proposed", c="not-stated", d="unknown", e="direct")
    after = cells(a="direct", b="direct", c="unknown", d="unknown", f="weak")
    told = list(preview(before, after).lines())[1:]
    assert told == [
        "2 cells: proposed -> direct",
        "1 cells: direct -> no cell",
        "1 cells: no cell -> weak",
        "1 cells: not-stated -> unknown",
    ]


def test_of_large_releases_a_cell_of_which_nothing_is_said_is_not_told_apart_from_none() -> None:
    before = cells(a="not-stated", b="unknown", c="direct", d="not-stated")
    after = cells(a="direct")
    told = list(preview(before, after, is_large=True).lines())[1:]
    assert told == ["1 cells: direct -> nothing said", "1 cells: nothing said -> direct"]


def test_a_link_that_would_go_is_shown(released: Workspace) -> None:
    DecisionLog(released).append(decision(3, "reject", TARGETED))
    assert "- xtheme kyt:targets xgroup" in lines(released)


def test_nothing_is_put_in_place_by_looking(released: Workspace) -> None:
    before = Shelf(released.releases).current()
    DecisionLog(released).append(decision(3, "accept", UNDECIDED))
    assert lines(released)
    assert Shelf(released.releases).current() == before


def test_what_was_shown_is_what_is_put_in_place(released: Workspace) -> None:
    DecisionLog(released).append(decision(3, "accept", UNDECIDED))
    prepared = prepare(released, vocabulary=Vocabulary())
    DecisionLog(released).append(decision(4, "reject", TARGETED))
    assert place(released, prepared) == prepared.manifest.id == opened(released).release
    assert not preview(prepared.dataset, opened(released)).difference.added


def test_the_same_release_changes_nothing(released: Workspace) -> None:
    prepared = prepare(released, vocabulary=Vocabulary())
    assert preview(opened(released), prepared.dataset).is_empty
