"""Communities and betweenness of a made-up portfolio: networkx and networkit in one run, with ratios.

Each argument is a number of projects. Betweenness of networkx is estimated from as many sources as
networkit's sample has, for the exact one takes hours. Times are of CPU; where others work on the machine,
only ratios say something.

Run: python -m benchmarks.network 5000 100000
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

import networkx as nx
import numpy as np

from graph.analysis import bridging, portfolio_network
from graph.analysis.ties import Ties

_Found = TypeVar("_Found")
_SEED, _GROUPS, _SORTS, _SOURCES = 1, 300, 12, 256


def portfolio(projects: int) -> Ties:
    """Make projects of a dozen sorts, each with two to six groups, mostly of its sort."""
    random = Random(_SEED)
    of = {}
    for who in range(projects):
        groups = set()
        for _ in range(random.randint(2, 6)):
            own = random.random() < 0.8
            at = (
                random.randrange(_GROUPS // _SORTS) * _SORTS + who % _SORTS
                if own
                else random.randrange(_GROUPS)
            )
            groups.add(f"g{at:03}")
        of[f"p{who:07}"] = dict.fromkeys(sorted(groups), 1)
    return Ties(of)


def timed(work: Callable[[], _Found]) -> tuple[float, _Found]:
    """Return the seconds of CPU that something took, and what it found."""
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


def communities(ties: Ties) -> str:
    """Find communities both ways, and tell the modularity that each reaches."""
    slow, theirs = timed(lambda: bridging.communities(ties.graph))
    fast, ours = timed(lambda: portfolio_network.communities(ties))
    reached = (bridging.modularity(ties.graph, found) for found in (theirs, ours))
    return f"communities | {told(slow, fast)} | modularity {' and '.join(f'{one:.3f}' for one in reached)}"


def betweenness(ties: Ties) -> str:
    """Estimate betweenness both ways, and tell the rank correlation of the groups."""
    slow, theirs = timed(lambda: nx.betweenness_centrality(ties.graph, k=_SOURCES, seed=_SEED))
    fast, ours = timed(lambda: portfolio_network.betweenness(ties))
    ranks = [np.argsort(np.argsort([found[what] for what in ties.by_thing])) for found in (theirs, ours)]
    alike = np.corrcoef(ranks[0], ranks[1])[0, 1]
    return f"betweenness | {told(slow, fast)} | rank correlation of groups {alike:.2f}"


def told(slow: float, fast: float) -> str:
    """Tell two times and their ratio."""
    return f"{slow:.2f} | {fast:.2f} | {slow / fast:.0f}"


def main(sizes: Sequence[str]) -> None:
    """Measure portfolios of these numbers of projects."""
    # The first call pays for what is loaded.
    portfolio_network.communities(portfolio(10))
    print("projects | links | what | networkx s | networkit s | ratio | agreement")
    for size in map(int, sizes):
        ties = portfolio(size)
        for measured in (communities, betweenness):
            print(f"{size} | {ties.graph.number_of_edges()} | {measured(ties)}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:] or ["5000"])
