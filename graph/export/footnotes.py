"""Footnotes of a DOCX: a part of the package that its paragraphs refer to (ECMA-376, part 1, 17.11)."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from docx.shared import Pt

_NAME = PackURI("/word/footnotes.xml")
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
#: The two that draw the line above the notes; those of the text come after them.
_LINES = (("separator", -1), ("continuationSeparator", 0))
_TEXT, _REFERENCE = "FootnoteText", "FootnoteReference"


class Footnotes:
    """The footnotes of one document, numbered as they are referred to."""

    def __init__(self, made: Any) -> None:  # noqa: ANN401 - a document, for which the library has no type
        """Give the document the styles of footnotes."""
        self._made = made
        self._notes: list[str] = []
        text = made.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        text.base_style = made.styles["Normal"]
        text.font.size, text.paragraph_format.space_after = Pt(9), Pt(0)
        text.element.set(qn("w:styleId"), _TEXT)
        reference = made.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
        reference.font.superscript = True
        reference.element.set(qn("w:styleId"), _REFERENCE)

    def refer(self, paragraph: Any, note: str) -> None:  # noqa: ANN401
        """Add a footnote, and its mark at the end of a paragraph; an empty note adds none."""
        if not note:
            return
        self._notes.append(note)
        run = paragraph.add_run()
        style = OxmlElement("w:rStyle")
        style.set(qn("w:val"), _REFERENCE)
        run._r.get_or_add_rPr().append(style)
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(len(self._notes)))
        run._r.append(mark)

    def keep(self) -> None:
        """Write the part; a document without notes has none."""
        if not self._notes:
            return
        part = self._made.part
        part.relate_to(Part(_NAME, _TYPE, self._xml().encode(), part.package), _RELATION)
        named = OxmlElement("w:footnotePr")
        for _, number in _LINES:
            line = OxmlElement("w:footnote")
            line.set(qn("w:id"), str(number))
            named.append(line)
        settings = self._made.settings.element
        # The schema wants it before the settings of compatibility.
        after = settings.find(qn("w:compat"))
        settings.insert(len(settings) if after is None else settings.index(after), named)

    def _xml(self) -> str:
        lines = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for kind, number in _LINES
        )
        notes = "".join(_note(number, text) for number, text in enumerate(self._notes, 1))
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        return f'{head}<w:footnotes xmlns:w="{nsmap["w"]}">{lines}{notes}</w:footnotes>'


def _note(number: int, text: str) -> str:
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{_TEXT}"/></w:pPr>'
        f'<w:r><w:rPr><w:rStyle w:val="{_REFERENCE}"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
    )
