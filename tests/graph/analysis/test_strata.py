"""The layered map: single links from instruments over themes and groups to projects."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rdflib import Graph

from graph.analysis.policy_layer import PolicyLayer, policy_layer
from graph.analysis.strata import Strata, strata
from graph.identifiers import ID, NS
from graph.store.dataset import Dataset

DRAWING = """
@prefix dct: <http://purl.org/dc/terms/> .
@prefix id: <https://w3id.org/kytkos/id/> .
@prefix kyt: <https://w3id.org/kytkos/ns#> .

id:t1 a kyt:Theme ; kyt:citesAsBackground id:i1 ; kyt:claimsAlignmentWith id:i1 ; kyt:targets id:g1 .
id:t2 a kyt:Theme ; kyt:targetsIndirectly id:g2 ; kyt:targets id:g1 .
id:u1 a kyt:SubTheme ; dct:isPartOf id:t2 ; kyt:targets id:g3 .
id:i1 a kyt:EUPolicyInstrument .
id:g1 a kyt:TargetGroup . id:g2 a kyt:TargetGroup . id:g3 a kyt:TargetGroup . id:g4 a kyt:TargetGroup .
id:S10001 a kyt:Project ; kyt:targets id:g1 .
id:S10002 a kyt:Project , kyt:CoordinationProject ; kyt:targets id:g2 .
"""


@pytest.fixture(scope="module")
def layer(draw: Callable[[Graph], Dataset]) -> PolicyLayer:
    return policy_layer(draw(Graph().parse(data=DRAWING, format="turtle")))


def shown(found: Strata) -> dict[str, set[str]]:
    return {s.name: {thing.removeprefix(ID) for thing in s.things} for s in found.strata}


def ties(found: Strata) -> set[tuple[str, str]]:
    return {(tie.start.removeprefix(ID), tie.end.removeprefix(ID)) for tie in found.ties}


def test_the_whole_map_has_what_is_linked_and_no_parts(layer: PolicyLayer) -> None:
    found = strata(layer)
    assert shown(found) == {
        "instruments": {"i1"},
        "themes": {"t1", "t2"},
        "groups": {"g1", "g2"},
        "projects": {"S10001"},
    }
    assert ties(found) == {("i1", "t1"), ("t1", "g1"), ("t2", "g1"), ("t2", "g2"), ("g1", "S10001")}


def test_a_tie_says_the_strongest_relation_that_holds(layer: PolicyLayer) -> None:
    (tie,) = (tie for tie in strata(layer).ties if tie.start == ID + "i1")
    assert tie.relation == NS + "claimsAlignmentWith"


def test_a_chosen_theme_brings_its_parts_and_leaves_out_what_only_others_link_to(layer: PolicyLayer) -> None:
    found = strata(layer, ID + "t2")
    assert shown(found) == {
        "themes": {"t2"},
        "parts": {"u1"},
        "groups": {"g1", "g2", "g3"},
        "projects": {"S10001"},
    }
    assert ("t1", "g1") not in ties(found)


def test_a_chosen_part_is_shown_in_its_theme_with_its_own_groups(layer: PolicyLayer) -> None:
    assert shown(strata(layer, ID + "u1")) == {"themes": {"t2"}, "parts": {"u1"}, "groups": {"g3"}}


def test_a_chosen_group_shows_who_leads_to_it_and_its_projects(layer: PolicyLayer) -> None:
    assert ties(strata(layer, ID + "g1")) == {("i1", "t1"), ("t1", "g1"), ("t2", "g1"), ("g1", "S10001")}


def test_a_thing_without_links_has_no_map(layer: PolicyLayer) -> None:
    assert strata(layer, ID + "g4") == Strata((), ())


def test_what_is_left_out_of_a_long_stratum_is_counted_and_has_no_ties(layer: PolicyLayer) -> None:
    found = strata(layer, most=1)
    (groups,) = (s for s in found.strata if s.name == "groups")
    assert (groups.things, groups.hidden) == ((ID + "g1",), 1)
    assert all(tie.end != ID + "g2" for tie in found.ties)


def test_a_coordination_project_serves_no_group(layer: PolicyLayer) -> None:
    assert "S10002" not in shown(strata(layer))["projects"]
