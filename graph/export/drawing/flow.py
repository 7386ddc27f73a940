"""A flow: layers of things from left to right, and links as wide as there is much in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.analysis.picture import Flow
from graph.export.drawing.cut import kept
from graph.export.drawing.ink import STATES, area, filled, swatch
from graph.export.drawing.lettering import NAMES, Lettering, legend, line, remark, sheet, states
from graph.export.drawing.letters import shortened
from graph.export.drawing.svg import tag
from graph.export.drawing.svg import words as escaped

#: Things of a layer that are drawn at most: a table holds all.
MOST = 25
_THICK, _GAP, _TALL, _LEAST = 12, 8, 480, 20
#: How far apart layers are, at least and at most, and what they have together on a wide page.
_NEAR, _FAR, _PAGE = 270, 340, 1120
#: The widest that a link of one is: few links are no broad ones.
_UNIT = 24
_SWEEPS = 4


@dataclass(slots=True)
class Box:
    """A thing as it is drawn, and how far down its sides links have been drawn from and to it."""

    x: float
    y: float
    high: float
    out: float = 0
    into: float = 0


#: A thing in a layer, for one may be in several: the number of the layer, and its name.
Spot = tuple[int, str]
#: A link between such things: from, to, amount, state.
Link = tuple[Spot, Spot, int, str]


def draw(held: Flow, lettering: Lettering) -> str:
    """Draw a flow."""
    linked = _linked(held)
    weights = _weights(held, linked)
    everything = [[(n, name) for name in layer] for n, layer in enumerate(held.layers)]
    layers = _ordered([kept(layer, weights, MOST) for layer in everything], linked)
    scale = min((_scale(layer, weights) for layer in layers if layer), default=1.0)
    pitch = min(_FAR, max(_NEAR, _PAGE // max(1, len(layers))))
    boxes = _boxes(layers, weights, scale, pitch)
    links = [link for link in linked if link[0] in boxes and link[1] in boxes]
    links.sort(key=lambda link: (boxes[link[0]].y, boxes[link[1]].y))
    pieces = [_link(link, boxes, scale, lettering) for link in links]
    pieces += [_thing(name, box, pitch, lettering) for (_, name), box in boxes.items()]
    high = max((box.y + box.high for box in boxes.values()), default=0)
    wide = pitch * max(1, len(layers))
    drawn, foot = legend(states(lettering, (link[3] for link in links)), high + 16, wide, swatch)
    count = sum(map(len, held.layers))
    told = lettering.say("left-out", shown=len(boxes), count=count) if len(boxes) < count else ""
    said, below = remark(told, high + 16 + foot, wide)
    pieces += [drawn, said]
    return sheet(lettering, _description(held, lettering), (wide, high + 16 + foot + below), pieces)


def _linked(held: Flow) -> list[Link]:
    """Return the links between the nearest layers that their ends are in."""
    layers: dict[str, list[int]] = {}
    for n, layer in enumerate(held.layers):
        for name in layer:
            layers.setdefault(name, []).append(n)
    found: list[Link] = []
    for start, end, amount, state in held.links:
        pairs = [
            (one, other) for one in layers.get(start, ()) for other in layers.get(end, ()) if one < other
        ]
        if pairs:
            one, other = min(pairs, key=lambda pair: pair[1] - pair[0])
            found.append(((one, start), (other, end), amount, state))
    return found


def _weights(held: Flow, links: list[Link]) -> dict[Spot, float]:
    """Return how much goes in or out of each thing, whichever is more; least of all where nothing does."""
    out: Counter[Spot] = Counter()
    into: Counter[Spot] = Counter()
    for start, end, amount, _ in links:
        out[start] += max(1, amount)
        into[end] += max(1, amount)
    spots = ((n, name) for n, layer in enumerate(held.layers) for name in layer)
    return {spot: max(out[spot], into[spot]) or 0.5 for spot in spots}


def _ordered(layers: list[tuple[Spot, ...]], links: list[Link]) -> list[tuple[Spot, ...]]:
    """Order each layer by where its neighbours are, to and fro, so that few links cross."""
    near: dict[Spot, list[Spot]] = {}
    for start, end, _, _ in links:
        near.setdefault(start, []).append(end)
        near.setdefault(end, []).append(start)
    places = {spot: (n + 0.5) / len(layer) for layer in layers for n, spot in enumerate(layer)}
    found = list(layers)
    for sweep in range(_SWEEPS):
        turns = range(len(found)) if sweep % 2 else range(len(found) - 1, -1, -1)
        for turn in turns:
            middles = {spot: _middle(near.get(spot, ()), places, places[spot]) for spot in found[turn]}
            found[turn] = tuple(sorted(found[turn], key=lambda spot: (middles[spot], places[spot])))
            places.update({spot: (n + 0.5) / len(found[turn]) for n, spot in enumerate(found[turn])})
    return found


def _middle(near: Iterable[Spot], places: Mapping[Spot, float], otherwise: float) -> float:
    known = [places[spot] for spot in near if spot in places]
    return sum(known) / len(known) if known else otherwise


def _scale(layer: tuple[Spot, ...], weights: Mapping[Spot, float]) -> float:
    return min(_UNIT, _TALL / sum(weights[name] for name in layer))


def _boxes(
    layers: list[tuple[Spot, ...]], weights: Mapping[Spot, float], scale: float, pitch: float
) -> dict[Spot, Box]:
    boxes: dict[Spot, Box] = {}
    sizes = [[max(_LEAST, weights[name] * scale) for name in layer] for layer in layers]
    tallest = max((sum(layer) + _GAP * (len(layer) - 1) for layer in sizes), default=0)
    for n, (layer, high) in enumerate(zip(layers, sizes, strict=True)):
        # A picture taller than a screen is entered at its top, where nothing may be blank.
        y = 0.0 if tallest > _TALL * 1.25 else (tallest - sum(high) - _GAP * (len(layer) - 1)) / 2
        for name, size in zip(layer, high, strict=True):
            boxes[name] = Box(pitch * n, y, size)
            y += size + _GAP
    return boxes


def _link(link: Link, boxes: Mapping[Spot, Box], scale: float, lettering: Lettering) -> str:
    start, end, amount, state = link
    one, other = boxes[start], boxes[end]
    wide = max(1.5, max(1, amount) * scale)
    left, right, middle = one.x + _THICK, other.x, (one.x + _THICK + other.x) / 2
    top, below = one.y + one.out + wide / 2, other.y + other.into + wide / 2
    one.out, other.into = one.out + wide, other.into + wide
    look = area(STATES[state])
    title = f"{lettering.name(start[1])} → {lettering.name(end[1])}: {amount}, {lettering.state(state)}"
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


def _thing(name: str, box: Box, pitch: float, lettering: Lettering) -> str:
    said = lettering.name(name)
    told = shortened(said, NAMES, pitch - _THICK - 24)
    bar = tag("rect", x=box.x, y=box.y, width=_THICK, height=box.high, **filled("accent"))
    place = box.x + _THICK + 6, box.y + box.high / 2 + NAMES * 0.35
    return tag("g", tag("title", escaped(said)), bar, line(told, *place, is_over_lines=True))


def _description(held: Flow, lettering: Lettering) -> str:
    counts = Counter(state for _, _, _, state in held.links)
    told = ", ".join(f"{lettering.state(state)}: {counts[state]}" for state in STATES if counts[state])
    things, links = sum(map(len, held.layers)), len(held.links)
    return lettering.say("flow", layers=len(held.layers), things=things, links=links, states=told)
