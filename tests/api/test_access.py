"""Who may come in, and what guessing costs the one who guesses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI, Request

from api.access import FAILURES, REMEMBERED, SECONDS, Failures, holder
from api.app import Options, create_app
from graph.errors import TooManyFailures
from graph.store.access import Tokens
from graph.store.dataset import Dataset
from tests.api.conftest import Client


def door(request: Request) -> dict[str, str]:
    return {"scope": holder(request, "curate").scope}


@pytest.fixture
def tokens(tmp_path: Path) -> Tokens:
    return Tokens(tmp_path)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    app = create_app(Dataset.of(()), Options(data=tmp_path))
    app.add_api_route("/door", door)
    asking = Client(app)
    yield asking
    asking.close()


def bearing(secret: str) -> dict[str, str]:
    return {"authorization": f"Bearer {secret}"}


def test_a_token_of_the_scope_or_a_wider_one_opens(client: Client, tokens: Tokens) -> None:
    assert client.get("/door", headers=bearing(tokens.create("curate"))).json() == {"scope": "curate"}
    admin = {"authorization": f"bearer   {tokens.create('admin')} "}
    assert client.get("/door", headers=admin).status_code == 200


def test_a_narrower_token_is_told_which_scope_is_needed(client: Client, tokens: Tokens) -> None:
    refused = client.get("/door", headers=bearing(tokens.create("read")))
    assert refused.status_code == 403
    assert 'scope="curate"' in refused.headers["www-authenticate"]


@pytest.mark.parametrize("headers", [{}, {"authorization": "Basic a3l0Og=="}, {"authorization": "Bearer"}])
def test_without_a_token_one_is_asked_for(client: Client, headers: dict[str, str]) -> None:
    refused = client.get("/door", headers=headers)
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"] == 'Bearer realm="kytkos"'


def test_what_is_unknown_malformed_or_revoked_is_answered_alike(client: Client, tokens: Tokens) -> None:
    revoked = tokens.create("admin")
    assert client.get("/door", headers=bearing(revoked)).status_code == 200
    tokens.revoke(tokens.list()[0].id)
    wrong = (revoked, "kyt_" + "A" * 43, "nonsense", "x" * 10_000)
    answers = [client.get("/door", headers=bearing(secret)) for secret in wrong]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.text for answer in answers}) == 1
    assert all(secret not in answer.text for secret, answer in zip(wrong, answers, strict=True))


def test_a_token_in_the_address_is_refused_even_where_it_is_right(client: Client, tokens: Tokens) -> None:
    refused = client.get("/door", params={"access_token": tokens.create("admin")})
    assert refused.status_code == 400
    assert "kyt_" not in refused.text


def test_who_guesses_is_told_to_wait_and_who_knows_is_let_in(client: Client, tokens: Tokens) -> None:
    secret = tokens.create("curate")
    guesses = [client.get("/door", headers=bearing(f"kyt_{n}")) for n in range(FAILURES + 5)]
    assert [answer.status_code for answer in guesses] == [401] * FAILURES + [429] * 5
    assert 0 < int(guesses[-1].headers["retry-after"]) <= SECONDS
    assert client.get("/door", headers=bearing(secret)).status_code == 200


def test_without_a_workspace_no_token_opens(tokens: Tokens, ask: Callable[[FastAPI], Client]) -> None:
    app = create_app(Dataset.of(()))
    app.add_api_route("/door", door)
    assert ask(app).get("/door", headers=bearing(tokens.create("admin"))).status_code == 401


def test_failures_are_forgotten_in_time() -> None:
    now = 0.0
    failures = Failures(lambda: now)
    for _ in range(FAILURES):
        failures.add("here")
    with pytest.raises(TooManyFailures) as told:
        failures.add("here")
    assert told.value.retry_after == SECONDS
    failures.add("elsewhere")
    now = SECONDS
    failures.add("here")


def test_no_more_addresses_are_remembered_than_there_is_room_for() -> None:
    failures = Failures(lambda: 0.0)
    for number in range(3 * REMEMBERED):
        failures.add(str(number))
    assert len(failures._since) == REMEMBERED
