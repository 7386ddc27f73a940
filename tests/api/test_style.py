"""The palette can be read in both schemes (WCAG 2.2, 1.4.3), and every state has a shape too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import api
from graph.terms import STATES

CSS = Path(api.__file__).with_name("static").joinpath("site.css").read_text(encoding="utf-8")
ON_PLAIN = ("ink", "soft", "accent", "bad", "good", "mark")
PAIRS = [
    *((name, ground) for name in ON_PLAIN for ground in ("paper", "sheet")),
    ("ink", "accent-soft"),
    ("accent", "accent-soft"),
    ("mark", "mark-soft"),
    ("ink", "mark-soft"),
    ("bad", "bad-soft"),
    ("ink", "bad-soft"),
    ("good", "good-soft"),
    ("ink", "calm-soft"),
    ("soft", "calm-soft"),
    ("paper", "accent"),
]


def palette(scheme: str) -> dict[str, str]:
    blocks = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    light = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", blocks[0]))
    dark = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", blocks[1]))
    assert set(light) == set(dark)
    return light if scheme == "light" else dark


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(scheme: str, text: str, ground: str) -> None:
    colours = palette(scheme)
    lighter, darker = sorted((luminance(colours[text]), luminance(colours[ground])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


@pytest.mark.parametrize("state", [*STATES, "rejected"])
def test_a_state_has_a_shape(state: str) -> None:
    assert re.search(rf'\.state-{state}::before \{{ content: "[^"]+"', CSS)


def test_no_two_states_have_the_same_shape() -> None:
    shapes = re.findall(r'\.state-[a-z-]+::before \{ content: "([^"]+)"', CSS)
    assert len(shapes) == len(set(shapes)) == len(STATES) + 1


def drawn() -> list[tuple[str, str]]:
    """Return what is drawn with which colour of the palette: the selector, and the colour's name."""
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", CSS)
    held = [(one.strip(), told) for selector, told in rules for one in selector.split(",")]
    return [
        (one, name) for one, told in held for name in re.findall(r"(?:stroke|fill): var\(--([a-z-]+)\)", told)
    ]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_drawn_stands_out_from_its_ground(scheme: str) -> None:
    colours = palette(scheme)
    lines = [
        (one, name)
        for one, name in drawn()
        if not name.endswith("-soft") and name not in ("line", "sheet", "paper")
    ]
    assert len(lines) > 5
    for one, name in lines:
        for ground in ("paper", "sheet", "accent-soft"):
            assert contrast(colours[name], colours[ground]) >= 3, (one, name, ground)


def test_links_of_unlike_states_are_told_apart_without_colour() -> None:
    drawn_as = re.findall(r"\.edge-[^{]*\{([^}]*)\}", CSS)
    dashes = [re.findall(r"stroke-dasharray: ([\d ]+)", told) for told in drawn_as]
    assert len(dashes) == len({tuple(dash) for dash in dashes}) >= 3
    assert all(dashes)
