"""Bars: lengths of one unit, each made of its parts; what is below nought goes to the left."""

from __future__ import annotations

from graph.analysis.picture import Bar, Bars
from graph.export.drawing.ink import SERIES, STATES, Ink, area, lined, swatch
from graph.export.drawing.lettering import NAMES, SMALL, Lettering, label, legend, line, remark, sheet
from graph.export.drawing.svg import tag
from graph.export.drawing.svg import words as escaped
from graph.export.figure import figure
from graph.identifiers import NS

#: Bars that are drawn at most: a table holds all.
MOST = 40
_NAMES, _LONG, _HIGH, _THICK, _NUMBER = 270, 440, 38, 20, 110


def draw(held: Bars, lettering: Lettering) -> str:
    """Draw bars in the order they are in."""
    bars = held.bars[:MOST]
    inks = _inks(bars)
    below = max((_sum(bar, -1) for bar in bars), default=0)
    scale = _LONG / ((below + max((_sum(bar, 1) for bar in bars), default=0)) or 1)
    nought = _NAMES + below * scale
    unit = lettering.name(held.unit)
    pieces = [line(unit, _NAMES, 10, SMALL, "soft")]
    for n, bar in enumerate(bars):
        y = 22 + _HIGH * n + _HIGH / 2
        pieces += [
            label(lettering.name(bar.name), 0, y, _NAMES - 12),
            *_bar(bar, (nought, y, scale), inks, lettering),
        ]
    high = 22 + _HIGH * len(bars)
    pieces.append(tag("path", d=f"M{nought:.1f} 18V{high}", **lined("soft")))
    is_told = all(bar.parts == ((bar.name, bar.parts[0][1]),) for bar in bars if bar.parts)
    entries = [] if is_told else [(ink, lettering.name(name)) for name, ink in inks.items()]
    drawn, foot = legend(entries, high + 14, _NAMES + _LONG, swatch)
    told = (
        lettering.say("left-out", shown=len(bars), count=len(held.bars)) if len(bars) < len(held.bars) else ""
    )
    said, below = remark(told, high + 14 + foot, _NAMES + _LONG)
    pieces += [drawn, said]
    size = (_NAMES + _LONG + _NUMBER, high + 14 + foot + below)
    return sheet(lettering, _description(held, lettering), size, pieces)


def _bar(
    bar: Bar, place: tuple[float, float, float], inks: dict[str, Ink], lettering: Lettering
) -> list[str]:
    nought, y, scale = place
    ends = {1: nought, -1: nought}
    drawn = []
    for name, amount in bar.parts:
        side, long = (1 if amount >= 0 else -1), abs(amount) * scale
        start = ends[side] - (long if side < 0 else 0)
        ends[side] += side * long
        if long:
            title = tag("title", escaped(f"{lettering.name(name)}: {number(amount, lettering.language)}"))
            look = area(inks[name])
            drawn.append(tag("rect", title, x=start, y=y - _THICK / 2, width=long, height=_THICK, **look))
    total = number(sum(amount for _, amount in bar.parts), lettering.language)
    return [*drawn, line(total, ends[1] + 8, y + NAMES * 0.35)]


def number(amount: float, language: str) -> str:
    """Write an amount as a language does, with no more decimals than it has."""
    return figure(f"{amount:.2f}".rstrip("0").rstrip("."), language)


def _inks(bars: tuple[Bar, ...]) -> dict[str, Ink]:
    names = dict.fromkeys(name for bar in bars for name, _ in bar.parts)
    known = {name: STATES.get(name.removeprefix(f"{NS}state-")) for name in names}
    turn = iter(range(len(names)))
    return {name: ink or SERIES[next(turn) % len(SERIES)] for name, ink in known.items()}


def _sum(bar: Bar, side: int) -> float:
    return sum(side * amount for _, amount in bar.parts if side * amount > 0)


def _description(held: Bars, lettering: Lettering) -> str:
    first = (
        f"{lettering.name(bar.name)}: {number(sum(a for _, a in bar.parts), lettering.language)}"
        for bar in held.bars[:5]
    )
    return lettering.say("bars", count=len(held.bars), unit=lettering.name(held.unit), first="; ".join(first))
