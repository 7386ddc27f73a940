"""Dossiers and reports over HTTP: pages with the same words as their files, and clear refusals."""

from __future__ import annotations

import re
from io import BytesIO

import docx
import pytest

from graph.export.paper import WORD
from graph.export.web_page import POLICY
from tests.api.conftest import Client


@pytest.mark.parametrize("path", ["/dossier/k9001", "/dossier/t1", "/report", "/report?period=2014-2020"])
def test_a_page_has_its_notes_and_leads_to_its_files(client: Client, path: str) -> None:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    assert 'id="note-1"' in answer.text
    assert answer.text.count("<h1") == 1
    parts = re.findall(r'href="#(part-\d+)"', answer.text)
    assert parts == re.findall(r'<h2 id="(part-\w+)"', answer.text) != []
    plain, _, query = path.partition("?")
    for suffix in ("html", "docx", "xlsx"):
        assert f'href="{plain}.{suffix}{"?" if query or plain == "/report" else ""}' in answer.text


def test_files_are_saved_in_the_language_that_was_chosen(client: Client) -> None:
    written = client.get("/dossier/k9001.docx?lang=sv")
    assert written.headers["content-type"] == WORD
    assert written.headers["content-disposition"] == 'attachment; filename="dossier-k9001.docx"'
    assert docx.Document(BytesIO(written.content)).paragraphs[0].text == "Sammanställning: påhittade personer"
    shown = client.get("/report.html?lang=sv&period=2014-2020")
    assert shown.headers["content-security-policy"] == POLICY
    assert '<html lang="sv">' in shown.text
    assert "2014-2020" in shown.text


def test_a_thing_is_found_by_its_name_and_its_page_leads_to_its_dossier(client: Client) -> None:
    assert client.get("/dossier/keksityt henkilöt").status_code == 200
    assert 'href="/dossier/k9001' in client.get("/page/k9001").text
    assert "/dossier/" not in client.get("/page/S90001").text


@pytest.mark.parametrize(
    "path",
    ["/dossier/S90001", "/dossier/nobody", "/report?period=1999-2006", "/report.pdf", "/dossier/k9001.pdf"],
)
def test_what_there_is_no_dossier_or_report_of_is_told(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_names_that_would_be_markup_are_text(client: Client) -> None:
    page = client.get("/dossier/k9003?lang=fi").text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
