"""Analyses and reasons as JSON: typed, in pages, with what makes them defensible."""

from __future__ import annotations

from typing import Any, Protocol

import httpx
import pytest

from graph.analysis.listing import analyses

V1 = "/api/v1"
COVERAGE = f"{V1}/analyses/coverage"


class Client(Protocol):
    def get(self, path: str, **kwargs: Any) -> httpx.Response: ...


def test_every_analysis_is_listed_with_definition_and_typed_parameters(client: Client) -> None:
    listed = client.get(f"{V1}/analyses?lang=sv").json()["analyses"]
    assert [held["name"] for held in listed] == [held.declared.name for held in analyses()]
    (coverage,) = (held for held in listed if held["name"] == "coverage")
    assert coverage["title"] == "Täckning"
    assert coverage["definition"]
    (covered,) = (held for held in coverage["parameters"] if held["name"] == "covered")
    assert (covered["type"], covered["default"]) == ("choice", "TargetGroup")
    assert "PolicyInstrument" in covered["kinds"]


def test_an_answer_says_scope_states_definition_quality_and_marks(client: Client) -> None:
    answer = client.get(f"{COVERAGE}?lang=en")
    held = answer.json()
    assert answer.headers["kytkos-release"] == held["release"] == "r123"
    assert held["scope"][0].startswith("Documents: 2 read of 3 known")
    assert held["definition"]
    assert held["quality"]
    assert len(held["query_hash"]) == len(held["result_hash"]) == 16
    assert "/release/r123/analysis/coverage?" in held["permanent"]
    assert held["picture"]["type"] == "matrix"
    assert sum(held["states"].values()) == held["total"]


def test_pages_of_an_answer_follow_each_other(client: Client) -> None:
    first = client.get(f"{COVERAGE}?limit=2").json()
    second = client.get(f"{COVERAGE}?limit=2&cursor={first['next']}").json()
    whole = client.get(f"{COVERAGE}?limit=4").json()
    assert first["rows"] + second["rows"] == whole["rows"]
    assert client.get(f"{COVERAGE}?coverers=Project&cursor={first['next']}").status_code == 400


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/analyses/nosuch", 404),
        ("/analyses/coverage?coverers=Nothing", 400),
        ("/analyses/coverage?nosuch=1", 400),
        ("/analyses/coverage?covered=TargetGroup&covered=TargetGroup", 400),
        ("/analyses/coverage?limit=0", 400),
        ("/why/t1/nosuch", 404),
        ("/why/t1/%3Cscript%3E", 400),
        ("/why/t1/k9001?nosuch=1", 400),
    ],
)
def test_what_cannot_be_answered_is_a_problem_document(client: Client, path: str, status: int) -> None:
    answer = client.get(V1 + path)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["remedy"]


def test_why_gives_the_chain_with_its_words_or_what_is_missing(client: Client) -> None:
    held = client.get(f"{V1}/why/t1/k9001?lang=en").json()
    page = client.get("/why/t1/k9001.json", headers={"accept-language": "en"}).json()
    assert held == page
    assert held["steps"] or held["gap"]
