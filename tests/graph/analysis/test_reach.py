"""Whom each coverer reaches and what each covered thing includes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Graph

from graph.analysis.policy_layer import policy_layer
from graph.analysis.reach import Reach
from graph.identifiers import ID, NS
from graph.store.dataset import Dataset

DRAWINGS = Path(__file__).parent / "drawings"
Draw = Callable[[Graph], Dataset]


@pytest.fixture
def reach(request: pytest.FixtureRequest, draw: Draw) -> Reach:
    return Reach(policy_layer(draw(Graph().parse(DRAWINGS / f"{request.param}.ttl"))))


def codes(iris: set[str]) -> set[str]:
    return {iri.removeprefix(ID) for iri in iris}


@pytest.mark.parametrize("reach", ["objective"], indirect=True)
def test_an_objective_reaches_themes_their_parts_goals_and_packages(reach: Reach) -> None:
    assert codes(reach.members[ID + "o1"]) == {"t1", "u1", "s1", "m1"}
    assert ID + "o2" not in reach.members


@pytest.mark.parametrize("reach", ["coordination"], indirect=True)
def test_nothing_is_reached_through_a_coordination_project(reach: Reach) -> None:
    assert reach.members[ID + "t1"] == set()
    assert codes(reach.members[ID + "c1"]) == {"s1"}


@pytest.mark.parametrize("reach", ["projects"], indirect=True)
def test_a_period_reaches_its_projects(reach: Reach) -> None:
    assert codes(reach.members[ID + "2014-2020"]) == {"S10001", "S10002", "S10003"}
    assert reach.members[ID + "2021-2027"] == set()


@pytest.mark.parametrize("reach", ["narrower"], indirect=True)
def test_a_group_includes_the_narrower_at_any_depth(reach: Reach) -> None:
    assert codes(reach.narrower[ID + "g1"]) == {"g2", "g3", "g4"}
    assert codes(reach.broader[ID + "g3"]) == {"g1", "g2"}


@pytest.mark.parametrize("reach", ["roles"], indirect=True)
def test_a_group_is_covered_by_the_relations_of_its_role(reach: Reach) -> None:
    assert reach.covering(ID + "g1") == {NS + "targets", NS + "targetsIntermediary"}
    assert reach.covering(ID + "g2") == {NS + "targets", NS + "targetsIndirectly"}
    assert reach.covering(ID + "g3") == {NS + "targets"}


@pytest.mark.parametrize("reach", ["ladder"], indirect=True)
def test_the_lowest_rung_names_an_instrument_and_does_not_cover_it(reach: Reach) -> None:
    assert reach.naming(ID + "i4") - reach.covering(ID + "i4") == {NS + "citesAsBackground"}
    assert len(reach.covering(ID + "i4")) == 4
