"""The fast way for whole portfolios finds what networkx does, on samples."""

from __future__ import annotations

import pytest

from graph.analysis import bridging, portfolio_network
from graph.analysis.ties import Ties

pytest.importorskip("networkit", reason="the optional extra portfolio is not installed")


@pytest.fixture(scope="module")
def planted() -> Ties:
    """Five sorts of projects with groups of their own, and one in twenty links that leads astray."""
    of = {}
    for who in range(200):
        own = [f"g{who % 5}-{(who // 5 + step) % 8}" for step in range(3)]
        astray = [f"g{(who + 1) % 5}-{who % 8}"] if who % 7 == 0 else []
        of[f"p{who:03}"] = dict.fromkeys(sorted((*own, *astray)), 1)
    return Ties(of)


def test_communities_are_those_of_networkx(planted: Ties) -> None:
    fast, slow = portfolio_network.communities(planted), bridging.communities(planted.graph)
    reached = [bridging.modularity(planted.graph, found) for found in (fast, slow)]
    assert reached[0] == pytest.approx(reached[1], abs=0.01)
    assert portfolio_network.modularity(planted, fast) == pytest.approx(reached[0])
    assert sorted(name for held in fast for name in held) == sorted(planted.graph)


def test_betweenness_is_near_that_of_networkx(planted: Ties) -> None:
    fast, slow = portfolio_network.betweenness(planted), bridging.betweenness(planted)
    assert max(abs(fast[name] - slow[name]) for name in slow) < 0.02
    first = [set(sorted(found, key=found.__getitem__)[-20:]) for found in (fast, slow)]
    assert len(first[0] & first[1]) >= 15


def test_both_are_the_same_each_time(planted: Ties) -> None:
    assert portfolio_network.communities(planted) == portfolio_network.communities(planted)
    assert portfolio_network.betweenness(planted) == portfolio_network.betweenness(planted)
