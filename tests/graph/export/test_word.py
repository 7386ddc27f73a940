"""Papers are the same bytes each time, with real headings, repeated table heads and no letter XML lacks."""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.etree import ElementTree

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from graph.export.paper import Figure, Grid, Heading, Line, Listed, Paper, Paragraph, Said, Statements
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


NOTED = Paper(
    "fi",
    "Keksitty",
    (
        Statements((Line((Said("Keksitty väite "), Said("of another", "en")), "Ensin <&>"),)),
        Grid("Taulukko", ("nimi",), ((Said("a"),), (Said("b"),)), ("Toiseksi", "Ensin <&>")),
    ),
    "Viitteet",
    "Takaisin tekstiin",
)


def test_notes_are_footnotes_of_their_own_part_that_the_text_refers_to() -> None:
    with zipfile.ZipFile(BytesIO(as_docx(NOTED))) as held:
        notes = ElementTree.fromstring(held.read("word/footnotes.xml"))
        text = ElementTree.fromstring(held.read("word/document.xml"))
        settings = ElementTree.fromstring(held.read("word/settings.xml"))
    said = {note.get(qn("w:id")): "".join(note.itertext()).strip() for note in notes}
    assert said == {"-1": "", "0": "", "1": "Ensin <&>", "2": "Toiseksi", "3": "Ensin <&>"}
    marks = [mark.get(qn("w:id")) for mark in text.iter(qn("w:footnoteReference"))]
    assert marks == ["1", "2", "3"]
    listed = settings.find(qn("w:footnotePr"))
    assert listed is not None
    assert [line.get(qn("w:id")) for line in listed] == ["-1", "0"]


def test_a_document_with_footnotes_is_the_same_bytes_and_opens_with_their_styles() -> None:
    assert as_docx(NOTED) == as_docx(NOTED)
    made = docx.Document(BytesIO(as_docx(NOTED)))
    assert {"FootnoteText", "FootnoteReference"} <= {style.style_id for style in made.styles}
    assert made.paragraphs[1].text == "Keksitty väite of another"


def test_a_document_without_notes_has_no_part_for_them() -> None:
    with zipfile.ZipFile(BytesIO(as_docx(PAPER))) as held:
        assert "word/footnotes.xml" not in held.namelist()


def test_a_page_has_each_note_once_with_the_way_back_to_its_marks() -> None:
    page = as_html(NOTED).decode()
    assert page.count("Ensin &lt;&amp;&gt;") == 1
    for mark in ("mark-1-1", "mark-1-2", "mark-2-1"):
        assert page.count(f'id="{mark}"') == page.count(f'href="#{mark}"') == 1
    assert '<span lang="en">of another</span>' in page
    assert page.count('<th scope="row">') == 2
