"""The catalogue of analyses: each declared by a file of its name, and computed by a function."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from graph.analysis import (
    brokerage,
    chain,
    comparison,
    continuity,
    coverage_matrix,
    gaps,
    missing_links,
    money,
    overlap,
    quality_of_graph,
    robustness,
    uptake,
    whatif,
)
from graph.analysis.analysis import Analysis, Run, declared
from graph.errors import NotFound

#: In the order in which they are listed.
_RUNS: Mapping[str, Run] = {
    "coverage": coverage_matrix.find,
    "gaps": gaps.find,
    "chain": chain.find,
    "whynot": missing_links.find,
    "overlap": overlap.find,
    "continuity": continuity.find,
    "robustness": robustness.find,
    "whatif": whatif.find,
    "money": money.find,
    "network": brokerage.find,
    "uptake": uptake.find,
    "quality": quality_of_graph.find,
    "compare": comparison.find,
}


@cache
def analyses() -> tuple[Analysis, ...]:
    """List the analyses."""
    folder = Path(str(files("graph.analysis"))) / "catalogue"
    return tuple(Analysis(declared(folder / f"{name}.toml"), run) for name, run in _RUNS.items())


def analysis(name: str) -> Analysis:
    """Return one analysis; raises NotFound naming those there are."""
    for held in analyses():
        if held.declared.name == name:
            return held
    raise NotFound("analysis", name, tuple(_RUNS))
