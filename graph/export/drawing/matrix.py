"""A matrix as an evidence gap map: size is how much, shade and shape the state, and gaps are words."""

from __future__ import annotations

from collections import Counter
from math import sqrt

from graph.analysis.picture import Matrix, Spot
from graph.export.drawing.cut import SILENT, cut
from graph.export.drawing.ink import STATES, lined, mark
from graph.export.drawing.lettering import NAMES, SMALL, Lettering, label, legend, line, remark, sheet, states
from graph.export.drawing.letters import broken
from graph.export.drawing.svg import tag
from graph.export.drawing.svg import words as escaped

#: Things down and across that are drawn at most: a table shows more.
DOWN, ACROSS = 40, 12
_NAMES, _WIDE, _HIGH, _HEAD = 220, 118, 40, 70
_LEAST, _MOST = 5.0, 13.0


def draw(held: Matrix, lettering: Lettering) -> str:
    """Draw a matrix."""
    part = cut(held, DOWN, ACROSS)
    most = max((spot.amount for spot in part.spots.values()), default=0)
    wide, high = _NAMES + _WIDE * len(part.columns), _HEAD + _HIGH * len(part.rows)
    pieces = [*_heads(part, lettering), *_grid(part, wide, high)]
    for down, row in enumerate(part.rows):
        y = _HEAD + _HIGH * down + _HIGH / 2
        pieces.append(label(lettering.name(row), 0, y, _NAMES - 12))
        for across, column in enumerate(part.columns):
            if spot := part.spots.get((row, column)):
                pieces.append(_spot(spot, _NAMES + _WIDE * across + _WIDE / 2, y, most, lettering))
    shown = [spot.state for spot in part.spots.values()]
    said = states(lettering, (s for s in shown if s not in SILENT))
    room = max(wide, 480)
    # What the marks mean is said first: a long matrix is scrolled.
    key, under = legend(said, 0, room)
    told, below = remark(_told(held, part, lettering), under, room)
    top = under + below + 16
    drawn = [key, told, tag("g", *pieces, transform=f"translate(0 {top:g})")]
    return sheet(lettering, _description(held, lettering), (room, top + high), drawn)


def _heads(part: Matrix, lettering: Lettering) -> list[str]:
    found = []
    for across, column in enumerate(part.columns):
        name = lettering.name(column)
        x = _NAMES + _WIDE * across + _WIDE / 2
        lines = broken(name, SMALL, _WIDE - 10, 4)
        first = _HEAD - 10 - 15 * (len(lines) - 1)
        drawn = (line(held, x, first + 15 * n, SMALL, anchor="middle") for n, held in enumerate(lines))
        found.append(tag("g", tag("title", escaped(name)), *drawn))
    return found


def _grid(part: Matrix, wide: float, high: float) -> list[str]:
    down = (f"M0 {_HEAD + _HIGH * n}H{wide}" for n in range(len(part.rows) + 1))
    across = (f"M{_NAMES + _WIDE * n} {_HEAD}V{high}" for n in range(len(part.columns) + 1))
    return [tag("path", d="".join((*down, *across)), **lined("line"))]


def _spot(spot: Spot, x: float, y: float, most: int, lettering: Lettering) -> str:
    if spot.state in SILENT:
        return line(lettering.say(f"gap-{spot.state}"), x, y + 4, SMALL, "soft", "middle")
    ink = STATES[spot.state]
    radius = _LEAST + (_MOST - _LEAST) * sqrt(spot.amount / most) if most else _LEAST
    title = f"{lettering.state(spot.state)}: {spot.amount}" if spot.amount else lettering.state(spot.state)
    drawn = mark(ink, x - (14 if spot.amount else 0), y, radius)
    number = line(str(spot.amount), x + 12, y + NAMES * 0.35) if spot.amount else ""
    return tag("g", tag("title", escaped(title)), drawn, number)


def _told(held: Matrix, part: Matrix, lettering: Lettering) -> str:
    shown, count = len(part.rows) * len(part.columns), len(held.rows) * len(held.columns)
    if shown == count:
        return lettering.say("size")
    return f"{lettering.say('size')} {lettering.say('left-out', shown=shown, count=count)}"


def _description(held: Matrix, lettering: Lettering) -> str:
    counts = Counter(spot.state for spot in held.spots.values())
    told = ", ".join(f"{lettering.state(state)}: {counts[state]}" for state in STATES if counts[state])
    return lettering.say("matrix", rows=len(held.rows), columns=len(held.columns), states=told)
