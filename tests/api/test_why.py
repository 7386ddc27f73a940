"""Why one thing covers another, or why not, as a page and as JSON; states lead to it."""

from __future__ import annotations

import re
from typing import Any, Protocol

import httpx
import pytest

ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
BROWSER = {"accept": ACCEPT, "accept-language": "en"}


class Client(Protocol):
    def get(self, path: str, **kwargs: Any) -> httpx.Response: ...


def shown(client: Client, path: str, language: str = "en") -> str:
    answer = client.get(path, headers={**BROWSER, "accept-language": language})
    assert answer.status_code == 200
    return answer.text


def test_the_page_asks_in_words_and_says_the_scope_before_the_state(client: Client) -> None:
    text = shown(client, "/why/t1/k9001")
    assert "<h1>Does “Keksitty teema” reach “invented people”, and how do we know?</h1>" in text
    assert text.index("Documents: 2 read of 3 known.") < text.index('class="state state-direct"')


def test_each_step_opens_its_document_section_place_words_and_assertion(client: Client) -> None:
    text = shown(client, "/why/t1/k9001")
    chain = text[text.index('id="chain"') :]
    for held in ("/page/t1", "/page/k9001", "/page/vtheme", "/page/a1", "target groups", "characters 12–29"):
        assert held in chain


def test_the_quote_of_a_document_at_hand_is_verified(client: Client, quoting: Client) -> None:
    assert "Quote checked" not in shown(client, "/why/t1/k9001")
    assert "Quote checked" in shown(quoting, "/why/t1/k9001")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/why/t2/k9001", "No document that describes “Lukematon teema” has been read."),
        ("/why/2021-2027/k9001", 'a project of <span class="short">2021–2027</span>'),
        ("/why/t1/k9002", "A link proposed for “Keksitty teema” waits for a decision."),
    ],
)
def test_what_is_missing_and_who_could_supply_it_is_said(client: Client, path: str, said: str) -> None:
    text = shown(client, path)
    assert said in text
    assert "Who could settle it" in text
    assert "Not found is not the same as no." in text


@pytest.mark.parametrize(("language", "word"), [("fi", "Tavoittaako"), ("sv", "Når"), ("en", "Does")])
def test_it_is_said_in_the_readers_language(client: Client, language: str, word: str) -> None:
    assert f"<h1>{word} “" in shown(client, "/why/t2/k9001", language).replace("”Luk", "“Luk")


def test_names_of_things_are_never_markup(client: Client) -> None:
    text = shown(client, "/why/t1/k9003", "fi")
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize("how", ["suffix", "header"])
def test_the_same_as_json(client: Client, how: str) -> None:
    if how == "suffix":
        answer = client.get("/why/t1/k9001.json", headers={"accept-language": "en"})
    else:
        answer = client.get("/why/t1/k9001", headers={"accept": "application/json", "accept-language": "en"})
    assert answer.headers["content-type"] == "application/json"
    held = answer.json()
    assert (held["state"]["state"], held["release"], held["gap"]) == ("direct", "r123", None)
    assert held["scope"][0] == "Documents: 2 read of 3 known."
    (step,) = held["steps"]
    assert (step["subject"]["code"], step["relation"]["code"], step["object"]["code"]) == (
        "t1",
        "targets",
        "k9001",
    )
    assert {said["assertion"] for said in step["evidence"]} == {"a1"}


def test_json_says_what_is_missing_and_which_link_would_do(client: Client) -> None:
    gap = client.get("/why/t2/k9001.json").json()["gap"]
    assert [(m["missing"], m["of"]["code"]) for m in gap["missing"]] == [("document", "t2")]
    assert [(li["subject"]["code"], li["object"]["code"]) for li in gap["links"]] == [("t2", "k9001")]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/why/k9001/t1", 404),
        ("/why/t1/nothing", 404),
        ("/why/t1/nothing.json", 404),
        ("/why/t1/a b", 400),
        ("/why/t1", 404),
    ],
)
def test_what_has_no_cell_is_not_found(client: Client, path: str, status: int) -> None:
    assert client.get(path, headers=BROWSER).status_code == status


def test_cells_of_a_page_lead_to_their_reasons_from_both_ends(client: Client) -> None:
    assert 'href="/why/t1/k9001"' in shown(client, "/page/t1")
    assert 'href="/why/t1/k9001"' in shown(client, "/page/k9001")


@pytest.mark.parametrize("asked", ["groups-of-theme?theme=t1", "who-works-with-group?group=keksityt"])
def test_a_state_of_an_answer_leads_to_its_reasons_and_keeps_the_language(client: Client, asked: str) -> None:
    text = shown(client, f"/question/{asked}&lang=sv")
    assert '<a class="state-why" href="/why/t1/k9001?lang=sv">' in text


def test_a_state_that_is_of_no_cell_leads_to_what_is_said_of_the_things_beside_it(client: Client) -> None:
    text = shown(client, "/question/groups-without-earlier-project")
    assert "state-partial" in text
    led = re.findall(r'class="state-why" href="([^"]+)"', text)
    assert led
    assert all(address.startswith("/said/") for address in led)
    assert "1 read" not in shown(client, led[0])
