"""Make DOCX, ODT, HTML and PDF files of the invented examples, with no library that the reader uses."""

from __future__ import annotations

import io
import re
import textwrap
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "documents"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATED = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
_TAGS = re.compile(r"</?(?:b|a)\b[^>]*>|(?<=\s)<(?=http)|(?<=\S)>")
_MARKUP = re.compile(_TAGS.pattern + r"|\*\*?")
_BOLD = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True)
class Part:
    """A paragraph, heading, item, note or row (cells between tabs) of an example."""

    kind: str
    text: str


def parts(name: str | Path) -> list[Part]:
    """Take an example apart, its lines joined and its markup removed."""
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    return [_part(raw) for chunk in re.split(r"\n\s*\n", text) for raw in _lines(chunk)]


def _lines(chunk: str) -> Iterator[str]:
    joined: list[str] = []
    for line in (raw.lstrip() for raw in chunk.split("\n") if raw.strip()):
        if not joined or "\t" in line or re.match(r"[-•] ", line):
            joined.append(line)
        else:
            joined[-1] = joined[-1].rstrip() + ("\n" if joined[-1].endswith("  ") else " ") + line
    yield from (line.rstrip() for line in joined)


def _part(line: str) -> Part:
    plain = _MARKUP.sub("", line)
    if match := re.match(r"[-•] ", line):
        return Part("item", _TAGS.sub("", line[match.end() :]))
    if "\t" in plain:
        return Part("row", plain)
    if match := re.match(r"#+ ", plain):
        return Part("heading", plain[match.end() :])
    if plain.startswith("¹ "):
        return Part("note", plain[2:])
    return Part("heading" if re.match(r"\d\) ", plain) else "paragraph", plain)


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """Pack files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


def docx(made: Iterable[Part], *, tables: bool = False) -> bytes:
    """Make a DOCX file; with ``tables`` each paragraph stands in a table of its own, as in many forms."""
    body, notes = "", ""
    for part in made:
        if part.kind == "row":
            cells = "".join(f"<w:tc>{_p(cell)}</w:tc>" for cell in part.text.split("\t"))
            body += f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
        elif part.kind == "note":
            notes += f'<w:footnote w:id="2">{_p(part.text)}</w:footnote>'
        else:
            paragraph = _p(part.text, part.kind)
            body += f"<w:tbl><w:tr><w:tc>{paragraph}</w:tc></w:tr></w:tbl>" if tables else paragraph
    related = {"styles": "styles.xml", "numbering": "numbering.xml", "footnotes": "footnotes.xml"}
    links = "".join(
        f'<Relationship Id="r{i}" Type="{_KINDS}{kind}" Target="{name}"/>'
        for i, (kind, name) in enumerate(related.items())
    )
    main = f'<Relationship Id="r1" Type="{_KINDS}officeDocument" Target="word/document.xml"/>'
    return packed(
        {
            "_rels/.rels": _RELATED.format(main),
            "word/_rels/document.xml.rels": _RELATED.format(links),
            "word/document.xml": _w("document", f"<w:body>{body}</w:body>"),
            "word/footnotes.xml": _w("footnotes", notes),
            "word/styles.xml": _w("styles", _STYLES),
            "word/numbering.xml": _w("numbering", _BULLETS),
            "docProps/core.xml": "<creator>Author Authorsson</creator>",
        }
    )


_STYLES = (
    '<w:style w:styleId="Otsikko2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:styleId="Luettelo"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)
_BULLETS = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="•"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
_STYLED = {"heading": "Otsikko2", "item": "Luettelo"}


def _w(name: str, body: str) -> str:
    return f'<w:{name} xmlns:w="{W}">{body}</w:{name}>'


def _p(text: str, kind: str = "") -> str:
    style = f'<w:pPr><w:pStyle w:val="{_STYLED[kind]}"/></w:pPr>' if kind in _STYLED else ""
    runs = ""
    for i, words in enumerate(text.split("**")):
        weight = "<w:rPr><w:b/></w:rPr>" if i % 2 else ""
        for piece in (words[: len(words) // 2], words[len(words) // 2 :]):
            runs += f'<w:r>{weight}<w:t xml:space="preserve">{escape(piece)}</w:t></w:r>'
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    runs = runs.replace("¹", f"</w:t></w:r>{mark}<w:r><w:t>").replace("\n", "</w:t><w:br/><w:t>")
    return f"<w:p>{style}{runs}</w:p>"


_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = " ".join(f'xmlns:{n}="{_OASIS}{n}:1.0"' for n in ("office", "text", "table", "style", "fo"))


def odt(made: Iterable[Part]) -> bytes:
    """Make an ODT file."""
    held = list(made)
    notes = [part.text for part in held if part.kind == "note"]
    body = "".join(_odt_part(part) for part in held if part.kind != "note")
    for note in notes:
        said = f"<text:note-body><text:p>{escape(note)}</text:p></text:note-body>"
        inner = f"<text:note-citation>1</text:note-citation>{said}"
        body = body.replace("¹", f"<text:note>{inner}</text:note>")
    style = '<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>'
    declared = f"<office:automatic-styles>{style}</office:automatic-styles>"
    content = f"{declared}<office:body><office:text>{body}</office:text></office:body>"
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_SPACES}>{content}</office:document-content>",
            "meta.xml": "<creator>Author Authorsson</creator>",
        }
    )


def _odt_part(part: Part) -> str:
    text = escape(part.text).replace("  ", " <text:s/>").replace("\n", "<text:line-break/>")
    text = _BOLD.sub(r'<text:span text:style-name="T1">\1</text:span>', text)
    if part.kind == "row":
        cells = "".join(
            f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in text.split("\t")
        )
        return f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
    if part.kind == "heading":
        return f'<text:h text:outline-level="2">{text}</text:h>'
    if part.kind == "item":
        return f"<text:list><text:list-item><text:p>{text}</text:p></text:list-item></text:list>"
    return f"<text:p>{text}</text:p>"


def html(made: Iterable[Part]) -> bytes:
    """Make an HTML page."""
    body = "".join(_html_part(part) for part in made)
    head = (
        '<title>Title</title><meta name="author" content="Author Authorsson"><style>p { color: red }</style>'
    )
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def _html_part(part: Part) -> str:
    text = escape(part.text).replace("  ", "<br>").replace("\n", "<br/>")
    text = _BOLD.sub(r"<b>\1</b>", text)
    if part.kind == "row":
        cells = "".join(f"<td><p>{cell}</p></td>" for cell in text.split("\t"))
        return f"<table><tr>{cells}</tr></table>"
    tags = {
        "heading": ("<h2>", "</h2>"),
        "item": ("<ul><li>", "</li></ul>"),
        "note": ("<p><sup>1</sup> ", "</p>"),
    }
    first, last = tags.get(part.kind, ("<p>", "</p>"))
    return f"{first}{text}{last}\n"


@dataclass
class Sheet:
    """A PDF page in the making: a typewriter's letters, ten points high, six wide."""

    words: list[str]

    def put(self, x: float, y: float, text: str, size: int = 10, font: str = "F1") -> None:
        """Put a line of text at a place."""
        letters = text.encode("cp1252", "replace")
        escaped = re.sub(rb"([\\()])", rb"\\\1", letters).decode("latin-1")
        self.words.append(f"BT /{font} {size} Tf {x} {y} Td ({escaped}) Tj ET")

    def draw(self, x: float, y: float, width: float, height: float) -> None:
        """Draw a filled box, its lower left corner at a place."""
        self.words.append(f"{x} {y} {width} {height} re f")


@dataclass
class Press:
    """Prints parts on pages, in one or two columns, with a running header and a page number."""

    columns: int = 1
    running: bool = False

    def __post_init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._turn()

    def _turn(self) -> None:
        self.sheets.append(Sheet([]))
        self._column, self._y = 0, 780.0
        self._top = self._y
        if self.running:
            self.sheets[-1].put(60, 815, "KEKSITTY OHJELMA 2021-2027")
            self.sheets[-1].put(500, 30, f"{len(self.sheets)} (9)")

    @property
    def _x(self) -> float:
        return 60.0 + self._column * 250

    def _line(self, text: str, indent: float = 0, size: int = 10) -> None:
        if self._y < 60:
            self._column, self._y = self._column + 1, self._top
            if self._column == self.columns:
                self._turn()
        self.sheets[-1].put(self._x + indent, self._y, text, size)
        self._y -= 13

    def print(self, part: Part) -> None:
        """Print a part."""
        if part.kind == "row":
            return self._row(*part.text.split("\t"))
        mark = {"item": "• ", "note": "1 "}.get(part.kind, "")
        indent, size = 12 if part.kind == "item" else 0, 8 if part.kind == "note" else 10
        for i, line in enumerate(broken(part.text.replace("**", ""), 78 if self.columns == 1 else 36)):
            self._line((mark if i == 0 else "") + line, indent if i else 0, size)
        self._y -= 7
        return None

    def _row(self, label: str, value: str) -> None:
        widths = (32, 44)
        top, lowest = self._y, self._y
        for column, (text, width) in enumerate(zip((label, value), widths, strict=True)):
            self._y = top
            for line in broken(text, width):
                self._line(line, column * (widths[0] * 6 + 12))
            lowest = min(lowest, self._y)
        self._y = self._top = lowest - 6


def broken(text: str, width: int) -> list[str]:
    """Break a text into lines, words at a hyphen where they do not fit."""
    if "\n" in text or "  " in text:
        return [line for piece in re.split("\n|  ", text) for line in broken(piece, width)]
    words = text.split(" ")
    made = [""]
    for word in words:
        room = width - len(made[-1]) - 1
        if len(word) <= room or not made[-1]:
            made[-1] = f"{made[-1]} {word}".strip()
        elif room > 5 and len(word) > 9 and word[: room - 1].isalpha() and word[room - 1 :].isalpha():
            made[-1] += f" {word[: room - 1]}-"
            made.append(word[room - 1 :])
        else:
            made.append(word)
    return [piece for line in made for piece in textwrap.wrap(line, width) or [""]]


def pdf(made: Iterable[Part], *, columns: int = 1, running: bool = False, scans: int = 0) -> bytes:
    """Make a PDF file, with so many pages at its end that are pictures."""
    press = Press(columns, running)
    for part in made:
        press.print(part)
    return bound([*press.sheets, *(scanned() for _ in range(scans))])


def scanned() -> Sheet:
    """Make a page that is a picture."""
    return Sheet(["q 400 0 0 600 60 100 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q"])


_BOLD_FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold >>"


def bound(sheets: Iterable[Sheet], *, trailer: str = "", more: Iterable[bytes] = ()) -> bytes:
    """Bind sheets to a PDF file."""
    held = list(sheets)
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(held)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(held)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ]
    for i, sheet in enumerate(held):
        stream = "\n".join(sheet.words).encode("latin-1")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * i} 0 R "
            f"/Resources << /Font << /F1 3 0 R /F2 {_BOLD_FONT} >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return numbered([*objects, *more], trailer)


def numbered(objects: Iterable[bytes], trailer: str = "") -> bytes:
    """Write a PDF file of these objects, the first being the catalogue."""
    data, places = b"%PDF-1.7\n", []
    for number, made in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, made)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    tail = f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + head + table + tail.encode()
