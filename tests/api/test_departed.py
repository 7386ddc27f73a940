"""What an older release held and this one does not is told from what never was."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from fastapi import FastAPI

from api.app import Options, create_app
from graph.identifiers import ID
from graph.release.departed import last_seen
from graph.release.reader import DUMP, open_release
from graph.release.shelf import Shelf
from graph.store import layout
from tests.api.conftest import Client

Ask = Callable[[FastAPI], Client]
LOST = "kept-once"
LINE = (
    f'<{ID}{LOST}> <http://www.w3.org/2004/02/skos/core#prefLabel> "merkitsijät"@fi <{layout.ENTITIES}> .\n'
)


@pytest.fixture
def shelf(released: Path, tmp_path: Path) -> Shelf:
    """Two releases, the older of which holds one thing more."""
    folder = Shelf(Path(copytree(released, tmp_path / "data")) / "releases").current()
    assert folder is not None
    older = Path(copytree(folder, folder.parent / "0000000000ab"))
    manifest = (older / "manifest.json").read_text("utf-8").replace(folder.name, older.name)
    (older / "manifest.json").write_text(manifest, "utf-8")
    lines = sorted([*gzip.decompress((older / DUMP).read_bytes()).splitlines(keepends=True), LINE.encode()])
    (older / DUMP).write_bytes(gzip.compress(b"".join(lines)))
    return Shelf(folder.parent)


@pytest.fixture
def client(shelf: Shelf, ask: Ask) -> Client:
    folder = shelf.current()
    assert folder is not None
    return ask(create_app(open_release(folder), Options(data=shelf.folder.parent)))


@pytest.mark.parametrize(
    "address", [f"/id/{LOST}", f"/page/{LOST}", f"/data/{LOST}.ttl", f"/api/v1/resources/{LOST}"]
)
def test_a_thing_of_an_older_release_is_gone_and_names_it(client: Client, address: str) -> None:
    answer = client.get(address, headers={"accept": "application/json"})
    assert answer.status_code == 410
    assert answer.headers["content-type"] == "application/problem+json"
    assert "/release/0000000000ab" in answer.json()["remedy"]


def test_a_page_says_so_to_a_reader(client: Client) -> None:
    answer = client.get(f"/page/{LOST}", headers={"accept": "text/html"})
    assert answer.status_code == 410
    assert "0000000000ab" in answer.text


def test_what_never_was_is_not_found(client: Client) -> None:
    assert client.get("/id/never-was", headers={"accept": "application/json"}).status_code == 404


def test_a_damaged_release_tells_nothing(shelf: Shelf) -> None:
    older = shelf.path("0000000000ab")
    assert last_seen([older])[LOST] == older.name
    (older / DUMP).write_bytes((older / DUMP).read_bytes()[:200])
    assert LOST not in last_seen([older])
    (older / DUMP).unlink()
    assert last_seen([older]) == {}
