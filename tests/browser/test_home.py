"""The start page: its search completes, and its map is walked and asked anew."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from api.bundle import Bundle
from tests.browser.visiting import Visitor

needs_bundle = pytest.mark.skipif(not Bundle().names, reason="no bundle is built: `make web` builds one")


@needs_bundle
def test_a_search_completes_by_keyboard_and_opens_the_thing_chosen(visitor: Visitor) -> None:
    page = visitor.open("/", language="fi")
    field = page.get_by_role("combobox")
    field.fill("työttöm")
    option = page.get_by_role("option").first
    expect(option).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == option.get_attribute("id")
    page.keyboard.press("Enter")
    page.wait_for_url("**/page/*")


@needs_bundle
def test_escape_closes_the_suggestions_and_enter_searches_for_the_words(visitor: Visitor) -> None:
    page = visitor.open("/")
    field = page.get_by_role("combobox")
    field.fill("unemployed")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Escape")
    expect(page.get_by_role("option").first).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=unemployed")


@needs_bundle
def test_the_map_is_walked_by_arrow_keys_and_asked_anew_around_what_is_chosen(visitor: Visitor) -> None:
    page = visitor.open("/")
    things = page.locator("svg.map a")
    expect(things).not_to_have_count(0)
    whole = things.count()
    page.locator("svg.map a[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    assert "themes" in str(page.evaluate("document.activeElement.getAttribute('class')"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/?at=*")
    expect(page.locator("svg.map a.parts")).not_to_have_count(0)
    assert page.locator("svg.map a").count() != whole
    page.get_by_role("link", name="The whole map").click()
    expect(page.locator("svg.map a")).to_have_count(whole)


@needs_bundle
def test_where_there_is_no_room_for_the_map_its_lists_are_open(visitor: Visitor) -> None:
    page = visitor.open("/", width=320)
    expect(page.locator("details.strata")).to_have_attribute("open", "")
    expect(page.locator("svg.map")).to_have_count(0)


def test_without_scripts_the_map_is_read_as_lists(visitor: Visitor) -> None:
    page = visitor.open("/", has_scripts=False)
    page.locator("details.strata > summary").click()
    page.locator("details.strata .cells summary").first.click()
    page.locator("details.strata a[href*='?at=']").first.click()
    page.wait_for_url("**/?at=*")
    expect(page.get_by_role("link", name="The whole map")).to_be_visible()
