"""Sums of money divided among those that they belong to, by a rule that the reader names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from graph.analysis.amount import Amount, Kind, shares

Known: TypeAlias = Mapping[tuple[str, Kind], Amount]


@dataclass(frozen=True, slots=True)
class Part:
    """A thing's part of one sum by the rule chosen, and between which bounds any rule would put it.

    ``thing`` is empty for what belongs to none, or to several that it is not divided among; of these, too,
    it is a part that is not their own. Sums that were added up before are one part, and ``sums`` counts them.
    """

    thing: str
    chosen: Amount
    bounds: Amount
    is_own: bool = True
    sums: int = 1


def parts(known: Known, owners: Callable[[str], tuple[str, ...]], split: str) -> Iterator[Part]:
    """Divide each sum among its owners by a rule: none, equal or whole."""
    for (holder, kind), amount in known.items():
        things = owners(holder)
        if len(things) <= 1:
            yield Part("".join(things), amount, amount)
            continue
        bounds = Amount(kind, 0, amount.most, amount.dates, amount.sources)
        for one, chosen in _shared(amount, things, split).items():
            yield Part(one, chosen, bounds, is_own=split != "none")
        if split == "none":
            yield Part("", amount, amount)


def _shared(amount: Amount, things: tuple[str, ...], split: str) -> dict[str, Amount]:
    if split == "whole":
        return dict.fromkeys(things, amount)
    if split == "none":
        return dict.fromkeys(things, Amount(amount.kind, 0, 0))
    least = shares(amount.least, things)
    most = shares(amount.most, things) if amount.most is not None else {}
    return {
        one: Amount(amount.kind, least[one], most.get(one), amount.dates, amount.sources) for one in things
    }
