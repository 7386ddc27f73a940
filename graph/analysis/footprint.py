"""What a coverer's links touch: the only things whose cells of it say more than that nothing is stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.analysis.policy_layer import RELATED
from graph.analysis.reach import CONCERNS, Reach


def touched(reach: Reach, things: Iterable[str]) -> set[str]:
    """Return what these very things link to, with what is broader, narrower or related to it."""
    return {near for thing in things for what in _named(reach, thing) for near in around(reach, what)}


def around(reach: Reach, what: str) -> set[str]:
    """Return the covered things whose cells a link to this one bears on; any of them may be concerned."""
    layer = reach.layer
    near = (*layer.targets(what, RELATED), *layer.sources(what, RELATED))
    related = {thing for thing in near if thing in reach.covered}
    if what not in reach.covered:
        return related
    return related | {what} | reach.broader[what] | reach.narrower[what]


def footprint(reach: Reach, who: str) -> dict[str, str]:
    """Return what a coverer covers, with the state: conflict, direct or partial; nothing else is named.

    The same as asking graph.analysis.coverage.cell for everything, without asking for everything.
    """
    is_period = reach.layer.is_a(who, "ProgrammingPeriod")
    direct, denied = set(reach.named(who)), reach.named(who, "denied")
    partial = {wide for what in direct for wide in reach.broader[what]}
    for member in reach.members[who]:
        held = reach.named(member)
        partial |= held | {wide for what in held for wide in reach.broader[what]}
        direct |= held if is_period else frozenset()
    states = dict.fromkeys(partial - direct, "partial")
    return states | {what: "conflict" if what in denied else "direct" for what in direct}


def _named(reach: Reach, thing: str) -> Iterator[str]:
    for _, what, (relation, _standing) in reach.layer.graph.out_edges(thing, keys=True):
        if what in reach.covered or relation == CONCERNS:
            yield what
