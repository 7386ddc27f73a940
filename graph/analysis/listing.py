"""The catalogue of analyses: each declared by a file of its name, and computed by a function."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from graph.analysis.analysis import Analysis, Finding, declared
from graph.errors import NotFound

if TYPE_CHECKING:
    from graph.analysis.held import Held

#: The modules that compute them, in the order in which they are listed.
_MODULES: Mapping[str, str] = {
    "coverage": "coverage_matrix",
    "gaps": "gaps",
    "chain": "chain",
    "whynot": "missing_links",
    "overlap": "overlap",
    "continuity": "continuity",
    "robustness": "robustness",
    "whatif": "whatif",
    "money": "money",
    "network": "brokerage",
    "uptake": "uptake",
    "quality": "quality_of_graph",
    "compare": "comparison",
}


@cache
def analyses() -> tuple[Analysis, ...]:
    """List the analyses."""
    folder = Path(str(files("graph.analysis"))) / "catalogue"
    return tuple(
        Analysis(declared(folder / f"{name}.toml"), partial(_run, module))
        for name, module in _MODULES.items()
    )


def analysis(name: str) -> Analysis:
    """Return one analysis; raises NotFound naming those there are."""
    for held in analyses():
        if held.declared.name == name:
            return held
    raise NotFound("analysis", name, tuple(_MODULES))


def _run(module: str, held: Held, values: Mapping[str, str]) -> Finding:
    """Load what computes an analysis when it is first asked: what it computes with takes long to load."""
    found: Finding = import_module(f"graph.analysis.{module}").find(held, values)
    return found
