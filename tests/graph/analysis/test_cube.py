"""Cubes counted over columns are what going through the projects one by one gives."""

from __future__ import annotations

from hypothesis import given, settings

from graph.analysis import portfolio, stratifying
from graph.analysis.cube import Counted, Counting
from graph.terms import STATES
from tests.graph.analysis.test_portfolio import COVERED, GROUPS, REGIONS, WHOLES, Slow, portfolios

Cells = dict[tuple[int, ...], dict[str, int]]


def cells(counted: Counted) -> Cells:
    """Return the values of each observation by its place."""
    places = list(zip(*(held.tolist() for held in counted.places), strict=True))
    assert len(set(places)) == len(places) == len(counted)
    return {
        place: {name: int(held[row]) for name, held in counted.values.items()}
        for row, place in enumerate(places)
    }


def states(counted: Counted) -> list[list[str]]:
    """Return every state, those of absent observations from what is said of their row."""
    found = cells(counted)
    assert counted.silent is not None
    rows, columns = (range(len(members)) for members in counted.members)
    return [
        [STATES[found[row, at]["state"] if (row, at) in found else counted.silent[row]] for at in columns]
        for row in rows
    ]


@settings(max_examples=60, deadline=None)
@given(said=portfolios())
def test_wholes_have_the_states_rungs_and_projects_of_the_coverage_analysis(said: stratifying.Said) -> None:
    columns, slow = stratifying.columns(said), Slow(said)
    expected, counting = portfolio.coverage(columns), Counting(columns)
    for dimension, part in (("targetGroup", range(GROUPS)), ("policyInstrument", range(GROUPS, COVERED))):
        counted = counting.counted("coverage", ("coverer", dimension))
        assert states(counted) == [
            [STATES[expected.states[whole, what]] for what in part] for whole in range(WHOLES)
        ]
        for (whole, at), values in cells(counted).items():
            what = part[at]
            assert values["projectCount"] == sum(slow.reaches(p, what) for p in slow.of(whole))
            assert values["namingProjectCount"] == sum(what in slow.covers[p] for p in slow.of(whole))
            assert values["rung"] == expected.rungs[whole, what]


@settings(max_examples=60, deadline=None)
@given(said=portfolios())
def test_money_is_that_of_distinct_projects_wherever_a_sum_is_certain(said: stratifying.Said) -> None:
    slow, expected = Slow(said), {}
    for whole in range(WHOLES):
        for what in range(GROUPS):
            through = [p for p in slow.of(whole) if slow.reaches(p, what)]
            unsure = sum(bool(said.unsure[0, p]) for p in through)
            if len(through) > unsure:
                cents = sum(int(said.cents[0, p]) for p in through)
                held = {"amount": cents, "projectCount": len(through), "withoutSumCount": unsure}
                expected[whole, what, 0] = held
    counting = Counting(stratifying.columns(said))
    assert cells(counting.counted("money", ("coverer", "targetGroup", "sumKind"))) == expected


@settings(max_examples=60, deadline=None)
@given(said=portfolios())
def test_regions_have_the_groups_and_wholes_of_the_projects_in_them(said: stratifying.Said) -> None:
    columns, slow = stratifying.columns(said), Slow(said)
    counting = Counting(columns)
    places = cells(counting.counted("place", ("coverer", "region")))
    groups = counting.counted("region", ("region", "targetGroup"))
    told, found = states(groups), cells(groups)
    for region in range(REGIONS):
        there = [p for p in slow.projects if region in slow.places[p]]
        held = portfolio.reached(columns, portfolio.in_region(columns, region))
        assert told[region] == [STATES[held.states[what]] for what in range(GROUPS)]
        for what in range(GROUPS):
            count = sum(slow.reaches(p, what) for p in there)
            assert found.get((region, what), {"projectCount": 0})["projectCount"] == count
        for whole in range(WHOLES):
            count = len(set(there) & set(slow.of(whole)))
            assert places.get((whole, region), {"projectCount": 0})["projectCount"] == count


@settings(max_examples=60, deadline=None)
@given(said=portfolios())
def test_two_groups_are_together_in_the_projects_that_name_both(said: stratifying.Said) -> None:
    found = cells(Counting(stratifying.columns(said)).counted("together", ("targetGroup", "otherGroup")))
    covers = Slow(said).covers.values()
    counts = {
        (one, other): sum({one, other} <= held for held in covers)
        for one in range(GROUPS)
        for other in range(GROUPS)
        if one != other
    }
    assert {pair: values["projectCount"] for pair, values in found.items()} == {
        pair: count for pair, count in counts.items() if count
    }
