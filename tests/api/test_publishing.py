"""Publishing by browser: what changes is shown before it is placed, and only an administrator does either."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.release.publisher import Publisher
from tests.api.test_session import Browser, csrf_of, field_of
from tests.graph.invented import UNDECIDED

EVIL = "<script>alert(1)</script>"
SHOWN: dict[str, Any] = {
    "release": "r2",
    "before": "r1",
    "statements": [3, 1],
    "links": [1, 0],
    "added": [
        {
            "subject": {"iri": "https://example.org/a", "names": {"fi": EVIL}},
            "predicate": {"iri": "https://w3id.org/kytkos/ns#targets", "names": {}},
            "object": {"iri": "https://example.org/b", "names": {"fi": "ryhmä", "sv": "grupp"}},
            "decisions": [EVIL],
        }
    ],
    "removed": [],
    "cells": [["not-stated", "direct", 4], ["", "weak", 1]],
    "large": False,
    "warnings": 2,
}
#: Speaks as the building process does, without building.
BUILDER = f"""
import sys
print({json.dumps({"step": ["read", 1, 2]})!r}, flush=True)
print({json.dumps({"shown": SHOWN})!r}, flush=True)
if sys.stdin.readline() == "place\\n":
    print({json.dumps({"placed": "r2"})!r}, flush=True)
"""
READING = f"import sys; print({json.dumps({'step': ['read', 1, 2]})!r}, flush=True); sys.stdin.readline()"
FAILED: dict[str, Any] = {
    "failed": "it does not pass",
    "kinds": ["InvalidRelease", "KytkosError"],
    "carried": {},
    "findings": {"sv": ["ett namn saknas"], "en": ["a name"]},
}
BROKEN: dict[str, Any] = {
    "failed": "data/decisions.jsonl:7: no line",
    "kinds": ["MalformedLine", "KytkosError"],
    "carried": {"path": "data/decisions.jsonl", "line": 7, "reason": "no line"},
    "findings": {},
}
ROWS: dict[str, Any] = {
    **FAILED,
    "findings": {"en": ["violation: made, row 7: start: 'x' is no day", "words that nobody put"]},
}


@pytest.fixture
def publishing(tmp_path: Path) -> Iterator[Callable[[str], Browser]]:
    made: list[Browser] = []

    def browser(script: str) -> Browser:
        one = Browser(tmp_path / "held")
        one.app.state.publisher = Publisher((sys.executable, "-c", script))
        one.sign_in("admin")
        made.append(one)
        return one

    yield browser
    for one in made:
        one.client.run(one.app.state.publisher.stop())
        one.client.close()


def go(browser: Browser, step: str, **fields: str) -> str:
    """Send a step's form, and look until it is done."""
    shown = browser.get("/review/publish")
    sent = browser.post(f"/review/publish/{step}", csrf=csrf_of(shown), **fields)
    assert (sent.status_code, sent.headers["location"]) == (303, "/review/publish")
    for _ in range(100):
        shown = browser.get("/review/publish")
        if 'class="steps"' not in shown.text:
            break
    return shown.text


def test_what_changes_is_shown_and_then_placed(publishing: Callable[[str], Browser]) -> None:
    browser = publishing(BUILDER)
    shown = go(browser, "build")
    assert "Release r2 would take the place of r1" in shown
    assert "3 statements more" in shown
    assert "ryhmä" in shown
    assert "<script>alert" not in shown
    assert "is now in place" in go(browser, "place", release="r2")


@pytest.mark.parametrize(
    ("placed", "is_behind", "told"),
    [
        ("", False, "This server answers from it already."),
        ("r2", False, "answers from release"),
        ("r2", True, "This server could not open it"),
    ],
)
def test_it_is_told_what_the_server_answers_from_until_it_takes_up_what_was_placed(
    publishing: Callable[[str], Browser], tmp_path: Path, placed: str, is_behind: bool, told: str
) -> None:
    browser = publishing(BUILDER)
    state = browser.app.state
    state.options = replace(state.options, releases=tmp_path)
    go(browser, "build")
    go(browser, "place", release="r2")
    state.publisher.placed = placed or state.serving.current.site.dataset.release
    state.serving.is_behind = is_behind
    text = browser.get("/review/publish").text
    assert told in text
    assert ("Show how far it is" in text) is (told == "answers from release")


def test_another_release_than_the_one_shown_is_not_placed(publishing: Callable[[str], Browser]) -> None:
    browser = publishing(BUILDER)
    go(browser, "build")
    assert "would take the place" in go(browser, "place", release="r1")


def test_what_was_shown_can_be_left(publishing: Callable[[str], Browser]) -> None:
    browser = publishing(BUILDER)
    go(browser, "build")
    assert "What would a new release change?" in go(browser, "forget")


def test_decisions_made_since_are_told(publishing: Callable[[str], Browser]) -> None:
    browser = publishing(BUILDER)
    go(browser, "build")
    browser.decide("accept", link=UNDECIDED.code)
    assert "Decisions made since the build began: 1." in browser.get("/review/publish").text


def failing(said: dict[str, Any]) -> str:
    """Speak as a building process does that fails."""
    return f"print({json.dumps(said)!r})"


@pytest.mark.parametrize(
    ("script", "told"),
    [
        (failing(FAILED), ("Det godkända klarar inte kontrollen.", "Att rätta: 1", "<bdi>ett namn saknas")),
        (
            failing(ROWS),
            ("made, rad 7: start: ”x” är inget datum", '<li lang="en"><bdi>words that nobody put'),
        ),
        (failing(BROKEN), ("En rad i arbetsytans filer", "Filen data/decisions.jsonl, rad 7.", "no line")),
        ("raise SystemExit(1)", ("Bygget slutade i förtid.",)),
    ],
    ids=["data", "rows", "line", "ended"],
)
def test_why_there_is_no_release_is_told_in_the_reader_s_language(
    publishing: Callable[[str], Browser], script: str, told: tuple[str, ...]
) -> None:
    browser = publishing(script)
    browser.headers["accept-language"] = "sv"
    shown = go(browser, "build")
    for said in (*told, "Den tidigare utgåvan står kvar."):
        assert said in shown, said


def test_how_far_a_build_is_is_shown(publishing: Callable[[str], Browser]) -> None:
    browser = publishing(READING)
    shown = browser.get("/review/publish")
    browser.post("/review/publish/build", csrf=csrf_of(shown))
    shown = browser.get("/review/publish")
    assert '<progress aria-label="Reading the workspace" max="2" value="1">' in shown.text
    assert field_of(shown, "release") == ""
    assert shown.headers["cache-control"] == "no-store"


def test_an_unknown_step_is_not_found(publishing: Callable[[str], Browser]) -> None:
    assert publishing(BUILDER).decide("publish/destroy").status_code == 404
