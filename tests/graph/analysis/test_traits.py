"""What things are stated to do, with whom, where and when."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph

from graph.analysis.held import Held
from graph.analysis.policy_layer import PolicyLayer
from graph.analysis.traits import METHOD, Time, below
from graph.identifiers import ID
from tests.graph.analysis.conftest import Draw
from tests.graph.analysis.layers import layers

DAYS = st.dates().map(str)

# t1 uses a method itself, its part another, and the project that the part funds both.
DRAWING = """
@prefix dct: <http://purl.org/dc/terms/> .
@prefix id: <https://w3id.org/kytkos/id/> .
@prefix kyt: <https://w3id.org/kytkos/ns#> .
@prefix schema: <http://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
id:t1 a kyt:Theme ; dct:hasPart id:s1 ; kyt:usesMethod id:m1 .
id:s1 a kyt:SubTheme ; kyt:funds id:p1 ; kyt:usesMethod id:m2 .
id:p1 a kyt:Project ; kyt:usesMethod id:m1 , id:m2 ; kyt:hasImplementationPeriod id:w1 ; kyt:hasRecord id:e1 .
id:w1 kyt:startYear 2015 ; kyt:endYear 2017 .
id:e1 schema:startDate "2015-03-01"^^xsd:date ; schema:endDate "2017-12-31"^^xsd:date .
"""


@pytest.fixture
def held(draw: Draw) -> Held:
    return Held(draw(Graph().parse(data=DRAWING)))


def test_what_a_thing_does_itself_is_direct_and_what_a_part_does_partial(held: Held) -> None:
    states = held.traits.states(held.layer, ID + "t1", (METHOD,))
    assert states == {ID + "m1": "direct", ID + "m2": "partial"}


def test_every_source_s_time_is_kept_and_a_year_is_all_of_its_days(held: Held) -> None:
    assert held.traits.times(ID + "p1") == {
        Time("2015-01-01", "2017-12-31"),
        Time("2015-03-01", "2017-12-31"),
    }
    assert held.traits.times(ID + "t1") == set()


@given(days=st.lists(DAYS, min_size=4, max_size=4))
def test_two_times_meet_where_neither_ends_before_the_other_begins(days: list[str]) -> None:
    one, other = Time(*sorted(days[:2])), Time(*sorted(days[2:]))
    assert one.meets(other) == other.meets(one) == (not (one.last < other.first or other.last < one.first))
    assert one.meets(one)


@settings(deadline=None)
@given(layer=layers())
def test_in_a_circle_of_parts_nothing_is_below_itself(layer: PolicyLayer) -> None:
    for thing in layer.graph:
        found = below(layer, thing)
        assert thing not in found
        assert all(below(layer, part) - {thing} <= found for part in found)
