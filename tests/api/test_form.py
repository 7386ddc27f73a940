"""The form for queries: by hand, by choices, from an example; with its result or what is wrong with it."""

from __future__ import annotations

import html
import re

import pytest

from api.routes import form
from graph.errors import AnswerTooLarge
from sparql.words import LANGUAGES
from tests.api.conftest import Client

HTML = {"Accept": "text/html", "Accept-Language": "en"}
CHOICES = "kind=kyt:Theme&relation=kyt:targets&other=kyt:TargetGroup&period=&state="


def query_of(text: str) -> str:
    found = re.search(r'<textarea id="query"[^>]*>(.*?)</textarea>', text, re.DOTALL)
    assert found
    return html.unescape(found[1])


def test_choices_make_a_query_and_give_its_result(client: Client) -> None:
    answer = client.get(f"/sparql?{CHOICES}", headers=HTML)
    assert answer.status_code == 200
    assert "?thing a kyt:Theme ; kyt:targets ?other ." in query_of(answer.text)
    assert "/page/k9001" in answer.text
    assert '<option value="kyt:TargetGroup" selected>' in answer.text


def test_a_choice_that_is_none_is_told(client: Client) -> None:
    assert client.get("/sparql?kind=kyt:Theme&state=perhaps", headers=HTML).status_code == 400


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_are_offered_by_need_and_open_with_their_query(client: Client, language: str) -> None:
    text = client.get(f"/sparql?lang={language}", headers=HTML).text
    examples = re.findall(r'href="(/sparql\?example=[^"]+)"', text)
    assert len(examples) > 20
    opened = client.get(html.unescape(examples[0]), headers=HTML).text
    assert query_of(opened) != query_of(text)
    assert 'id="result"' not in opened


def test_an_unknown_example_is_not_found(client: Client) -> None:
    assert client.get("/sparql?example=none", headers=HTML).status_code == 404


def test_the_place_of_an_error_is_given_to_the_editor(client: Client) -> None:
    text = client.get("/sparql?query=SELECT%20*%20%7B%20%3Fs%20x:y%20%3Fo%20%7D", headers=HTML).text
    assert re.search(r'data-line="1" data-column="\d+" data-reason="[^"]+"', text)


def test_the_vocabulary_is_told_with_names_and_prefixes(client: Client) -> None:
    told = client.get("/api/v1/vocabulary", headers={"Accept-Language": "en"}).json()
    terms = {term["code"]: term for term in told["terms"]}
    assert terms["kyt:targets"]["label"] == "targets"
    assert terms["kyt:targets"]["kind"] == "property"
    assert told["prefixes"]["kyt"] == "https://w3id.org/kytkos/ns#"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("what", ["rows", "bytes", "triples"])
def test_a_result_cut_at_a_limit_is_told_and_offered_as_a_file(
    client: Client, monkeypatch: pytest.MonkeyPatch, what: str, language: str
) -> None:
    async def cut(*_given: object) -> None:
        raise AnswerTooLarge(what, 7)

    monkeypatch.setattr(form, "shown", cut)
    answer = client.get(f"/sparql?query=ASK%20%7B%7D&lang={language}", headers=HTML)
    assert answer.status_code == AnswerTooLarge.http_status
    assert '<div class="notice" id="error" role="alert">' in answer.text
    assert "format=csv" in answer.text


def test_the_things_of_a_graph_are_named_beside_its_turtle(client: Client) -> None:
    query = "DESCRIBE <https://w3id.org/kytkos/id/k9001>"
    text = client.get("/sparql", params={"query": query}, headers=HTML).text
    named = dict(re.findall(r'<code>(\w+)</code></th><td><a href="[^"]*">([^<]+)</a>', text))
    assert named["k9001"] not in ("", "k9001")
