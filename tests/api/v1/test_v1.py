"""The JSON API answers with names in the language truly shown, states, evidence and scope, in pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

import httpx
import pytest
from fastapi import FastAPI

from api.app import create_app
from graph.store.dataset import Dataset

V1 = "/api/v1"
ANSWERS = [
    "/search",
    "/search?q=keksi",
    "/search?q=%E2%80%AEtxet",
    "/search?q=%3Cscript%3E",
    "/resources/t1",
    "/resources/k9003",
    "/resources/2021-2027",
    "/resources/t1/neighbourhood",
    "/paths?from=m1&to=S90001",
    "/documents",
    "/documents/dtheme/mentions",
    "/documents/vtheme/mentions",
    "/questions",
    "/questions/documents-read",
    "/releases",
    "/scope",
]
HTML = {"accept": "text/html"}


class Client(Protocol):
    def get(self, path: str, **kwargs: Any) -> httpx.Response: ...


@pytest.mark.parametrize("path", ANSWERS)
def test_an_answer_names_its_release_language_and_tag(client: Client, path: str) -> None:
    answer = client.get(V1 + path, headers={"accept-language": "sv"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["content-language"] == "sv"
    assert answer.headers["kytkos-release"] == answer.json()["release"] == "r123"
    assert answer.headers["etag"]


@pytest.mark.parametrize("path", ANSWERS)
def test_who_holds_an_answer_is_sent_none(client: Client, path: str) -> None:
    tag = client.get(V1 + path).headers["etag"]
    again = client.get(V1 + path, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag


@pytest.mark.parametrize("path", ANSWERS)
def test_an_empty_release_answers_too_or_says_what_is_not_there(empty: Client, path: str) -> None:
    answer = empty.get(V1 + path)
    assert answer.status_code in (200, 404)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/search?colour=red", 400),
        ("/search?q=a&q=b", 400),
        ("/search?q=%00", 400),
        ("/search?q=" + "a" * 10_000, 400),
        ("/search?limit=0", 400),
        ("/search?limit=99999999999999999999", 400),
        ("/search?limit=many", 400),
        ("/search?lang=xx", 400),
        ("/search?kind=Nothing", 400),
        ("/search?cursor=%C3%A4", 400),
        ("/search?cursor=!!!!", 400),
        ("/resources/%2e%2e%2fsecret", 404),
        ("/resources/nosuch", 404),
        ("/resources/" + "a" * 100, 400),
        ("/resources/%3Cscript%3E", 400),
        ("/resources/t1/neighbourhood?relation=xx:yy", 400),
        ("/resources/t1/neighbourhood?direction=up", 400),
        ("/paths", 400),
        ("/paths?from=t1&to=nosuch", 404),
        ("/paths?from=t1&to=a%20b", 400),
        ("/documents/nosuch/mentions", 404),
        ("/questions/nosuch", 404),
        ("/questions/documents-read?limit=-1", 400),
        ("/questions/documents-read?nothing=1", 400),
        ("/nosuch", 404),
    ],
)
def test_what_cannot_be_answered_is_a_problem_document_also_for_browsers(
    client: Client, path: str, status: int
) -> None:
    answer = client.get(V1 + path, headers=HTML)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["remedy"]
    assert "Traceback" not in answer.text


def test_a_hit_says_how_it_was_found_and_in_which_language_its_name_is(client: Client) -> None:
    found = client.get(f"{V1}/search?q=keksityt&lang=en").json()
    first = found["hits"][0]
    assert (first["code"], first["how"]) == ("k9001", "exact")
    assert (first["label"], first["lang"]) == ("invented people", "en")
    assert first["name"] == {"text": "keksityt", "lang": "fi"}
    assert found["scope"]
    only_finnish = client.get(f"{V1}/search?q=suomeksi&lang=en").json()["hits"][0]
    assert only_finnish["lang"] == "fi"


def test_facets_lead_to_what_they_count(client: Client) -> None:
    facets = client.get(f"{V1}/search").json()["facets"]
    assert facets["kind"]
    for facet, values in facets.items():
        for held in values:
            narrowed = client.get(f"{V1}/search", params={facet: held["code"]}).json()
            assert narrowed["total"] == held["count"], (facet, held)


def test_a_resource_has_its_name_for_each_reader_and_its_relations_with_states_and_evidence(
    client: Client,
) -> None:
    held = client.get(f"{V1}/resources/t1?lang=en").json()
    assert held["labels"]["sv"] == {"text": "Ett påhittat tema", "lang": "sv"}
    assert held["labels"]["en"]["lang"] == "fi"
    targets = next(r for r in held["relations"] if r["relation"]["code"] == "kyt:targets")
    assert targets["states"] == {"direct": 1, "proposed": 1, "rejected": 1}
    direct = next(link for link in targets["links"] if link["state"] == "direct")
    assert (direct["thing"]["code"], direct["role"]) == ("k9001", "participants")
    mention = direct["statements"][0]["mentions"][0]
    assert (mention["document"]["code"], mention["start"], mention["words"]) == (
        "vtheme",
        12,
        "keksityt henkilöt",
    )
    denied = next(r for r in held["relations"] if r["relation"]["code"] == "kyt:buildsOnFunding")
    assert denied["links"][0]["state"] == "denied"


def pages(client: Client, path: str, items: str) -> Iterator[list[Any]]:
    cursor: str | None = ""
    while cursor is not None:
        more = f"&cursor={cursor}" if cursor else ""
        page = client.get(f"{V1}{path}{more}").json()
        yield page[items]
        cursor = page["next"]


@pytest.mark.parametrize(
    ("path", "items"),
    [
        ("/search?q=keksi&limit=2", "hits"),
        ("/resources/t1/neighbourhood?limit=1", "links"),
        ("/documents?limit=1", "documents"),
        ("/documents/dtheme/mentions?limit=2", "mentions"),
        ("/questions/documents-read?limit=1", "rows"),
    ],
)
def test_pages_hold_everything_once(client: Client, path: str, items: str) -> None:
    start, _, _ = path.rpartition("limit=")
    whole = client.get(f"{V1}{start}limit=200").json()
    found = list(pages(client, path, items))
    assert len(found) > 1
    assert [item for page in found for item in page] == whole[items]
    assert len(whole[items]) == whole["total"]


def test_a_cursor_of_another_question_or_release_is_refused(
    client: Client, ask: Callable[[FastAPI], Client]
) -> None:
    cursor = client.get(f"{V1}/search?q=keksi&limit=1").json()["next"]
    assert client.get(f"{V1}/search?q=teema&limit=1&cursor={cursor}").status_code == 400
    other = ask(create_app(Dataset.of(()), None))
    assert other.get(f"{V1}/search?q=keksi&limit=1&cursor={cursor}").status_code == 400


def test_a_neighbourhood_is_narrowed_to_a_relation_and_counts_them_all(client: Client) -> None:
    whole = client.get(f"{V1}/resources/t1/neighbourhood").json()
    some = client.get(f"{V1}/resources/t1/neighbourhood?relation=kyt:targets&direction=out").json()
    assert some["relations"] == whole["relations"]
    assert {link["relation"]["code"] for link in some["links"]} == {"kyt:targets"}
    assert some["total"] == next(
        r["count"] for r in whole["relations"] if r["relation"]["code"] == "kyt:targets"
    )


def test_a_path_is_told_link_by_link_with_the_words_it_rests_on(client: Client) -> None:
    found = client.get(f"{V1}/paths?from=t1&to=k9001").json()
    (path,) = found["paths"]
    assert [thing["code"] for thing in path["things"]] == ["t1", "k9001"]
    assert path["steps"][0]["evidence"][0]["words"] == "keksityt henkilöt"
    assert found["complete"] is True


def test_a_document_says_what_it_says_in_the_order_of_its_text(client: Client) -> None:
    said = client.get(f"{V1}/documents/dtheme/mentions").json()["mentions"]
    assert [held["start"] for held in said] == sorted(held["start"] for held in said)
    assert {held["state"] for held in said} >= {"direct", "proposed", "denied"}


def test_a_document_that_was_not_read_is_told_apart(client: Client) -> None:
    read = {held["code"]: held["read"] for held in client.get(f"{V1}/documents").json()["documents"]}
    assert read == {"dtheme": True, "dreport": True, "dknown": False}
