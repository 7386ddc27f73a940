"""Review over HTTP: who may, what is decided, and that nobody's decision is undone unseen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.app import Options, create_app
from api.routes.review import LARGEST, MOST_LINKS
from graph.assertion import to_line
from graph.curation.log import DecisionLog
from graph.store.access import Tokens
from graph.store.dataset import Dataset
from graph.store.workspace import Workspace
from tests.api.conftest import Client
from tests.graph.invented import DOCUMENT, PERSON, TARGETED, UNDECIDED, decision, link, workspace

QUEUE = "/api/v1/review"


class Desk:
    """A curator who asks the application of one workspace."""

    def __init__(self, folder: Path) -> None:
        self.held = workspace(folder)
        self.client = Client(create_app(Dataset.of(()), Options(data=folder)))
        self._tokens = Tokens(folder)
        self.headers = self.bearing("curate")

    def bearing(self, scope: Any) -> dict[str, str]:
        return {"authorization": f"Bearer {self._tokens.create(scope)}"}

    def get(self, path: str = "", **kwargs: Any) -> httpx.Response:
        return self.client.get(QUEUE + path, headers=self.headers, **kwargs)

    def head(self) -> str:
        return str(self.get("/log").json()["head"])

    def post(self, action: str, **fields: Any) -> httpx.Response:
        body = {"reason": "sanotaan näin", "seen": self.head(), **fields}
        headers = {**self.headers, "content-type": "application/json; charset=utf-8"}
        return self.client.post(f"{QUEUE}/{action}", headers=headers, content=json.dumps(body))

    def log(self) -> list[str]:
        return [taken.action for taken in DecisionLog(self.held).read()]

    def state(self, relation: str, target: str) -> str:
        found = self.get("?state=all").json()["links"]
        return next(
            str(one["state"]) for one in found if (one["relation"], one["object"]) == (relation, target)
        )


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "held")
    yield made
    made.client.close()


def test_the_queue_shows_what_is_undecided_with_its_words(desk: Desk) -> None:
    answered = desk.get()
    assert answered.status_code == 200
    (held,) = answered.json()["links"]
    assert (held["code"], held["state"], held["answers"]) == (UNDECIDED.code, "proposed", 1)
    assert held["mentions"][0]["quote"] == UNDECIDED.mention
    assert answered.headers["etag"] == f'"{answered.json()["head"]}"'
    assert "no-cache" in answered.headers["cache-control"]


def test_the_queue_is_paged_and_filtered(desk: Desk) -> None:
    everything = desk.get("?state=all").json()
    pages = [desk.get(f"?state=all&limit=1&offset={at}").json()["links"] for at in range(3)]
    assert [one for page in pages for one in page] == everything["links"]
    assert (everything["total"], len(everything["links"])) == (3, 3)
    assert desk.get("?state=all&relation=describes").json()["total"] == 1
    assert desk.get("?state=all&document=dnone").json()["total"] == 0


def test_what_findings_rest_on_alone_is_the_head_of_what_is_accepted(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = "?state=all"
    usual = [link["code"] for link in desk.get(asked).json()["links"]]
    assert len(usual) > 1
    monkeypatch.setattr("api.routes.review.alone", lambda _held: {usual[-1]: 3})
    found = desk.get(asked).json()["links"]
    assert [link["code"] for link in found] == [usual[-1], *usual[:-1]]
    assert [link["findings"] for link in found] == [3, *([0] * (len(usual) - 1))]


@pytest.mark.parametrize("query", ["limit=0", "limit=9999", "offset=-1", "limit=x"])
def test_a_page_that_cannot_be_is_a_bad_request(desk: Desk, query: str) -> None:
    assert desk.get(f"?{query}").status_code == 400


def test_without_a_token_nothing_is_shown_or_decided(desk: Desk) -> None:
    for answered in (desk.client.get(QUEUE), desk.client.post(f"{QUEUE}/accept", json={})):
        assert answered.status_code == 401
        assert answered.headers["www-authenticate"].startswith("Bearer")


def test_who_may_only_read_cannot_decide(desk: Desk) -> None:
    desk.headers = desk.bearing("read")
    assert desk.get().status_code == 200
    assert desk.post("reject", links=[UNDECIDED.code]).status_code == 403
    assert desk.log() == ["accept", "accept"]


def test_a_server_without_a_workspace_has_no_review(tmp_path: Path) -> None:
    client = Client(create_app(Dataset.of(())))
    assert client.get(QUEUE).status_code == 401
    client.close()


def test_accepting_is_written_to_the_log_with_role_and_reason(desk: Desk) -> None:
    answered = desk.post(
        "accept", links=[UNDECIDED.code], role="tester", **{"label-sv": "övriga", "broader": "k1"}
    )
    assert answered.status_code == 201
    held = DecisionLog(desk.held).read()[-1]
    assert (held.action, held.role, held.reason) == ("accept", "tester", "sanotaan näin")
    assert dict(held.assertion) == {"label-sv": "övriga", "broader": "k1"}
    assert held.by.startswith("token ")
    assert answered.json()["head"] == held.id == answered.json()["decisions"][0]["id"]


def test_edit_merge_split_add_and_undo_do_what_they_say(desk: Desk) -> None:
    assert desk.post("edit", link=UNDECIDED.code, relation="targetsIndirectly").status_code == 201
    assert (desk.state("targets", "xother"), desk.state("targetsIndirectly", "xother")) == (
        "rejected",
        "accepted",
    )
    edited = desk.log().index("edit")
    undone = DecisionLog(desk.held).read()[edited].id
    assert desk.post("undo", decision=undone).status_code == 201
    assert desk.state("targets", "xother") == "proposed"
    assert desk.post("merge", thing="xother", into="xgroup").status_code == 201
    moved = next(m for m in desk.get("?state=all&relation=targets").json()["links"])
    assert {mention["start"] for mention in moved["mentions"]} == {80, 120, 180}
    assert desk.post("split", link=moved["code"], mentions=[120], label="toiset").status_code == 201
    new = link("targets", "xtheme", "xnew", "TargetGroup", "lisätyt", start=300, rule="curator")
    assert desk.post("add", assertion=json.loads(to_line(new))).status_code == 201
    assert desk.state("targets", "xnew") == "accepted"
    assert desk.log() == ["accept", "accept", "edit", "undo", "merge", "split", "add"]


def test_no_answer_names_who_decided(desk: Desk) -> None:
    shown = desk.get("/log").text + desk.get("?state=all").text
    assert "e1" in shown
    assert PERSON not in shown


def test_a_decision_must_say_what_it_was_made_on(desk: Desk) -> None:
    body = {"reason": "näin", "links": [UNDECIDED.code]}
    assert desk.client.post(f"{QUEUE}/accept", headers=desk.headers, json=body).status_code == 428


def test_what_others_decided_on_the_same_link_is_not_undone_unseen(desk: Desk) -> None:
    seen = desk.head()
    DecisionLog(desk.held).append(decision(7, "reject", UNDECIDED))
    refused = desk.post("accept", links=[UNDECIDED.code], seen=seen)
    assert refused.status_code == 412
    assert refused.headers["content-type"] == "application/problem+json"
    assert "e7" in refused.json()["detail"]
    assert desk.post("accept", links=[UNDECIDED.code]).status_code == 201


def test_what_others_decided_on_another_link_is_no_hindrance(desk: Desk) -> None:
    seen = desk.head()
    DecisionLog(desk.held).append(decision(7, "reject", TARGETED))
    assert desk.post("accept", links=[UNDECIDED.code], seen=seen).status_code == 201


def test_if_match_holds_for_the_whole_log(desk: Desk) -> None:
    etag = desk.get().headers["etag"]
    DecisionLog(desk.held).append(decision(7, "reject", TARGETED))
    body = {"reason": "näin", "links": [UNDECIDED.code]}
    old = {**desk.headers, "if-match": etag}
    assert desk.client.post(f"{QUEUE}/accept", headers=old, json=body).status_code == 412
    new = {**desk.headers, "if-match": desk.get().headers["etag"]}
    assert desk.client.post(f"{QUEUE}/accept", headers=new, json=body).status_code == 201


def test_what_the_command_line_appends_is_seen_at_once(desk: Desk) -> None:
    assert desk.state("targets", "xother") == "proposed"
    DecisionLog(desk.held).append(decision(7, "reject", UNDECIDED))
    assert desk.state("targets", "xother") == "rejected"
    again = workspace(desk.held.path)
    assert Workspace(again.path).decisions.stat().st_size > 0
    assert desk.get("/log").json()["total"] == 5


BAD: dict[str, tuple[str, dict[str, Any], int]] = {
    "unknown field": ("accept", {"links": [UNDECIDED.code], "colour": "red"}, 400),
    "no links": ("accept", {}, 400),
    "links of a wrong type": ("accept", {"links": "all"}, 400),
    "too many links": ("accept", {"links": ["a"] * (MOST_LINKS + 1)}, 413),
    "a link that is half a character": ("accept", {"links": ["a\ud800"]}, 404),
    "a field that is half a character": ("accept", {"links": [UNDECIDED.code], "\ud800": 1}, 400),
    "unknown link": ("accept", {"links": ["anone"]}, 404),
    "reason of a wrong type": ("reject", {"links": [UNDECIDED.code], "reason": 7}, 400),
    "no reason": ("reject", {"links": [UNDECIDED.code], "reason": "  "}, 400),
    "a reason with control characters": (
        "reject",
        {"links": [UNDECIDED.code], "reason": "a\x00b\x1b[2J"},
        400,
    ),
    "a reason with half a character": ("reject", {"links": [UNDECIDED.code], "reason": "a\ud800"}, 400),
    "a huge reason": ("reject", {"links": [UNDECIDED.code], "reason": "a" * 5000}, 400),
    "a huge body": ("reject", {"links": [UNDECIDED.code], "reason": "a" * LARGEST}, 413),
    "an empty label": ("accept", {"links": [UNDECIDED.code], "label": ""}, 400),
    "a wider concept that is none": ("accept", {"links": [UNDECIDED.code], "broader": "k1> ."}, 400),
    "a relation that is none": ("edit", {"link": UNDECIDED.code, "relation": "likes"}, 400),
    "an edit of nothing": ("edit", {"link": UNDECIDED.code}, 400),
    "a merge into itself": ("merge", {"thing": "xother", "into": "xother"}, 400),
    "a merge of what is not there": ("merge", {"thing": "xnone", "into": "xother"}, 404),
    "a merge of unlike kinds": ("merge", {"thing": "xother", "into": "xtheme"}, 400),
    "a merge away of an official name": ("merge", {"thing": "k1005", "into": "xother"}, 404),
    "mentions that are no numbers": (
        "split",
        {"link": UNDECIDED.code, "mentions": [True], "label": "b"},
        400,
    ),
    "a mention that is not there": ("split", {"link": UNDECIDED.code, "mentions": [1], "label": "b"}, 404),
    "a split into nothing": ("split", {"link": UNDECIDED.code}, 400),
    "one of two like mentions": ("split", {"link": TARGETED.code, "mentions": [80], "label": "b"}, 400),
    "an assertion of a wrong type": ("add", {"assertion": []}, 400),
    "an assertion without fields": ("add", {"assertion": {}}, 400),
    "an undo of nothing": ("undo", {"decision": "enone"}, 404),
    "a re-anchoring of what is not lost": ("reanchor", {"decision": "e1", "link": UNDECIDED.code}, 404),
    "an unknown action": ("destroy", {}, 404),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_decision_is_a_problem_and_writes_nothing(desk: Desk, name: str) -> None:
    action, fields, status = BAD[name]
    answered = desk.post(action, **fields)
    assert answered.status_code == status
    assert answered.headers["content-type"] == "application/problem+json"
    assert answered.json()["remedy"]
    assert desk.log() == ["accept", "accept"]


ADDED = json.loads(to_line(link("targets", "xtheme", "xnew", "TargetGroup", "lisätyt", start=300)))


@pytest.mark.parametrize(
    "change",
    [
        {"values": {"a b": 1}},
        {"values": {"stage": {"deep": []}}},
        {"values": {"stage": "kyt:a b"}},
        {"label": "a\x07"},
        {"label": "\ud800"},
        {"mention": "sana " * 13},
        {"start": 5, "end": 501},
        {"start": -1},
        {"subject": '"words"'},
        {"object": "k1 .\n"},
        {"document": "dnone"},
        {"extra": 1},
    ],
)
def test_what_is_added_cannot_spoil_a_release(desk: Desk, change: dict[str, Any]) -> None:
    assert desk.post("add", assertion={**ADDED, **change}).status_code in (400, 404)
    assert desk.log() == ["accept", "accept"]


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b'"a"', b"[" * 5000, b'{"links": NaN}'])
def test_a_body_that_is_no_decision_is_a_bad_request(desk: Desk, body: bytes) -> None:
    headers = {**desk.headers, "content-type": "application/json"}
    assert desk.client.post(f"{QUEUE}/accept", headers=headers, content=body).status_code == 400


def test_a_body_of_another_type_is_not_read(desk: Desk) -> None:
    headers = {**desk.headers, "content-type": "text/plain"}
    assert desk.client.post(f"{QUEUE}/accept", headers=headers, content=b"{}").status_code == 415


def test_a_document_of_the_workspace_is_named(desk: Desk) -> None:
    assert desk.get(f"?state=all&document={DOCUMENT}").json()["total"] == 3
