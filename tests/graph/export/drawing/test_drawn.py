"""Pictures are drawn the same each time, are readable and told in words, and no name lies on another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

import api
from graph.analysis.picture import Bar, Bars, Flow, Matrix, Picture, Spot, Web
from graph.export.drawing import flow, matrix, web
from graph.export.drawing.drawn import drawn, is_bare
from graph.export.drawing.ink import PAPER, SERIES, mark
from graph.export.drawing.ink import STATES as INKS
from graph.export.drawing.lettering import Lettering
from graph.export.drawing.letters import width
from graph.terms import STATES

SVG = "{http://www.w3.org/2000/svg}"
STATIC = Path(api.__file__).with_name("static")
EVIL = '<script>alert("1")</script> & \x0b'
WORDS = Lettering("en", "Invented <title>", lambda key: f"name of {key} {EVIL}", lambda state: f"is {state}")

MATRIX = Matrix(
    ("r1", "r2", "r3"),
    ("c1", "c2"),
    {("r1", "c1"): Spot("direct", 4), ("r2", "c1"): Spot("not-stated"), ("r3", "c2"): Spot("conflict", 1)},
)
BARS = Bars((Bar("one", (("a", 3.0), ("b", 1.5))), Bar("two", (("a", -2.0),))), "pieces")
FLOW = Flow(
    (("a", "b"), ("c",), ("d", "e")),
    (("a", "c", 3, "direct"), ("b", "c", 1, "weak"), ("c", "e", 2, "denied")),
)
WEB = Web(
    (("a", 3.0, 0), ("b", 1.0, 0), ("c", 1.0, 1), ("d", 0.0, 1)),
    (("a", "b", 1.0), ("a", "c", 2.0), ("c", "d", 1.0)),
)
EVERY = pytest.mark.parametrize("picture", [MATRIX, BARS, FLOW, WEB], ids=lambda held: type(held).__name__)


def tree(picture: Picture) -> ElementTree.Element:
    return ElementTree.fromstring(drawn(picture, WORDS))


@EVERY
def test_the_same_values_are_drawn_the_same(picture: Picture) -> None:
    assert drawn(picture, WORDS) == drawn(picture, WORDS)


@EVERY
def test_a_drawing_is_an_image_with_a_title_and_a_description(picture: Picture) -> None:
    root = tree(picture)
    said = {element.get("id"): element.text for element in root}
    assert root.get("role") == "img"
    assert said[root.get("aria-labelledby")] == "Invented <title>"
    assert "table" in (said[root.get("aria-describedby")] or "")


@EVERY
def test_nothing_in_a_drawing_runs_or_styles_or_loads(picture: Picture) -> None:
    for element in tree(picture).iter():
        assert element.tag.removeprefix(SVG) not in ("script", "style", "image", "a", "foreignObject")
        assert not [key for key in element.attrib if key == "style" or key.startswith("on") or "href" in key]


@EVERY
def test_every_colour_is_of_the_palette_and_has_a_class_of_its_own(picture: Picture) -> None:
    css = (STATIC / "analysis.css").read_text("utf-8")
    for element in tree(picture).iter():
        for key, prefix in (("fill", "f"), ("stroke", "s")):
            colour = element.get(key, "none")
            if colour == "none" or colour.startswith("url("):
                continue
            named = [name for name, held in PAPER.items() if held == colour]
            classes = (element.get("class") or "").split()
            assert [name for name in named if f"{prefix}-{name}" in classes], (element.tag, key, colour)
        for name in (element.get("class") or "").split():
            assert f".{name} " in css


@EVERY
def test_every_pattern_that_is_used_is_there(picture: Picture) -> None:
    text = drawn(picture, WORDS)
    assert set(re.findall(r"url\(#([^)]+)\)", text)) <= set(re.findall(r'<pattern[^>]* id="([^"]+)"', text))


@EVERY
def test_no_line_of_text_lies_on_another_or_leaves_the_sheet(picture: Picture) -> None:
    root = tree(picture)
    frames = list(_frames(root, 0))
    for n, one in enumerate(frames):
        assert one[0] >= -16
        assert one[2] <= float(root.get("width", 0))
        for other in frames[n + 1 :]:
            is_apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert is_apart, (one, other)


def _frames(element: ElementTree.Element, moved: float) -> Iterator[tuple[float, float, float, float]]:
    """Yield what each line of text covers, in a group that may be moved down."""
    down = re.fullmatch(r"translate\(0 ([\d.]+)\)", element.get("transform", ""))
    moved += float(down[1]) if down else 0
    if element.tag == f"{SVG}text":
        yield _frame(element, moved)
    for inner in element:
        yield from _frames(inner, moved)


def _frame(element: ElementTree.Element, moved: float) -> tuple[float, float, float, float]:
    """Return what a line of text covers: letters without descenders, as wide as they are drawn on average."""
    size, x, y = (float(element.get(key, 0)) for key in ("font-size", "x", "y"))
    y += moved
    wide = width(element.text or "", size)
    left = x - {"middle": wide / 2, "end": wide}.get(element.get("text-anchor", ""), 0)
    return left, y - size * 0.8, left + wide, y


def test_a_drawing_has_the_colours_of_the_page_on_light_paper() -> None:
    light = re.findall(r":root \{(.*?)\}", (STATIC / "site.css").read_text("utf-8"), re.DOTALL)[0]
    held = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", light))
    assert {name: held[name] for name in PAPER} == PAPER


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_what_is_drawn_stands_out_from_the_sheet(scheme: int) -> None:
    blocks = re.findall(r":root \{(.*?)\}", (STATIC / "site.css").read_text("utf-8"), re.DOTALL)
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", blocks[scheme]))
    for name in {"ink", "soft"} | {ink.colour for ink in (*INKS.values(), *SERIES)}:
        lighter, darker = sorted((_luminance(colours[name]), _luminance(colours["sheet"])), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5, name


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_states_are_told_apart_without_colour() -> None:
    assert set(INKS) == set(STATES)
    colours = re.compile(r"#[0-9a-f]{6}|-(bad|good|soft|mark|accent|ink)\b")
    colourless = [colours.sub("", mark(ink, 0, 0, 9)) for ink in INKS.values()]
    assert len(set(colourless)) == len(STATES)
    fills = [(ink.fill, ink.colour) for ink in INKS.values()]
    assert len(set(fills)) == len(STATES)


def test_gaps_are_words_and_marks_are_as_large_as_there_is_much() -> None:
    spots = {("r", "a"): Spot("direct", 9), ("r", "b"): Spot("direct", 1), ("r", "c"): Spot("unknown")}
    root = tree(Matrix(("r",), ("a", "b", "c"), spots))
    drawings = [g for g in root.iter(f"{SVG}g") if (g.findtext(f"{SVG}title") or "").startswith("is direct")]
    large, small = (float(mark.get("r", 0)) for g in drawings for mark in g.iter(f"{SVG}circle"))
    assert large > small
    assert "unknown" in [text.text for text in root.iter(f"{SVG}text")]


def test_of_too_many_things_those_that_most_is_said_of_are_drawn() -> None:
    rows = tuple(f"r{n}" for n in range(matrix.DOWN + 30))
    last = rows[-1]
    spots = {(row, "c"): Spot("unknown") for row in rows} | {(last, "c"): Spot("direct", 2)}
    held = Matrix(rows, ("c",), spots)
    text = drawn(held, WORDS)
    assert f"name of {last} " in text
    assert f"The picture shows {matrix.DOWN} of {len(rows)}" in text


@pytest.mark.parametrize("most", [flow.MOST, web.MOST])
def test_a_drawing_stays_small_however_much_there_is(most: int) -> None:
    names = tuple(f"n{n}" for n in range(most * 4))
    everything: Picture = (
        Flow((names, ("end",)), tuple((name, "end", 1, "direct") for name in names))
        if most == flow.MOST
        else Web(tuple((name, 1.0, 0) for name in names), ())
    )
    assert drawn(everything, WORDS).count("name of n") <= most * 3


def test_a_length_below_nought_goes_to_the_left() -> None:
    rects = [r for r in tree(BARS).iter(f"{SVG}rect") if r.find(f"{SVG}title") is not None]
    starts = {(r.findtext(f"{SVG}title") or "").rpartition(": ")[2]: float(r.get("x", 0)) for r in rects}
    assert starts["−2"] < starts["3"] < starts["1.5"]


LINK = st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.integers(0, 50), st.sampled_from(STATES))


@given(st.lists(LINK, max_size=12))
def test_any_flow_is_drawn_with_every_link(links: list[tuple[str, str, int, str]]) -> None:
    root = tree(Flow((("a", "b", "c"), ("x", "y", "z")), tuple(links)))
    assert len([p for p in root.iter(f"{SVG}path") if p.get("stroke-opacity")]) == len(links)


def test_what_holds_nothing_is_bare() -> None:
    bare: list[Picture | None] = [None, Matrix((), (), {}), Bars((), "x"), Flow(((), ()), ()), Web((), ())]
    assert all(is_bare(held) for held in bare)
    assert not any(is_bare(held) for held in (MATRIX, BARS, FLOW, WEB))
