"""Who bridges themes or projects, which belong together, how alike they are: told only where it can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations

from pyoxigraph import NamedNode

from graph.analysis import bridging, portfolio_network
from graph.analysis.analysis import Finding, Remark
from graph.analysis.company import Company, company
from graph.analysis.held import Held
from graph.analysis.linkage import MOST_LINKS
from graph.analysis.picture import Web
from graph.analysis.ties import Ties, ties
from graph.analysis.value import measure, number
from graph.store.dataset import Term
from graph.terms import state

_BRIDGES = ("thing", "ties", "betweenness", "effectiveSize", "rank", "state")
_COMMUNITIES = ("thing", "community", "ties", "state")
_TOGETHER = ("one", "other", "shared", "ofAll", "similarity", "state")
_SIMILARITY = ("one", "other", "shared", "ofAll", "similarity", "chance", "state")
#: Links up to which rearranged graphs are tried, and pairs of themes up to which all are told.
_MOST_TESTED, _MOST_PAIRS = 20_000, 50_000
_DRAWN = 150


def find(held: Held, given: Mapping[str, str]) -> Finding:
    """Measure what ties themes or projects to each other.

    Raises TooManyProjects for what columns of a large portfolio do not tell.
    """
    among, through = given["among"], given["through"]
    if given["show"] == "together":
        return held.once(("together", among, through), lambda: _together(company(held, among, through)))
    tied = held.once(("ties", among, through), lambda: ties(held, among, through))
    show = {"bridges": _bridges, "communities": _communities, "similarity": _similarity}[given["show"]]
    if tied.size >= portfolio_network.LARGE and not portfolio_network.is_there():
        return Finding((), (), (Remark("portfolio", {"count": tied.size}),))
    return held.once(("network", *sorted(given.items())), lambda: show(tied))


def _bridges(tied: Ties) -> Finding:
    """List what ties two or more, the best bridges first."""
    is_told = bridging.is_testable(len(tied.of))
    is_large = tied.size >= portfolio_network.LARGE
    between: Mapping[str, float] = {}
    ranks: Mapping[str, float] = {}
    if is_told:
        between = portfolio_network.betweenness(tied) if is_large else bridging.betweenness(tied)
        ranks = bridging.birank(tied)
    shared = [what for what, who in tied.by_thing.items() if len(who) > 1]
    shared.sort(key=lambda what: (-round(between.get(what, 0), 9), -len(tied.by_thing[what]), what))
    known = NamedNode(state("direct" if is_told else "unknown"))
    rows = []
    for what in shared:
        count = len(tied.by_thing[what])
        size = bridging.effective_size(tied, what) if is_told and not is_large else None
        scores = (_score(one) for one in (between.get(what), size, ranks.get(what)))
        rows.append((NamedNode(what), number(count), *scores, known))
    lone = len(tied.by_thing) - len(shared)
    remarks = (*_scope(tied), *(Remark("lone", {"count": lone}),) * bool(lone))
    if is_large:
        remarks += (Remark("estimated"),)
    return Finding(_BRIDGES, tuple(rows), remarks, _web(tied, ()))


def _communities(tied: Ties) -> Finding:
    """Put each in its community, where they are more than chance would make."""
    told: tuple[tuple[str, ...], ...] = ()
    remarks = list(_scope(tied))
    if bridging.is_testable(len(tied.of)):
        told, said = _found(tied)
        remarks.append(said)
    number_of = {name: at for at, members in enumerate(told, 1) for name in members}
    rows = []
    names = (*tied.of, *tied.by_thing)
    for name in sorted(names, key=lambda name: (number_of.get(name, 0), name)):
        community = number_of.get(name)
        known = NamedNode(state("unknown" if community is None else "direct"))
        place = None if community is None else number(community)
        rows.append((NamedNode(name), place, number(_degree(tied, name)), known))
    return Finding(_COMMUNITIES, tuple(rows), tuple(remarks), _web(tied, told))


def _found(tied: Ties) -> tuple[tuple[tuple[str, ...], ...], Remark]:
    is_large = tied.size >= portfolio_network.LARGE
    if is_large:
        found = portfolio_network.communities(tied)
        reached = portfolio_network.modularity(tied, found)
    else:
        found = bridging.communities(tied.graph)
        reached = bridging.modularity(tied.graph, found)
    values: dict[str, str | int] = {"count": len(found), "modularity": f"{reached:.2f}"}
    if sum(map(len, tied.of.values())) > _MOST_TESTED:
        return found, Remark("untested", values)
    chance = bridging.chance_of_communities(tied)
    values["tried"] = min(chance.denominator, bridging.REARRANGED)
    if chance > bridging.ALPHA:
        return (), Remark("by-chance", values)
    return found, Remark("found", values)


def _similarity(tied: Ties) -> Finding:
    """Compare themes or projects pair by pair, the most alike first."""
    if len(tied.of) * (len(tied.of) - 1) // 2 > _MOST_PAIRS:
        return Finding(_SIMILARITY, (), (*_scope(tied), Remark("pairs", {"count": len(tied.of)})))
    pairs = sorted(combinations(tied.of, 2), key=lambda pair: (-bridging.similarity(*_two(tied, pair)), pair))
    rows = tuple(_pair(tied, pair) for pair in pairs)
    small = sum(row[-1] == NamedNode(state("unknown")) for row in rows)
    remarks = (*_scope(tied, is_scored=False), *(Remark("small", {"count": small}),) * bool(small))
    return Finding(_SIMILARITY, rows, remarks, _web(tied, ()))


def _together(found: Company) -> Finding:
    """List the things that the same themes or projects have, the most often met first."""
    pairs = sorted(found.both, key=lambda pair: (-found.both[pair], pair))
    rows, known = [], NamedNode(state("direct"))
    for one, other in pairs:
        both = found.both[one, other]
        either = found.having[one] + found.having[other] - both
        scores = (number(both), number(either), measure(both / either))
        rows.append((NamedNode(one), NamedNode(other), *scores, known))
    shown = list(dict.fromkeys(thing for pair in pairs for thing in pair))[:_DRAWN]
    nodes = tuple((thing, float(found.having[thing]), 0) for thing in shown)
    links = tuple((*pair, float(found.both[pair])) for pair in pairs if {*pair} <= {*shown})
    remarks = (Remark("together", {"count": found.count, "pairs": len(pairs)}), *_left(found.left))
    return Finding(_TOGETHER, tuple(rows), remarks, Web(nodes, links) if nodes else None)


def _pair(tied: Ties, pair: tuple[str, str]) -> tuple[Term | None, ...]:
    one, other = _two(tied, pair)
    shared, every = len(one.keys() & other.keys()), len(tied.by_thing)
    counts = (number(shared), number(len(one.keys() | other.keys())))
    if not bridging.is_comparable(len(one), len(other), every):
        return (*map(NamedNode, pair), *counts, None, None, NamedNode(state("unknown")))
    chance = bridging.chance_of_sharing(shared, len(one), len(other), every)
    scores = (measure(float(value)) for value in (bridging.similarity(one, other), chance))
    return (*map(NamedNode, pair), *counts, *scores, NamedNode(state("direct")))


def _two(tied: Ties, pair: tuple[str, str]) -> tuple[Mapping[str, int], Mapping[str, int]]:
    return tied.of[pair[0]], tied.of[pair[1]]


def _scope(tied: Ties, *, is_scored: bool = True) -> Iterator[Remark]:
    yield Remark("tied", {"count": len(tied.of), "things": len(tied.by_thing)})
    if tied.unread:
        yield Remark("unread", {"count": len(tied.unread)})
    yield from _left(tied.left)
    if is_scored and not bridging.is_testable(len(tied.of)):
        yield Remark("few", {"count": len(tied.of)})


def _left(sorts: tuple[str, ...]) -> Iterator[Remark]:
    """Say what is left out of the network through all."""
    return (Remark("left", {"what": sort, "count": MOST_LINKS}) for sort in sorts)


def _web(tied: Ties, found: tuple[tuple[str, ...], ...]) -> Web | None:
    """Draw who is tied and what ties two or more, the most shared first, as far as eyes can follow."""
    shared = sorted((w for w, who in tied.by_thing.items() if len(who) > 1), key=lambda w: _most(tied, w))
    who = sorted(tied.of, key=lambda name: (-len(tied.of[name]), name))[:_DRAWN]
    drawn = dict.fromkeys((*who, *shared[: _DRAWN - len(who)]))
    if not drawn:
        return None
    community = {name: at for at, members in enumerate(found, 1) for name in members}
    nodes = tuple((name, float(_degree(tied, name)), community.get(name, 0)) for name in drawn)
    links = tuple(
        (name, what, float(weight)) for name in who for what, weight in tied.of[name].items() if what in drawn
    )
    return Web(nodes, links)


def _degree(tied: Ties, name: str) -> int:
    """Count the ties of a node of either sort."""
    return len(tied.of[name]) if name in tied.of else len(tied.by_thing[name])


def _most(tied: Ties, what: str) -> tuple[int, str]:
    return -len(tied.by_thing[what]), what


def _score(value: float | Fraction | None) -> Term | None:
    return None if value is None else measure(float(value))
