"""A flow: layers of things from left to right, and links as wide as there is much in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from graph.analysis.picture import Flow
from graph.export.drawing.cut import kept
from graph.export.drawing.ink import PAPER, STATES, area, filled, swatch
from graph.export.drawing.lettering import NAMES, Lettering, legend, remark, sheet, states
from graph.export.drawing.letters import shortened
from graph.export.drawing.svg import tag
from graph.export.drawing.svg import words as escaped

#: Things of a layer that are drawn at most: a table holds all.
MOST = 25
_PITCH, _THICK, _GAP, _TALL, _LEAST = 270, 12, 8, 480, 20
_SWEEPS = 4


@dataclass(slots=True)
class Box:
    """A thing as it is drawn, and how far down its sides links have been drawn from and to it."""

    x: float
    y: float
    high: float
    out: float = 0
    into: float = 0


def draw(held: Flow, lettering: Lettering) -> str:
    """Draw a flow."""
    weights = _weights(held)
    layers = _ordered([kept(layer, weights, MOST) for layer in held.layers], held)
    scale = min((_scale(layer, weights) for layer in layers if layer), default=1.0)
    boxes = _boxes(layers, weights, scale)
    links = [link for link in held.links if link[0] in boxes and link[1] in boxes]
    links.sort(key=lambda link: (boxes[link[0]].y, boxes[link[1]].y))
    pieces = [_link(link, boxes, scale, lettering) for link in links]
    pieces += [_thing(name, box, lettering) for name, box in boxes.items()]
    high = max((box.y + box.high for box in boxes.values()), default=0)
    wide = _PITCH * max(1, len(layers))
    drawn, foot = legend(states(lettering, (link[3] for link in links)), high + 16, wide, swatch)
    count = sum(map(len, held.layers))
    told = lettering.say("left-out", shown=len(boxes), count=count) if len(boxes) < count else ""
    said, below = remark(told, high + 16 + foot, wide)
    pieces += [drawn, said]
    return sheet(lettering, _description(held, lettering), (wide, high + 16 + foot + below), pieces)


def _weights(held: Flow) -> dict[str, float]:
    """Return how much goes in or out of each thing, whichever is more."""
    out: Counter[str] = Counter()
    into: Counter[str] = Counter()
    for start, end, amount, _ in held.links:
        out[start] += max(1, amount)
        into[end] += max(1, amount)
    return {name: max(1, out[name], into[name]) for layer in held.layers for name in layer}


def _ordered(layers: list[tuple[str, ...]], held: Flow) -> list[tuple[str, ...]]:
    """Order each layer by where its neighbours are, to and fro, so that few links cross."""
    near: dict[str, list[str]] = {}
    for start, end, _, _ in held.links:
        near.setdefault(start, []).append(end)
        near.setdefault(end, []).append(start)
    places = {name: (n + 0.5) / len(layer) for layer in layers for n, name in enumerate(layer)}
    found = list(layers)
    for sweep in range(_SWEEPS):
        turns = range(len(found)) if sweep % 2 else range(len(found) - 1, -1, -1)
        for turn in turns:
            middles = {name: _middle(near.get(name, ()), places, places[name]) for name in found[turn]}
            found[turn] = tuple(sorted(found[turn], key=lambda name: (middles[name], places[name])))
            places.update({name: (n + 0.5) / len(found[turn]) for n, name in enumerate(found[turn])})
    return found


def _middle(near: list[str] | tuple[()], places: Mapping[str, float], otherwise: float) -> float:
    known = [places[name] for name in near if name in places]
    return sum(known) / len(known) if known else otherwise


def _scale(layer: tuple[str, ...], weights: Mapping[str, float]) -> float:
    return _TALL / sum(weights[name] for name in layer)


def _boxes(layers: list[tuple[str, ...]], weights: Mapping[str, float], scale: float) -> dict[str, Box]:
    boxes: dict[str, Box] = {}
    sizes = [[max(_LEAST, weights[name] * scale) for name in layer] for layer in layers]
    tallest = max((sum(layer) + _GAP * (len(layer) - 1) for layer in sizes), default=0)
    for n, (layer, high) in enumerate(zip(layers, sizes, strict=True)):
        y = (tallest - sum(high) - _GAP * (len(layer) - 1)) / 2
        for name, size in zip(layer, high, strict=True):
            boxes[name] = Box(_PITCH * n, y, size)
            y += size + _GAP
    return boxes


def _link(
    link: tuple[str, str, int, str], boxes: Mapping[str, Box], scale: float, lettering: Lettering
) -> str:
    start, end, amount, state = link
    one, other = boxes[start], boxes[end]
    wide = max(1.5, max(1, amount) * scale)
    left, right, middle = one.x + _THICK, other.x, (one.x + _THICK + other.x) / 2
    top, below = one.y + one.out + wide / 2, other.y + other.into + wide / 2
    one.out, other.into = one.out + wide, other.into + wide
    look = area(STATES[state])
    title = f"{lettering.name(start)} → {lettering.name(end)}: {amount}, {lettering.state(state)}"
    return tag(
        "path",
        tag("title", escaped(title)),
        d=f"M{left:.1f} {top:.1f}C{middle:.1f} {top:.1f} {middle:.1f} {below:.1f} {right:.1f} {below:.1f}",
        fill="none",
        stroke=look["fill"] if look["fill"].startswith("url") else look["stroke"],
        stroke_width=wide,
        stroke_opacity="0.45",
        class_="" if look["fill"].startswith("url") else look["class_"].split()[-1],
    )


def _thing(name: str, box: Box, lettering: Lettering) -> str:
    said = lettering.name(name)
    told = shortened(said, NAMES, _PITCH - _THICK - 24)
    halo: dict[str, str | float] = {
        "stroke": PAPER["sheet"],
        "stroke_width": 4,
        "paint_order": "stroke",
        "stroke_linejoin": "round",
    }
    place: dict[str, str | float] = {
        "x": box.x + _THICK + 6,
        "y": box.y + box.high / 2 + NAMES * 0.35,
        "font_size": NAMES,
    }
    ink: dict[str, str | float] = {"fill": PAPER["ink"], "class_": "f-ink s-sheet"}
    return tag(
        "g",
        tag("title", escaped(said)),
        tag("rect", x=box.x, y=box.y, width=_THICK, height=box.high, **filled("accent")),
        tag("text", escaped(told), **place, **ink, **halo),
    )


def _description(held: Flow, lettering: Lettering) -> str:
    counts = Counter(state for _, _, _, state in held.links)
    told = ", ".join(f"{lettering.state(state)}: {counts[state]}" for state in STATES if counts[state])
    things, links = sum(map(len, held.layers)), len(held.links)
    return lettering.say("flow", layers=len(held.layers), things=things, links=links, states=told)
