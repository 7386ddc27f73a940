"""Review in a browser: ten candidates by keyboard alone, without a script; its pages shut nobody out."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from graph.curation.log import DecisionLog
from graph.store.access import Tokens
from graph.store.workspace import Workspace
from tests.browser.conftest import Violations
from tests.browser.visiting import SCREENS, Reading, Visitor

REASON = "the form names it"


@pytest.fixture(scope="module")
def desk(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A server of a workspace in which every decision was taken back, and its folder."""
    data = Path(shutil.copytree(released, tmp_path_factory.mktemp("review") / "data"))
    Workspace(data).decisions.unlink()
    words = ["serve", "--data", str(data), "--port", "0", "--access-log", "", "--workers", "0"]
    command = [sys.executable, "-u", "-m", "kytkos", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as serving:
        assert serving.stdout is not None
        told = (serving.stdout.readline() for _ in range(9))
        yield next(line.split()[1].rstrip("/") for line in told if line.split()[:1] == ["pages"]), data
        serving.terminate()


@pytest.fixture
def curator(browser: Browser, desk: tuple[str, Path]) -> Iterator[Visitor]:
    visiting = Visitor(browser, desk[0])
    yield visiting
    visiting.close()
    assert not visiting.faults


def signed_in(curator: Visitor, data: Path, reading: Reading) -> Page:
    """Sign in by keyboard: the field for the token is where typing begins."""
    page = curator.open("/review", reading)
    expect(page.locator("#token")).to_be_focused()
    page.keyboard.type(Tokens(data).create("admin"))
    page.keyboard.press("Enter")
    expect(page.locator("#reason")).to_be_focused()
    return page


def test_ten_candidates_are_reviewed_by_keyboard_alone(curator: Visitor, desk: tuple[str, Path]) -> None:
    page = signed_in(curator, desk[1], Reading(has_scripts=False))
    left = count(page)
    page.keyboard.type(REASON)
    page.keyboard.press("Enter")
    for done in range(1, 10):
        expect(page.locator(".review-count")).to_contain_text(f": {left - done}.")
        expect(page.locator(".verdicts button").first).to_be_focused()
        if done % 3 == 0:
            page.keyboard.press("Tab")
            expect(page.locator("button.reject")).to_be_focused()
        page.keyboard.press("Enter")
    expect(page.locator(".review-count")).to_contain_text(f": {left - 10}.")
    taken = DecisionLog(Workspace(desk[1])).read()
    assert [held.action for held in taken] == ["accept", *["accept", "accept", "reject"] * 3]
    assert {held.reason for held in taken} == {REASON}


def count(page: Page) -> int:
    return int((page.locator(".review-count").inner_text()).split(":")[1].split(".")[0])


def press_with_alt(page: Page, letter: str) -> None:
    """Press an access key; Playwright's own press leaves out the character by which browsers know one."""
    key = {"key": letter, "code": f"Key{letter.upper()}", "windowsVirtualKeyCode": ord(letter.upper())}
    typed = {"modifiers": 1, "unmodifiedText": letter}
    devtools = page.context.new_cdp_session(page)
    devtools.send("Input.dispatchKeyEvent", {"type": "keyDown", **key, **typed})
    devtools.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})


def test_a_letter_of_the_keyboard_decides_and_takes_back(curator: Visitor, desk: tuple[str, Path]) -> None:
    page = signed_in(curator, desk[1], Reading(has_scripts=False))
    left, claim = count(page), page.locator("#candidate").inner_text()
    page.keyboard.type(REASON)
    press_with_alt(page, "r")
    expect(page.locator(".review-count")).to_contain_text(f": {left - 1}.")
    press_with_alt(page, "u")
    expect(page.locator(".review-count")).to_contain_text(f": {left}.")
    assert page.locator("#candidate").inner_text() == claim


@pytest.mark.parametrize("reading", [Reading("fi", *screen) for screen in SCREENS], ids=str)
def test_nobody_is_shut_out_of_review(
    curator: Visitor, desk: tuple[str, Path], violations: Violations, reading: Reading
) -> None:
    page = curator.open("/review/sign-in", reading)
    assert not violations(page)
    page = signed_in(curator, desk[1], reading)
    for path in ("/review", "/review/log", "/review/publish"):
        page.goto(curator.root + path)
        page.evaluate("document.querySelectorAll('main details').forEach(held => { held.open = true; })")
        assert not violations(page), path
        assert page.evaluate("document.documentElement.scrollWidth") <= reading.width, path
