"""Coverage of one kind of thing by another: the state of every pair, never a bare yes or no."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from graph.analysis.analysis import Finding
from graph.analysis.held import Held
from graph.analysis.picture import Matrix, Spot
from graph.terms import XSD, state

#: Kinds that go by one name here and by several in the graph.
_KINDS = {"PolicyInstrument": ("PolicyInstrument", "RecommendationPart")}


def find(held: Held, given: Mapping[str, str]) -> Finding:
    """Give the cell of every thing of one kind against every thing of another."""
    rows, columns = (
        held.layer.of_kind(*_KINDS.get(given[name], (given[name],))) for name in ("coverers", "covered")
    )
    spots: dict[tuple[str, str], Spot] = {}
    found = []
    for who in rows:
        for what in columns:
            cell = held.cells[who, what]
            spots[who, what] = Spot(cell.state, cell.count)
            found.append(
                (
                    NamedNode(who),
                    NamedNode(what),
                    NamedNode(state(cell.state)),
                    _number(cell.count),
                    _number(cell.out_of),
                )
            )
    matrix = Matrix(tuple(rows), tuple(columns), spots)
    return Finding(("coverer", "covered", "state", "count", "outOf"), tuple(found), picture=matrix)


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=NamedNode(XSD + "integer"))
