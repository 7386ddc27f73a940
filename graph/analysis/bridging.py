"""Measures of ties: who bridges, what belongs together, what is alike, and how far chance would go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations
from math import comb, factorial
from random import Random

import networkx as nx
import numpy as np
from scipy import sparse

from graph.analysis.ties import Ties

#: A finding is told from chance where chance gives as much in one of twenty cases at most.
ALPHA = Fraction(1, 20)
#: Rearranged graphs: where none of so many reaches what was found, p is 1 of 20 (Phipson and Smyth 2010).
REARRANGED = 19
_DAMPING, _CLOSE, _ROUNDS = 0.85, 1e-12, 1000
_SEED = 1


def is_testable(count: int) -> bool:
    """Whether so many themes have enough orders that a permutation test could ever tell them from chance."""
    return factorial(min(count, 20)) * ALPHA >= 1


def betweenness(ties: Ties) -> Mapping[str, float]:
    """Return the share of shortest ways between others that lead through each node (Freeman 1977)."""
    return nx.betweenness_centrality(ties.graph, normalized=True)


def effective_size(ties: Ties, thing: str) -> float:
    """Return how many of those that have a thing it reaches that do not meet otherwise (Burt 1992).

    n - 2t/n as Borgatti (1997) counts it, t being the pairs of them that share something else, too.
    """
    who = ties.by_thing[thing]
    met = sum(_meet(ties, one, other, thing) for one, other in combinations(who, 2))
    return len(who) - 2 * met / len(who)


def _meet(ties: Ties, one: str, other: str, thing: str) -> bool:
    few, many = sorted((ties.of[one], ties.of[other]), key=len)
    return any(what in many for what in few if what != thing)


def birank(ties: Ties) -> Mapping[str, float]:
    """Rank themes and things by each other's rank, each side adding up to one (He et al. 2017)."""
    rows, columns = list(ties.of), list(ties.by_thing)
    place = {what: at for at, what in enumerate(columns)}
    links = [(at, place[w], weight) for at, who in enumerate(rows) for w, weight in ties.of[who].items()]
    if not links:
        return {}
    i, j, weights = (np.array(values) for values in zip(*links, strict=True))
    held = sparse.csr_array((weights.astype(float), (i, j)), shape=(len(rows), len(columns)))
    even = _scaled(held.sum(axis=1)) @ held @ _scaled(held.sum(axis=0))
    above, under = _ranked(even)
    return dict(zip((*rows, *columns), (*above.tolist(), *under.tolist()), strict=True))


def _scaled(sums: np.ndarray) -> sparse.dia_array:
    return sparse.diags_array(1 / np.sqrt(sums))


def _ranked(even: sparse.csr_array) -> tuple[np.ndarray, np.ndarray]:
    start, under = (np.full(size, 1 / size) for size in even.shape)
    above, prior = start, under
    for _ in range(_ROUNDS):
        before = above
        above = _DAMPING * (even @ under) + (1 - _DAMPING) * start
        under = _DAMPING * (even.T @ above) + (1 - _DAMPING) * prior
        if np.abs(above - before).sum() < _CLOSE:
            break
    return above / above.sum(), under / under.sum()


def communities(graph: nx.Graph[str]) -> tuple[tuple[str, ...], ...]:
    """Return what belongs together (Blondel et al. 2008), the largest first; the same each time."""
    found = nx.community.louvain_communities(graph, weight="weight", seed=_SEED)
    return tuple(sorted((tuple(sorted(held)) for held in found), key=lambda held: (-len(held), held)))


def modularity(graph: nx.Graph[str], found: tuple[tuple[str, ...], ...]) -> float:
    """Return how much more of the links lie within communities than chance would put there."""
    return float(nx.community.modularity(graph, map(set, found), weight="weight"))


def chance_of_communities(ties: Ties) -> Fraction:
    """Return p: how often graphs with the same numbers of links at each node fall apart as well.

    The first that does ends the search, and gives p as one of so many (Besag and Clifford 1991).
    """
    there = modularity(ties.graph, communities(ties.graph))
    random = Random(_SEED)  # noqa: S311 -- no secret hangs on it, and it is the same each time
    for tried, graph in enumerate(_rearranged(ties, random), 1):
        if modularity(graph, communities(graph)) >= there:
            return Fraction(1, tried)
    return Fraction(1, REARRANGED + 1)


def _rearranged(ties: Ties, random: Random) -> Iterator[nx.Graph[str]]:
    """Yield graphs whose links were exchanged pair by pair (Gotelli 2000), weights going with them."""
    links = [(who, what, weight) for who, things in ties.of.items() for what, weight in things.items()]
    for _ in range(REARRANGED):
        there = {(who, what) for who, what, _ in links}
        for _ in range(5 * len(links)):
            one, other = random.randrange(len(links)), random.randrange(len(links))
            (a, x, v), (b, y, w) = links[one], links[other]
            if (a, y) not in there and (b, x) not in there:
                there -= {(a, x), (b, y)}
                there |= {(a, y), (b, x)}
                links[one], links[other] = (a, y, w), (b, x, v)
        made: nx.Graph[str] = nx.Graph()
        made.add_nodes_from(ties.graph)
        made.add_weighted_edges_from(links)
        yield made


def similarity(one: Mapping[str, int], other: Mapping[str, int]) -> Fraction:
    """Return the weighted Jaccard index: what both have of what either has (Ioffe 2010)."""
    every = one.keys() | other.keys()
    most = sum(max(one.get(what, 0), other.get(what, 0)) for what in every)
    least = sum(min(one[what], other[what]) for what in one.keys() & other.keys())
    return Fraction(least, most) if most else Fraction(0)


def chance_of_sharing(shared: int, one: int, other: int, every: int) -> Fraction:
    """Return p of Fisher's exact test: that two who pick so many of ``every`` thing share as many or more."""
    ways = (comb(one, k) * comb(every - one, other - k) for k in range(shared, min(one, other) + 1))
    return Fraction(sum(ways), comb(every, other))


def is_comparable(one: int, other: int, every: int) -> bool:
    """Whether two that have so many things could at all be told from chance (Tarone 1990)."""
    return chance_of_sharing(min(one, other), one, other, every) <= ALPHA
