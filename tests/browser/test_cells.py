"""A cell of a table opens its statements and quotes beside the table; without scripts it is a link."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from api.bundle import Bundle
from tests.browser.conftest import Violations
from tests.browser.visiting import Reading, Visitor

COVERAGE = "/analysis/coverage"
needs_bundle = pytest.mark.skipif(not Bundle().names, reason="no bundle is built: `make web` builds one")


def stated(page: Page) -> Locator:
    """Return the first cell of the matrix that is stated."""
    return page.locator(".heat td.h-direct a.state-why").first


@needs_bundle
@pytest.mark.parametrize(
    "reading", [pytest.param(Reading("fi"), marks=pytest.mark.slow), Reading("sv", "dark", 320)], ids=str
)
def test_a_cell_opens_its_quotes_by_keyboard_and_the_page_stays(
    visitor: Visitor, violations: Violations, reading: Reading
) -> None:
    page = visitor.open(COVERAGE, reading)
    page.wait_for_load_state("networkidle")
    cell, address = stated(page), page.url
    cell.focus()
    page.keyboard.press("Enter")
    opened = page.get_by_role("dialog")
    expect(opened.locator("q").first).to_be_visible()
    expect(opened.get_by_role("heading").first).to_be_focused()
    assert page.url == address
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= reading.width
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((held) => held.id)")
    assert len(ids) == len(set(ids))
    page.keyboard.press("Escape")
    expect(opened).to_have_count(0)
    expect(cell).to_be_focused()


@needs_bundle
def test_a_cell_that_could_not_be_opened_is_opened_when_asked_again(visitor: Visitor) -> None:
    page = visitor.open(COVERAGE, language="sv")
    page.wait_for_load_state("networkidle")
    visitor.lets_fail = True
    page.route("**/why/**", lambda route: route.abort("connectionrefused"))
    stated(page).press("Enter")
    opened = page.get_by_role("dialog")
    expect(opened.get_by_role("alert")).to_contain_text("servern svarar inte")
    page.unroute_all()
    opened.get_by_role("button", name="Försök igen").press("Enter")
    expect(opened.locator("q").first).to_be_visible()


def test_without_scripts_a_cell_is_a_link_to_its_statements(visitor: Visitor) -> None:
    page = visitor.open(COVERAGE, has_scripts=False)
    stated(page).click()
    page.wait_for_url("**/why/**")
    expect(page.locator("q").first).to_be_visible()
