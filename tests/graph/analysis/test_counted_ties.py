"""Networks of a large portfolio, counted over columns: the same as walked from project to project."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from rdflib import Graph

from graph.analysis.columns import to_files
from graph.analysis.held import Held
from graph.analysis.listing import analysis
from graph.errors import TooManyProjects
from graph.release.columns import read
from graph.store.dataset import Dataset
from tests.graph.analysis.test_coverage import drawings
from tests.graph.analysis.test_portfolio_cells import counting, with_periods

Draw = Callable[[Graph], Dataset]
DRAWINGS = sorted((Path(__file__).parent / "drawings").glob("*.ttl"))
THROUGH = ("groups", "instruments")
ASKED = [
    *(
        {"show": show, "among": "themes", "through": through}
        for show in ("bridges", "communities", "similarity", "together")
        for through in THROUGH
    ),
    *(
        {"show": show, "among": "projects", "through": through}
        for show in ("bridges", "communities", "similarity", "together")
        for through in THROUGH
    ),
]


READ = """
PREFIX kyt: <https://w3id.org/kytkos/ns#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX id: <https://w3id.org/kytkos/id/>
INSERT {
  id:dRead a kyt:Document ; kyt:describes ?theme .
  id:vRead a kyt:DocumentVersion ; dct:isVersionOf id:dRead ; kyt:hasSection id:sRead .
  id:sRead a kyt:Section ; kyt:sectionKey "content" ; kyt:found true .
} WHERE { ?theme a kyt:Theme }
"""


def same(dataset: Dataset, folder: Path) -> None:
    walked, counted = Held(dataset), counting(dataset, folder)
    for asked in ASKED:
        one, other = (analysis("network").find(held, asked) for held in (walked, counted))
        assert one == other, asked


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_networks_over_columns_are_those_of_walking(path: Path, draw: Draw, tmp_path: Path) -> None:
    same(draw(with_periods(Graph().parse(path))), tmp_path)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawing=drawings())
def test_networks_over_columns_are_those_of_walking_any_graph(
    drawing: Graph, draw: Draw, tmp_path: Path
) -> None:
    # Of themes that nobody read nothing is told.
    drawing.update(READ)
    same(draw(with_periods(drawing)), tmp_path)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"through": "methods"},
        {"through": "organisations", "show": "together"},
        {"among": "projects", "through": "methods"},
    ],
)
def test_what_columns_do_not_hold_is_refused(asked: dict[str, str], draw: Draw, tmp_path: Path) -> None:
    held = counting(draw(with_periods(Graph().parse(DRAWINGS[0]))), tmp_path)
    with pytest.raises(TooManyProjects):
        analysis("network").find(held, asked)


def test_columns_of_before_roles_were_counted_together_are_refused(draw: Draw, tmp_path: Path) -> None:
    dataset = draw(with_periods(Graph().parse(DRAWINGS[0])))
    counting(dataset, tmp_path)
    held = read(dataset)
    for name, written in to_files(replace(held, targeted=held.targeted[:-1])).items():
        (tmp_path / name).write_bytes(written)
    before = Held(Dataset(dataset.store, dataset.release, tmp_path), most_walked=-1)
    with pytest.raises(TooManyProjects, match="built before"):
        analysis("network").find(before, {"through": "groups"})
