"""Files given as they are: packed, tagged, and kept for good where the name holds the content."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from api.statics import Statics
from tests.api.conftest import Client

TEXT = "body { color: #123456 }\n" * 100


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, ask: Callable[[Starlette], Client]) -> Client:
    folder = tmp_path_factory.mktemp("static")
    for path in ("site.css", "built/assets/map-1.js", "built/sources.sha256"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(TEXT, "ascii")
    (folder / "dot.png").write_bytes(b"\x89PNG" * 1000)
    return ask(Starlette(routes=[Mount("/static", Statics(directory=Path(folder)))]))


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_a_text_is_packed_for_who_takes_it(files: Client, coding: str) -> None:
    answer = files.get("/static/site.css", headers={"Accept-Encoding": coding})
    assert answer.headers["content-encoding"] == coding
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["content-type"].startswith("text/css")
    assert answer.text == TEXT
    assert int(answer.headers["content-length"]) < len(TEXT)


def test_a_text_is_as_it_is_for_who_takes_no_coding(files: Client) -> None:
    answer = files.get("/static/site.css", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in answer.headers
    assert answer.text == TEXT


def test_a_picture_is_not_packed(files: Client) -> None:
    assert "content-encoding" not in files.get("/static/dot.png", headers={"Accept-Encoding": "br"}).headers


def test_what_is_named_by_its_content_is_kept_for_good_and_nothing_else(files: Client) -> None:
    kept = {
        path: "immutable" in files.get(f"/static/{path}").headers.get("cache-control", "")
        for path in ("site.css", "built/assets/map-1.js", "built/sources.sha256")
    }
    assert kept == {"site.css": False, "built/assets/map-1.js": True, "built/sources.sha256": False}


@pytest.mark.parametrize("coding", ["br", "identity"])
def test_who_holds_a_file_gets_no_body_again(files: Client, coding: str) -> None:
    first = files.get("/static/site.css", headers={"Accept-Encoding": coding})
    again = files.get(
        "/static/site.css", headers={"Accept-Encoding": coding, "If-None-Match": first.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


def test_what_is_not_there_is_not_found(files: Client) -> None:
    with pytest.raises(httpx.HTTPStatusError):
        files.get("/static/built/assets/none.js").raise_for_status()
