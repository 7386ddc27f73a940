"""A file's format is told by its bytes, and by its name only where they are text."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import UnreadableDocument
from graph.text.formats.registry import DOCX, FORMATS, HTML, MARKDOWN, ODT, PDF, PLAIN, Format, recognise
from tests.graph.text.formats.making import Part, docx, html, odt, packed, pdf

PARTS = [Part("paragraph", "Merimiesten osallisuus rannalla ja merellä")]
MADE = {
    "docx": (DOCX, docx(PARTS)),
    "odt": (ODT, odt(PARTS)),
    "pdf": (PDF, pdf(PARTS)),
}


@pytest.mark.parametrize("name", ["a.txt", "a", "a.pdf", "a.docx", "a.odt", "a.html"])
@pytest.mark.parametrize("made", MADE)
def test_the_bytes_tell_the_format_whatever_the_name(made: str, name: str) -> None:
    form, data = MADE[made]
    assert recognise(Path(name), data) is form


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a"])
def test_a_page_is_html_whatever_its_name(name: str) -> None:
    assert recognise(Path(name), html(PARTS)) is HTML


@pytest.mark.parametrize(
    ("name", "form"), [("a.txt", PLAIN), ("a.MD", MARKDOWN), ("a.htm", HTML), ("a", PLAIN), ("a.rst", PLAIN)]
)
def test_the_name_tells_text_from_markdown_and_html(name: str, form: Format) -> None:
    assert recognise(Path(name), b"Merimiesten osallisuus") is form


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.PDF"])
def test_text_under_the_name_of_a_packed_format_is_refused(name: str) -> None:
    with pytest.raises(UnreadableDocument, match="does not begin as such") as caught:
        recognise(Path(name), b"Merimiesten osallisuus")
    assert ".txt" in caught.value.remedy


@pytest.mark.parametrize(
    "data",
    [
        packed({"xl/workbook.xml": "<a/>", "[Content_Types].xml": "spreadsheetml"}),
        packed({"content.xml": "<a/>", "mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        packed({"a.txt": "sanoja"}),
    ],
)
def test_packed_files_of_other_kinds_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="neither DOCX nor ODT"):
        recognise(Path("a.docx"), data)


def test_no_two_formats_share_a_suffix_or_a_media_type() -> None:
    suffixes = [suffix for form in FORMATS for suffix in form.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    assert len({form.media_type for form in FORMATS}) == len(FORMATS)
