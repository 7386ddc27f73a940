"""Analyses as pages and files: scope first, every state explained, and each release at its own address."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any, Protocol

import httpx
import pytest
from fastapi import FastAPI

from api.app import Options, create_app
from graph.analysis.analysis import Analysis
from graph.analysis.listing import analyses
from graph.release.opening import place
from graph.release.shelf import Shelf
from sparql.analysis_forms import FORMS
from sparql.words import LANGUAGES

ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
BROWSER = {"accept": ACCEPT, "accept-language": "en"}
EVERY = pytest.mark.parametrize("asked", analyses(), ids=lambda held: held.declared.name)
PATH = "/analysis/coverage"


class Client(Protocol):
    def get(self, path: str, **kwargs: Any) -> httpx.Response: ...


@EVERY
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_analysis_has_a_page_that_opens_with_its_scope(
    client: Client, asked: Analysis, language: str
) -> None:
    declared = asked.declared
    answer = client.get(f"/analysis/{declared.name}", headers={**BROWSER, "accept-language": language})
    assert answer.status_code in (200, 400, 404), answer.text
    assert answer.headers["content-language"] == language
    if answer.status_code != 404:
        assert answer.text.index('id="scope"') < answer.text.index('id="definition"')
        assert f'<html lang="{language}">' in answer.text


def test_every_analysis_is_listed_with_its_question(client: Client) -> None:
    text = client.get("/analysis", headers=BROWSER).text
    for held in analyses():
        assert f'href="/analysis/{held.declared.name}"' in text
    assert "What covers what" in text


def test_a_page_says_state_definition_marks_and_its_permanent_address(client: Client) -> None:
    text = client.get(PATH, headers=BROWSER).text
    assert 'class="state state-not-stated"' in text
    assert "Definition, and how to read it" in text
    assert re.search(r'href="/release/r123/analysis/coverage\?[^"]+"', text)
    assert re.search(r"<dd>[0-9a-f]{16}</dd>", text)


def test_a_cell_of_the_matrix_opens_why(client: Client) -> None:
    text = client.get(PATH, headers=BROWSER).text
    assert '<a class="state-why" href="/why/t1/k9001">' in text
    assert client.get("/why/t1/k9001", headers=BROWSER).status_code == 200


def test_a_picture_is_on_the_page_and_needs_no_script_and_no_style_of_its_own(client: Client) -> None:
    text = client.get(PATH, headers=BROWSER).text
    drawing = text[text.index("<svg xmlns") : text.index("</svg>", text.index("<svg xmlns"))]
    assert 'role="img"' in drawing
    assert "style=" not in drawing
    assert "<style" not in drawing


@pytest.mark.parametrize("how", ["suffix", "header"])
@pytest.mark.parametrize("suffix", sorted(set(FORMS) - {"html"}))
def test_every_form_is_given_by_suffix_and_by_header(client: Client, suffix: str, how: str) -> None:
    media_type = FORMS[suffix].media_type
    by = {"suffix": (f"{PATH}.{suffix}", {}), "header": (PATH, {"accept": media_type})}
    path, headers = by[how]
    answer = client.get(path, headers={"accept-language": "sv", **headers})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert answer.headers["content-language"] == "sv"
    assert f'filename="coverage.{suffix}"' in answer.headers["content-disposition"]


def test_a_page_to_keep_has_its_style_and_may_do_nothing_else(client: Client) -> None:
    answer = client.get(f"{PATH}.html", headers=BROWSER)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "style-src 'sha256-" in policy
    assert "<script" not in answer.text


def test_downloads_keep_parameters_and_language(client: Client) -> None:
    text = client.get(f"{PATH}?coverers=Project&lang=sv", headers=BROWSER).text
    assert f'href="{PATH}.csv?coverers=Project&amp;lang=sv"' in text


def test_a_parameter_is_chosen_from_names(client: Client) -> None:
    text = client.get(f"{PATH}?coverers=Project&lang=sv", headers=BROWSER).text
    assert re.search(r'<option value="Project" selected>[^<]+</option>', text)
    assert "<label" in text
    assert ">coverers<" not in text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/analysis/nosuch", 404),
        ("/analysis/coverage.nosuch", 404),
        ("/analysis/coverage?coverers=Nothing", 400),
        ("/analysis/coverage?nosuch=1", 400),
        ("/analysis/coverage.csv?coverers=Nothing", 400),
        ("/analysis/whynot?coverer=nosuch&covered=k9001", 400),
        ("/analysis/continuity?earlier=k9001", 400),
        ("/release/nosuch/analysis/coverage", 404),
    ],
)
def test_what_cannot_be_answered_is_told_with_a_way_on(client: Client, path: str, status: int) -> None:
    for accept in (ACCEPT, "application/json"):
        answer = client.get(path, headers={"accept": accept, "accept-language": "sv"})
        assert answer.status_code == status
        assert "Traceback" not in answer.text
        is_page = accept == ACCEPT
        assert answer.headers["content-type"].startswith(
            "text/html" if is_page else "application/problem+json"
        )
        if is_page:
            assert '<html lang="sv">' in answer.text


def test_what_was_wrong_stays_in_the_form(client: Client) -> None:
    answer = client.get("/analysis/whynot?coverer=nosuch&covered=k9001", headers=BROWSER)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert 'name="covered"' in answer.text


def test_an_empty_release_is_analysed_too(empty: Client) -> None:
    answer = empty.get(PATH, headers=BROWSER)
    assert answer.status_code == 200
    assert "that does not mean that there is none" in answer.text


def test_who_names_no_change_is_offered_some_to_open(client: Client) -> None:
    text = client.get("/analysis/whatif", headers=BROWSER).text
    assert 'id="rows"' not in text
    offered = re.findall(r'href="(/analysis/whatif\?change=[^"]+)"', text)
    assert len(offered) > 1
    for address in offered:
        assert 'id="rows"' in client.get(unescape(address), headers=BROWSER).text


def test_where_no_other_release_is_kept_none_is_said_to_be_compared(client: Client) -> None:
    text = client.get("/analysis/compare?lang=en", headers=BROWSER).text
    assert "there is no comparison" in text
    assert 'id="rows"' not in text


def test_csv_runs_in_no_spreadsheet(client: Client) -> None:
    answer = client.get(f"{PATH}.csv", headers={"accept-language": "en"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    names = {row["covered"] for row in rows}
    assert any(name.startswith("'=") for name in names)


@pytest.mark.slow
def test_the_same_is_given_at_a_release_s_own_address(
    released: Path, ask: Callable[[FastAPI], Client], tmp_path: Path
) -> None:
    shelf = Shelf(released / "releases")
    folder = shelf.current()
    assert folder is not None
    there = place(folder)
    served = ask(create_app(there.dataset(), Options(releases=released / "releases")))
    permanent = f"/release/{folder.name}/analysis/coverage.json?coverers=Theme"
    now, always = served.get(f"{PATH}.json?coverers=Theme"), served.get(permanent)
    assert now.json() == always.json()
    assert always.headers["kytkos-release"] == folder.name
    assert f"/release/{folder.name}/analysis/coverage?" in always.json()["permanent"]


def test_a_code_that_a_form_holds_stands_with_its_name(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.fields._MOST_OPTIONS", 0)
    text = client.get("/analysis/robustness?thing=k9001", headers=BROWSER).text
    assert 'value="k9001" aria-describedby="m-thing"' in text
    assert '<p class="help" id="m-thing">invented people. ' in text
