"""An ODT file's text is what its pages show, in body order."""

from __future__ import annotations

from pathlib import Path

from graph.text.formats.odt import text
from tests.graph.text.formats.making import Part, odt, packed

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"


def shown(body: str) -> str:
    spaces = " ".join(f'xmlns:{n}="{_OASIS}{n}:1.0"' for n in ("office", "text", "table", "dc", "draw"))
    content = f"<office:x {spaces}><office:body><office:text>{body}</office:text></office:body></office:x>"
    return text(Path("a.odt"), packed({"content.xml": content}))


def test_paragraphs_and_tables_come_in_body_order() -> None:
    made = [
        Part("paragraph", "ennen"),
        Part("row", "nimi\tarvo"),
        Part("item", "kohta"),
        Part("heading", "Luku"),
    ]
    assert text(Path("a.odt"), odt(made)) == "ennen\n\nnimi\tarvo\n\n- kohta\n\n## Luku\n"


def test_comments_tracked_changes_and_names_of_authors_stay_out() -> None:
    body = (
        "<text:tracked-changes><text:p>poistettu</text:p></text:tracked-changes><text:p>näkyvä"
        "<office:annotation><dc:creator>A. Author</dc:creator><text:p>sivu</text:p></office:annotation>"
        "<text:author-name>Author Authorsson</text:author-name></text:p>"
    )
    assert shown(body) == "näkyvä\n"


def test_nested_lists_are_indented_and_their_further_paragraphs_are_paragraphs() -> None:
    inner = "<text:list><text:list-item><text:p>b</text:p></text:list-item></text:list>"
    body = (
        f"<text:list><text:list-item><text:p>a</text:p>{inner}<text:p>c</text:p></text:list-item></text:list>"
    )
    assert shown(body) == "- a\n  - b\n\nc\n"


def test_notes_and_signs_are_written() -> None:
    note = "<text:note-citation>2</text:note-citation><text:note-body><text:p>se</text:p></text:note-body>"
    body = f"a<text:tab/>b<text:line-break/>c<text:note>{note}</text:note>"
    assert shown(f"<text:p>{body}</text:p>") == "a\tb\nc²\n\n² se\n"


def test_line_ends_of_the_xml_are_spaces() -> None:
    assert shown("<text:p>yksi\n   <text:span>kaksi</text:span>\n</text:p>") == "yksi kaksi\n"
