"""What was made ahead for readers shows what is made when they ask."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi import FastAPI

from api.app import create_app
from graph.store.dataset import Dataset
from tests.api.conftest import Client

HTML = {"accept": "text/html", "accept-language": "sv"}


@pytest.mark.parametrize("path", ["/page/t1", "/page/k9001", "/page/a1", "/page/dtheme", "/search?q=t1"])
def test_a_page_is_the_same_made_ahead_or_when_it_is_asked_for(
    client: Client, dataset: Dataset, ask: Callable[[FastAPI], Client], path: str
) -> None:
    prepared = create_app(dataset)
    prepared.state.serving.current.site.prepare()
    answers = [one.get(path, headers=HTML) for one in (client, ask(prepared))]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].content == answers[1].content
    assert answers[0].headers.get("etag") == answers[1].headers.get("etag")
