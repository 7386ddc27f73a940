"""The words of a drawing, and the sheet that it is drawn on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from graph.export import words as said
from graph.export.drawing import svg
from graph.export.drawing.ink import PAPER, STATES, Ink, filled, mark, patterns
from graph.export.drawing.letters import broken, shortened, width
from graph.export.drawing.svg import tag

#: Sizes of letters in pixels: of names, and of what is in cells and legends.
NAMES, SMALL = 13, 12
_LEGEND, _STEP = 24, 18


#: Draws an ink around a place.
Sample = Callable[[Ink, float, float, float], str]


@dataclass(frozen=True, slots=True)
class Lettering:
    """What a drawing says: ``name`` names a thing by its IRI, or words by their key; ``state`` a state."""

    language: str
    title: str
    name: Callable[[str], str]
    state: Callable[[str], str]

    def say(self, key: str, **values: object) -> str:
        """Return one of the words that drawings have in common."""
        return said.drawing(key)[self.language].format(**values)


def line(
    text: str,
    x: float,
    y: float,
    size: int = NAMES,
    colour: str = "ink",
    anchor: str = "start",
    *,
    is_over_lines: bool = False,
) -> str:
    """Write one line of text; over lines it has a rim in the colour of the sheet."""
    look = filled(colour)
    if is_over_lines:
        rim = {
            "stroke": PAPER["sheet"],
            "stroke_width": "4",
            "paint_order": "stroke",
            "stroke_linejoin": "round",
        }
        look = {**look, **rim, "class_": f"{look['class_']} s-sheet"}
    return tag("text", svg.words(text), x=x, y=y, font_size=size, text_anchor=anchor, **look)


def label(text: str, x: float, y: float, room: float, most: int = 2, anchor: str = "start") -> str:
    """Write a name in lines around a height; what does not fit is in its tooltip."""
    lines = broken(text, NAMES, room, most)
    first = y + NAMES * 0.35 - (len(lines) - 1) * 7.5
    drawn = "".join(line(held, x, first + n * 15, anchor=anchor) for n, held in enumerate(lines))
    return tag("g", tag("title", svg.words(text)), drawn)


def legend(
    entries: Iterable[tuple[Ink, str]], y: float, room: float, sample: Sample = mark
) -> tuple[str, float]:
    """Draw what inks mean, in as many lines as it takes; return it and the height it takes."""
    drawn, x, top = [], 0.0, y
    for ink, text in entries:
        told = shortened(text, SMALL, room - _LEGEND)
        if x and x + _LEGEND + width(told, SMALL) > room:
            x, top = 0.0, top + _LEGEND
        drawn += [sample(ink, x + 8, top + 8, 6), line(told, x + 20, top + 12, SMALL)]
        x += _LEGEND + width(told, SMALL) + _STEP
    return "".join(drawn), (top + _LEGEND - y if drawn else 0)


def remark(text: str, y: float, room: float) -> tuple[str, float]:
    """Write what is to be said below a drawing, in as many lines as it takes; return it and its height."""
    lines = broken(text, SMALL, room, 4)
    return "".join(line(held, 0, y + 14 + 17 * n, SMALL, "soft") for n, held in enumerate(lines)), 17 * len(
        lines
    )


def states(lettering: Lettering, there: Iterable[str]) -> list[tuple[Ink, str]]:
    """Return what the marks of the states that there are mean, in the order of the states."""
    known = set(there)
    return [(ink, lettering.state(state)) for state, ink in STATES.items() if state in known]


def sheet(lettering: Lettering, description: str, size: tuple[float, float], pieces: Iterable[str]) -> str:
    """Return a drawing on a sheet of this width and height, with a title and a description in words."""
    wide, high = (round(side) + 32 for side in size)
    return tag(
        "svg",
        tag("title", svg.words(lettering.title), id="drawing-title"),
        tag("desc", svg.words(description), id="drawing-description"),
        patterns(),
        tag("rect", width=wide, height=high, **filled("sheet")),
        tag("g", *pieces, transform="translate(16 16)"),
        xmlns=svg.NAMESPACE,
        width=wide,
        height=high,
        viewBox=f"0 0 {wide} {high}",
        role="img",
        aria_labelledby="drawing-title",
        aria_describedby="drawing-description",
        font_family=svg.FONT,
        lang=lettering.language,
        class_="drawing",
    )
