"""The server gone in mid-page: what is lively says so in the reader's language, and asks again on demand."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from api.bundle import Bundle
from tests.browser.conftest import Violations
from tests.browser.visiting import Visitor

pytestmark = pytest.mark.skipif(not Bundle().names, reason="no bundle is built: `make web` builds one")

AGAIN = "Försök igen"
THEME = "/explorer?at=k2801"
QUERY = "/sparql?lang=sv&example=groups-of-theme"


def gone(visitor: Visitor, page: Page) -> None:
    """Let no request reach the server any more; that the browser tells of each is no fault of the page."""
    visitor.lets_fail = True
    page.route("**/*", lambda route: route.abort("connectionrefused"))


def back(page: Page) -> None:
    page.unroute_all()


def test_the_map_is_asked_for_again(visitor: Visitor, violations: Violations) -> None:
    page = visitor.reader_of(language="sv")
    visitor.lets_fail = True
    page.route("**/api/v1/map*", lambda route: route.abort("connectionrefused"))
    page.goto(visitor.root + "/")
    expect(page.get_by_role("alert")).to_contain_text("servern svarar inte")
    assert violations(page) == []
    back(page)
    page.get_by_role("button", name=AGAIN).press("Enter")
    expect(page.locator("svg.map a").first).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_the_explorer_keeps_its_list_and_is_drawn_when_asked_again(visitor: Visitor) -> None:
    page = visitor.reader_of(language="sv")
    visitor.lets_fail = True
    page.route("**/api/**", lambda route: route.abort("connectionrefused"))
    page.goto(visitor.root + THEME)
    expect(page.get_by_role("alert")).to_contain_text("servern svarar inte")
    expect(page.locator("#listed")).to_be_visible()
    back(page)
    page.get_by_role("button", name=AGAIN).press("Enter")
    expect(page.locator("svg.net a.dot").first).to_be_visible()


def test_a_relation_that_could_not_be_opened_is_opened_when_asked_again(visitor: Visitor) -> None:
    page = visitor.open(f"{THEME}&open=k2801~dct:hasPart~out", language="sv")
    dots = page.locator("svg.net a.dot")
    expect(dots.first).to_be_visible()
    before = dots.count()
    gone(visitor, page)
    page.get_by_role("button", name="Visa: Egentliga målgrupper", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("servern svarar inte")
    assert dots.count() == before
    back(page)
    page.get_by_role("button", name=AGAIN).press("Enter")
    expect(page.get_by_role("button", name="Dölj: Egentliga målgrupper", exact=True)).to_be_visible()
    assert dots.count() > before


def test_a_view_of_a_result_is_fetched_when_asked_again(visitor: Visitor) -> None:
    page = visitor.open(QUERY)
    page.get_by_role("button", name="Kör").click()
    expect(page.get_by_role("tab").first).to_be_visible()
    gone(visitor, page)
    page.get_by_role("tab").nth(3).click()
    expect(page.get_by_role("alert")).to_contain_text("servern svarar inte")
    back(page)
    page.get_by_role("button", name=AGAIN).press("Enter")
    expect(page.locator("#view pre")).to_contain_text('"bindings"')


def test_a_search_without_suggestions_says_that_enter_searches(visitor: Visitor) -> None:
    page = visitor.open("/", language="sv")
    gone(visitor, page)
    page.get_by_role("combobox").fill("ungdomar")
    expect(page.locator(".completed [role=status]")).to_contain_text("Enter söker ändå")
    back(page)
    page.keyboard.press("Enter")
    expect(page.locator(".hits a").first).to_be_visible()
