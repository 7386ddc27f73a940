"""A query written, run, shared and downloaded in the editor; by keyboard, and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from api.bundle import Bundle
from tests.browser.visiting import Visitor

COUNTS = (
    "SELECT ?theme (COUNT(?group) AS ?n) WHERE { ?theme a kyt:Theme ; kyt:targets ?group } GROUP BY ?theme"
)
HEAD = "PREFIX kyt: <https://w3id.org/kytkos/ns#>\n"

needs_bundle = pytest.mark.skipif(not Bundle().names, reason="no bundle is built: `make web` builds one")


def write(page: Page, query: str) -> None:
    """Put a query in the editor as one who types it."""
    editor = page.get_by_role("textbox", name="Query")
    editor.click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(query)


@needs_bundle
def test_a_query_is_written_run_shared_and_downloaded(visitor: Visitor) -> None:
    page = visitor.open("/sparql")
    write(page, HEAD + COUNTS)
    expect(page.get_by_role("status").filter(has_text="can be read")).to_be_visible()
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**query=**")
    table = page.locator("#shown table")
    expect(table.locator("tbody tr")).not_to_have_count(0)

    other = visitor.open(page.url.removeprefix(visitor.root))
    expect(other.locator("#shown table tbody tr")).to_have_count(table.locator("tbody tr").count())

    count = table.locator("tbody tr").count()
    with page.expect_download() as sent:
        page.locator(".formats a", has_text="CSV").press("Enter")
    assert len(sent.value.path().read_text("utf-8").splitlines()) == count + 1


@needs_bundle
def test_an_error_is_marked_at_its_place_as_one_types(visitor: Visitor) -> None:
    page = visitor.open("/sparql")
    write(page, "SELECT * { ?s ?p }")
    expect(page.get_by_role("status").filter(has_text="Line 1, column")).to_be_visible()
    expect(page.locator(".cm-wrong")).to_have_count(1)


@needs_bundle
def test_a_term_completes_in_the_reader_s_language_and_declares_its_prefix(
    visitor: Visitor,
) -> None:
    page = visitor.open("/sparql", language="fi")
    write_fi = page.get_by_role("textbox", name="Kysely")
    write_fi.click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("SELECT * { ?teema a ")
    page.keyboard.type("kyt:The")
    option = page.get_by_role("option", name="kyt:Theme").first
    expect(option).to_be_visible()
    option.click()
    expect(write_fi).to_contain_text("PREFIX kyt: <https://w3id.org/kytkos/ns#>")
    expect(write_fi).to_contain_text("?teema a kyt:Theme")


@needs_bundle
def test_the_keyboard_leaves_the_editor_by_tab(visitor: Visitor) -> None:
    page = visitor.open("/sparql")
    page.get_by_role("textbox", name="Query").focus()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Run")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("textbox", name="Query")).to_be_focused()


@needs_bundle
def test_a_result_is_seen_as_graph_chart_and_raw(visitor: Visitor) -> None:
    page = visitor.open("/sparql?example=groups-of-theme")
    page.get_by_role("button", name="Run").click()
    page.get_by_role("tab", name="Graph").click()
    expect(page.locator("#view svg a.dot")).not_to_have_count(0)
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Chart")).to_be_focused()
    expect(page.locator("#view")).to_contain_text("No column holds numbers")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#view pre")).to_contain_text('"bindings"')
    page.keyboard.press("Home")
    expect(page.locator("#shown table")).to_be_visible()


@needs_bundle
def test_numbers_are_drawn_as_bars_with_their_names(visitor: Visitor) -> None:
    page = visitor.open("/sparql")
    write(page, HEAD + COUNTS)
    page.keyboard.press("Control+Enter")
    page.get_by_role("tab", name="Chart").click()
    rows = page.locator("#shown table tbody tr").count()
    expect(page.locator("#view .bar")).to_have_count(rows)


def test_without_scripts_choices_make_a_query_and_its_result(visitor: Visitor) -> None:
    page = visitor.open("/sparql", has_scripts=False)
    page.get_by_label("Things of kind", exact=True).select_option("kyt:Theme")
    page.get_by_label("In the state").select_option("not-stated")
    page.get_by_role("button", name="Make the query").click()
    assert "kyt:state-not-stated" in page.locator("textarea#query").input_value()
    expect(page.locator("#shown table tbody tr").first).to_be_visible()
