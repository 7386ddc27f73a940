"""Measures of ties, on networks small enough to draw and by laws."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis import bridging
from graph.analysis.ties import Ties

#: b is the only thing that joins the pair of t1 and t2 with t3 and t4; a and c tie each pair once more.
BOW = Ties({"t1": {"a": 1, "b": 1}, "t2": {"a": 1, "b": 1}, "t3": {"b": 1, "c": 1}, "t4": {"b": 1, "c": 1}})
#: Two blocks of four that share nothing.
BLOCKS = Ties({f"{side}{who}": {f"{side}-{what}": 1 for what in "pqrs"} for side in "xy" for who in range(4)})
_PROFILES = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 5))
_TIES = st.dictionaries(
    st.sampled_from(["t1", "t2", "t3", "t4", "t5"]), _PROFILES.filter(bool), min_size=1
).map(lambda of: Ties({who: dict(sorted(of[who].items())) for who in sorted(of)}))


def test_what_joins_two_pairs_lies_on_the_ways_between_them() -> None:
    found = bridging.betweenness(BOW)
    # Of 15 pairs of the other six, through b alone: 2 x 2 themes across, a and c, and each of a and c with
    # the two themes across, 4 + 1 + 4 = 9; half of t1-t2 and of t3-t4, 1 more.
    assert found["b"] == pytest.approx(10 / 15)
    assert found["a"] == found["c"] < found["b"]


def test_effective_size_leaves_out_those_that_meet_otherwise() -> None:
    # Four have b; two pairs of them share something else: 4 - 2 * 2 / 4. Both that have a share b, too.
    assert bridging.effective_size(BOW, "b") == 3
    assert bridging.effective_size(BOW, "a") == 1


@given(_TIES)
def test_effective_size_is_that_of_networkx_on_who_meets_otherwise(ties: Ties) -> None:
    for thing, who in ties.by_thing.items():
        ego: nx.Graph[str] = nx.Graph([(thing, one) for one in who])
        for one, other in combinations(who, 2):
            if (ties.of[one].keys() & ties.of[other].keys()) - {thing}:
                ego.add_edge(one, other)
        expected = nx.effective_size(ego, [thing])[thing]
        assert bridging.effective_size(ties, thing) == pytest.approx(expected)


def test_rank_of_a_star_is_as_by_hand() -> None:
    # With one thing that all have, every one is alike on its side.
    star = Ties({"t1": {"a": 1}, "t2": {"a": 1}})
    assert bridging.birank(star) == pytest.approx({"t1": 0.5, "t2": 0.5, "a": 1.0})


@given(_TIES)
def test_ranks_of_each_side_add_up_to_one_and_solve_the_equations(ties: Ties) -> None:
    ranks = bridging.birank(ties)
    assert sum(ranks[who] for who in ties.of) == pytest.approx(1)
    assert sum(ranks[what] for what in ties.by_thing) == pytest.approx(1)
    assert ranks == pytest.approx(_slowly(ties), abs=1e-6)


def _slowly(ties: Ties) -> dict[str, float]:
    """Solve He et al.'s equations 4 and 5 by their words, one node at a time."""
    degree = {who: sum(things.values()) for who, things in ties.of.items()}
    of_thing = {what: sum(ties.of[who][what] for who in whose) for what, whose in ties.by_thing.items()}
    above = dict.fromkeys(ties.of, 1 / len(ties.of))
    under = dict.fromkeys(ties.by_thing, 1 / len(ties.by_thing))
    for _ in range(400):
        above = {
            who: 0.85
            * sum(w / math.sqrt(degree[who] * of_thing[x]) * under[x] for x, w in ties.of[who].items())
            + 0.15 / len(ties.of)
            for who in ties.of
        }
        under = {
            x: 0.85 * sum(ties.of[p][x] / math.sqrt(degree[p] * of_thing[x]) * above[p] for p in whose)
            + 0.15 / len(ties.by_thing)
            for x, whose in ties.by_thing.items()
        }
    sums = sum(above.values()), sum(under.values())
    return {
        **{who: rank / sums[0] for who, rank in above.items()},
        **{what: rank / sums[1] for what, rank in under.items()},
    }


def test_blocks_are_communities_and_no_chance_makes_them() -> None:
    assert {frozenset(held) for held in bridging.communities(BLOCKS.graph)} == {
        frozenset(name for name in BLOCKS.graph if name.startswith(side)) for side in "xy"
    }
    assert bridging.chance_of_communities(BLOCKS) == Fraction(1, 20)


def test_where_all_have_all_communities_are_no_more_than_chance() -> None:
    even = Ties({f"t{who}": dict.fromkeys("abcd", 1) for who in range(4)})
    assert bridging.chance_of_communities(even) == 1


@settings(max_examples=20)
@given(_TIES)
def test_communities_are_the_same_each_time_and_hold_each_node_once(ties: Ties) -> None:
    found = bridging.communities(ties.graph)
    assert found == bridging.communities(Ties(dict(ties.of)).graph)
    assert sorted(name for held in found for name in held) == sorted(ties.graph)


@given(_PROFILES, _PROFILES)
def test_similarity_is_symmetric_and_one_for_the_same(
    one: Mapping[str, int], other: Mapping[str, int]
) -> None:
    found = bridging.similarity(one, other)
    assert found == bridging.similarity(other, one)
    assert 0 <= found <= 1
    assert (found == 1) == (one == other and bool(one))


def test_similarity_weighs_what_both_have() -> None:
    # Of a both have 1 of 3 at most; b and c are of one side each: 1 / (3 + 1 + 2).
    assert bridging.similarity({"a": 3, "b": 1}, {"a": 1, "c": 2}) == Fraction(1, 6)


def test_chance_of_sharing_is_fishers() -> None:
    # Of 8 things each picks 4; sharing 3 or more: (4 * 4 + 1) / 70, the lady tasting tea.
    assert bridging.chance_of_sharing(3, 4, 4, 8) == Fraction(17, 70)
    assert bridging.chance_of_sharing(0, 4, 4, 8) == 1


@pytest.mark.parametrize(
    ("one", "other", "every", "comparable"),
    [(4, 4, 8, True), (3, 3, 6, True), (2, 2, 6, False), (1, 1, 20, True), (1, 1, 19, False)],
)
def test_those_with_too_few_things_cannot_be_compared(
    one: int, other: int, every: int, *, comparable: bool
) -> None:
    assert bridging.is_comparable(one, other, every) == comparable


@pytest.mark.parametrize(("count", "testable"), [(0, False), (3, False), (4, True), (10**6, True)])
def test_fewer_than_four_have_too_few_orders_for_a_test(count: int, *, testable: bool) -> None:
    assert bridging.is_testable(count) == testable
