"""The releases that are kept, and what changed between them, over HTTP."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from shutil import copytree, rmtree

import pytest
from fastapi import FastAPI

from api.app import Options, create_app
from graph.release.reader import DUMP, open_release
from graph.release.shelf import Shelf
from graph.release.tombstone import Tombstone
from tests.api.conftest import Client
from tests.conftest import REASON

Ask = Callable[[FastAPI], Client]


@pytest.fixture(scope="module")
def shelf(twice: Path) -> Shelf:
    """The releases of that workspace, for looking at only."""
    return Shelf(twice / "releases")


@pytest.fixture(scope="module")
def client(shelf: Shelf, ask: Ask) -> Client:
    return ask(serving(shelf))


@pytest.fixture
def own(twice: Path, tmp_path: Path) -> Shelf:
    """A copy of them, to change."""
    return Shelf(Path(copytree(twice, tmp_path / "data")) / "releases")


def serving(shelf: Shelf) -> FastAPI:
    folder = shelf.current()
    assert folder is not None
    return create_app(open_release(folder), Options(data=shelf.folder.parent))


def ids(shelf: Shelf) -> tuple[str, str]:
    earlier, later = (held.id for held in shelf.list())
    return earlier, later


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_release_is_listed_with_what_it_is_compared_to(
    client: Client, shelf: Shelf, language: str
) -> None:
    page = client.get("/releases", params={"lang": language})
    assert page.status_code == 200
    earlier, later = ids(shelf)
    assert page.text.index(f"/release/{later}?") < page.text.index(f"/release/{earlier}?")
    assert f"/release/{earlier}/diff/{later}" in page.text


def test_a_question_is_asked_again_of_an_earlier_release(client: Client, shelf: Shelf) -> None:
    earlier, later = ids(shelf)
    asked = {"sinceRelease": earlier, "lang": "en"}
    told = client.get("/api/v1/questions/links-nobody-checked", params={**asked, "limit": "200"}).json()
    assert told["parameters"]["sinceRelease"] == earlier
    assert {row["change"]["label"] for row in told["rows"]} > {"gone"}
    page = client.get("/question/links-nobody-checked", params=asked, headers={"Accept": "text/html"})
    assert f'<option value="{earlier}" selected>' in page.text
    assert f'<option value="{later}"' not in page.text
    written = client.get("/question/links-nobody-checked.csv", params=asked)
    assert written.text.lstrip("\ufeff").startswith("change,")
    wrong = client.get("/question/links-nobody-checked.csv", params={"sinceRelease": "nosuch"})
    assert wrong.status_code == 404
    assert earlier in wrong.text


def test_a_release_is_compared_with_the_one_before_where_none_is_named(client: Client, shelf: Shelf) -> None:
    earlier, later = ids(shelf)
    text = client.get("/analysis/compare", headers={"Accept": "text/html"}).text
    assert f'<option value="{earlier}" selected>' in text
    assert f'<option value="{later}"' not in text
    assert (
        f"/release/{later}/analysis/compare?kind=groups&amp;of=gaps&amp;period=2021-2027&amp;with={earlier}"
        in text
    )
    assert 'id="rows"' in text


def test_whys_of_a_release_stay_with_it(client: Client, shelf: Shelf) -> None:
    earlier, _ = ids(shelf)
    for name, way in (("coverage", "why"), ("overlap", "said")):
        text = client.get(f"/release/{earlier}/analysis/{name}", headers={"Accept": "text/html"}).text
        address = unescape(re.findall(r'class="state-why" href="([^"]+)"', text)[0])
        assert address.startswith(f"/release/{earlier}/{way}/")
        told = client.get(address, headers={"Accept": "text/html"})
        assert (told.status_code, told.headers["kytkos-release"]) == (200, earlier)
        written = client.get(address, headers={"Accept": "application/json"})
        assert written.headers["content-type"] == "application/json"
        assert f'"{earlier}"' in written.text


def test_what_was_so_is_explained_by_the_release_in_which_it_was(client: Client, shelf: Shelf) -> None:
    earlier, _ = ids(shelf)
    asked = {"sinceRelease": earlier, "lang": "en"}
    text = client.get("/question/links-nobody-checked", params=asked, headers={"Accept": "text/html"}).text
    assert f'class="state-why" href="/release/{earlier}/said/' in text
    assert 'class="state-why" href="/said/' in text


def test_a_release_has_a_page_with_its_changes_and_the_decisions_behind(client: Client, shelf: Shelf) -> None:
    earlier, later = ids(shelf)
    page = client.get(f"/release/{later}", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert page.headers["kytkos-release"] == later
    assert REASON in page.text
    assert f"/release/{earlier}/diff/{later}.added.nt" in page.text
    first = client.get(f"/release/{earlier}", headers={"Accept": "text/html"})
    assert first.headers["kytkos-release"] == earlier
    assert REASON not in first.text


def test_a_release_gives_its_manifest_to_programs(client: Client, shelf: Shelf) -> None:
    for name in ids(shelf):
        got = client.get(f"/release/{name}", headers={"Accept": "application/json"})
        assert got.json()["id"] == name
    refused = client.get(f"/release/{ids(shelf)[0]}", headers={"Accept": "image/png"})
    assert refused.status_code == 406


def test_the_files_of_a_difference_are_a_patch(client: Client, shelf: Shelf) -> None:
    earlier, later = ids(shelf)
    added = client.get(f"/release/{earlier}/diff/{later}.added.nt").text.splitlines()
    removed = client.get(f"/release/{earlier}/diff/{later}.removed.nt").text.splitlines()
    assert any("hasImplementationPeriod" in line for line in added)
    told = client.get(f"/release/{earlier}/diff/{later}.json").json()
    assert any(REASON in decision for change in told["added"] for decision in change["decisions"])
    back = client.get(f"/release/{later}/diff/{earlier}.added.nt").text.splitlines()
    assert (back, added) == (
        removed,
        client.get(f"/release/{later}/diff/{earlier}.removed.nt").text.splitlines(),
    )
    before, after = (
        set(client.get(f"/release/{name}/downloads/release.nt").text.splitlines())
        for name in (earlier, later)
    )
    assert set(added) <= after - before
    assert set(removed) <= before - after


def test_a_release_does_not_differ_from_itself(client: Client, shelf: Shelf) -> None:
    later = ids(shelf)[1]
    assert client.get(f"/release/{later}/diff/{later}.json").json() == {
        "added": [],
        "removed": [],
        "states": [],
    }
    assert client.get(f"/release/{later}/diff/{later}", params={"lang": "en"}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/release/ffffffffffff",
        "/release/..%2f",
        "/release/%2e%2e%2f",
        "/release/current",
        "/release/{0}/diff/x",
        "/release/{0}/diff/{1}.exe",
        "/release/{0}/diff/{1}.nt",
        "/release/x/diff/{1}",
        "/release/{0}/diff/",
    ],
)
def test_what_is_not_there_is_a_problem_document(client: Client, shelf: Shelf, path: str) -> None:
    got = client.get(path.format(*ids(shelf)))
    assert got.status_code == 404
    assert got.headers["content-type"] == "application/problem+json"


def test_a_release_that_is_altered_or_half_there_is_told_and_not_compared(own: Shelf, ask: Ask) -> None:
    client = ask(serving(own))
    earlier, later = ids(own)
    (own.path(earlier) / DUMP).write_bytes(b"half")
    got = client.get(f"/release/{earlier}/diff/{later}.json")
    assert (got.status_code, got.headers["content-type"]) == (500, "application/problem+json")
    rmtree(own.path(earlier))
    assert client.get(f"/release/{earlier}/diff/{later}.json").status_code == 404


def test_what_was_erased_is_gone_even_where_it_was_compared_before(own: Shelf, ask: Ask) -> None:
    client = ask(serving(own))
    earlier, later = ids(own)
    assert client.get(f"/release/{earlier}/diff/{later}.json").status_code == 200
    with own.writing():
        own.bury(Tombstone(earlier, "2025-01-01", "erased by law", later))
    for path in ("", f"/diff/{later}.json", "/downloads/release.nt"):
        assert client.get(f"/release/{earlier}{path}").status_code == 410


COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def test_an_older_release_answers_queries_of_its_own(client: Client, shelf: Shelf) -> None:
    for name in ids(shelf):
        wanted = len(client.get(f"/release/{name}/downloads/release.nt").text.splitlines())
        got = client.get(f"/release/{name}/sparql", params={"query": COUNT, "format": "csv"})
        assert got.text.split()[1] == str(wanted)
        assert got.headers["kytkos-release"] == name
        posted = client.post(f"/release/{name}/sparql", data={"query": COUNT}, headers={"Accept": "text/csv"})
        assert posted.text == got.text
    assert client.get("/release/ffffffffffff/sparql", params={"query": COUNT}).status_code == 404
    assert client.get(f"/release/{ids(shelf)[0]}/sparql", params={"query": "SELEC"}).status_code == 400


def test_the_form_of_an_older_release_asks_that_release(client: Client, shelf: Shelf) -> None:
    earlier = ids(shelf)[0]
    page = client.get(f"/release/{earlier}/sparql", params={"query": COUNT}, headers={"Accept": "text/html"})
    assert page.headers["kytkos-release"] == earlier
    assert f'action="/release/{earlier}/sparql"' in page.text
    assert 'action="/sparql"' not in page.text
