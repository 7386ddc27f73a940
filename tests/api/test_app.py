"""What holds for every answer of the application."""

from __future__ import annotations

import asyncio
import re
import socket
import threading
from collections.abc import Callable
from typing import Any, Protocol

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from api.app import Options, create_app
from graph.store.dataset import Dataset

PAGES = [
    "/",
    "/?at=t1",
    "/explorer",
    "/explorer?at=t1",
    "/sparql?kind=kyt:Theme&relation=kyt:targets",
    "/question",
    "/kind",
    "/kind/TargetGroup",
    "/documents",
    "/document/vtheme",
    "/document/vreport",
    "/draft",
    "/search?q=keksi",
    "/search?q=zzzz",
    "/search?q=z",
    "/release",
    "/about",
    "/sparql",
    "/sparql?query=SELECT%20*%20%7B%3Fs%20a%20%3Ft%7D",
    "/sparql?query=ASK%20%7B%7D",
    "/sparql?query=DESCRIBE%20%3Chttps%3A%2F%2Fw3id.org%2Fkytkos%2Fid%2Ft1%3E",
    "/page/t1",
    "/page/k9001",
    "/page/k9003",
    "/page/2014-2020",
    "/page/a1",
    "/page/a4",
    "/page/dtheme",
    "/page/vreport",
    "/page/dknown",
    "/page/sgroups",
    "/said/t1",
    "/said/t1/t2",
    "/said/t1/k9001",
    "/ns",
]


class Client(Protocol):
    def request(self, method: str, path: str, **kwargs: Any) -> httpx.Response: ...
    def get(self, path: str, **kwargs: Any) -> httpx.Response: ...


EVERYTHING = [*PAGES, "/health", "/id/t1", "/data/t1.ttl", "/static/site.css", "/no/such"]
HTML = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_whole_in_every_language(client: Client, path: str, language: str) -> None:
    answer = client.get(path, headers={**HTML, "accept-language": language})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert f'<html lang="{language}">' in answer.text
    assert answer.text.count("<h1") == 1
    assert answer.text.count("<main") == 1
    ids = re.findall(r' id="([^"]+)"', answer.text)
    assert len(ids) == len(set(ids))
    referred = re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', answer.text)
    assert set(referred) <= set(ids)


@pytest.mark.parametrize("path", PAGES)
def test_every_link_within_the_site_answers(client: Client, path: str) -> None:
    text = client.get(path, headers=HTML).text
    for link in sorted(set(re.findall(r'(?:href|action)="(/[^"#]*)', text))):
        answer = client.get(link.replace("&amp;", "&"), headers=HTML)
        assert answer.status_code in (200, 303), link


@pytest.mark.parametrize("path", EVERYTHING)
def test_every_answer_names_its_release_and_runs_only_scripts_of_the_site(client: Client, path: str) -> None:
    answer = client.get(path, headers=HTML)
    assert answer.headers["kytkos-release"] == "r123"
    policy = answer.headers["content-security-policy"].split("; ")
    assert {"default-src 'none'", "script-src 'self'", "style-src 'self'"} <= set(policy)
    assert answer.headers["x-content-type-options"] == "nosniff"
    # A block of data is not run.
    run = re.findall(r"<script(?! type=\"application/(?:ld\+)?json\")[^>]*>[^<]*", answer.text)
    assert all(re.fullmatch(r'<script type="module" src="/static/built/[^"]+">', tag) for tag in run)


@pytest.mark.parametrize("path", EVERYTHING)
def test_head_answers_as_get_without_a_body(client: Client, path: str) -> None:
    got, head = client.get(path, headers=HTML), client.request("HEAD", path, headers=HTML)
    assert head.status_code == got.status_code
    assert head.headers["content-type" if got.content else "location"]
    assert head.content == b""


@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_nothing_from_elsewhere(client: Client, path: str) -> None:
    text = client.get(path, headers=HTML).text
    loaded = re.findall(r'<(?:link rel="(?:stylesheet|icon)"|img|iframe)[^>]*(?:href|src)="([^"]+)"', text)
    assert loaded
    assert all(address.startswith("/static/") for address in loaded)


@pytest.mark.parametrize("path", PAGES)
def test_the_foot_says_who_accepted_the_links(client: Client, path: str) -> None:
    foot = client.get(path, headers={**HTML, "accept-language": "en"}).text.partition("<footer")[2]
    assert "not an official service" in foot
    assert "accepted by the graph" in foot
    assert "r123" in foot


def test_a_chosen_language_stays_chosen_from_page_to_page(client: Client) -> None:
    text = client.get("/page/t1?lang=sv", headers={**HTML, "accept-language": "en"}).text
    assert '<html lang="sv">' in text
    within = [a for a in re.findall(r'<a [^>]*href="(/[^"]*)"', text) if "hreflang" not in a]
    assert within
    assert all("lang=" in address for address in within)


def test_an_unknown_language_is_finnish(client: Client) -> None:
    assert '<html lang="fi">' in client.get("/?lang=xx", headers={**HTML, "accept-language": "de"}).text


def test_an_empty_release_has_a_friendly_home(empty: Client) -> None:
    answer = empty.get("/", headers={**HTML, "accept-language": "en"})
    assert answer.status_code == 200
    assert "The release is empty" in answer.text
    assert answer.headers["kytkos-release"] == "none"


def test_the_release_page_shows_what_rules_find_without_what_a_document_taught(
    dataset: Dataset, ask: Callable[[FastAPI], Client]
) -> None:
    bare = ask(create_app(dataset)).get("/release?lang=en").text
    told = (
        ask(create_app(dataset, Options(left_out={"targets": (3, 4), "all": (6, 8)})))
        .get("/release?lang=en")
        .text
    )
    assert "Without what the document taught" not in bare
    assert "Without what the document taught" in told
    assert "(3/4)" in told
    assert "(6/8)" in told


def test_health_tells_the_release(client: Client) -> None:
    assert client.get("/health").json() == {"status": "ok", "release": "r123"}


def test_an_unforeseen_error_is_a_problem_that_gives_nothing_away(
    dataset: Dataset, ask: Callable[[FastAPI], Client], caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(dataset)

    def broken() -> None:
        raise RuntimeError("a visitor's secret")

    app.add_api_route("/broken", broken)
    answer = ask(app).get("/broken")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["kytkos-release"] == "r123"
    assert "secret" not in answer.text + caplog.text
    assert caplog.text.count("broken") == 1
    read = ask(app).get("/broken", headers={**HTML, "accept-language": "sv"})
    assert "Något gick fel hos oss" in read.text
    assert "secret" not in read.text


def test_a_real_server_answers_on_loopback_and_serves_others_while_a_query_runs(dataset: Dataset) -> None:
    slow = """SELECT (COUNT(*) AS ?n) {
      ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(REGEX(CONCAT(STR(?a), STR(?f), STR(?i)), "x.*y.*z")) }"""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(create_app(dataset), log_level="error", access_log=False))
        thread = threading.Thread(target=lambda: asyncio.run(server.serve([listening])))
        thread.start()
        base = f"http://127.0.0.1:{listening.getsockname()[1]}"
        try:
            _ask_beside(base, slow)
        finally:
            server.should_exit = True
            thread.join(60)


def _ask_beside(base: str, slow: str) -> None:
    finished = threading.Event()

    def runaway() -> None:
        httpx.get(f"{base}/sparql", params={"query": slow}, timeout=120)
        finished.set()

    with httpx.Client(base_url=base, timeout=30) as client:
        assert client.get("/health").json()["release"] == "r123"
        asker = threading.Thread(target=runaway)
        asker.start()
        try:
            for _ in range(3):
                assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True
            assert not finished.is_set()
        finally:
            asker.join(120)
