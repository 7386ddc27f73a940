"""The registry of formats: which one a file's bytes are in, whatever its name says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graph.errors import UnreadableDocument
from graph.text.formats import docx, html, odt, pdf, plain
from graph.text.formats.package import Package

_PACKED = b"PK\x03\x04"
_REFUSED = {
    b"\xd0\xcf\x11\xe0": "an old Office file (DOC, XLS), or one protected by a password",
    b"{\\rtf": "a rich text file (RTF)",
}
_REMEDY = (
    "Save the document without a password as DOCX, ODT, PDF with text or plain text, and give that file."
)
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.I | re.S,
)
_PDF_HEAD = 1024


@dataclass(frozen=True, slots=True)
class Format:
    """A format of documents: its media type, the suffixes files have, and how its bytes become text."""

    media_type: str
    suffixes: tuple[str, ...]
    text: Callable[[Path, bytes], str]


PLAIN = Format("text/plain", (".txt", ".text"), plain.text)
MARKDOWN = Format("text/markdown", (".md", ".markdown"), plain.text)
HTML = Format("text/html", (".html", ".htm", ".xhtml"), html.text)
DOCX = Format(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx", ".docm"), docx.text
)
ODT = Format("application/vnd.oasis.opendocument.text", (".odt", ".ott"), odt.text)
PDF = Format("application/pdf", (".pdf",), pdf.text)
FORMATS = (PLAIN, MARKDOWN, HTML, DOCX, ODT, PDF)


def recognise(path: Path, data: bytes) -> Format:
    """Return the format that a file is in: by its bytes; text is told apart by the file's suffix.

    Raises UnreadableDocument for formats that are not read, and where the suffix promises a packed format
    but the bytes are not.
    """
    for magic, name in _REFUSED.items():
        if data.startswith(magic):
            raise UnreadableDocument(path, f"is {name}, which is not read", _REMEDY)
    if data.startswith(_PACKED):
        return _packed(path, data)
    head = data[:_PDF_HEAD] if path.suffix.lower() in PDF.suffixes else data[:5]
    if b"%PDF-" in head:
        return PDF
    named = next((f for f in FORMATS if path.suffix.lower() in f.suffixes), PLAIN)
    if named in (DOCX, ODT, PDF):
        reason = (
            f"is named {path.suffix} but does not begin as such a file: it is damaged, or of another format"
        )
        raise UnreadableDocument(path, reason, "Save the document again; if it is plain text, name it .txt.")
    return HTML if _PAGE.match(data) else named


def _packed(path: Path, data: bytes) -> Format:
    package = Package(path, data)
    if docx.MAIN in package.names or ("[Content_Types].xml" in package.names and _is_word(package)):
        return DOCX
    if odt.CONTENT in package.names and "opendocument.text" in _media_type(package):
        return ODT
    raise UnreadableDocument(path, "is a packed file, but neither DOCX nor ODT", _REMEDY)


def _is_word(package: Package) -> bool:
    return b"wordprocessingml" in package.data("[Content_Types].xml")


def _media_type(package: Package) -> str:
    return package.data("mimetype").decode("ascii", "replace") if "mimetype" in package.names else ""
