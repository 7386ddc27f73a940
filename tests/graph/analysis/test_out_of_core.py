"""Questions over Parquet tables have the answers that they have in memory."""

from __future__ import annotations

import tempfile
from pathlib import Path

import duckdb
import numpy as np
from hypothesis import given, settings

from graph.analysis import portfolio, spending, stratifying
from graph.analysis.column_tables import Before, write
from graph.analysis.columns import UNDATED, Columns
from graph.analysis.out_of_core import OutOfCore
from tests.graph.analysis.test_portfolio import GROUPS, portfolios

MEMORY = 128 << 20


def answers(folder: Path) -> dict[str, dict[tuple[int, ...], tuple[int, ...]]]:
    with OutOfCore(folder / "tables", MEMORY, folder / "aside") as engine:
        coverage, money = engine.ask("coverage", 0), engine.ask("money", 0)
        gaps = engine.ask("gaps")
    return {
        "coverage": {row[:2]: row[2:] for row in coverage},
        "money": {row[:1]: row[1:] for row in money},
        "gaps": dict.fromkeys(gaps, ()),
    }


def expected(columns: Columns) -> dict[str, dict[tuple[int, ...], tuple[int, ...]]]:
    cover, spent = portfolio.coverage(columns, 0), spending.spent(columns, 0)
    found = portfolio.reached(columns).projects
    money = zip(
        *(held.sum(axis=1).tolist() for held in (spent.projects, spent.cents, spent.unsure)), strict=True
    )
    cells = zip(*np.nonzero(cover.projects), strict=True)
    return {
        "coverage": {
            (int(at[0]), int(at[1])): (int(cover.projects[at]), int(cover.cents[at]), int(cover.unsure[at]))
            for at in cells
        },
        "money": {(GROUPS + at,): row for at, row in enumerate(money) if row[0]},
        "gaps": {(int(at),): () for at in np.nonzero(found == 0)[0]},
    }


@settings(max_examples=12, deadline=None)
@given(said=portfolios())
def test_questions_have_the_answers_of_memory(said: stratifying.Said) -> None:
    columns = stratifying.columns(said)
    with tempfile.TemporaryDirectory() as scratch:
        write(columns, Path(scratch) / "tables")
        assert answers(Path(scratch)) == expected(columns)


@settings(max_examples=4, deadline=None)
@given(said=portfolios())
def test_a_portfolio_written_in_pieces_is_one(said: stratifying.Said) -> None:
    columns = stratifying.columns(said)
    with tempfile.TemporaryDirectory() as scratch:
        tables = Path(scratch) / "tables"
        stands = write(columns, tables, write(columns, tables))
        assert stands == Before(2, 2 * len(columns), 2 * len(columns.sizes))
        once, twice = expected(columns), answers(Path(scratch))
    assert twice["gaps"] == once["gaps"]
    for name in ("coverage", "money"):
        assert twice[name] == {at: tuple(2 * n for n in row) for at, row in once[name].items()}


@settings(max_examples=4, deadline=None)
@given(said=portfolios())
def test_tables_name_what_their_numbers_mean(said: stratifying.Said) -> None:
    columns = stratifying.columns(said)
    with tempfile.TemporaryDirectory() as scratch, duckdb.connect() as engine:
        write(columns, Path(scratch))
        wholes = engine.execute(f"SELECT iri FROM '{scratch}/whole/*.parquet' ORDER BY whole").fetchall()
        assert tuple(iri for (iri,) in wholes) == columns.head.wholes
        told = (
            f"SELECT code, first_day - DATE '1970-01-01' FROM '{scratch}/project/*.parquet' ORDER BY project"
        )
        days = engine.execute(told).fetchall() if len(columns) else []
    assert days == [
        (code.decode(), None if day == UNDATED else day)
        for code, day in zip(columns.projects.tolist(), columns.first_day.tolist(), strict=True)
    ]
