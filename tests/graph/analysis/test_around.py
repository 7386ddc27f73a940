"""Why a cell of a large portfolio is as it is: the same as walked, from the store and what columns count."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from rdflib import Graph

from graph.analysis import around
from graph.analysis.account import Account, account, pair_of
from graph.analysis.held import Held
from graph.errors import NotFound
from graph.identifiers import ID
from graph.store.dataset import Dataset
from tests.graph.analysis.test_coverage import drawings
from tests.graph.analysis.test_portfolio_cells import counting, objective_of_projects, with_periods

Draw = Callable[[Graph], Dataset]
DRAWINGS = sorted((Path(__file__).parent / "drawings").glob("*.ttl"))


def accounts(dataset: Dataset, folder: Path) -> Iterator[tuple[Account, Account]]:
    """Account for every cell both ways."""
    walked, counted = Held(dataset), counting(dataset, folder)
    for coverer in walked.reach.coverers:
        for covered in walked.reach.covered:
            yield account(walked, coverer, covered), account(counted, coverer, covered)


def same(one: Account, other: Account) -> None:
    assert replace(one, explanation=other.explanation) == other
    assert one.explanation.state == other.explanation.state
    assert len(one.explanation.steps) == len(other.explanation.steps)


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_why_is_the_same_whether_walked_or_looked_up(path: Path, draw: Draw, tmp_path: Path) -> None:
    for one, other in accounts(draw(with_periods(Graph().parse(path))), tmp_path):
        same(one, other)


def test_why_is_told_of_an_objective_whose_parts_are_all_projects(draw: Draw, tmp_path: Path) -> None:
    found = list(accounts(draw(objective_of_projects()), tmp_path))
    assert found
    for one, other in found:
        same(one, other)


@pytest.mark.slow
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawing=drawings())
def test_why_is_the_same_of_any_graph(drawing: Graph, draw: Draw, tmp_path: Path) -> None:
    for one, other in accounts(draw(with_periods(drawing)), tmp_path):
        same(one, other)


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_what_is_not_listed_is_counted(
    path: Path, draw: Draw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(around, "LISTED", 1)
    for one, other in accounts(draw(with_periods(Graph().parse(path))), tmp_path):
        assert other.cell.through <= one.cell.through
        assert (other.cell.count, other.cell.out_of) == (one.cell.count, one.cell.out_of)
        assert other.explanation.state == one.explanation.state
        assert bool(other.explanation.steps) == bool(one.explanation.steps)
        if one.gap and other.gap:
            assert {sort for sort, _ in one.gap.missing} == {sort for sort, _ in other.gap.missing}


def test_what_is_no_cell_is_said_to_be_none(draw: Draw, tmp_path: Path) -> None:
    held = counting(draw(Graph().parse(DRAWINGS[0])), tmp_path)
    for pair in (("t1", "nothing"), ("nothing", "g1")):
        with pytest.raises(NotFound):
            account(held, ID + pair[0], ID + pair[1])


def test_a_state_is_explained_where_only_one_cell_can_be_meant(draw: Draw, tmp_path: Path) -> None:
    dataset = draw(Graph().parse(DRAWINGS[0].parent / "direct.ttl"))
    walked, counted = Held(dataset), counting(dataset, tmp_path)
    pairs = [(who, what) for who in counted.reach.coverers for what in counted.reach.covered]
    assert pairs
    for pair in pairs:
        state = walked.cells[pair].state
        assert pair_of(counted, pair, state) == pair_of(walked, pair, state) == pair
