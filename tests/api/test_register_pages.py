"""Registers by browser and by program: declared, decided, and counted only once accepted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.curation.declarations import declared
from graph.curation.log import DecisionLog
from tests.api.test_session import Browser, csrf_of, seen_of

PATH = "/review/registers"
SAID = {
    "register": "elsewhere",
    "subject": "k1001",
    "object": "k2701",
    "owner": "k2501",
    "as-of": "2026-01-31",
    "source": "https://example.org/other-fund",
    "words": "hoidetaan muualla",
    "reason": "the fund says so",
}


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    made = Browser(tmp_path / "held")
    made.sign_in("curate", role="tester")
    yield made
    made.client.close()


def send(browser: Browser, action: str, **fields: str) -> int:
    shown = browser.get(PATH)
    hidden = {"csrf": csrf_of(shown), "seen": seen_of(shown)}
    return browser.post(f"{PATH}/{action}", **{**hidden, **fields}).status_code


def states(browser: Browser) -> list[str]:
    return [each.state for each in declared(DecisionLog(browser.held).read())]


def test_a_statement_is_declared_by_form_and_counts_once_it_is_accepted(browser: Browser) -> None:
    assert "Nothing is declared" in browser.get(PATH).text
    assert send(browser, "declare", **SAID) == 303
    assert states(browser) == ["proposed"]
    (held,) = declared(DecisionLog(browser.held).read())
    assert held.declaration.relation == "handledBy"
    shown = browser.get(PATH).text
    assert held.declaration.code in shown
    assert SAID["source"] in shown
    assert send(browser, "accept", link=held.declaration.code, reason="read it") == 303
    assert states(browser) == ["accepted"]
    assert send(browser, "reject", link=held.declaration.code, reason="withdrawn") == 303
    assert states(browser) == ["rejected"]


def test_the_page_is_led_to_from_the_queue(browser: Browser) -> None:
    assert f'href="{PATH}"' in browser.get("/review").text


def test_what_was_typed_stays_where_a_statement_is_refused(browser: Browser) -> None:
    shown = browser.get(PATH)
    wrong = {**SAID, "as-of": "soon", "csrf": csrf_of(shown), "seen": seen_of(shown)}
    told = browser.post(f"{PATH}/declare", **wrong)
    assert told.status_code == 400
    assert 'value="hoidetaan muualla"' in told.text
    assert "as of which day" in told.text
    assert states(browser) == []


def test_nobody_declares_by_a_forged_form_or_with_a_token_to_read(browser: Browser, tmp_path: Path) -> None:
    assert browser.post(f"{PATH}/declare", **SAID, csrf="forged", seen="").status_code == 403
    reader = Browser(tmp_path / "reading")
    reader.sign_in("read", role="tester")
    assert "/registers/declare" not in reader.get(PATH).text
    assert send(reader, "declare", **SAID) == 403
    assert states(reader) == []
    reader.client.close()
    assert states(browser) == []


def test_programs_declare_and_find_what_is_declared(browser: Browser) -> None:
    token = browser.tokens.create("curate")
    headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
    found = browser.client.get("/api/v1/review", headers=headers).json()
    answer = browser.client.post(
        "/api/v1/review/declare", headers=headers, json={**SAID, "seen": found["head"]}
    )
    assert answer.status_code == 201, answer.text
    (entry,) = browser.client.get("/api/v1/review", headers=headers).json()["declared"]
    assert (entry["state"], entry["relation"], entry["owner"]) == ("proposed", "handledBy", "k2501")
    refused = browser.client.post(
        "/api/v1/review/declare",
        headers=headers,
        json={**SAID, "register": "nonsense", "seen": answer.json()["head"]},
    )
    assert refused.status_code == 400
