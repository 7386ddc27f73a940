"""What one release states that another does not, and the decisions behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from itertools import chain
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from graph.identifiers import code_of
from graph.release.opening import place
from graph.release.reader import lines
from graph.store import layout, quad_lines
from graph.store.dataset import Dataset, Term
from graph.store.query_file import load
from graph.terms import DERIVED

_BESIDE_ROWS = (layout.ONTOLOGY, layout.SCHEMES, layout.ENTITIES, layout.ACCEPTED)
_DECIDED = Path(str(files("graph.release") / "queries" / "decided.rq"))


@dataclass(frozen=True, slots=True)
class Change:
    """One triple that was added or removed, and the later decisions that may be why."""

    quad: Quad
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """The triples of the default graph that two releases do not share, in the order of N-Quads."""

    added: tuple[Change, ...]
    removed: tuple[Change, ...]

    def lines(self) -> Iterator[str]:
        """Yield the changes as N-Quads after + or -, each followed by the decisions behind it."""
        for sign, changes in (("-", self.removed), ("+", self.added)):
            for change in changes:
                yield f"{sign} {change.quad} ."
                yield from (f"    {decision}" for decision in change.decisions)


def difference(earlier: Path, later: Path) -> Difference:
    """Compare two release folders; raises NotFound where one is no release."""
    return between(place(earlier).dataset(), place(later).dataset())


def between(before: Dataset, after: Dataset, *, is_large: bool = False) -> Difference:
    """Compare what two releases state, whether in place or not.

    Of ``large`` ones only what is said beside rows of registers, and nothing that is inferred. Those that are
    in place are read line by line, so that no more is held than what they do not share.
    """
    if before.folder and after.folder and not is_large:
        then, now = _unshared(before.folder, after.folder)
    else:
        graphs = _BESIDE_ROWS if is_large else (None,)
        then, now = (_stated(held, graphs) for held in (before, after))
    why = _later_decisions(before, after)
    return Difference(
        added=tuple(_change(now[line], why) for line in sorted(now.keys() - then.keys())),
        removed=tuple(_change(then[line], why) for line in sorted(then.keys() - now.keys())),
    )


def _unshared(before: Path, after: Path) -> tuple[dict[str, Quad], dict[str, Quad]]:
    """Return what only the one, and what only the other of two releases in place states."""
    only: tuple[list[bytes], list[bytes]] = ([], [])
    for is_later, line in _differing(lines(before), lines(after)):
        if layout.in_default(quad_lines.graph_of(line)):
            only[is_later].append(line)
    then, now = (parse(b"".join(held), format=RdfFormat.N_QUADS) for held in only)
    return _by_line(then), _by_line(now)


def _differing(before: Iterator[bytes], after: Iterator[bytes]) -> Iterator[tuple[bool, bytes]]:
    """Yield the lines that one of two dumps has, and whether the later; both are in canonical order."""
    old, new = next(before, b""), next(after, b"")
    while old or new:
        if old == new:
            old, new = next(before, b""), next(after, b"")
        elif not old or b"" < new < old:
            yield True, new
            new = next(after, b"")
        else:
            yield False, old
            old = next(before, b"")


def _stated(dataset: Dataset, graphs: Iterable[str | None]) -> dict[str, Quad]:
    """Return what is stated in the default graph, less what only repeats it for searching and showing."""
    held = chain.from_iterable(dataset.quads(graph) for graph in graphs)
    stated = (q for q in held if layout.in_default(getattr(q.graph_name, "value", "")))
    return _by_line(stated)


def _by_line(stated: Iterable[Quad]) -> dict[str, Quad]:
    return {str(quad): quad for quad in stated if quad.predicate.value not in DERIVED}


def _later_decisions(before: Dataset, after: Dataset) -> dict[str, list[str]]:
    """Gather the decisions that only the later release knows, by their link and by its object."""
    query = load(_DECIDED).text
    known = {row[0] for row in before.select(query).rows}
    why: dict[str, list[str]] = {}
    for decision, action, reason, *link in after.select(query).rows:
        if decision not in known:
            told = f"{code_of(_value(decision))} {_value(action)}: {_value(reason)}"
            why.setdefault(" ".join(map(str, link)), []).append(told)
            why.setdefault(str(link[-1]), []).append(told)
    return why


def _change(quad: Quad, why: Mapping[str, list[str]]) -> Change:
    link = " ".join(map(str, (quad.subject, quad.predicate, quad.object)))
    return Change(quad, tuple(why.get(link) or why.get(str(quad.subject)) or ()))


def _value(term: Term | None) -> str:
    return str(getattr(term, "value", ""))
