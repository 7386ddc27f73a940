"""A coverage cell as a value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from graph.analysis.cell import Cell, cells
from graph.identifiers import NS
from graph.store import layout
from graph.store.dataset import Dataset
from graph.terms import STATES

CELL = {"coverer": "x:a", "covered": "x:b", "holds": "weak", "state": "weak"}


def written(cell: dict[str, str]) -> Dataset:
    def term(name: str, value: str) -> NamedNode | Literal:
        if name in ("holds", "state"):
            return NamedNode(f"{NS}state-{value}")
        return Literal(int(value)) if value.isdigit() else NamedNode(value)

    graph = NamedNode(layout.COVERAGE)
    return Dataset.of(
        Quad(NamedNode("x:c"), NamedNode(NS + name), term(name, value), graph) for name, value in cell.items()
    )


@given(st.sets(st.sampled_from(STATES), min_size=1))
def test_the_state_is_the_strongest_that_holds(holds: set[str]) -> None:
    assert STATES.index(Cell(frozenset(holds)).state) == min(map(STATES.index, holds))


def test_a_cell_is_read_by_its_two_ends() -> None:
    through = {**CELL, "holds": "partial", "state": "partial", "through": "x:d", "count": "1", "outOf": "3"}
    assert cells(written({**through, "rung": "2"})) == {
        ("x:a", "x:b"): Cell(frozenset({"partial"}), frozenset({"x:d"}), 3, 2)
    }


@pytest.mark.parametrize("wrong", [{"state": "direct"}, {"count": "2"}])
def test_a_cell_that_contradicts_itself_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="contradicts itself"):
        cells(written({**CELL, **wrong}))
