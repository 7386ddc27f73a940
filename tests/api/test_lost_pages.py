"""Decisions without evidence by browser: the words then and now, a place for them, or taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.assertion import Decision
from graph.curation.log import DecisionLog
from graph.curation.review import Review
from graph.store.access import Scope
from tests.api.test_session import Browser, csrf_of, seen_of
from tests.graph.invented import LINKS, TARGETED, UNDECIDED, decision, version

EVIL = "<script>alert(1)</script>"
LOST = decision(8, "reject", replace(TARGETED, object="xgone"), quote="muut sepitetyt, ym")
NOWHERE = decision(9, "accept", replace(TARGETED, object="xfar"), quote=EVIL)


@pytest.fixture
def browsers(tmp_path: Path) -> Iterator[Callable[..., Browser]]:
    made: list[Browser] = []

    def browser(*lost: Decision, scope: Scope = "curate") -> Browser:
        made.append(Browser(tmp_path / f"held{len(made)}"))
        for one in lost:
            DecisionLog(made[-1].held).append(one)
        made[-1].sign_in(scope, role="tester")
        return made[-1]

    yield browser
    for one in made:
        one.client.close()


def decide(browser: Browser, action: str, at: int = 0, **fields: str) -> Any:
    shown = browser.get(f"/review/lost?at={at}")
    usual = {"csrf": csrf_of(shown), "seen": seen_of(shown), "reason": "siirtynyt"}
    return browser.post(f"/review/lost/{action}?at={at}", **{**usual, **fields})


def lost(browser: Browser) -> list[str]:
    return [held.id for held in Review(browser.held).state().verdicts.lost]


def test_the_words_then_stand_beside_those_of_the_place_proposed(browsers: Callable[..., Browser]) -> None:
    browser = browsers(LOST)
    browser.held.write_text(version().sha256, "ja".ljust(120) + "muut sepitetyt, ja niin".ljust(380))
    shown = browser.get("/review/lost").text
    assert "<mark>muut sepitetyt, ym</mark>" in shown
    assert "<mark>muut sepitetyt</mark>" in shown
    assert f'name="link" value="{UNDECIDED.code}"' in shown


def test_the_words_then_stand_in_the_former_text_where_it_is_at_hand(
    browsers: Callable[..., Browser],
) -> None:
    browser = browsers(LOST)
    former = replace(version(), sha256="b" * 64, document=version().document, number=1)
    gone = replace(TARGETED, object="xgone", mention="muut sepitetyt, ym", start=9, end=27)
    browser.held.write_document(replace(version(), number=2), LINKS)
    browser.held.write_document(former, (gone,))
    browser.held.write_text(former.sha256, "Silloin: muut sepitetyt, ym, muun muassa".ljust(60))
    shown = browser.get("/review/lost").text
    assert "Silloin:" in shown
    assert "muun muassa" in shown


def test_a_decision_is_held_where_it_is_proposed_and_undone_where_it_was(
    browsers: Callable[..., Browser],
) -> None:
    browser = browsers(LOST, NOWHERE)
    led = decide(browser, "reanchor", decision=LOST.id, link=UNDECIDED.code)
    assert (led.status_code, led.headers["location"]) == (303, "/review/lost")
    made, undone = DecisionLog(browser.held).read()[-2:]
    assert (made.action, made.object, made.role) == ("reject", UNDECIDED.object, "tester")
    assert (undone.action, undone.undoes) == ("undo", LOST.id)
    assert lost(browser) == [NOWHERE.id]


def test_a_decision_that_no_place_is_like_is_taken_back(browsers: Callable[..., Browser]) -> None:
    browser = browsers(NOWHERE)
    shown = browser.get("/review/lost").text
    assert EVIL not in shown
    assert "No link of the document is like it" in shown
    assert 'action="/review/lost/undo"' in shown
    decide(browser, "undo", decision=NOWHERE.id)
    assert lost(browser) == []
    assert "Every decision has its words" in browser.get("/review/lost").text


def test_what_others_did_meanwhile_and_what_is_missing_is_told_in_place(
    browsers: Callable[..., Browser],
) -> None:
    browser = browsers(LOST)
    assert decide(browser, "reanchor", decision=LOST.id, link="anothing").status_code == 404
    refused = decide(browser, "undo", decision=LOST.id, reason="")
    assert refused.status_code == 400
    assert "The reason is missing" in refused.text
    forged = browser.post("/review/lost/undo", csrf="x", seen="-", decision=LOST.id, reason="näin")
    assert forged.status_code == 403
    assert lost(browser) == [LOST.id]


def test_who_may_only_read_sees_them_and_decides_nothing(browsers: Callable[..., Browser]) -> None:
    browser = browsers(LOST, scope="read")
    shown = browser.get("/review/lost")
    assert "may read" in shown.text
    assert 'class="decide"' not in shown.text
    sent = browser.post("/review/lost/undo", csrf=csrf_of(shown), seen="-", decision=LOST.id, reason="näin")
    assert sent.status_code == 403
    assert lost(browser) == [LOST.id]


def test_the_queue_leads_to_them_and_signing_in_leads_back(browsers: Callable[..., Browser]) -> None:
    browser = browsers(LOST, NOWHERE)
    assert 'href="/review/lost"' in browser.get("/review").text
    passed = browser.get("/review/lost?at=1").text
    assert "&lt;script&gt;" in passed
    assert browser.get("/review/lost?at=7").status_code == 200
    browser.post("/review/sign-out", csrf=csrf_of(browser.get("/review")))
    led = browser.get("/review/lost?at=1")
    assert led.headers["location"].startswith("/review/sign-in?next=%2Freview%2Flost")
