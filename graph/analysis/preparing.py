"""What analyses of a release need is made ready before anyone asks."""

from __future__ import annotations

from contextlib import suppress

from graph.analysis import routes
from graph.analysis.analysis import Analysis
from graph.analysis.comparison import asks
from graph.analysis.held import Held
from graph.analysis.listing import analyses, analysis
from graph.analysis.walked import Walked
from graph.errors import KytkosError

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
    """Read what answers are made of, judge every cell, and ask each analysis for what it shows.

    Of a portfolio that is counted its cells are counted, and no rows read: they are asked thing by thing.
    """
    if held.portfolio is not None:
        _judge_first(held)
        return
    for name in _ROWS:
        held.rows_of(name, ())
    for part in _PARTS:
        getattr(held, part)
    _judge(held)
    for one in analyses():
        if all(param.default is not None and param.type != "resource" for param in one.declared.params):
            for shown in _shows(one):
                one.find(held, shown)
    analysis("chain").find(held, {"all": "yes"})
    _compare(held)


def _judge_first(held: Held) -> None:
    """Judge one cell of a portfolio, for which all are counted."""
    known = ((who, what) for who in held.reach.coverers for what in held.reach.covered)
    if pair := next(known, None):
        held.cells[pair]


def _judge(held: Held) -> None:
    """Judge every cell that may say anything, and of things that are no more than their members all."""
    judge = held.cells
    assert isinstance(judge, Walked)
    for coverer in held.reach.coverers:
        for covered in judge.bearing(coverer):
            judge[coverer, covered]
    for along in routes.routes().values():
        cell_of = routes.cells(held, along)
        for coverer in routes.coverers(held, along, "") if along.members else ():
            for covered in held.reach.covered:
                cell_of(coverer, covered)


def _shows(one: Analysis) -> list[dict[str, str]]:
    """Return the parameters that ask an analysis for all that it shows, and else for nothing special."""
    held = (value for param in one.declared.params if param.name == "show" for value in param.classes)
    return [{"show": value} for value in held] or [{}]


def _compare(held: Held) -> None:
    """Compare with the release before; one that cannot be opened is told to whoever asks."""
    others = held.others()
    with suppress(KytkosError):
        for asked in asks() if others else ():
            analysis("compare").find(held, {**asked, "with": others[-1]})
