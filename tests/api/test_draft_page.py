"""The page to check a draft on: what it shows, what it refuses and how, and that it keeps nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import httpx
import pytest

from api.access_log import AccessLog
from api.app import Options, create_app
from api.routes.draft import LARGEST, desk_of
from graph.store.dataset import Dataset
from tests.api.conftest import Client

WHERE = "/draft"
MARK = "kvasiliitto"
TEXT = f"Hanke tukee pitkäaikaistyöttömiä ja {MARK}nuoria.\n\nSen kohteena eivät ole eläkeläiset."
EVIL = "Hanke tukee pitkäaikaistyöttömiä. <script>alert(1)</script>"
SCAN = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj
trailer<</Root 1 0 R>>
"""


class Page:
    """A reader with a browser, and the log of the server that is asked."""

    def __init__(self, client: Client, log: StringIO) -> None:
        self.client, self.log = client, log

    def check(self, text: str = "", file: Any = None, language: str = "en", **more: Any) -> httpx.Response:
        fields = {"text": (None, text), "lang": (None, language)}
        files = {**fields, "file": file or ("", b"", "application/octet-stream")}
        headers = {"accept": "text/html", "accept-language": language, **more}
        return self.client.post(WHERE, files=files, headers=headers)


@pytest.fixture(scope="module")
def reader(dataset: Dataset, ask: Callable[..., Client]) -> Iterator[Page]:
    log = StringIO()
    app = create_app(dataset, Options(log=AccessLog(log, 0, tells_queries=True)))
    client = ask(app)
    yield Page(client, log)
    client.run(desk_of(app).stop())


def test_the_form_says_first_that_nothing_is_kept(client: Client) -> None:
    shown = client.get(WHERE, headers={"accept-language": "en"})
    assert shown.headers["cache-control"] == "no-store"
    assert shown.text.index("Nothing of the draft is stored") < shown.text.index("<textarea")
    assert 'method="post"' in shown.text


def test_a_pasted_draft_is_shown_with_what_was_found(reader: Page) -> None:
    shown = reader.check(TEXT)
    assert (shown.status_code, shown.headers["cache-control"]) == (200, "no-store")
    assert "pitkäaikaistyöttömiä</q>" in shown.text
    assert "<mark>pitkäaikaistyöttömiä</mark>" in shown.text
    for part in ("links", "overlaps", "covered", "missed", "recommendations"):
        assert f'id="{part}"' in shown.text


def test_the_answer_is_in_the_language_chosen(reader: Page) -> None:
    shown = reader.check(TEXT, language="sv")
    assert '<html lang="sv">' in shown.text
    assert "Föreslagna länkar" in shown.text


def test_a_file_is_read_by_its_name_whatever_type_it_is_said_to_have(reader: Page) -> None:
    shown = reader.check(file=("Luonnos Å.md", TEXT.encode(), "application/octet-stream"))
    assert shown.status_code == 200
    assert "<mark>pitkäaikaistyöttömiä</mark>" in shown.text


def test_markup_in_a_draft_cannot_act(reader: Page) -> None:
    shown = reader.check(EVIL).text
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_personal_data_is_overwritten(reader: Page) -> None:
    shown = reader.check(f"{TEXT} Yhteyshenkilö: Maija Keksitty, maija.keksitty@example.org").text
    assert "Maija" not in shown
    assert "@example" not in shown


@pytest.mark.parametrize(
    ("text", "file", "status", "told"),
    [
        ("", None, 422, "The draft is empty"),
        (" \r\n ", None, 422, "The draft is empty"),
        ("", ("a.txt", b"a" * (LARGEST + 20_000), "text/plain"), 413, "too large: at most 5 MB"),
        ("", ("a.exe", b"MZ" + bytes(100), "application/x-msdownload"), 415, "Such a file is not read"),
        ("", ("a.txt", bytes(range(256)) * 20, "text/plain"), 422, "No text can be read"),
        ("", ("a.pdf", b"%PDF-1.7 no such file", "application/pdf"), 422, "No text can be read"),
        ("", ("a.pdf", SCAN, "application/pdf"), 422, "probably a scan"),
        ("", ("a.docx", b"PK\x03\x04 no such file", "application/zip"), 422, "No text can be read"),
    ],
)
def test_what_cannot_be_read_is_told_kindly(
    reader: Page, text: str, file: Any, status: int, told: str
) -> None:
    shown = reader.check(text, file)
    assert shown.status_code == status
    assert told in shown.text
    assert "<textarea" in shown.text


def test_what_went_wrong_is_told_in_the_reader_s_language(reader: Page) -> None:
    assert "Luonnos on tyhjä" in reader.check(language="fi").text
    assert "Utkastet är tomt" in reader.check(language="sv").text


def test_another_form_is_not_read(reader: Page) -> None:
    headers = {"accept": "text/html", "content-type": "application/x-www-form-urlencoded"}
    assert reader.client.post(WHERE, content=b"text=a", headers=headers).status_code == 415


def test_nothing_of_a_draft_is_in_the_log(reader: Page) -> None:
    reader.check(TEXT)
    reader.check(file=(f"{MARK}.exe", TEXT.encode(), "text/plain"))
    told = reader.log.getvalue()
    assert '"path": "/draft"' in told
    assert MARK not in told


def test_no_draft_is_read_from_an_address(reader: Page) -> None:
    shown = reader.client.get(f"{WHERE}?text={MARK}")
    assert f">{MARK}</textarea>" not in shown.text
    assert "<mark>" not in shown.text
