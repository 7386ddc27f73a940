"""Sums of money as sources state them, in whole cents of a kind, and what adding them gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from typing import NamedTuple

from graph.errors import UnlikeAmounts
from graph.identifiers import NS

#: More than any budget, so that a number without end is not worked with.
_MOST_CENTS = 10**20


class Kind(NamedTuple):
    """What a sum is of: its scope, composition and stage as IRIs, its currency; empty where none is said."""

    scope: str
    composition: str
    currency: str
    stage: str

    @property
    def is_addable(self) -> bool:
        """Whether two such sums are alike: not where the source leaves open whose money it is."""
        return self.composition != NS + "composition-not-stated"


@dataclass(frozen=True, slots=True)
class Stated:
    """What one source says of one holder; ``cents`` is None where no sum can be made of ``said``."""

    holder: str
    kind: Kind
    cents: int | None
    said: str = ""
    date: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """What is known of a sum in cents; ``most`` is None where a part is missing, and so nothing bounds it.

    ``dates`` and ``sources`` are those of the statements behind it.
    """

    kind: Kind
    least: int
    most: int | None
    dates: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()

    @property
    def is_certain(self) -> bool:
        """Whether sources leave one sum only."""
        return self.least == self.most


def read(rows: Iterable[tuple[str, ...]]) -> tuple[Stated, ...]:
    """Read what sources state, from rows of amounts.rq; of a sum with several sources the first by name."""
    found: dict[tuple[str, str, Kind], Stated] = {}
    for holder, node, said, scope, composition, stage, currency, date, source in rows:
        kind = Kind(scope, composition, currency, stage)
        stated = Stated(holder, kind, cents(said), said, date, source)
        found.setdefault((holder, node, kind), stated)
    return tuple(found.values())


def cents(said: str) -> int | None:
    """Return a sum in whole cents, halves to the even one; None for a negative or missing sum."""
    try:
        held = Decimal(said)
        if not held.is_finite() or not 0 <= held < _MOST_CENTS // 100:
            return None
        return int(held.scaleb(2).to_integral_value(ROUND_HALF_EVEN))
    except InvalidOperation:
        return None


def standing(stated: Iterable[Stated], until: str = "") -> dict[tuple[str, Kind], Amount]:
    """Say what is known of each holder's sum of each kind ``until`` a date, or by all that is stated.

    The latest statement of each source counts; sources that disagree give an interval.
    """
    of_one: dict[tuple[str, Kind], dict[str, list[Stated]]] = {}
    for one in stated:
        if not until or (one.date and last_day(one.date) <= last_day(until)):
            of_one.setdefault((one.holder, one.kind), {}).setdefault(one.source, []).append(one)
    return {key: _known(key[1], tuple(_latest(by_source.values()))) for key, by_source in of_one.items()}


def total(amounts: Iterable[Amount], kind: Kind) -> Amount:
    """Add up amounts of one kind; raises UnlikeAmounts for one of another.

    Of several whose kind cannot be added, no total is known.
    """
    added = tuple(amounts)
    for one in added:
        if one.kind != kind:
            raise UnlikeAmounts(kind, one.kind)
    dates = frozenset(date for one in added for date in one.dates)
    sources = frozenset(source for one in added for source in one.sources)
    if len(added) > 1 and not kind.is_addable:
        return Amount(kind, 0, None, dates, sources)
    is_bounded = all(one.most is not None for one in added)
    most = sum(one.most or 0 for one in added) if is_bounded else None
    return Amount(kind, sum(one.least for one in added), most, dates, sources)


def shares(amount: int, among: Iterable[str]) -> Mapping[str, int]:
    """Divide cents equally; those left over go to the first, one each, so that nothing is lost."""
    names = sorted(among)
    each, over = divmod(amount, len(names))
    return {name: each + (place < over) for place, name in enumerate(names)}


def last_day(date: str) -> str:
    """Return the last day that a date of ISO 8601, given as exactly as it is, can mean; to be compared."""
    return date[:10] + "-12-31"[len(date[:10]) - 4 :] if len(date) >= 4 else date


def _latest(by_source: Iterable[list[Stated]]) -> Iterator[Stated]:
    for said in by_source:
        newest = max(last_day(one.date) for one in said)
        yield from (one for one in said if last_day(one.date) == newest)


def _known(kind: Kind, said: tuple[Stated, ...]) -> Amount:
    sums = [one.cents for one in said if one.cents is not None]
    dates = frozenset(one.date for one in said if one.date)
    sources = frozenset(one.source for one in said if one.source)
    return Amount(kind, min(sums, default=0), max(sums, default=None), dates, sources)
