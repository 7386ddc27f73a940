"""What things are stated to do, with whom, where and when, of their own and through their parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import DefaultGraph, NamedNode

from graph.analysis.policy_layer import PART, PolicyLayer
from graph.identifiers import NS
from graph.store.dataset import Dataset
from graph.store.query_file import load
from graph.terms import DCT

METHOD, RESULT, PLACE = NS + "usesMethod", NS + "produced", DCT + "spatial"
#: Who answers for something or carries it out, and who only cooperates.
ANSWERING = tuple(NS + name for name in ("hasResponsibleMinistry", "hasIntermediateBody", "hasImplementer"))
ORGANISATIONS = (*ANSWERING, NS + "cooperatesWith")
SCHEMA = "http://schema.org/"
_QUERIES = Path(str(files("graph.analysis") / "queries"))


#: Places of registers are the regions of Eurostat; the code of one begins those of the regions in it.
_NUTS = "http://data.europa.eu/nuts/code/"


class Time(NamedTuple):
    """A first and a last day, as ISO dates; a year alone is all of its days."""

    first: str
    last: str

    def meets(self, other: Time) -> bool:
        """Whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last


class Traits:
    """What is stated of each thing; a thing of which nothing is stated has none."""

    def __init__(
        self, stated: Iterable[tuple[str, str, str]], times: Iterable[tuple[str, Time]] = ()
    ) -> None:
        self._of: dict[tuple[str, str], set[str]] = {}
        for thing, relation, value in stated:
            self._of.setdefault((thing, relation), set()).add(value)
        self._times: dict[str, set[Time]] = {}
        for thing, time in times:
            self._times.setdefault(thing, set()).add(time)

    def of(self, thing: str, relations: Iterable[str]) -> set[str]:
        """Return what a thing itself is linked to by any of the relations."""
        return {value for relation in relations for value in self._of.get((thing, relation), ())}

    def times(self, thing: str) -> set[Time]:
        """Return when a thing is carried out, once for each source that says so otherwise."""
        return self._times.get(thing, set())

    def states(self, layer: PolicyLayer, thing: str, relations: Iterable[str]) -> dict[str, str]:
        """Return what a thing is linked to: direct by itself, partial by a part or a project of it."""
        chosen = tuple(relations)
        parts = {value for part in below(layer, thing) for value in self.of(part, chosen)}
        return dict.fromkeys(parts, "partial") | dict.fromkeys(self.of(thing, chosen), "direct")


def below(layer: PolicyLayer, thing: str) -> set[str]:
    """Return the parts and projects of a thing, theirs too; in a circle all but the thing itself."""
    found, ahead = {thing}, [thing]
    while ahead:
        upper = ahead.pop()
        fresh = {*layer.targets(upper, PART), *layer.targets(upper, NS + "funds")} - found
        found |= fresh
        ahead.extend(fresh)
    return found - {thing}


def is_within(place: str, region: str) -> bool:
    """Whether a region of the NUTS holds another: its code begins the other's."""
    return place != region and region.startswith(_NUTS) and place.startswith(region)


def traits(dataset: Dataset) -> Traits:
    """Read what a release states of its things."""
    stated = ((thing, relation, value) for thing, relation, value in _rows(dataset, "traits"))
    return Traits(stated, ((thing, _time(first, last)) for thing, first, last in _rows(dataset, "times")))


def traits_of(dataset: Dataset, things: Iterable[str]) -> Traits:
    """Read what is stated of some things, looked up one by one."""
    known = tuple(things)
    stated = (
        (thing, relation, value)
        for thing in known
        for relation in (METHOD, RESULT, PLACE, *ORGANISATIONS)
        for value in values(dataset, thing, relation)
    )
    return Traits(stated, ((thing, time) for thing in known for time in _times(dataset, thing)))


def _times(dataset: Dataset, thing: str) -> Iterator[Time]:
    intervals = values(dataset, thing, NS + "hasImplementationPeriod")
    records = (thing, *values(dataset, thing, NS + "hasRecord"))
    for holders, ends in (
        (intervals, (NS + "startYear", NS + "endYear")),
        (records, (SCHEMA + "startDate", SCHEMA + "endDate")),
    ):
        for holder in holders:
            first, last = (values(dataset, holder, end) for end in ends)
            yield from (_time(one, other) for one in first for other in last)


def values(dataset: Dataset, thing: str, relation: str) -> list[str]:
    """Look up what a thing is stated to be linked to by a relation."""
    found = dataset.store.quads_for_pattern(NamedNode(thing), NamedNode(relation), None, DefaultGraph())
    return [getattr(quad.object, "value", "") for quad in found]


def _time(first: str, last: str) -> Time:
    return Time(
        first[:10] if "-" in first else f"{first}-01-01", last[:10] if "-" in last else f"{last}-12-31"
    )


def _rows(dataset: Dataset, name: str) -> list[tuple[str, ...]]:
    return dataset.texts(load(_QUERIES / f"{name}.rq").text)
