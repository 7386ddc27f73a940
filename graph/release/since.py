"""What changed between two releases for one thing, or for all: links, with the decisions, and states."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from graph.identifiers import NS
from graph.release.difference import Change, Difference, between
from graph.store import layout
from graph.store.dataset import Dataset

_STATE, _COVERAGE = NS + "state-", NamedNode(layout.COVERAGE)


@dataclass(frozen=True, slots=True, order=True)
class Moved:
    """A question whose state changed: who covers whom, by IRIs; no state where nobody asked."""

    coverer: str
    covered: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Since:
    """The statements that came and went, and the questions whose state changed."""

    difference: Difference
    moved: tuple[Moved, ...]

    def lines(self, name: Callable[[str], str]) -> Iterator[str]:
        """Say the links and the states in words; other statements are counted."""
        for sign, changes in (("-", self.difference.removed), ("+", self.difference.added)):
            for change in changes:
                if is_link(change):
                    yield f"{sign} {_told(change.quad, name)}"
                    yield from (f"    {decision}" for decision in change.decisions)
        for cell in self.moved:
            states = f"{cell.then or 'no question'} -> {cell.now or 'no question'}"
            yield f"{name(cell.coverer)} / {name(cell.covered)}: {states}"
        yield f"{len(self.difference.added)} statements more, {len(self.difference.removed)} less"


def since(before: Dataset, after: Dataset, about: str = "") -> Since:
    """Compare two releases, for all or for the thing with this IRI, at either end of a link or question."""
    found = between(before, after)
    then, now = _cells(before), _cells(after)
    moved = (
        Moved(*pair, then.get(pair, ""), now.get(pair, ""))
        for pair in then.keys() | now.keys()
        if then.get(pair) != now.get(pair) and about in ("", *pair)
    )
    return Since(Difference(_about(found.added, about), _about(found.removed, about)), tuple(sorted(moved)))


def is_link(change: Change) -> bool:
    """Say whether a change is of an accepted link."""
    return getattr(change.quad.graph_name, "value", "") == layout.ACCEPTED


def _about(changes: tuple[Change, ...], thing: str) -> tuple[Change, ...]:
    node = NamedNode(thing) if thing else None
    return tuple(c for c in changes if node is None or node in (c.quad.subject, c.quad.object))


def _cells(dataset: Dataset) -> dict[tuple[str, str], str]:
    coverers, covered, states = (_values(dataset, name) for name in ("coverer", "covered", "state"))
    return {
        (who, covered[cell]): states.get(cell, "").removeprefix(_STATE)
        for cell, who in coverers.items()
        if cell in covered
    }


def _values(dataset: Dataset, name: str) -> dict[str, str]:
    quads = dataset.store.quads_for_pattern(None, NamedNode(NS + name), None, _COVERAGE)
    return {str(quad.subject): str(getattr(quad.object, "value", "")) for quad in quads}


def _told(quad: Quad, name: Callable[[str], str]) -> str:
    ends = (str(getattr(term, "value", "")) for term in (quad.subject, quad.predicate, quad.object))
    return " ".join(name(end) for end in ends)
