"""What a release that is not in place yet would change: links, states of cells, and the decisions behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.identifiers import ID, NS
from graph.release.difference import Change, Difference, between
from graph.store import layout
from graph.store.dataset import Dataset
from graph.terms import STATES

_STATE = NamedNode(NS + "state")
_PREFIX = NS + "state-"
#: States in which a question has an answer that a decision gave.
_SETTLED = STATES[: STATES.index("proposed")]
#: States of cells that a large release does not hold while it is built.
_SILENT = frozenset({"not-stated", "unknown"})
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Preview:
    """The difference in links, and how many cells go from one state (none for a new cell) to another.

    Of ``large`` releases a cell of which nothing is said counts as none: those are not held.
    """

    difference: Difference
    cells: Mapping[tuple[str, str], int]
    is_large: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether the release would state what is stated now."""
        return not (self.difference.added or self.difference.removed or self.cells)

    def lines(self) -> Iterator[str]:
        """Say it for who is to agree: the links with their decisions, then the cells, settled ones first."""
        links = [("+", c) for c in self.difference.added if is_link(c)]
        links += [("-", c) for c in self.difference.removed if is_link(c)]
        for sign, change in links[:_SHOWN]:
            yield f"{sign} {_told(change)}"
            yield from (f"    {decision}" for decision in change.decisions[:1])
        if len(links) > _SHOWN:
            yield f"  … and {len(links) - _SHOWN} more links; after the release: kytkos diff A B"
        added, removed = len(self.difference.added), len(self.difference.removed)
        yield f"{added} statements more, {removed} less; {len(links)} of them accepted links"
        none = "nothing said" if self.is_large else "no cell"
        for (then, now), count in self.weighed():
            yield f"{count} cells: {then or none} -> {now or none}"

    def weighed(self) -> list[tuple[tuple[str, str], int]]:
        """Return the cells that change by their states, settled ones first."""
        return sorted(self.cells.items(), key=_weight)


def preview(before: Dataset, after: Dataset, *, is_large: bool = False) -> Preview:
    """Compare what is current with what would be; of large ones what is said beside rows of registers."""
    left_out = _SILENT if is_large else frozenset()
    then, now = (dict(_states(held, left_out)) for held in (before, after))
    changed = ((then.get(cell, ""), now.get(cell, "")) for cell in then.keys() | now.keys())
    cells = Counter((a, b) for a, b in changed if a != b)
    return Preview(between(before, after, is_large=is_large), cells, is_large)


def _states(dataset: Dataset, left_out: Collection[str]) -> Iterator[tuple[str, str]]:
    for quad in dataset.store.quads_for_pattern(None, _STATE, None, NamedNode(layout.COVERAGE)):
        found = str(quad.object).strip("<>").removeprefix(_PREFIX)
        if found not in left_out:
            yield str(quad.subject), found


def is_link(change: Change) -> bool:
    """Whether a change is of an accepted link."""
    return getattr(change.quad.graph_name, "value", "") == layout.ACCEPTED


def _told(change: Change) -> str:
    """Write a link in the short names that reviewers know."""
    terms = (change.quad.subject, change.quad.predicate, change.quad.object)
    return " ".join(str(term).strip("<>").replace(ID, "").replace(NS, "kyt:") for term in terms)


def _weight(entry: tuple[tuple[str, str], int]) -> tuple[bool, int, str, str]:
    (then, now), count = entry
    return (then not in _SETTLED and now not in _SETTLED, -count, then or "no cell", now)
