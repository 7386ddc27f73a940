"""The policy layer of a release as a networkx graph."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Graph

from graph.analysis.policy_layer import PolicyLayer, policy_layer
from graph.identifiers import ID, NS
from graph.store.dataset import Dataset

DRAWINGS = Path(__file__).parent / "drawings"
Draw = Callable[[Graph], Dataset]


@pytest.fixture
def layer(request: pytest.FixtureRequest, draw: Draw) -> PolicyLayer:
    return policy_layer(draw(Graph().parse(DRAWINGS / f"{request.param}.ttl")))


@pytest.mark.parametrize("layer", ["coordination"], indirect=True)
def test_a_thing_is_of_its_kind_and_of_the_wider_ones(layer: PolicyLayer) -> None:
    assert layer.is_a(ID + "c1", "CoordinationProject")
    assert layer.is_a(ID + "c1", "Project")
    assert not layer.is_a(ID + "t1", "Project")
    assert layer.of_kind("Theme", "StrategicGoal") == [ID + "s1", ID + "t1"]


@pytest.mark.parametrize("layer", ["disputed"], indirect=True)
def test_links_are_told_apart_by_their_standing(layer: PolicyLayer) -> None:
    targets = NS + "targets"
    assert set(layer.between(ID + "t1", ID + "g1")) == {(targets, "stated"), (targets, "denied")}
    assert layer.targets(ID + "s1", targets, "proposed") == [ID + "g3"]
    assert layer.sources(ID + "g2", targets) == []
    assert layer.between(ID + "t1", ID + "g4") in ({}, ())


@pytest.mark.parametrize("layer", ["sections"], indirect=True)
def test_what_was_looked_for_in_which_version_is_told(layer: PolicyLayer) -> None:
    theme, part = layer.sections[ID + "t1"], layer.sections[ID + "s1"]
    assert {(s.key, s.found) for s in theme} == {
        ("target-groups", False),
        ("instruments", True),
        ("content", True),
    }
    assert all(s.describes and not s.names for s in theme)
    assert all(s.names and not s.describes for s in part)


@pytest.mark.parametrize("layer", ["completeness"], indirect=True)
def test_lists_that_are_declared_complete_are_told(layer: PolicyLayer) -> None:
    assert layer.complete == {ID + "t1": {NS + "targets"}}
