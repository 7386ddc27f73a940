"""What would be covered if a theme or project were added, removed, moved or paid from elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from pyoxigraph import NamedNode

from graph.analysis.analysis import Finding, Remark
from graph.analysis.cell import Cell
from graph.analysis.change import FUNDS, PERIOD, apply, changes
from graph.analysis.claims import Edge
from graph.analysis.coverage import cell, is_told
from graph.analysis.example_changes import examples
from graph.analysis.footprint import around, touched
from graph.analysis.gaps import SORTS, every
from graph.analysis.held import Held
from graph.analysis.near import near
from graph.analysis.overlay import Overlay
from graph.analysis.picture import Matrix, Spot
from graph.analysis.policy_layer import PART, PART_OF, PolicyLayer
from graph.analysis.programming import Programming
from graph.analysis.reach import CONCERNS, Reach
from graph.analysis.value import number, thing
from graph.errors import TooManyProjects
from graph.identifiers import ID, NS
from graph.store.dataset import Term
from graph.terms import state

COLUMNS = ("coverer", "covered", "beforeState", "afterState", "before", "after")
OF_GAPS = ("change", "thing", "gap", "at", "beforeState", "afterState")
#: What a link puts below another, and which end is below.
_BELOW = {PART: "end", FUNDS: "end", PART_OF: "start", PERIOD: "start"}
_INSTEAD = "ask what would change in coverage, which says what it leaves out"
_OPEN = ("not-stated", "unknown")
_SORTS = ("TargetGroup", "PolicyInstrument")
Pair = tuple[str, str]


def find(held: Held, given: Mapping[str, str]) -> Finding:
    """Give every cell or gap that the changes change; raises InvalidParameter for what cannot be.

    Of a large release what has too many projects to be looked up is left out and counted; raises
    TooManyProjects where that is what changes, or where gaps are asked of all.
    """
    wanted = changes(given["change"])
    if not wanted:
        columns = OF_GAPS if given["show"] == "gaps" else COLUMNS
        return Finding(columns, (), (Remark("nothing"), *examples(held.reach)), is_asked=False)
    is_of_gaps = given["show"] == "gaps"
    about = [ID + given["period"]] if is_of_gaps else []
    around = near(held, "whatif", (*(end for c in wanted for end in (c.thing, c.whole) if end), *about))
    held = around.held
    tops = Programming(held, given["period"], SORTS[given["kind"]]).tops if is_of_gaps else ()
    if not around.whole.issuperset(tops):
        raise TooManyProjects("what if of gaps", held.most_walked, _INSTEAD)
    overlay = Overlay(held.layer)
    changed = [edge for change in wanted for edge in apply(overlay, change)]
    before = held.reach
    after = before.over(overlay.layer, {thing for e in changed for thing in (e.start, e.end)})
    if is_of_gaps:
        later = held.over(overlay.layer, after)
        rows = tuple(_of_gaps(held, later, given["period"], SORTS[given["kind"]]))
        return Finding(OF_GAPS, rows, () if rows else (Remark("sameGaps"),))
    left = {who for who in before.members if who not in around.whole}
    delta = _delta(before, after, changed, left)
    rows = tuple(_row(pair, *cells) for pair, cells in delta.items())
    told = (*_told(before, after, left), *around.left(left))
    same = (Remark("same"),) if not rows and not told else ()
    return Finding(COLUMNS, rows, (*same, *told), _picture(delta))


def _delta(
    before: Reach, after: Reach, changed: Iterable[Edge], left: Collection[str] = ()
) -> dict[Pair, tuple[Cell | None, Cell | None]]:
    found = {}
    for who, what in sorted(pair for pair in _pairs(before, after, changed) if pair[0] not in left):
        cells = _cell(before, who, what), _cell(after, who, what)
        if _said(cells[0]) != _said(cells[1]):
            found[who, what] = cells
    return found


def _pairs(before: Reach, after: Reach, changed: Iterable[Edge]) -> set[Pair]:
    """Return the cells that the changed links bear on: of whom they begin at, and of all above it."""
    # Who covers at all only before or after, such as an objective with its first part, has all cells anew.
    others = before.members.keys() ^ after.members.keys()
    pairs = {(who, what) for who in others for reach in (before, after) for what in _reached(reach, who)}
    for edge in changed:
        end = _BELOW.get(edge.relation)
        if end is None:
            near = around(before, edge.end) if edge.end in before.covered or edge.relation == CONCERNS else ()
            pairs.update((who, what) for who in _above(before, after, edge.start) for what in near)
            continue
        below, above = (edge.end, edge.start) if end == "end" else (edge.start, edge.end)
        near = {what for reach in (before, after) for what in _reached(reach, below)}
        whos = (below, *_above(before, after, above))
        pairs.update((who, what) for who in whos for what in near)
    return pairs


def _above(before: Reach, after: Reach, thing: str) -> set[str]:
    found = {who for reach in (before, after) for who, held in reach.members.items() if thing in held}
    return found | ({thing} if thing in before.members or thing in after.members else set())


def _reached(reach: Reach, thing: str) -> set[str]:
    if not reach.layer.graph.has_node(thing):
        return set()
    return touched(reach, (thing, *reach.members.get(thing, ())))


def _cell(reach: Reach, who: str, what: str) -> Cell | None:
    return cell(reach, who, what) if who in reach.members else None


def _said(held: Cell | None) -> tuple[str, int] | None:
    """Return what a reader sees of a cell; one that nothing was known of is as none at all."""
    return None if held is None or held.state in _OPEN else (held.state, held.count)


def _told(before: Reach, after: Reach, left: Collection[str]) -> Iterator[Remark]:
    """Yield for which things another source would be, or no longer be, there to say what they cover."""
    for who in (one for one in before.coverers if one not in left):
        for sort in _SORTS if who in after.members else ():
            was, now = is_told(before, who, sort), is_told(after, who, sort)
            if was != now:
                states = (state(_OPEN[not told]) for told in (was, now))
                yield Remark(
                    f"rest{sort}", {"coverer": who, **dict(zip(("was", "now"), states, strict=True))}
                )


def _of_gaps(held: Held, after: Held, period: str, sort: str) -> Iterator[tuple[Term | None, ...]]:
    """Yield the gaps that only one of the two has, or both in another state."""
    was, now = (_gaps(one, period, sort) for one in (held, after))
    for gap in sorted(was.keys() | now.keys()):
        states = was.get(gap), now.get(gap)
        if states[0] != states[1]:
            change = _change(gap, states, held.layer, after.layer)
            yield (
                *(NamedNode(f"{NS}change-{change}"), NamedNode(gap[0]), NamedNode(f"{NS}gap-{gap[1]}")),
                *(thing(gap[2]), *(NamedNode(state(held)) if held else None for held in states)),
            )


def _gaps(held: Held, period: str, sort: str) -> dict[tuple[str, str, str], str]:
    return {(gap.thing, gap.gap, gap.at): gap.state for gap in every(Programming(held, period, sort))}


def _change(
    gap: tuple[str, str, str], states: tuple[str | None, str | None], before: PolicyLayer, after: PolicyLayer
) -> str:
    """Name what becomes of a gap: one at a thing that is not there, before or after, is no gap closed."""
    for name, layer in (("new", before), ("gone", after)):
        if gap[2] and not layer.graph.has_node(gap[2]):
            return name
    return "moved" if all(states) else "closed" if states[0] else "opened"


def _row(pair: Pair, was: Cell | None, now: Cell | None) -> tuple[Term | None, ...]:
    states = (NamedNode(state(held.state)) if held else None for held in (was, now))
    counts = (number(held.count) if held else None for held in (was, now))
    return (NamedNode(pair[0]), NamedNode(pair[1]), *states, *counts)


def _picture(delta: Mapping[Pair, tuple[Cell | None, Cell | None]]) -> Matrix:
    spots = {pair: Spot(now.state, now.count) for pair, (_, now) in delta.items() if now}
    rows, columns = (tuple(sorted({pair[end] for pair in delta})) for end in (0, 1))
    return Matrix(rows, columns, spots)
