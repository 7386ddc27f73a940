"""Drafts over HTTP: by POST only, within limits, answered as problem documents where they cannot be read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import httpx
import pytest

from api.routes.draft import LARGEST
from tests.api.conftest import Client

WHERE = "/api/v1/draft"
PLAIN = {"Content-Type": "text/plain; charset=utf-8"}
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: A word that stands in the drafts and nowhere else.
MARK = "kvasiliitto"
TEXT = f"Hanke tukee pitkäaikaistyöttömiä ja {MARK}nuoria. Yhteyshenkilö: Maija Keksitty\n".encode()
CHILDREN = Path("/proc/self/task")

needs_proc = pytest.mark.skipif(not CHILDREN.exists(), reason="finds the reading process in /proc")


class Server:
    """A server of its own, with what it wrote."""

    def __init__(self, folder: Path) -> None:
        self.data, self._log = folder / "data", folder / "log"
        words = ["-m", "kytkos", "serve", "--data", str(self.data), "--port", "0", "--workers", "0"]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-u", *words],
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env={**os.environ, "TMPDIR": str(folder / "tmp")},
            )
        self._said: list[str] = []
        assert self._process.stdout
        for line in self._process.stdout:
            self._said.append(line)
            if line.strip().startswith("health"):
                break
        self.address = next(line.split()[1] for line in self._said if line.strip().startswith("pages"))

    def post(self, body: bytes, **headers: str) -> httpx.Response:
        return httpx.post(f"{self.address}api/v1/draft", content=body, headers=headers or PLAIN, timeout=120)

    def reading_process(self) -> int:
        pid = self._process.pid
        return int(Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[-1])

    def stop(self) -> str:
        self._process.terminate()
        out, _ = self._process.communicate()
        return "".join(self._said) + out + self._log.read_text()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("drafts")
    (folder / "tmp").mkdir()
    server = Server(folder)
    yield server
    server.stop()


def problem(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["remedy"]
    return answer.status_code, told["detail"]


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH"])
def test_only_post_is_answered(method: str, client: Client) -> None:
    answer = client.request(method, WHERE)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "POST"


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"Content-Type": "image/png"},
        {"Content-Type": "application/msword"},
        {"Content-Type": "text/plain; charset=iso-8859-1"},
        {**PLAIN, "Content-Encoding": "gzip"},
    ],
)
def test_a_body_that_is_not_read_here_is_415(given: dict[str, str], client: Client) -> None:
    status, _ = problem(client.post(WHERE, content=TEXT, headers=given))
    assert status == 415


def test_an_oversized_draft_is_413(client: Client) -> None:
    status, detail = problem(client.post(WHERE, content=b"a" * (LARGEST + 1), headers=PLAIN))
    assert status == 413
    assert str(LARGEST) in detail


def test_a_draft_is_answered_and_not_cached(server: Server) -> None:
    answer = server.post(TEXT)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    told = answer.json()
    assert "pitkäaikaistyöttömät" in {link["thing"]["label"] for link in told["links"]}


def test_personal_data_is_overwritten_before_anything_is_answered(server: Server) -> None:
    assert "Keksitty" not in server.post(TEXT).text


@pytest.mark.parametrize(
    ("media_type", "draft"),
    [
        ("text/plain", b""),
        ("text/plain", f"{MARK}\0 and other words that are text".encode()),
        ("text/plain", f"{MARK} on epäselvä teksti, joka on väärin koodattu".encode("utf-16-le")),
        ("application/pdf", f"{MARK} is no such file".encode()),
        (DOCX, f"{MARK} is no such file".encode()),
    ],
)
def test_what_cannot_be_read_is_422_and_its_words_are_in_no_error(
    media_type: str, draft: bytes, server: Server
) -> None:
    status, detail = problem(server.post(draft, **{"Content-Type": media_type}))
    assert status == 422
    assert MARK not in detail


def test_a_bomb_is_422(server: Server) -> None:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b"<w>" + b" " * (100 << 20) + b"</w>")
    status, _ = problem(server.post(held.getvalue(), **{"Content-Type": DOCX}))
    assert status == 422


@pytest.mark.slow
def test_one_huge_line_is_answered_or_stopped_in_time(server: Server) -> None:
    answer = server.post(b"Hanke tukee nuoria ja lapsia. " * 20_000)
    assert answer.status_code in (200, 504)
    assert server.post(TEXT).status_code == 200


@pytest.mark.slow
@needs_proc
def test_a_draft_is_read_after_the_reading_process_was_killed(server: Server) -> None:
    assert server.post(TEXT).status_code == 200
    before = server.reading_process()
    os.kill(before, signal.SIGKILL)
    assert server.post(TEXT).status_code == 200
    assert server.reading_process() != before


@needs_proc
def test_nothing_of_a_draft_is_stored_or_logged(tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    server = Server(tmp_path)
    for draft in (TEXT, TEXT + b"\0", TEXT * 100_000):
        server.post(draft)
    reading = server.reading_process()
    said = server.stop()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert MARK not in said
    assert not [path for path in files if MARK.encode() in path.read_bytes()]
    assert not Path(f"/proc/{reading}").exists()
