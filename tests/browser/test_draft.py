"""A draft is checked in a browser, without a script as well; its page shuts nobody out."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Violations
from tests.browser.visiting import ON_SCREENS, Reading, Visitor

DRAFT = "Hanke tukee pitkäaikaistyöttömiä ja osatyökykyisiä.\n\nSe ei ole tarkoitettu eläkeläisille."
#: Milliseconds for the process that reads drafts to start with the first of them.
_START = 120_000


def test_a_pasted_draft_is_checked_by_keyboard(visitor: Visitor) -> None:
    page = visitor.open("/draft", has_scripts=False)
    page.locator("#text").focus()
    page.keyboard.insert_text(DRAFT)
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Check")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#result")).to_be_visible(timeout=_START)
    assert page.locator("mark").all_inner_texts() == [
        "pitkäaikaistyöttömiä",
        "osatyökykyisiä",
        "eläkeläisille",
    ]
    assert "?" not in page.url
    page.get_by_role("link", name="1", exact=True).click()
    expect(page.locator(":target mark")).to_have_text("pitkäaikaistyöttömiä")


def test_a_file_is_checked_and_what_cannot_be_read_is_told(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.open("/draft", language="sv", has_scripts=False)
    good, bad = tmp_path / "utkast.md", tmp_path / "bild.txt"
    good.write_text("Målgruppen är långtidsarbetslösa.", encoding="utf-8")
    bad.write_bytes(bytes(range(256)) * 8)
    page.locator("#file").set_input_files(bad)
    page.get_by_role("button", name="Kontrollera").click(timeout=_START)
    expect(page.get_by_role("alert")).to_contain_text("Ingen text kan läsas", timeout=_START)
    page.locator("#file").set_input_files(good)
    page.get_by_role("button", name="Kontrollera").click(timeout=_START)
    expect(page.locator("mark")).to_have_text("långtidsarbetslösa", timeout=_START)


@pytest.mark.parametrize("reading", ON_SCREENS)
def test_nobody_is_shut_out_of_the_answer(visitor: Visitor, violations: Violations, reading: Reading) -> None:
    page = visitor.open("/draft", reading)
    assert not violations(page)
    page.locator("#text").fill(DRAFT)
    page.locator("main form button").click(timeout=_START)
    expect(page.locator("#result")).to_be_visible(timeout=_START)
    page.locator("main details > summary").first.click()
    assert not violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= reading.width
