"""A DOCX file's text is what its pages show, in body order."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.text.formats.docx import text
from tests.graph.text.formats.making import Part, W, docx, packed

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def shown(body: str, **more: str) -> str:
    document = f'<w:document xmlns:w="{W}" xmlns:r="{RELATIONSHIPS}"><w:body>{body}</w:body></w:document>'
    files = {name.replace("_", "."): f'<w:x xmlns:w="{W}">{held}</w:x>' for name, held in more.items()}
    listed = "".join(
        f'<Relationship Id="{n}" Type="{RELATIONSHIPS}/{n.partition(".")[0]}" Target="{n}"/>' for n in files
    )
    listed += f'<Relationship Id="h" Type="{RELATIONSHIPS}/hyperlink" TargetMode="External" Target="{LINK}"/>'
    relations = f"<Relationships>{listed}</Relationships>"
    packages = {"word/document.xml": document, "word/_rels/document.xml.rels": relations}
    return text(Path("a.docx"), packed(packages | {f"word/{n}": held for n, held in files.items()}))


LINK = "https://www.example.org/projekti.php?projektikoodi=S29901"


def p(words: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def test_paragraphs_and_tables_come_in_body_order() -> None:
    made = [
        Part("paragraph", "ennen"),
        Part("row", "nimi\tarvo"),
        Part("item", "kohta"),
        Part("heading", "Luku"),
    ]
    assert text(Path("a.docx"), docx(made)) == "ennen\n\nnimi\tarvo\n\n- kohta\n\n## Luku\n"


def test_a_row_with_several_cells_is_one_line_and_its_empty_cells_go() -> None:
    assert shown(table((p("a"), p(""), p("b")), (p("c"), p("d")))) == "a\tb\nc\td\n"


def test_lines_of_a_value_stay_lines() -> None:
    assert shown(table((p("nimi"), p("yksi") + p("kaksi")))) == "nimi\tyksi\nkaksi\n"


def test_a_row_that_holds_prose_is_layout() -> None:
    prose = "Kohderyhmänä ovat merimiehet. " * 20
    assert shown(table((p("3) Kohderyhmät"), p(prose)))) == f"3) Kohderyhmät\n\n{prose.strip()}\n"


def test_a_table_inside_a_cell_keeps_its_rows() -> None:
    assert shown(table((table((p("a"), p("b")), (p("c"), p("d"))),))) == "a\tb\nc\td\n"


def test_deleted_hidden_and_instruction_text_stays_out_and_inserted_text_stays_in() -> None:
    body = (
        "<w:p><w:ins><w:r><w:t>lisätty</w:t></w:r></w:ins><w:del><w:r><w:delText>poistettu</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>piilossa</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    assert shown(body) == "lisätty\n"


def test_tabs_breaks_and_hyphens_are_characters() -> None:
    body = "<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t>"
    assert shown(f"<w:p><w:r>{body}</w:r></w:p>") == "a\tb\nc-d\n"


def test_a_link_whose_words_do_not_show_its_address_tells_it() -> None:
    link = '<w:hyperlink r:id="h"><w:r><w:t>{}</w:t></w:r></w:hyperlink>'
    assert shown(f"<w:p>{link.format('hanke')}</w:p>") == f"hanke <{LINK}>\n"
    assert shown(f"<w:p>{link.format(LINK)}</w:p>") == f"{LINK}\n"


def test_footnotes_stand_after_the_list_that_refers_to_them() -> None:
    reference = '<w:p><w:r><w:t>sana</w:t><w:footnoteReference w:id="7"/></w:r></w:p>'
    note = f'<w:footnote w:id="7">{p("selitys")}</w:footnote>'
    assert shown(reference + p("sitten"), footnotes_xml=note) == "sana¹\n\n¹ selitys\n\nsitten\n"


def test_numbers_that_the_program_counts_are_written() -> None:
    levels = (
        '<w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1)"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>'
        '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1%2."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num>'
    )
    item = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'
    body = p("yksi", item.format(0)) + p("alempi", item.format(1)) + p("kaksi", item.format(0))
    assert shown(body, numbering_xml=levels) == "1) yksi\n  1a. alempi\n2) kaksi\n"


def test_a_style_based_on_a_heading_is_a_heading_with_its_number() -> None:
    styles = (
        '<w:style w:styleId="A"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:styleId="B"><w:name w:val="Oma"/><w:basedOn w:val="A"/></w:style>'
    )
    assert shown(p("Kohderyhmät", '<w:pStyle w:val="B"/>'), styles_xml=styles) == "## Kohderyhmät\n"


def test_styles_based_on_each_other_in_a_circle_end() -> None:
    styles = '<w:style w:styleId="A"><w:basedOn w:val="A"/></w:style>'
    assert shown(p("sana", '<w:pStyle w:val="A"/>'), styles_xml=styles) == "sana\n"


def test_the_words_of_a_text_box_are_read_once() -> None:
    box = f"<w:txbxContent>{p('laatikko')}</w:txbxContent>"
    both = f"<w:Choice>{box}</w:Choice><w:Fallback>{box}</w:Fallback>"
    assert shown(f"<w:p><w:r><w:AlternateContent>{both}</w:AlternateContent></w:r></w:p>") == "laatikko\n"


@pytest.mark.parametrize("made", ["<w:b/>", '<w:b w:val="1"/>'])
def test_the_bold_name_that_opens_an_item_is_marked(made: str) -> None:
    item = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    body = (
        f"<w:p>{item}<w:r><w:rPr>{made}</w:rPr><w:t>Nimi</w:t></w:r><w:r><w:t> ja selitys</w:t></w:r></w:p>"
    )
    assert shown(body) == "- **Nimi** ja selitys\n"
