"""The files of a release, taken over HTTP."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from shutil import copytree

import pytest
from fastapi import FastAPI
from openpyxl import load_workbook

from api.app import Options, create_app
from graph.export.download import DOWNLOADABLE
from graph.export.figure import figure
from graph.export.neighbourhood import FORMS
from graph.release.reader import DUMP, open_release
from graph.release.shelf import Shelf
from tests.api.conftest import Client

Ask = Callable[[FastAPI], Client]


@pytest.fixture(scope="module")
def shelf(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """A copy of the releases, for taking from only."""
    return Shelf(Path(copytree(released, tmp_path_factory.mktemp("downloads") / "data")) / "releases")


@pytest.fixture(scope="module")
def client(shelf: Shelf, ask: Ask) -> Client:
    return ask(serving(shelf))


def serving(shelf: Shelf) -> FastAPI:
    return create_app(open_release(current(shelf)), Options(data=shelf.folder.parent))


def current(shelf: Shelf) -> Path:
    folder = shelf.current()
    assert folder is not None
    return folder


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_page_lists_every_file_with_type_size_and_hash(
    client: Client, shelf: Shelf, language: str
) -> None:
    taken = client.get("/downloads/release.nt")
    page = client.get("/downloads", params={"lang": language})
    assert page.status_code == 200
    for name, download in DOWNLOADABLE.items():
        assert f'/release/{current(shelf).name}/downloads/{name}"' in page.text
        # A long type may break at its dots.
        assert download.media_type in page.text.replace("<wbr>", "")
    assert hashlib.sha256(taken.content).hexdigest() in page.text
    assert figure(len(taken.content), language) in page.text
    assert "licenses/by/4.0" in page.text


@pytest.mark.parametrize("name", ["release.ttl", "release.xlsx", DUMP])
def test_a_file_names_its_release_its_permanent_address_and_its_licence(
    client: Client, shelf: Shelf, name: str
) -> None:
    got = client.get(f"/downloads/{name}")
    assert got.status_code == 200
    assert got.headers["content-type"].partition(";")[0] == DOWNLOADABLE[name].media_type
    assert got.headers["kytkos-release"] == current(shelf).name
    assert 'rel="license"' in got.headers["link"]
    assert "content-encoding" not in got.headers
    again = client.get(got.headers["content-location"])
    assert again.content == got.content
    assert "immutable" in again.headers["cache-control"]
    assert got.headers["etag"] == again.headers["etag"] == f'"{hashlib.sha256(got.content).hexdigest()}"'


def test_who_holds_a_file_is_not_sent_it_again(client: Client) -> None:
    tag = client.get("/downloads/release.nt").headers["etag"]
    assert client.get("/downloads/release.nt", headers={"If-None-Match": tag}).status_code == 304
    assert client.get("/downloads/release.nt", headers={"If-None-Match": '"other"'}).status_code == 200
    head = client.request("HEAD", "/downloads/release.nt")
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["content-length"]) > 0


def test_a_part_of_a_file_can_be_asked_for(client: Client) -> None:
    whole = client.get("/downloads/release.nt").content
    part = client.get("/downloads/release.nt", headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, whole[10:20])


@pytest.mark.parametrize(
    "path",
    [
        "/downloads/release.exe",
        "/downloads/manifest.json",
        "/downloads/..%2Fmanifest.json",
        "/downloads/%2e%2e/manifest.json",
        "/downloads/release.ttl%00",
        "/release/ffffffffffff/downloads/release.ttl",
        "/release/%2e%2e/downloads/release.ttl",
        "/release/..%2f..%2f/downloads/release.ttl",
    ],
)
def test_what_is_not_there_is_a_problem_document(client: Client, path: str) -> None:
    got = client.get(path)
    assert got.status_code == 404
    assert got.headers["content-type"] == "application/problem+json"


def test_the_start_of_a_release_s_id_is_no_address(client: Client, shelf: Shelf) -> None:
    assert client.get(f"/release/{current(shelf).name[:6]}/downloads/release.nt").status_code == 404


def test_nothing_is_given_of_a_release_that_was_altered(released: Path, tmp_path: Path, ask: Ask) -> None:
    shelf = Shelf(Path(copytree(released, tmp_path / "data")) / "releases")
    client = ask(serving(shelf))
    (current(shelf) / DUMP).write_bytes(b"half")
    got = client.get("/downloads/release.ttl")
    assert got.status_code == 500
    assert got.headers["content-type"] == "application/problem+json"
    assert str(shelf.folder) not in got.text


def test_a_server_without_releases_has_no_files(empty: Client) -> None:
    for path in ("/downloads", "/downloads/release.ttl"):
        assert empty.get(path).status_code == 404


def test_an_answer_is_a_workbook_with_its_scope_first(client: Client) -> None:
    got = client.get("/question/documents-read.xlsx", params={"lang": "en"})
    assert got.status_code == 200
    book = load_workbook(BytesIO(got.content))
    assert book.sheetnames == ["Scope", "Answer"]
    heading, *_ = (row[0] for row in book["Scope"].iter_rows(values_only=True))
    assert str(heading).endswith("?")
    shown = client.get("/question/documents-read.json").json()
    assert book["Answer"].max_row == len(shown["rows"]) + 1
    assert "documentCode" in [cell.value for cell in book["Answer"][1]]
    assert client.get("/question/documents-read.xlsx", params={"lang": "en"}).content == got.content


def test_a_vocabulary_can_be_taken_by_itself(client: Client) -> None:
    got = client.get("/downloads/scheme/k1000.ttl")
    assert (got.status_code, got.headers["content-type"]) == (200, "text/turtle; charset=utf-8")
    assert client.get(got.headers["content-location"]).content == got.content
    assert "/downloads/scheme/k1000.ttl" in client.get("/downloads").text
    for path in ("k1000.rdf", "k1000", "k9999.ttl", "%2e%2e%2fk1000.ttl"):
        assert client.get(f"/downloads/scheme/{path}").status_code == 404


def test_the_context_of_json_ld_is_at_one_address(empty: Client) -> None:
    got = empty.get("/context.jsonld")
    assert got.headers["content-type"] == "application/ld+json"
    assert got.json()["@context"]["skos"] == "http://www.w3.org/2004/02/skos/core#"
    again = empty.get("/context.jsonld", headers={"If-None-Match": got.headers["etag"]})
    assert again.status_code == 304


def test_a_thing_is_taken_with_its_links_as_its_page_offers_it(client: Client) -> None:
    page = client.get("/page/k1149", headers={"accept": "text/html"})
    files = re.findall(r'href="(/neighbourhood/k1149[^"]+)"', page.text)
    assert len(files) == len(FORMS)
    for address in files:
        taken = client.get(address)
        assert taken.status_code == 200
        assert taken.headers["content-disposition"].endswith(f'{address.rpartition("/")[2]}"')
        assert client.get(address, headers={"if-none-match": taken.headers["etag"]}).status_code == 304
    assert taken.json()["nodes"]


@pytest.mark.parametrize("name", ["k1149", "k1149.csv", "nowhere.xlsx", "..xlsx", ".json", "k1149.xlsx.exe"])
def test_what_no_neighbourhood_is_is_not_found(client: Client, name: str) -> None:
    answer = client.get(f"/neighbourhood/{name}")
    assert answer.status_code in (400, 404)
    assert answer.headers["content-type"].startswith("application/problem+json")
