"""Review in a browser: ten candidates by keyboard alone, without a script; its pages shut nobody out."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from graph.assertion import Assertion, Decision
from graph.curation.log import DecisionLog
from graph.curation.quotes import fold
from graph.curation.review import Review
from graph.store.access import Tokens
from graph.store.workspace import Workspace
from tests.browser.conftest import Violations
from tests.browser.visiting import NARROW, ON_SCREENS, Reading, Visitor
from tests.graph.invented import decision

REASON = "the form names it"


@pytest.fixture(scope="module")
def desk(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A server of a workspace in which every decision was taken back, and its folder."""
    with served(released, tmp_path_factory.mktemp("review")) as held:
        yield held


@pytest.fixture
def own_desk(released: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The same for one test: what others accept may be no release without what they do not."""
    with served(released, tmp_path) as held:
        yield held


@contextmanager
def served(released: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    data = Path(shutil.copytree(released, folder / "data"))
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


def fill(page: Page, field: str, words: str) -> None:
    """Reach a field by its label's key, as Tab does, and write in it."""
    page.locator(field).focus()
    page.keyboard.type(words)


def test_mentions_are_split_off_by_keyboard(curator: Visitor, desk: tuple[str, Path]) -> None:
    page = signed_in(curator, desk[1], Reading(has_scripts=False))
    links = Review(Workspace(desk[1])).state().verdicts.links
    several = next(held for held in links if len({(m.mention, m.section) for m in held.mentions}) > 1)
    page.goto(f"{curator.root}/review/link/{several.assertion.code}")
    page.get_by_text("Split", exact=True).first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(f"#at-{several.mentions[0].start}")).to_be_focused()
    same = [m for m in several.mentions if alike(m, several.mentions[0])]
    for mention in same:
        page.locator(f"#at-{mention.start}").focus()
        page.keyboard.press("Space")
    fill(page, "#split-label", "something else")
    fill(page, "#split-reason", REASON)
    page.keyboard.press("Enter")
    expect(page.locator(".review-last")).to_contain_text("split")
    taken = DecisionLog(Workspace(desk[1])).read()[-1]
    assert (taken.action, taken.assertion["label"]) == ("split", "something else")


def alike(one: Assertion, other: Assertion) -> bool:
    return (fold(one.mention), one.section) == (fold(other.mention), other.section)


def test_a_candidate_is_corrected_by_keyboard_seen_in_the_log_and_taken_back(
    curator: Visitor, desk: tuple[str, Path]
) -> None:
    page = signed_in(curator, desk[1], Reading(has_scripts=False))
    links = Review(Workspace(desk[1])).state().verdicts.links
    wrong, right, *_ = [
        h.assertion for h in links if h.state == "proposed" and h.assertion.relation == "targets"
    ]
    page.goto(f"{curator.root}/review/link/{wrong.code}")
    page.get_by_text("Correct", exact=True).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#relation")).to_be_focused()
    # As in any list of choices, typing the beginning of one chooses it.
    page.keyboard.type("targets indirectly")
    page.keyboard.press("Tab")
    expect(page.locator("#object")).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(right.object)
    for _ in ("name", "polarity", "reason"):
        page.keyboard.press("Tab")
    expect(page.locator("#edit-reason")).to_be_focused()
    page.keyboard.type(REASON)
    page.keyboard.press("Enter")
    expect(page.locator(".review-last")).to_contain_text("corrected")
    taken = DecisionLog(Workspace(desk[1])).read()[-1]
    assert (taken.action, taken.subject, taken.object) == ("edit", wrong.subject, wrong.object)
    made = [taken.assertion[part] for part in ("relation", "object", "label")]
    assert made == ["targetsIndirectly", right.object, right.label]
    decisions = page.get_by_role("navigation", name="Review").get_by_role("link", name="Decisions")
    decisions.press("Enter")
    first = page.locator(".log > li").first
    expect(first).to_contain_text("corrected")
    expect(first).to_contain_text(REASON)
    first.get_by_role("button", name="Undo").press("Enter")
    decisions.press("Enter")
    expect(page.locator(".log > li").first).to_contain_text("decision undone")
    assert DecisionLog(Workspace(desk[1])).read()[-1].undoes == taken.id
    now = Review(Workspace(desk[1])).state().verdicts.links
    assert {h.state for h in now if h.assertion.code == wrong.code} == {"proposed"}


def test_a_link_is_added_by_keyboard_and_what_is_wrong_is_told_in_place(
    curator: Visitor, desk: tuple[str, Path]
) -> None:
    page = signed_in(curator, desk[1], Reading("sv", has_scripts=False))
    said = page.locator(".candidate mark").first.inner_text()
    page.get_by_text("Lägg till en koppling").focus()
    page.keyboard.press("Enter")
    fill(page, "#add-words", "ord som ingen skrev")
    fill(page, "#add-label", "något nytt")
    fill(page, "#add-reason", "formuläret nämner det")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Orden hittas inte i dokumentets text")
    page.locator("#add-words").fill(said)
    page.keyboard.press("Enter")
    expect(page.locator(".review-last")).to_contain_text("tillagt")
    taken = DecisionLog(Workspace(desk[1])).read()[-1]
    assert (taken.action, taken.assertion["label"]) == ("add", "något nytt")


def lose(data: Path) -> Decision:
    """Write a decision whose link no version names, on words that one does."""
    said = next(held.assertion for held in Review(Workspace(data)).state().verdicts.links)
    lost = decision(99, "reject", replace(said, object="xgone"), quote=said.mention)
    DecisionLog(Workspace(data)).append(lost)
    return lost


def test_a_decision_that_lost_its_words_is_given_a_place_by_keyboard(
    curator: Visitor, desk: tuple[str, Path]
) -> None:
    page = signed_in(curator, desk[1], Reading("fi", has_scripts=False))
    lost = lose(desk[1])
    page.goto(f"{curator.root}/review/lost")
    marks = page.locator(".then-now section").filter(has=page.locator("mark"))
    expect(marks).to_have_count(2)
    said = page.locator(".then-now mark").all_inner_texts()
    assert lost.quote in said
    assert {fold(each) for each in said} == {fold(lost.quote)}
    expect(page.locator("#reason")).to_be_focused()
    page.keyboard.type(REASON)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Jokaisen päätöksen sanat löytyvät")
    made, undone = DecisionLog(Workspace(desk[1])).read()[-2:]
    assert (made.action, made.reason, undone.undoes) == ("reject", REASON, lost.id)
    page.goto(f"{curator.root}/review")
    press_with_alt(page, "u")
    expect(page.locator("main")).to_contain_text("Jonossa")


@pytest.mark.slow
def test_a_release_is_built_shown_and_put_in_place(
    browser: Browser, own_desk: tuple[str, Path], violations: Violations
) -> None:
    curator, desk = Visitor(browser, own_desk[0]), own_desk
    page = signed_in(curator, desk[1], Reading(scheme="dark", width=NARROW, has_scripts=False))
    # Nothing is accepted in this workspace but what is accepted here.
    page.keyboard.type(REASON)
    page.keyboard.press("Enter")
    page.get_by_role("navigation", name="Review").get_by_role("link", name="Publish").click()
    expect(page.get_by_role("button", name="Build and show the changes")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert watched(page, "The release is being built") == "This is what the release would change"
    assert is_whole(page)
    before = shelved(desk[1])
    with page.expect_navigation():
        page.get_by_role("button", name="Put the release in place").press("Enter")
    assert watched(page, "The release is being put in place") == "The release is in place"
    assert shelved(desk[1]) != before
    expect(page.get_by_role("status")).to_contain_text(shelved(desk[1]))
    assert is_whole(page)
    page = curator.open(f"/release/{before}/diff/{shelved(desk[1])}", Reading("sv", "dark", NARROW))
    assert is_whole(page)
    assert violations(page) == []
    curator.close()
    assert not curator.faults


def is_whole(page: Page) -> bool:
    """Say whether nothing of a page stands outside a phone."""
    return int(page.evaluate("document.documentElement.scrollWidth")) <= NARROW


def watched(page: Page, now: str) -> str:
    """Ask how far it is as long as it stands at this, and return where it stands then."""
    for _ in range(100):
        standing = page.locator("#now").inner_text()
        if standing != now:
            return standing
        # The server waits for news, at most three seconds.
        with page.expect_navigation():
            page.get_by_role("link", name="Show how far it is").press("Enter")
    return now


def shelved(data: Path) -> str:
    """Return the release that is current."""
    return (data / "releases" / "current").read_text("utf-8").strip()


@pytest.mark.parametrize("reading", ON_SCREENS)
def test_nobody_is_shut_out_of_review(
    curator: Visitor, desk: tuple[str, Path], violations: Violations, reading: Reading
) -> None:
    page = curator.open("/review/sign-in", reading)
    assert not violations(page)
    page = signed_in(curator, desk[1], reading)
    around = page.locator(".passages .around").first
    assert around.evaluate("held => getComputedStyle(held).display") == "inline"
    if not Review(Workspace(desk[1])).state().verdicts.lost:
        lose(desk[1])
    for path in ("/review", "/review/lost", "/review/log", "/review/registers", "/review/publish"):
        page.goto(curator.root + path)
        page.evaluate("document.querySelectorAll('main details').forEach(held => { held.open = true; })")
        assert not violations(page), path
        assert page.evaluate("document.documentElement.scrollWidth") <= reading.width, path
