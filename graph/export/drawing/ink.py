"""Colours, hatches and marks of drawings: a state is known by its shape, whatever colours a reader sees.

A colour is written twice: as it is on white paper, and as a class, for a page to colour in its own scheme.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.export.drawing.svg import tag

#: The colours as they are on white paper, by the names that the site's style sheet has for them.
PAPER: dict[str, str] = {
    "sheet": "#ffffff",
    "ink": "#1c2530",
    "soft": "#55606c",
    "line": "#ddd8cd",
    "accent": "#0b4f5c",
    "accent-soft": "#e4eff0",
    "mark": "#8a5a00",
    "mark-soft": "#fbf1dc",
    "bad": "#9b2525",
    "bad-soft": "#fbe9e7",
    "good": "#1c6a3f",
    "good-soft": "#e4f2e9",
    "calm-soft": "#efede7",
}


@dataclass(frozen=True, slots=True)
class Ink:
    """A colour, how an area is filled with it, and the shape of its mark, which may be an outline only."""

    colour: str
    fill: str = "full"
    shape: str = "circle"
    is_hollow: bool = False


#: How states look; in a cell, those that say nothing are words.
STATES: dict[str, Ink] = {
    "conflict": Ink("bad", "full", "square"),
    "direct": Ink("good", "full", "circle"),
    "partial": Ink("good", "hatch", "circle"),
    "weak": Ink("accent", "dots", "ring", is_hollow=True),
    "denied": Ink("bad", "cross", "barred", is_hollow=True),
    "proposed": Ink("mark", "upright", "diamond", is_hollow=True),
    "absent": Ink("bad", "level", "square", is_hollow=True),
    "not-stated": Ink("soft", "none", "circle"),
    "unknown": Ink("soft", "level", "square"),
}

#: How things that have no state are told apart, in turn.
SERIES: tuple[Ink, ...] = (
    Ink("accent", "full", "circle"),
    Ink("mark", "hatch", "square"),
    Ink("good", "dots", "diamond"),
    Ink("bad", "cross", "circle"),
    Ink("ink", "hatch", "diamond"),
    Ink("soft", "full", "square"),
)


def filled(colour: str) -> dict[str, str]:
    """Return the attributes that fill a shape with a colour."""
    return {"fill": PAPER[colour], "class_": f"f-{colour}"}


def lined(colour: str) -> dict[str, str]:
    """Return the attributes that draw a line in a colour."""
    return {"fill": "none", "stroke": PAPER[colour], "class_": f"s-{colour}"}


def area(ink: Ink) -> dict[str, str]:
    """Return the attributes of an area in this ink, with an outline that shows where it is."""
    held = {"stroke": PAPER[ink.colour], "class_": f"s-{ink.colour}"}
    if ink.fill == "full":
        return {"fill": PAPER[ink.colour], **held, "class_": f"f-{ink.colour} s-{ink.colour}"}
    if ink.fill == "none":
        return {"fill": PAPER["sheet"], **held, "class_": f"f-sheet s-{ink.colour}"}
    return {"fill": f"url(#{pattern(ink)})", **held}


def pattern(ink: Ink) -> str:
    """Return the name of the pattern of a hatched ink."""
    return f"drawing-{ink.fill}-{ink.colour}"


def patterns() -> str:
    """Write every pattern there is; what is not used is not seen."""
    inks = {pattern(ink): ink for ink in (*STATES.values(), *SERIES) if ink.fill not in ("full", "none")}
    return tag("defs", *(_pattern(name, inks[name]) for name in sorted(inks)))


def _pattern(name: str, ink: Ink) -> str:
    ground = tag("rect", width=6, height=6, **filled("sheet"))
    strokes = {
        "hatch": tag("path", d="M-1 1l2-2M0 6l6-6M5 7l2-2", stroke_width="1.6", **lined(ink.colour)),
        "cross": tag("path", d="M0 0l6 6M0 6l6-6", stroke_width="1.2", **lined(ink.colour)),
        "upright": tag("path", d="M3 0v6", stroke_width="1.6", **lined(ink.colour)),
        "level": tag("path", d="M0 3h6", stroke_width="1.2", **lined(ink.colour)),
        "dots": tag("circle", cx=3, cy=3, r="1.3", **filled(ink.colour)),
    }
    return tag(
        "pattern", ground, strokes[ink.fill], id=name, width=6, height=6, patternUnits="userSpaceOnUse"
    )


def mark(ink: Ink, x: float, y: float, radius: float) -> str:
    """Draw a mark around a place."""
    look = area(Ink(ink.colour, "none") if ink.is_hollow else ink)
    if ink.shape == "square":
        return tag("rect", x=x - radius, y=y - radius, width=2 * radius, height=2 * radius, **look)
    if ink.shape == "diamond":
        far = radius * 1.25
        return tag(
            "path",
            d=f"M{x - far:.1f} {y:.1f}L{x:.1f} {y - far:.1f} {x + far:.1f} {y:.1f} {x:.1f} {y + far:.1f}z",
            **look,
        )
    drawn = tag("circle", cx=x, cy=y, r=radius, **look)
    if ink.shape == "ring":
        return drawn + tag("circle", cx=x, cy=y, r=radius * 0.4, **filled(ink.colour))
    if ink.shape == "barred":
        reach = radius * 0.7
        bar = f"M{x - reach:.1f} {y + reach:.1f}l{2 * reach:.1f} {-2 * reach:.1f}"
        return drawn + tag("path", d=bar, stroke_width=2, **lined(ink.colour))
    return drawn


def swatch(ink: Ink, x: float, y: float, radius: float) -> str:
    """Draw how areas of an ink look, around a place."""
    return tag("rect", x=x - radius, y=y - radius, width=2 * radius, height=2 * radius, **area(ink))
