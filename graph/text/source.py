"""The source of a reading: a file's bytes, decoded once and hashed as they are."""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path

from graph.errors import UnreadableDocument

LIMIT = 20 * 2**20

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a packed file (DOCX, ODT or ZIP)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (DOC, XLS)"),
    (b"{\\rtf", "a rich text file (RTF)"),
)
_SUFFIXES = {".md": "text/markdown", ".markdown": "text/markdown", ".html": "text/html", ".htm": "text/html"}
_FEWEST_LETTERS = 20
_LETTER_SHARE = 0.3
_CONTROL_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class Source:
    """A document's decoded text and the SHA-256 of the bytes it was decoded from.

    Offsets everywhere are code points of ``text``: newlines are untouched, a byte order mark is left out.
    """

    path: Path
    data_sha256: str
    text: str
    media_type: str


def load(path: Path, limit_bytes: int = LIMIT) -> Source:
    """Read a plain text, Markdown or HTML file.

    Raises UnreadableDocument, naming file, place and remedy, for what is missing, not a file, larger than
    ``limit_bytes`` (such a file is not read), empty, binary, wrongly encoded or without words.
    """
    return decode(path, _bytes_of(path, limit_bytes))


def decode(path: Path, data: bytes) -> Source:
    """Decode a document's bytes; ``path`` names it in errors and gives the media type by its suffix."""
    text = _decoded(path, data)
    _require_words(path, text)
    media_type = _SUFFIXES.get(path.suffix.lower(), "text/plain")
    return Source(path, hashlib.sha256(data).hexdigest(), text, media_type)


def _bytes_of(path: Path, limit: int) -> bytes:
    try:
        if not path.is_file():
            reason = "is not a file" if path.exists() else "does not exist"
            raise UnreadableDocument(path, reason, "Name a text file that exists.")
        with path.open("rb") as file:
            data = file.read(limit + 1) if path.stat().st_size <= limit else None
    except OSError as error:
        remedy = "Check that the file can be opened and read."
        raise UnreadableDocument(path, error.strerror or "cannot be read", remedy) from error
    if data is None or len(data) > limit:
        reason = f"is larger than {limit / 2**20:.0f} MB"
        raise UnreadableDocument(path, reason, "Give one document a file, as text without pictures.")
    return data


def _decoded(path: Path, data: bytes) -> str:
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        raise UnreadableDocument(path, "is empty", "Give a file that holds the document's text.")
    for magic, name in _MAGIC:
        if data.startswith(magic):
            remedy = "Save its text as plain text or Markdown in UTF-8, and give that file."
            raise UnreadableDocument(path, f"is {name}, not text", remedy)
    encoding, skip = next(((e, len(bom)) for bom, e in _BOMS if data.startswith(bom)), ("utf-8", 0))
    if encoding == "utf-8" and b"\0" in data:
        place = f"holds a NUL byte at byte {data.index(0)}: it is binary, or UTF-16 without a mark"
        raise UnreadableDocument(path, place, "Save the document's text as UTF-8.")
    try:
        return data[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        place = f"is not {encoding.upper()} at byte {error.start + skip}"
        raise UnreadableDocument(path, place, "Save the file again with the encoding UTF-8.") from error


def _require_words(path: Path, text: str) -> None:
    dense = [c for c in text if not c.isspace()]
    letters = sum(c.isalpha() for c in dense)
    controls = sum(c < " " or c == "\x7f" for c in dense)
    if controls > _CONTROL_SHARE * len(dense):
        place = f"is not text: {controls} of its {len(text)} characters are control characters"
        raise UnreadableDocument(path, place, "Give the document's text, not a binary file.")
    if letters < _FEWEST_LETTERS or letters < _LETTER_SHARE * len(dense):
        reason = f"has almost no words ({letters} letters in {len(text)} characters)"
        raise UnreadableDocument(path, reason, "Give a document with text; a scan must be recognised first.")
