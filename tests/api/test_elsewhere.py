"""The site over another store is the site over the release itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from api.app import Options, create_app
from api.serving import Served, Serving, Watch
from api.site import site
from api.templating import environment
from graph.curation.log import DecisionLog
from graph.release.build import build
from graph.release.reader import open_release
from graph.release.vocabulary import Vocabulary
from graph.store.address import address
from graph.store.workspace import Workspace
from sparql.remote import Elsewhere
from tests.api.conftest import Client
from tests.graph.invented import LINKS, decision
from tests.stores.holding import holding, put, released
from tests.stores.stand_in import StandIn

QUERY = {"query": "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"}
PAGES = (
    "/",
    "/sparql",
    "/page/xtheme",
    "/page/xgroup",
    "/questions/documents-read",
    "/questions/groups-of-theme",
    "/api/v1/questions/documents-read",
)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return released(tmp_path_factory.mktemp("elsewhere") / "held")


@pytest.fixture
def server(release: Path) -> Iterator[StandIn]:
    """A store of the test's own, to change."""
    with holding(release) as server:
        yield server


@pytest.fixture(scope="module")
def there(release: Path, ask: Callable[[FastAPI], Client]) -> Iterator[Client]:
    with holding(release) as server:
        yield asking(server, ask)


def asking(server: StandIn, ask: Callable[[FastAPI], Client]) -> Client:
    elsewhere = Elsewhere(address(server.url))
    return ask(create_app(elsewhere.dataset(), Options(elsewhere=elsewhere)))


@pytest.fixture(scope="module")
def here(release: Path, ask: Callable[[FastAPI], Client]) -> Client:
    return ask(create_app(open_release(release)))


def without_files(page: str) -> list[str]:
    """Return the lines of a page but those that offer what is made of a release's folder."""
    return [line for line in page.splitlines() if line.strip() and "/neighbourhood/" not in line]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_the_same(page: str, here: Client, there: Client) -> None:
    mine = here.get(page, headers={"accept": "text/html"})
    theirs = there.get(page, headers={"accept": "text/html"})
    assert theirs.status_code == mine.status_code
    assert without_files(theirs.text) == without_files(mine.text)
    assert mine.status_code in (200, 404)


def test_the_endpoint_names_its_graphs_as_the_release_does(here: Client, there: Client) -> None:
    mine, theirs = (client.get("/sparql", params={**QUERY, "format": "csv"}) for client in (here, there))
    assert theirs.text == mine.text
    assert theirs.headers["kytkos-release"] == mine.headers["kytkos-release"]


def test_the_description_is_that_of_the_release(here: Client, there: Client) -> None:
    mine, theirs = (
        client.get("/sparql", headers={"accept": "application/n-triples"}) for client in (here, there)
    )
    assert sorted(theirs.text.splitlines()) == sorted(mine.text.splitlines())


def test_a_store_that_fails_is_a_problem_document(server: StandIn, ask: Callable[[FastAPI], Client]) -> None:
    there = asking(server, ask)
    server.status = 503
    answer = there.get("/sparql", params=QUERY)
    assert answer.status_code == 502
    assert answer.headers["content-type"] == "application/problem+json"
    assert "503" in answer.text


def test_a_release_published_meanwhile_is_taken_up(server: StandIn, release: Path) -> None:
    elsewhere = Elsewhere(address(server.url))

    def opened() -> Served:
        return Served(site(elsewhere.dataset(), Options(), environment()))

    async def look() -> tuple[str, str]:
        serving = Serving(opened())
        watch = Watch(serving, elsewhere.serving(), opened)
        await watch.look()
        before = serving.current.site.dataset.release
        held = Workspace(release.parents[1])
        DecisionLog(held).append(decision(3, "accept", LINKS[2]))
        put(held.releases / build(held, vocabulary=Vocabulary()), server)
        await watch.look()
        return before, serving.current.site.dataset.release

    before, after = asyncio.run(look())
    assert before == release.name
    assert after != before
