"""Journeys of readers, by clicks alone, with scripts and without: what a policy analyst asks is near."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visiting import Visitor

each_way = pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no-scripts"])


@dataclass
class Traveller:
    """Goes by clicks, and counts them."""

    page: Page
    clicks: int = 0

    def click(self, held: Locator) -> None:
        self.clicks += 1
        held.click()


@each_way
def test_groups_in_no_loaded_project_what_cannot_be_told_and_how_we_know_are_four_clicks_away(
    visitor: Visitor, has_scripts: bool
) -> None:
    going = Traveller(visitor.open("/", has_scripts=has_scripts))
    page = going.page
    # Which groups are found in no loaded project? The start page says it.
    first = page.locator("details.cells[open]").first
    expect(first.get_by_role("link", name="older people", exact=True)).to_be_visible()
    # For which can we not tell?
    going.click(page.get_by_role("link", name="What is known of the projects of the new period"))
    expect(page.locator("main table .state-unknown").first).to_be_visible()
    going.click(page.locator("a.brand"))
    going.click(page.get_by_role("link", name="All rows, with their scope and evidence"))
    table = page.locator("main table").first
    expect(page.locator(".scope").get_by_text("Documents: 5 read of 5 known.")).to_be_visible()
    # How do we know?
    row = table.get_by_role("row").filter(has=page.get_by_role("link", name="older people", exact=True))
    going.click(row.locator("a.state-why"))
    expect(page.get_by_text("Not found is not the same as no.")).to_be_visible()
    expect(page.get_by_role("heading", name="What keeps it from being stated")).to_be_visible()
    assert going.clicks <= 4


@pytest.mark.parametrize(
    ("written", "name", "has_scripts"),
    [
        pytest.param(written, name, scripts, marks=() if scripts is (name == "SOSKU") else pytest.mark.slow)
        for written, name in (
            ("Saamelaisten hyvinvoint ja yhdenvertaisus", "SÁRA"),
            ("sosiaalisen kuntoutuksen kehitämishanke", "SOSKU"),
        )
        for scripts in (True, False)
    ],
)
def test_a_project_is_found_by_its_misspelt_finnish_name(
    visitor: Visitor, written: str, name: str, has_scripts: bool
) -> None:
    page = visitor.open("/", language="fi", has_scripts=has_scripts)
    page.get_by_role("search").locator("input[type=search]").fill(written)
    page.get_by_role("search").get_by_role("button").click()
    page.locator(".hits a").first.click()
    expect(page.locator("h1")).to_contain_text(name)
    expect(page.locator(".kicker")).to_have_text("Hanke", ignore_case=True)


@each_way
def test_two_periods_are_compared_in_two_clicks(visitor: Visitor, has_scripts: bool) -> None:
    going = Traveller(visitor.open("/", language="fi", has_scripts=has_scripts))
    page = going.page
    going.click(page.get_by_role("navigation", name="Päävalikko").get_by_role("link", name="Analyysit"))
    going.click(page.get_by_role("link", name="Jatkuvuus kausien välillä"))
    expect(page.locator("h1")).to_have_text("Jatkuvuus kausien välillä")
    expect(page.locator(".scope")).to_be_visible()
    expect(page.locator("main table tbody tr").first).to_be_visible()
    assert going.clicks == 2


def test_a_thing_s_evidence_is_one_click_from_its_page_and_leads_to_the_document(visitor: Visitor) -> None:
    page = visitor.open("/page/k2802")
    page.locator(".proven .why").first.click()
    expect(page.get_by_role("heading", name="Evidence")).to_be_visible()
    page.locator(".proofs a").first.click()
    expect(page.locator(".kicker")).to_contain_text("Document")


def test_a_language_that_is_chosen_stays_on_the_way(visitor: Visitor) -> None:
    page = visitor.open("/about", language="en")
    page.get_by_role("navigation", name="Language").get_by_role("link", name="sv").click()
    page.get_by_role("navigation").get_by_role("link", name="Frågor").click()
    expect(page.locator("html")).to_have_attribute("lang", "sv")
