"""The catalogue of analyses: what each declares is what it gives."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from graph.analysis.analysis import Analysis
from graph.analysis.held import Held
from graph.analysis.listing import analyses, analysis
from graph.errors import InvalidParameter, NotFound
from graph.store.dataset import Dataset

EVERY = pytest.mark.parametrize("asked", analyses(), ids=lambda held: held.declared.name)


@EVERY
def test_every_column_and_remark_has_words(asked: Analysis) -> None:
    found = asked.find(Held(Dataset(Store())), _given(asked))
    assert set(found.columns) <= set(asked.declared.columns)
    assert {remark.key for remark in found.remarks} <= set(asked.declared.remarks)


@EVERY
def test_an_unknown_parameter_is_refused(asked: Analysis) -> None:
    with pytest.raises(InvalidParameter):
        asked.find(Held(Dataset(Store())), {**_given(asked), "nonsense": "1"})


def test_an_unknown_analysis_is_told_with_those_there_are() -> None:
    with pytest.raises(NotFound, match="nonsense"):
        analysis("nonsense")


def _given(asked: Analysis) -> dict[str, str]:
    return {p.name: "k1" for p in asked.declared.params if p.default is None}
