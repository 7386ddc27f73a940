"""A network: linked things are near each other, and a mark's shape tells the community of its thing."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

from graph.analysis.picture import Web
from graph.export.drawing.cut import kept
from graph.export.drawing.ink import SERIES, lined, mark
from graph.export.drawing.lettering import NAMES, Lettering, legend, line, remark, sheet
from graph.export.drawing.letters import shortened, width
from graph.export.drawing.svg import tag
from graph.export.drawing.svg import words as escaped

#: Things that are drawn at most: a table holds all.
MOST = 60
_WIDE, _HIGH, _MARGIN, _ROOM = 900, 620, 40, 190
#: What each thing adds to a small sheet: width and height.
_EACH = 75, 50
_LEAST, _LARGEST = 5.0, 15.0
#: The same layout each time, by any fixed number.
_SEED, _ROUNDS = 7, 120

Place = tuple[float, float]
Frame = tuple[float, float, float, float]


def draw(held: Web, lettering: Lettering) -> str:
    """Draw a network."""
    heaviest = kept((n for n, _, _ in held.nodes), {n: weight for n, weight, _ in held.nodes}, MOST)
    nodes = {name: (weight, group) for name, weight, group in held.nodes if name in set(heaviest)}
    links = [link for link in held.links if link[0] in nodes and link[1] in nodes]
    size = min(_WIDE, 300 + _EACH[0] * len(nodes)), min(_HIGH, 150 + _EACH[1] * len(nodes))
    places = _places(list(nodes), links, size)
    most = max((weight for weight, _ in nodes.values()), default=0) or 1
    radii = {n: _LEAST + (_LARGEST - _LEAST) * sqrt(max(0, w) / most) for n, (w, _) in nodes.items()}
    pieces = [_link(link, places) for link in links]
    pieces += [_thing(name, places[name], radii[name], nodes[name][1], lettering) for name in nodes]
    by_weight = sorted(nodes, key=lambda name: (-nodes[name][0], name))
    names, unnamed = _names(by_weight, places, radii, lettering, size)
    pieces += names
    groups = sorted({group for _, group in nodes.values()})
    entries = [
        (SERIES[g % len(SERIES)], lettering.say("community", number=g + 1)) for g in groups if len(groups) > 1
    ]
    drawn, foot = legend(entries, size[1] + 16, size[0])
    told = [lettering.say("unnamed", count=unnamed)] if unnamed else []
    if len(nodes) < len(held.nodes):
        told.append(lettering.say("left-out", shown=len(nodes), count=len(held.nodes)))
    said, below = remark(" ".join(told), size[1] + 16 + foot, size[0])
    pieces += [drawn, said]
    return sheet(lettering, _description(held, lettering), (size[0], size[1] + 16 + foot + below), pieces)


def _places(names: list[str], links: list[tuple[str, str, float]], size: tuple[int, int]) -> dict[str, Place]:
    import networkx  # takes long to load, and few pictures need it

    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(names)
    graph.add_weighted_edges_from(links)
    found = networkx.spring_layout(graph, seed=_SEED, iterations=_ROUNDS, k=2.2 / sqrt(len(names) or 1))
    wide, high = (side - 2 * _MARGIN for side in size)
    left, right = (pick(p[0] for p in found.values()) if found else 0.0 for pick in (min, max))
    top, below = (pick(p[1] for p in found.values()) if found else 0.0 for pick in (min, max))
    # Whole pixels: machines differ in the last digits.
    return {
        name: (
            float(round(_MARGIN + wide * (x - left) / ((right - left) or 1))),
            float(round(_MARGIN + high * (y - top) / ((below - top) or 1))),
        )
        for name, (x, y) in found.items()
    }


def _link(link: tuple[str, str, float], places: Mapping[str, Place]) -> str:
    (x1, y1), (x2, y2) = places[link[0]], places[link[1]]
    return tag("path", d=f"M{x1:.0f} {y1:.0f}L{x2:.0f} {y2:.0f}", stroke_opacity="0.5", **lined("soft"))


def _thing(name: str, place: Place, radius: float, group: int, lettering: Lettering) -> str:
    title = tag("title", escaped(lettering.name(name)))
    return tag("g", title, mark(SERIES[group % len(SERIES)], *place, radius))


def _names(
    names: list[str],
    places: Mapping[str, Place],
    radii: Mapping[str, float],
    lettering: Lettering,
    size: tuple[int, int],
) -> tuple[list[str], int]:
    """Write the names that find room beside their marks, of the heaviest first; count the others."""
    taken = [_around(places[name], radii[name]) for name in names]
    drawn = []
    for name in names:
        text = shortened(lettering.name(name), NAMES, _ROOM)
        frame = _free(places[name], radii[name], width(text, NAMES), taken, size)
        if frame is not None:
            taken.append(frame)
            drawn.append(line(text, frame[0], frame[3] - 4, is_over_lines=True))
    return drawn, len(names) - len(drawn)


def _free(
    place: Place, radius: float, wide: float, taken: list[Frame], size: tuple[int, int]
) -> Frame | None:
    x, y = place
    starts = ((x + radius + 4, y - 8), (x - radius - 4 - wide, y - 8))
    ends = ((x - wide / 2, y - radius - 18), (x - wide / 2, y + radius + 2))
    for left, top in (*starts, *ends):
        frame = (left, top, left + wide, top + 16)
        is_on_sheet = left >= 0 and frame[2] <= size[0] and top >= 0 and frame[3] <= size[1]
        if is_on_sheet and not any(_meet(frame, other) for other in taken):
            return frame
    return None


def _around(place: Place, radius: float) -> Frame:
    return place[0] - radius, place[1] - radius, place[0] + radius, place[1] + radius


def _meet(one: Frame, other: Frame) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _description(held: Web, lettering: Lettering) -> str:
    heaviest = sorted(held.nodes, key=lambda node: (-node[1], node[0]))[:5]
    return lettering.say(
        "web",
        things=len(held.nodes),
        links=len(held.links),
        communities=len({group for _, _, group in held.nodes}),
        first="; ".join(lettering.name(name) for name, _, _ in heaviest),
    )
