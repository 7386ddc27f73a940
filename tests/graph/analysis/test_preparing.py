"""What is made ready before anyone asks: answers then ask the store nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Graph

from graph.analysis.held import Held
from graph.analysis.listing import analysis
from graph.analysis.preparing import prepare
from graph.store.dataset import Dataset

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

    def asked(_dataset: Dataset, text: str) -> list[tuple[str, ...]]:
        raise AssertionError(text)

    monkeypatch.setattr(Dataset, "texts", asked)
    assert analysis(name).find(held, given).columns


def test_of_nothing_nothing_is_made_ready() -> None:
    held = Held(Dataset.of(()))
    prepare(held)
    assert not held.reach.coverers
