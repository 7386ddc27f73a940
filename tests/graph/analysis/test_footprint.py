"""What a coverer's links touch, against asking every cell."""

from __future__ import annotations

from hypothesis import given, settings

from graph.analysis.coverage import cell
from graph.analysis.footprint import footprint, touched
from graph.analysis.policy_layer import PolicyLayer
from graph.analysis.reach import Reach
from tests.graph.analysis.layers import layers

COVERED = ("conflict", "direct", "partial")


@settings(deadline=None)
@given(layer=layers())
def test_a_footprint_is_what_the_cells_say_is_covered(layer: PolicyLayer) -> None:
    reach = Reach(layer)
    for who in reach.coverers:
        states = {what: cell(reach, who, what).state for what in reach.covered}
        assert footprint(reach, who) == {what: state for what, state in states.items() if state in COVERED}


@settings(deadline=None)
@given(layer=layers())
def test_of_what_no_link_touches_nothing_is_stated(layer: PolicyLayer) -> None:
    reach = Reach(layer)
    for who in reach.coverers:
        rest = set(reach.covered) - touched(reach, (who, *reach.members[who]))
        assert {cell(reach, who, what).state for what in rest} <= {"not-stated", "unknown"}
