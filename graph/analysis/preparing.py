"""What analyses of a release need is made ready before anyone asks."""

from __future__ import annotations

from graph.analysis import routes
from graph.analysis.held import Held
from graph.analysis.listing import analyses

#: Queries of the analyses whose rows more than one answer needs, each asked once.
_ROWS = (
    "amounts",
    "answerables",
    "decisions",
    "memberships",
    "passages",
    "registers",
    "unevidenced",
    "wording",
)
#: Parts that are read when they are first asked for.
_PARTS = ("claims", "traits")


def prepare(held: Held) -> None:
    """Read what answers are made of, judge every cell, and ask each analysis as if nothing were chosen.

    Of a portfolio that is counted nothing is read ahead: its rows are asked thing by thing.
    """
    if held.portfolio is not None:
        return
    for name in _ROWS:
        held.rows_of(name, ())
    for part in _PARTS:
        getattr(held, part)
    for coverer in held.reach.coverers:
        for covered in held.reach.covered:
            held.cells[coverer, covered]
    for along in routes.routes().values():
        cell_of = routes.cells(held, along)
        for coverer in routes.coverers(held, along, "") if along.members else ():
            for covered in held.reach.covered:
                cell_of(coverer, covered)
    for one in analyses():
        if all(param.default is not None and param.type != "resource" for param in one.declared.params):
            one.find(held, {})
