"""What is made ready before anyone asks: answers then ask the store nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Graph

from graph.analysis import portfolio
from graph.analysis.held import Held
from graph.analysis.listing import analysis
from graph.analysis.preparing import prepare
from graph.errors import NotFound
from graph.store.dataset import Dataset
from tests.graph.analysis.test_portfolio_cells import counting

Draw = Callable[[Graph], Dataset]
DRAWING = Path(__file__).parent / "drawings" / "projects.ttl"


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("coverage", {"route": "evidence"}),
        ("coverage", {"coverers": "Organization", "route": "implementers"}),
        ("gaps", {"kind": "instruments", "period": "2014-2020"}),
        ("money", {"by": "group"}),
        ("network", {"show": "similarity"}),
        ("uptake", {}),
    ],
)
def test_an_answer_asks_the_store_nothing_once_all_is_ready(
    name: str, given: dict[str, str], draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(draw(Graph().parse(DRAWING)))
    prepare(held)
    monkeypatch.setattr(Dataset, "texts", _refused)
    assert analysis(name).find(held, given).columns


@pytest.mark.parametrize("of", ["gaps", "cells"])
def test_a_comparison_with_the_latest_other_release_opens_nothing_once_all_is_ready(
    of: str, draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, before = (draw(Graph().parse(DRAWING)) for _ in range(2))
    opened: list[str] = []

    def other(release: str) -> Dataset:
        opened.append(release)
        return before

    held = Held(now, releases=other, others=lambda: ["first", "second", now.release])
    prepare(held)
    monkeypatch.setattr(Dataset, "texts", _refused)
    found = analysis("compare").find(held, {"with": "second", "of": of, "period": "2014-2020"})
    assert ([remark.key for remark in found.remarks], opened) == (["same", "then", "now"], ["second"])


def test_a_release_that_cannot_be_opened_keeps_nothing_from_being_ready(draw: Draw) -> None:
    def other(release: str) -> Dataset:
        raise NotFound("release", release)

    held = Held(draw(Graph().parse(DRAWING)), releases=other, others=lambda: ["first"])
    prepare(held)
    with pytest.raises(NotFound):
        analysis("compare").find(held, {"with": "first"})


def _refused(_dataset: Dataset, text: str) -> list[tuple[str, ...]]:
    raise AssertionError(text)


def test_cells_of_a_portfolio_are_counted_before_anyone_asks(
    draw: Draw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = counting(draw(Graph().parse(DRAWING)), tmp_path)
    prepare(held)
    monkeypatch.setattr(portfolio, "coverage", _refused)
    assert held.reach.coverers
    for coverer in held.reach.coverers:
        assert held.cells[coverer, next(iter(held.reach.covered))].state


def test_of_nothing_nothing_is_made_ready() -> None:
    held = Held(Dataset.of(()))
    prepare(held)
    assert not held.reach.coverers
