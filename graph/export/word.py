"""Papers as DOCX: real headings, lists and table heads; same paper, same bytes."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from graph.export.footnotes import Footnotes
from graph.export.paper import Block, Figure, Grid, Heading, Listed, Paper, Paragraph, Said, Statements

#: A fixed day, without which the same paper would give other bytes each time.
_WRITTEN = datetime(2021, 7, 1, tzinfo=UTC)
#: Columns of a table that an upright page holds.
_UPRIGHT = 5
_ZIPPED = (1980, 1, 1, 0, 0, 0)
#: Letters that XML 1.0 does not know.
_UNKNOWN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


def as_docx(paper: Paper) -> bytes:
    """Write a paper; figures are left out, for their tables say the same."""
    made = docx.Document()
    held = made.core_properties
    held.title, held.language, held.author = _known(paper.title), paper.language, "Kytkös"
    held.created = held.modified = _WRITTEN
    held.last_modified_by, held.comments, held.revision = "Kytkös", "", 1
    _speak(made, paper.language)
    _lay_out(made.sections[0], max((len(b.heads) for b in paper.blocks if isinstance(b, Grid)), default=0))
    made.add_heading(_known(paper.title), level=1)
    notes = Footnotes(made)
    for block in paper.blocks:
        _add(made, block, notes)
    notes.keep()
    output = BytesIO()
    made.save(output)
    return _fixed(output)


def _add(made: Any, block: Block, notes: Footnotes) -> None:  # noqa: ANN401 - a document, for which the library has no type
    if isinstance(block, Heading):
        made.add_heading(_known(block.text), level=2)
    elif isinstance(block, Paragraph):
        made.add_paragraph(_known(block.text))
    elif isinstance(block, Listed):
        style = "List Number" if block.is_numbered else "List Bullet"
        for line in block.lines:
            _say(made.add_paragraph(style=style), line)
    elif isinstance(block, Statements):
        _state(made, block, notes)
    elif isinstance(block, Grid):
        _table(made, block, notes)
    else:
        assert isinstance(block, Figure)


def _state(made: Any, block: Statements, notes: Footnotes) -> None:  # noqa: ANN401
    for line in block.lines:
        paragraph = made.add_paragraph(style="List Bullet")
        for said in line.words:
            _say(paragraph, said)
        notes.refer(paragraph, _known(line.note))


def _table(made: Any, grid: Grid, notes: Footnotes) -> None:  # noqa: ANN401
    table = made.add_table(rows=1, cols=len(grid.heads), style="Table Grid")
    _described(table, grid.caption)
    for cell, head in zip(table.rows[0].cells, grid.heads, strict=True):
        cell.paragraphs[0].add_run(_known(head)).bold = True
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    for row, note in zip(grid.rows, grid.notes or ("",) * len(grid.rows), strict=True):
        added = table.add_row()
        # The cells of a row as the library finds them cost time in the square of their number.
        for place, (element, said) in enumerate(zip(added._tr.tc_lst, row, strict=True)):
            _say(docx.table._Cell(element, table).paragraphs[0], said)
            if said.is_number:
                docx.table._Cell(element, table).paragraphs[0].alignment = 2 if place else 0
        notes.refer(docx.table._Cell(added._tr.tc_lst[0], table).paragraphs[0], _known(note))


def _described(table: Any, caption: str) -> None:  # noqa: ANN401
    """Give a table the description that screen readers say."""
    said = OxmlElement("w:tblCaption")
    said.set(qn("w:val"), _known(caption))
    table._tbl.tblPr.append(said)


def _say(paragraph: Any, said: Said) -> None:  # noqa: ANN401
    run = paragraph.add_run(_known(said.text))
    if said.language:
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), said.language)
        run._r.get_or_add_rPr().append(language)


def _lay_out(section: Any, columns: int) -> None:  # noqa: ANN401
    """Lay out a page of A4: on its long side where a table has many columns."""
    sides = Cm(21), Cm(29.7)
    if is_wide := columns > _UPRIGHT:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = sides[::-1] if is_wide else sides
    section.left_margin = section.right_margin = Cm(1.5 if is_wide else 2)


def _speak(made: Any, language: str) -> None:  # noqa: ANN401
    """Set the language of all that says no other."""
    for held in made.styles.element.iter(qn("w:lang")):
        held.set(qn("w:val"), language)


def _known(text: str) -> str:
    return text.translate(_UNKNOWN)


def _fixed(written: BytesIO) -> bytes:
    """Pack the parts again, each with the same day."""
    output = BytesIO()
    with ZipFile(written) as parts, ZipFile(output, "w", ZIP_DEFLATED) as packed:
        for name in parts.namelist():
            packed.writestr(ZipInfo(name, _ZIPPED), parts.read(name), ZIP_DEFLATED)
    return output.getvalue()
