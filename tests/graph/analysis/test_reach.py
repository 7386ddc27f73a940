"""Whom each coverer reaches and what each covered thing includes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph

from graph.analysis.claims import Edge
from graph.analysis.overlay import Overlay, edges
from graph.analysis.policy_layer import Layer, PolicyLayer, policy_layer
from graph.analysis.reach import Reach
from graph.identifiers import ID, NS
from graph.store.dataset import Dataset
from tests.graph.analysis.layers import layers

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


@settings(max_examples=60, deadline=None)
@given(layer=layers(), data=st.data())
def test_the_reach_of_an_overlay_is_that_of_reading_it_anew(layer: PolicyLayer, data: st.DataObject) -> None:
    links = sorted({edge for thing in layer.graph for edge in edges(layer, thing)})
    # What a covered thing includes is the same in every overlay.
    coverers = [edge for edge in links if edge.start not in Reach(layer).covered]
    gone = data.draw(st.lists(st.sampled_from(coverers), unique=True) if coverers else st.just([]))
    before, overlay = Reach(layer), Overlay(layer)
    overlay.cut(gone)
    after = before.over(overlay.layer, {end for edge in gone for end in (edge.start, edge.end)})
    anew = Reach(overlay.layer)
    assert (after.coverers, after.members) == (anew.coverers, anew.members)
    for who in anew.coverers:
        assert after.together(who) == anew.together(who)


def test_what_a_link_concerned_is_gone_with_it() -> None:
    graph: Layer = nx.MultiDiGraph()
    graph.add_node(ID + "p1", kinds={NS + "Project"})
    graph.add_node(ID + "f1", kinds={NS + "Phenomenon"})
    overlay = Overlay(PolicyLayer(graph))
    link = Edge(ID + "p1", NS + "concerns", ID + "f1")
    overlay.add(link)
    before = Reach(overlay.layer)
    assert before.together(ID + "p1").concerned == {ID + "f1"}
    with overlay.without([link]) as layer:
        assert before.over(layer, {ID + "p1"}).together(ID + "p1").concerned == frozenset()
