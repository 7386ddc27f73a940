"""Columns of a portfolio, their files, and coverage over them beside rules and networkx."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from rdflib import Graph

from graph.analysis import co_occurrence, portfolio
from graph.analysis.cell import Cell, Cells, cells
from graph.analysis.columns import Columns, Table, opened, to_files
from graph.analysis.coverage import coverage
from graph.analysis.policy_layer import policy_layer
from graph.identifiers import ID
from graph.release.columns import read
from graph.store.dataset import Dataset
from graph.terms import STATES
from tests.graph.analysis.test_coverage import drawings

Draw = Callable[[Graph], Dataset]
DRAWINGS = sorted((Path(__file__).parent / "drawings").glob("*.ttl"))


def told(found: Cells, columns: Columns) -> dict[tuple[str, str], tuple[str, int, int, int]]:
    """Return the cells of wholes, as much of them as columns tell."""

    def seen(cell: Cell) -> tuple[str, int, int, int]:
        return cell.state, cell.count, cell.out_of, cell.rung

    wholes = set(columns.head.wholes)
    return {ends: seen(cell) for ends, cell in found.items() if ends[0] in wholes}


def counted(columns: Columns) -> dict[tuple[str, str], tuple[str, int, int, int]]:
    found = portfolio.coverage(columns)
    return {
        (who, what): (
            STATES[found.states[row, column]],
            int(found.through[row, column]),
            int(found.out_of[row, column]),
            int(found.rungs[row, column]),
        )
        for row, who in enumerate(columns.head.wholes)
        for column, what in enumerate(columns.head.covered)
    }


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_columns_rules_and_networkx_give_the_same_cells(path: Path, draw: Draw) -> None:
    dataset = draw(Graph().parse(path))
    columns = read(dataset)
    assert counted(columns) == told(cells(dataset), columns)
    assert counted(columns) == told(coverage(policy_layer(dataset)), columns)


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawing=drawings())
def test_columns_and_rules_agree_on_any_graph(drawing: Graph, draw: Draw) -> None:
    dataset = draw(drawing)
    columns = read(dataset)
    found = cells(dataset)
    assert counted(columns) == told(found, columns)
    projects = {ID + code.decode() for code in columns.projects}
    assert {who for who, _ in found} <= {*columns.head.wholes, *projects}


def test_a_release_without_anything_has_empty_columns(tmp_path: Path) -> None:
    columns = read(Dataset.of(()))
    again = kept(columns, tmp_path)
    assert len(again) == 0
    assert portfolio.coverage(again).states.shape == (0, 0)
    assert co_occurrence.together(again).shape == (0, 0)


def test_a_release_built_before_there_were_columns_has_none(tmp_path: Path) -> None:
    assert opened(tmp_path) is None


@pytest.mark.parametrize("path", DRAWINGS[:3], ids=lambda path: path.stem)
def test_files_hold_all_that_columns_hold(path: Path, draw: Draw, tmp_path: Path) -> None:
    columns = read(draw(Graph().parse(path)))
    again = kept(columns, tmp_path)
    assert again.head == columns.head
    for name in (f.name for f in fields(Columns) if f.name != "head"):
        one, other = getattr(columns, name), getattr(again, name)
        for part in [f.name for f in fields(Table)] if isinstance(one, Table) else [None]:
            ends = (one, other) if part is None else (getattr(one, part), getattr(other, part))
            assert np.array_equal(*ends), name
            assert ends[0].dtype == ends[1].dtype
    assert to_files(again) == to_files(columns)


def kept(columns: Columns, folder: Path) -> Columns:
    """Write columns as a release's files, and open them."""
    for name, held in to_files(columns).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(held)
    again = opened(folder)
    assert again is not None
    return again
