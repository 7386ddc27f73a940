"""WCAG 2.2 AA by axe-core: every page, in each language, scheme and width, without a violation."""

from __future__ import annotations

from itertools import product

import pytest

from tests.browser.conftest import Violations
from tests.browser.places import ALIKE, PLACES, SELDOM
from tests.browser.visiting import LANGUAGES, ON_SCREENS, SCREENS, Reading, Visitor

EVERY = {**PLACES, **SELDOM}
ALL = [
    (name, Reading(language, scheme, width))
    for name, language, (scheme, width) in product(EVERY, LANGUAGES, SCREENS)
]
#: Each page once but those like another, the languages, schemes and widths by turns; the long matrix has
#: all the others.
ONCE = [
    (name, Reading(LANGUAGES[page % len(LANGUAGES)], *SCREENS[page % len(SCREENS)]))
    for page, name in enumerate(name for name in PLACES if name not in ALIKE)
]
each_once = pytest.mark.parametrize(("name", "reading"), ONCE, ids=str)
each_other = pytest.mark.parametrize(("name", "reading"), [held for held in ALL if held not in ONCE], ids=str)


@each_once
def test_a_page_breaks_no_rule(violations: Violations, name: str, reading: Reading, visitor: Visitor) -> None:
    assert violations(visitor.open(EVERY[name], reading)) == []


@pytest.mark.parametrize("reading", ON_SCREENS)
def test_an_older_release_breaks_no_rule(violations: Violations, reading: Reading, visitor: Visitor) -> None:
    page = visitor.open("/releases", reading, language="sv")
    page.locator("main table a").first.click()
    assert violations(page) == []


@pytest.mark.slow
@each_other
def test_a_page_breaks_no_rule_either(
    violations: Violations, name: str, reading: Reading, visitor: Visitor
) -> None:
    assert violations(visitor.open(EVERY[name], reading)) == []
