"""A thing explored: relations opened and closed, the address shared, the drawing taken along."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from api.bundle import Bundle
from tests.browser.visiting import Visitor

needs_bundle = pytest.mark.skipif(not Bundle().names, reason="no bundle is built: `make web` builds one")

THEME = "/explorer?at=k2801"


@needs_bundle
def test_a_relation_is_opened_and_the_address_keeps_it(visitor: Visitor) -> None:
    page = visitor.open(f"{THEME}&open=k2801~dct:hasPart~out")
    dots = page.locator("svg.net a.dot")
    expect(dots).not_to_have_count(0)
    before = dots.count()
    page.get_by_role("button", name="Show: Target groups: participants", exact=True).click()
    expect(page.get_by_role("button", name="Hide: Target groups: participants", exact=True)).to_be_focused()
    assert dots.count() > before
    assert "kyt%3Atargets%7Eout" in page.url or "kyt%3Atargets~out" in page.url

    other = visitor.open(page.url.removeprefix(visitor.root))
    expect(other.locator("svg.net a.dot")).to_have_count(dots.count())
    other.get_by_role("button", name="Hide: Target groups: participants", exact=True).click()
    expect(other.locator("svg.net a.dot")).to_have_count(before)


@needs_bundle
def test_the_drawing_is_walked_by_arrow_keys_and_a_thing_opened_by_enter(visitor: Visitor) -> None:
    page = visitor.open(THEME)
    page.locator("svg.net a.dot[tabindex='0']").focus()
    first = page.evaluate("document.activeElement.dataset.id")
    page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.dataset.id")
    assert second != first
    page.keyboard.press("Enter")
    expect(page.locator(".unfolded h3")).to_be_focused()
    # A term is told of among the terms, a thing on its page.
    expect(page.locator(f".unfolded .tools a[href$='{second.rpartition(':')[2]}']")).to_be_visible()


@needs_bundle
@pytest.mark.parametrize(("form", "start"), [("SVG", b"<svg"), ("PNG", b"\x89PNG")])
def test_the_drawing_is_taken_along(visitor: Visitor, form: str, start: bytes) -> None:
    page = visitor.open(THEME)
    with page.expect_download() as held:
        page.get_by_role("button", name=form, exact=True).click()
    assert held.value.path().read_bytes().startswith(start)
    assert held.value.suggested_filename == f"k2801.{form.lower()}"


@needs_bundle
def test_the_explorer_begins_at_a_thing_found_by_name(visitor: Visitor) -> None:
    page = visitor.open("/explorer")
    page.get_by_role("combobox").fill("unemployed")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/explorer?at=*")
    expect(page.locator("svg.net a.dot").first).to_be_visible()


def test_without_scripts_links_lead_from_thing_to_thing(visitor: Visitor) -> None:
    page = visitor.open(THEME, has_scripts=False)
    page.locator("#listed a[href*='/explorer?at=']").first.click()
    page.wait_for_url("**/explorer?at=*")
    assert "k2801" not in page.url
    expect(page.locator("#around a")).to_be_visible()


@needs_bundle
def test_values_of_a_thing_stand_beside_the_drawing_which_names_its_relations(visitor: Visitor) -> None:
    page = visitor.open("/explorer?at=k2001")
    expect(page.locator(".values dt").first).to_be_visible()
    expect(page.locator("svg.net text.knot").first).to_be_visible()
    expect(page.locator(".legend")).to_contain_text("stated")
