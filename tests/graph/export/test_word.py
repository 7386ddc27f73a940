"""Papers are the same bytes each time, with real headings, repeated table heads and no letter XML lacks."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from graph.export.paper import Figure, Grid, Heading, Listed, Paper, Paragraph, Said
from graph.export.web_page import as_html
from graph.export.word import as_docx

ROWS = ((Said("<b>&", "fi"), Said("7", is_number=True)),)
PAPER = Paper(
    "sv",
    "Påhittad \x0b <rubrik>",
    (
        Heading("Grund"),
        Paragraph("Ett stycke."),
        Listed((Said("en"), Said("två"))),
        Figure("<svg/>"),
        Grid("Tabell", ("namn", "antal"), ROWS),
        Listed((Said("not"),), is_numbered=True),
    ),
)


def test_the_same_paper_is_the_same_bytes() -> None:
    assert as_docx(PAPER) == as_docx(PAPER)
    with zipfile.ZipFile(BytesIO(as_docx(PAPER))) as held:
        assert {part.date_time for part in held.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_document_has_headings_lists_and_a_table_whose_head_is_repeated() -> None:
    made = docx.Document(BytesIO(as_docx(PAPER)))
    assert [(p.style.name, p.text) for p in made.paragraphs if p.style] == [
        ("Heading 1", "Påhittad  <rubrik>"),
        ("Heading 2", "Grund"),
        ("Normal", "Ett stycke."),
        ("List Bullet", "en"),
        ("List Bullet", "två"),
        ("List Number", "not"),
    ]
    (table,) = made.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["namn", "antal"], ["<b>&", "7"]]
    assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    assert made.core_properties.language == "sv"


def test_words_of_another_language_say_so() -> None:
    made = docx.Document(BytesIO(as_docx(PAPER)))
    said = made.tables[0].rows[1]._tr.find(f".//{qn('w:lang')}")
    assert said is not None
    assert said.get(qn("w:val")) == "fi"


def test_a_wide_table_lies_on_the_long_side() -> None:
    def side(columns: int) -> object:
        grid = Grid("t", tuple(f"c{n}" for n in range(columns)), ())
        return docx.Document(BytesIO(as_docx(Paper("en", "t", (grid,))))).sections[0].orientation

    assert (side(3), side(9)) == (WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE)


def test_a_page_says_what_is_said_and_runs_nothing() -> None:
    text = as_html(PAPER).decode()
    assert '<html lang="sv">' in text
    assert '<td lang="fi">&lt;b&gt;&amp;</td><td class="number">7</td>' in text
    assert "<script" not in text
    assert " style=" not in text
