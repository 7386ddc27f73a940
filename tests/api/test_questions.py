"""Questions of the catalogue as pages, JSON and CSV: scope first, and states in words."""

from __future__ import annotations

import csv
import io
from typing import Any, Protocol

import httpx
import pytest

from sparql.answers import catalogue

ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
BROWSER = {"accept": ACCEPT, "accept-language": "en"}
NAME = "groups-without-earlier-project"
PATH = f"/question/{NAME}"


class Client(Protocol):
    def get(self, path: str, **kwargs: Any) -> httpx.Response: ...


def test_a_question_opens_with_its_scope_and_shows_states_in_words(client: Client) -> None:
    text = client.get(PATH, headers=BROWSER).text
    assert "Documents: 2 read of 3 known." in text
    assert text.index("Documents: 2 read") < text.index("Rows: 1")
    assert '<a href="/page/k9001"><bdi lang="en">invented people</bdi></a>' in text
    assert "state-partial" in text


def test_a_question_without_rows_says_that_this_is_no_no(client: Client) -> None:
    text = client.get(PATH, params={"projectsOf": "2021-2027"}, headers=BROWSER).text
    assert "that is not a no" in text


def test_a_parameter_with_few_values_is_chosen_from_their_names(client: Client) -> None:
    text = client.get(PATH, headers=BROWSER).text
    assert '<option value="2014-2020" selected>2014–2020</option>' in text
    assert '<option value="2021-2027">2021–2027</option>' in text


def test_a_parameter_from_a_code_list_is_chosen_from_the_list(client: Client) -> None:
    text = client.get("/question/groups-only-partial", headers=BROWSER).text
    assert '<option value="kyt:role-participants" selected>participants</option>' in text
    assert '<option value="kyt:role-indirect">indirect</option>' in text


@pytest.mark.parametrize("how", ["suffix", "header"])
def test_the_answer_as_json(client: Client, how: str) -> None:
    if how == "suffix":
        answer = client.get(f"{PATH}.json", headers={"accept-language": "sv"})
    else:
        answer = client.get(PATH, headers={"accept": "application/json", "accept-language": "sv"})
    assert answer.headers["content-type"] == "application/json"
    held = answer.json()
    assert held["rows"][0]["group"]["label"] == "påhittade personer"
    assert held["states"] == {"partial": 1}
    assert held["scope"]


@pytest.mark.parametrize("how", ["suffix", "header"])
def test_the_answer_as_csv(client: Client, how: str) -> None:
    if how == "suffix":
        answer = client.get(f"{PATH}.csv", headers={"accept-language": "en"})
    else:
        answer = client.get(PATH, headers={"accept": "text/csv", "accept-language": "en"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    (row, *_) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))
    assert (row["group"], row["groupCode"], row["release"]) == ("invented people", "k9001", "r123")


def test_downloads_keep_parameters_and_language(client: Client) -> None:
    text = client.get(f"{PATH}?projectsOf=2014-2020&lang=sv", headers=BROWSER).text
    assert f'href="{PATH}.csv?projectsOf=2014-2020&amp;lang=sv"' in text


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({"projectsOf": "> } DROP"}, 400),
        ({"projectsOf": "../../etc"}, 400),
        ({"no-such": "x"}, 400),
        ({"relation": "kyt:targets"}, 200),
        ({"projectsOf": ""}, 200),
    ],
)
def test_parameters_are_checked(client: Client, params: dict[str, str], status: int) -> None:
    assert client.get(f"{PATH}.json", params=params).status_code == status
    assert client.get(PATH, params=params, headers=BROWSER).status_code == status


@pytest.mark.parametrize(
    "path", ["/question/no-such", "/question/no-such.json", f"{PATH}.exe", f"{PATH}.json.csv"]
)
def test_an_unknown_question_or_format_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_form_that_none_accepts_is_refused(client: Client) -> None:
    assert client.get(PATH, headers={"accept": "image/png"}).status_code == 406


def test_the_list_has_every_question_in_the_readers_language(client: Client) -> None:
    text = client.get("/question", headers={**BROWSER, "accept-language": "sv"}).text
    for asked in catalogue():
        assert f'href="/question/{asked.name}"' in text


@pytest.mark.parametrize("name", [asked.name for asked in catalogue()])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_question_is_answered_or_asks_for_its_parameters(
    client: Client, name: str, language: str
) -> None:
    answer = client.get(f"/question/{name}", headers={**BROWSER, "accept-language": language})
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1


def test_a_parameter_given_by_its_name_is_chosen_and_bound_by_its_code(client: Client) -> None:
    text = client.get(PATH, params={"projectsOf": "2014–2020"}, headers=BROWSER).text
    assert '<option value="2014-2020" selected>' in text
    assert "https://w3id.org/kytkos/id/2014-2020" in text


def test_a_relation_is_chosen_by_its_name(client: Client) -> None:
    text = client.get("/question/single-carriers", headers=BROWSER).text
    assert '<option value="kyt:targets" selected>' in text
    assert '<option value="kyt:targetsIndirectly">' in text
    assert '<option value="kyt:hasFunding">' not in text
    assert (
        '<option value="kyt:hasFunding" selected>'
        in client.get("/question/links-by-rule", headers=BROWSER).text
    )
