"""What a screen reader is given, and what is left where the reader's system sets all colours."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from api.bundle import Bundle
from tests.browser.places import PLACES
from tests.browser.visiting import Reading, Visitor

needs_bundle = pytest.mark.skipif(not Bundle().names, reason="no bundle is built: `make web` builds one")

#: Pages that together have every kind of thing that is told by a role.
TOLD = ("home", "group", "coverage", "sparql-answer", "explored", "draft", "problem")
LANDMARKS = {"banner": 1, "main": 1, "contentinfo": 1}
#: What must have a name for those who cannot see it.
NAMED = {
    *("link", "button", "textbox", "searchbox", "combobox", "checkbox", "radio", "listbox", "tab"),
    *("region", "navigation", "dialog", "form", "img", "image", "table", "group", "progressbar", "heading"),
}
#: Native groups (an opened or folded part, a drawing's own) that their summary or figure names.
NAMELESS = {"group"}

Node = dict[str, Any]


def tree(page: Page) -> list[Node]:
    """Return what the browser gives to a screen reader, in its order, without what it leaves out."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Accessibility.enable")
    held = devtools.send("Accessibility.getFullAXTree")["nodes"]
    return [node for node in held if not node["ignored"]]


def role(node: Node) -> str:
    return str(node["role"]["value"])


def name(node: Node) -> str:
    return str(node.get("name", {}).get("value", "")).strip()


def property_of(node: Node, wanted: str) -> Any:
    """Return a property's value, or what it points at."""
    found = [held["value"] for held in node.get("properties", ()) if held["name"] == wanted]
    return next((held.get("value", held.get("relatedNodes")) for held in found), None)


@pytest.mark.parametrize("place", TOLD)
def test_a_screen_reader_is_given_landmarks_headings_and_names(visitor: Visitor, place: str) -> None:
    page = visitor.open(PLACES[place], language="fi")
    page.wait_for_load_state("networkidle")
    nodes = tree(page)
    roles = [role(node) for node in nodes]
    assert {mark: roles.count(mark) for mark in LANDMARKS} == LANDMARKS
    names = [name(node) for node in nodes if role(node) == "navigation"]
    assert len(names) == len(set(names)) >= 2
    nameless = [role(node) for node in nodes if role(node) in NAMED - NAMELESS and not name(node)]
    assert nameless == []
    levels = [int(property_of(node, "level")) for node in nodes if role(node) == "heading"]
    assert levels.count(1) == 1
    assert all(later <= former + 1 for former, later in itertools.pairwise(levels))


@needs_bundle
def test_what_changes_by_itself_is_told_by_a_live_region(visitor: Visitor) -> None:
    page = visitor.open("/", language="fi")
    field = page.get_by_role("combobox")
    field.press_sequentially("nuor")
    expect(page.get_by_role("option").first).to_be_visible()
    nodes = tree(page)
    live = [name(node) or role(node) for node in nodes if property_of(node, "live") == "polite"]
    assert live
    (found,) = [node for node in nodes if role(node) == "combobox"]
    assert property_of(found, "expanded") is True
    page.keyboard.press("ArrowDown")
    (found,) = [node for node in tree(page) if role(node) == "combobox"]
    assert property_of(found, "activedescendant")


def test_what_went_wrong_is_told_at_once(visitor: Visitor) -> None:
    page = visitor.open(PLACES["wrong-query"], language="sv", has_scripts=False)
    (alert,) = [node for node in tree(page) if role(node) == "alert"]
    assert property_of(alert, "live") == "assertive"
    (field,) = [node for node in tree(page) if role(node) == "textbox"]
    assert property_of(field, "invalid") == "true"


CONTRAST = """
(held) => held.map((one) => {
  const numbers = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = (colour) => {
    const parts = numbers(colour).slice(0, 3).map((part) => part / 255)
      .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const probe = document.createElement("span");
  probe.style.color = "Canvas";
  document.body.append(probe);
  const ground = light(getComputedStyle(probe).color);
  probe.remove();
  const style = getComputedStyle(one);
  const ink = [style.fill, style.stroke].filter((colour) => colour !== "none" && numbers(colour)[3] !== 0);
  const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  return Math.max(0, ...ink.map((colour) => ratio(light(colour), ground)));
})
"""


def forced(visitor: Visitor, path: str, reading: Reading) -> Page:
    page = visitor.reader(reading)
    page.emulate_media(forced_colors="active", color_scheme=reading.scheme)
    page.goto(visitor.root + path)
    page.wait_for_load_state("networkidle")
    return page


@pytest.mark.parametrize(
    "reading", [pytest.param(Reading("fi"), marks=pytest.mark.slow), Reading("sv", "dark")], ids=str
)
@pytest.mark.parametrize(
    ("path", "drawn"),
    [
        (PLACES["theme"], ".around .edge, .around .end, .around text"),
        (PLACES["continuity"], ".drawing text, .drawing path[class]"),
        pytest.param(PLACES["home"], "svg.map a rect:last-of-type, svg.map text", marks=needs_bundle),
        pytest.param(
            PLACES["explored"], "svg.net .dot circle:last-of-type, svg.net text", marks=needs_bundle
        ),
    ],
    ids=["thing", "analysis", "map", "explorer"],
)
def test_drawings_are_seen_where_colours_are_forced(
    visitor: Visitor, path: str, drawn: str, reading: Reading
) -> None:
    page = forced(visitor, path, reading)
    if "svg." in drawn:
        expect(page.locator("svg.map, svg.net").first).to_be_visible()
    ratios = page.locator(drawn).evaluate_all(CONTRAST)
    assert ratios
    assert min(ratios) >= 3


def test_focus_and_the_place_one_is_at_are_seen_where_colours_are_forced(visitor: Visitor) -> None:
    page = forced(visitor, "/about", Reading())
    at = page.get_by_role("navigation", name="Main menu").locator("[aria-current]")
    assert "underline" in at.evaluate("held => getComputedStyle(held).textDecorationLine")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert style == "solid"
    edges = page.locator("main .state").evaluate_all(
        "held => held.map(e => [getComputedStyle(e).borderTopStyle, getComputedStyle(e, '::before').content])"
    )
    assert {edge for edge, _ in edges} == {"solid"}
    assert len({shape for _, shape in edges}) >= 8
