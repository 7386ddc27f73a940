"""Every page is read on a phone, by keyboard alone, without scripts, and as its reader set the browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Violations
from tests.browser.places import ALIKE, PLACES, PROBLEMS
from tests.browser.visiting import LANGUAGES, NARROW, Reading, Visitor

#: Pages small enough to walk through, that together hold everything that a keyboard meets.
WALKED = ("search", "question-asking", "draft", "sign-in", "group", "release", "problem", "gaps")
#: Each small page by turns on a phone and on a desk, then the other way, and the long one.
WALKS = [
    pytest.param(name, width, marks=() if (page + turn) % 2 == 0 and name != "gaps" else pytest.mark.slow)
    for page, name in enumerate(WALKED)
    for turn, width in enumerate((NARROW, 1280))
]
FOCUS = """
() => {
  const held = document.activeElement;
  if (held === null || held === document.body) return null;
  const all = [...document.querySelectorAll("*")];
  const style = getComputedStyle(held);
  const isSeen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return [all.indexOf(held), isSeen, held.outerHTML.slice(0, 120)];
}
"""
REACHABLE = """
() => {
  const wanted = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const all = [...document.querySelectorAll("*")];
  const is = (held) => held.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true });
  return [...document.querySelectorAll(wanted)].filter((held) => is(held) && !held.disabled)
    .map((held) => all.indexOf(held));
}
"""


def each(name: str) -> int:
    return list(PLACES).index(name)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.slow] if name in ALIKE else []) for name in PLACES]
)
def test_a_page_fits_a_phone_and_says_its_heading_without_scripts(name: str, visitor: Visitor) -> None:
    language = LANGUAGES[each(name) % len(LANGUAGES)]
    page = visitor.open(PLACES[name], language=language, width=NARROW, has_scripts=False)
    assert (visitor.status == 200) is (name not in PROBLEMS)
    assert page.locator("h1").inner_text().strip()
    assert page.locator("html").get_attribute("lang") == language
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW


@pytest.mark.parametrize(("name", "width"), WALKS)
def test_the_keyboard_reaches_everything_in_its_order_is_seen_and_leaves(
    name: str, width: int, visitor: Visitor
) -> None:
    page = visitor.open(PLACES[name], width=width)
    page.wait_for_load_state("networkidle")
    page.locator(".skip").focus()
    reachable = page.evaluate(REACHABLE)
    walked = list(walk(page, most=len(reachable) + 5))
    places = [place for place, _, _ in walked]
    assert places == sorted(places)
    assert set(reachable) <= set(places)
    assert [told for _, is_seen, told in walked if not is_seen] == []
    assert len(walked) < len(reachable) + 5


def walk(page: Page, most: int) -> list[tuple[int, bool, str]]:
    """Press Tab until the page is left, or as often as there could be something to reach."""
    first = page.evaluate(FOCUS)
    walked: list[tuple[int, bool, str]] = [(first[0], first[1], first[2])]
    for _ in range(most):
        page.keyboard.press("Tab")
        held = page.evaluate(FOCUS)
        if held is None or held[0] <= walked[0][0]:
            return walked
        if walked[-1][0] != held[0]:
            walked.append((held[0], held[1], held[2]))
    return walked


@pytest.mark.parametrize("has_scripts", [True, False])
def test_the_menu_opens_on_a_phone_by_keyboard_and_leads_on(visitor: Visitor, has_scripts: bool) -> None:
    page = visitor.open("/about", width=NARROW, has_scripts=has_scripts)
    entry = page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Questions")
    assert not entry.is_visible()
    page.locator(".menu summary").focus()
    page.keyboard.press("Enter")
    entry.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/question")


def test_the_first_tab_offers_the_way_past_the_menu(visitor: Visitor) -> None:
    page = visitor.open("/about")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_states_keep_their_border_where_colours_are_forced(visitor: Visitor) -> None:
    page = visitor.open("/about")
    page.emulate_media(forced_colors="active")
    widths = page.locator("main .state").evaluate_all(
        "held => held.map(e => getComputedStyle(e).borderTopWidth)"
    )
    assert set(widths) == {"1px"}


def test_nothing_moves_where_less_motion_is_asked_for(visitor: Visitor) -> None:
    page = visitor.open("/")
    page.emulate_media(reduced_motion="reduce")
    moving = (
        "[...document.querySelectorAll('*')].map(e => getComputedStyle(e))"
        ".filter(s => s.transitionDuration !== '0s' || s.animationName !== 'none').length"
    )
    assert page.evaluate(moving) == 0


def test_a_printed_page_is_the_answer_and_its_folded_parts(visitor: Visitor) -> None:
    page = visitor.open("/question/groups-without-earlier-project")
    page.emulate_media(media="print")
    assert not page.locator("header.top").is_visible()
    assert not page.locator("form").first.is_visible()
    assert page.locator(".scope li").last.is_visible()
    assert page.locator(".table").evaluate_all(
        "held => held.every(e => getComputedStyle(e).overflowX === 'visible')"
    )


@pytest.mark.parametrize("name", ["dossier", pytest.param("coverage", marks=pytest.mark.slow)])
def test_paper_is_light_and_whole_whatever_the_screen_is(
    name: str, visitor: Visitor, violations: Violations
) -> None:
    page = visitor.open(PLACES[name], scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("main .table").evaluate_all(
        "held => held.every(e => e.scrollHeight <= e.clientHeight + 1)"
    )
    assert [held for held in violations(page) if held.startswith("color-contrast")] == []


def test_a_reading_names_itself() -> None:
    assert str(Reading("sv", "dark", NARROW)) == "sv-dark-320"


def test_a_sum_of_money_is_read_with_its_thousands_and_its_currency(visitor: Visitor) -> None:
    page = visitor.open("/kind/MonetaryAmount")
    page.get_by_role("link", name="15 milj. €").click()
    expect(page.locator("main dl.head").first).to_contain_text("15,000,000 EUR")
    page.goto(visitor.root + "/kind/MonetaryAmount")
    page.get_by_role("link", name="13 milj.", exact=True).click()
    expect(page.locator("main dl.head").first).to_contain_text("13,000,000 the source names no currency")


@pytest.mark.parametrize("name", ["home", "report", "gaps"])
def test_the_years_of_a_period_stand_on_one_line(name: str, visitor: Visitor) -> None:
    page = visitor.open(PLACES[name], language="fi", width=NARROW)
    spans = page.locator("main span.short").filter(has_text=re.compile(r"^\d{4}–\d{4}$")).filter(visible=True)
    assert spans.count()
    assert set(spans.evaluate_all("held => held.map(e => e.getClientRects().length)")) == {1}
    said = " ".join(page.locator("main :is(h1, h2, label, option, summary)").all_inner_texts())
    assert not re.search(r"\b20\d\d-20\d\d\b", said)
