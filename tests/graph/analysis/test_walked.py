"""Cells that are worked out when they are asked for, beside all worked out at once."""

from __future__ import annotations

from hypothesis import given, settings

from graph.analysis.coverage import coverage, is_told
from graph.analysis.policy_layer import PolicyLayer
from graph.analysis.reach import Reach
from graph.analysis.walked import Walked, together
from graph.identifiers import ID, NS
from tests.graph.analysis.layers import layers


@settings(max_examples=60, deadline=None)
@given(layer=layers())
def test_each_cell_is_the_one_among_all(layer: PolicyLayer) -> None:
    every, walked = coverage(layer), Walked(Reach(layer))
    assert {pair: walked[pair] for pair in every} == every
    for who, what in every:
        tally = walked.tally(who, what)
        assert sum(tally) == every[who, what].count
        assert walked.told(who, walked.reach.covered[what]) == is_told(
            walked.reach, who, walked.reach.covered[what]
        )


@settings(max_examples=30, deadline=None)
@given(layer=layers())
def test_projects_of_a_period_in_a_theme_are_judged_together(layer: PolicyLayer) -> None:
    walked, period = Walked(Reach(layer)), ID + "2014-2020"
    among = walked.among(ID + "t0", period)
    projects = [
        p
        for p in (ID + "p0", ID + "p1", ID + "p2")
        if period in layer.targets(p, NS + "period") and p in walked.reach.members[ID + "t0"]
    ]
    assert among.count == len(projects)
    assert among.state(ID + "g0") == together([walked[p, ID + "g0"].state for p in projects])
    assert among.told("TargetGroup") == sum(walked.told(p, "TargetGroup") for p in projects)


def test_what_several_say_is_absent_only_where_all_lists_lack_it() -> None:
    assert together([]) == "unknown"
    assert together(["absent", "absent"]) == "absent"
    assert together(["absent", "unknown"]) == "not-stated"
    assert together(["not-stated", "weak", "proposed"]) == "weak"
