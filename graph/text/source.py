"""The source of a reading: a file's bytes, turned into text once and hashed as they are."""

from __future__ import annotations

import codecs
import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

from graph.errors import UnreadableDocument
from graph.text.formats.pdf import pictured
from graph.text.formats.registry import PDF, recognise

LIMIT = 20 * 2**20

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_FEWEST_LETTERS = 20
_LETTER_SHARE = 0.3
_CONTROL_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class Source:
    """A document's decoded text and the SHA-256 of the bytes it was decoded from.

    Offsets everywhere are code points of ``text``. That of a text file is the file's own, newlines untouched
    and a byte order mark left out; that of other formats is written from their layout, a form feed at
    the end of a page. ``pages`` is where each page of a PDF begins; ``pictures`` are the numbers of those
    that show pictures and have no text, so that nothing was read of them.
    """

    path: Path
    data_sha256: str
    text: str
    media_type: str
    pages: tuple[int, ...] = ()
    pictures: tuple[int, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """Return the number of the page that an offset is on, from 1; None in a format without pages."""
        return bisect_right(self.pages, offset) or None


def load(path: Path, limit_bytes: int = LIMIT) -> Source:
    """Read a document file: plain text, Markdown, HTML, DOCX, ODT or PDF with text.

    Raises UnreadableDocument, naming file, place and remedy, for what is missing, not a file, larger than
    ``limit_bytes`` (such a file is not read), empty, of another format, damaged, protected, wrongly encoded
    or without words.
    """
    return decode(path, _bytes_of(path, limit_bytes))


def decode(path: Path, data: bytes) -> Source:
    """Turn a document's bytes into text; ``path`` names it in errors, its suffix tells Markdown from text."""
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        raise UnreadableDocument(path, "is empty", "Give a file that holds the document's text.")
    form = recognise(path, data)
    text = form.text(path, data)
    _require_words(path, text)
    sha256 = hashlib.sha256(data).hexdigest()
    if form is not PDF:
        return Source(path, sha256, text, form.media_type)
    pages = (0, *(m.end() for m in re.finditer("\f", text)))
    ends = (*pages[1:], len(text))
    empty = [n for n, span in enumerate(zip(pages, ends, strict=True), 1) if not text[slice(*span)].strip()]
    return Source(path, sha256, text, form.media_type, pages, pictured(path, data, empty))


def _bytes_of(path: Path, limit: int) -> bytes:
    try:
        if not path.is_file():
            reason = "is not a file" if path.exists() else "does not exist"
            raise UnreadableDocument(
                path, reason, "Name a text file, or one in DOCX, ODT or PDF, that exists."
            )
        with path.open("rb") as file:
            data = file.read(limit + 1) if path.stat().st_size <= limit else None
    except OSError as error:
        remedy = "Check that the file can be opened and read."
        raise UnreadableDocument(path, error.strerror or "cannot be read", remedy) from error
    if data is None or len(data) > limit:
        reason = f"is larger than {limit / 2**20:.0f} MB"
        raise UnreadableDocument(path, reason, "Give one document a file, as text without pictures.")
    return data


def _require_words(path: Path, text: str) -> None:
    dense = "".join(text.split())
    letters = sum(map(str.isalpha, dense))
    controls = len(_CONTROL.findall(dense))
    if controls > _CONTROL_SHARE * len(dense):
        place = f"is not text: {controls} of its {len(text)} characters are control characters"
        raise UnreadableDocument(path, place, "Give the document's text, not a binary file.")
    if letters < _FEWEST_LETTERS or letters < _LETTER_SHARE * len(dense):
        reason = f"has almost no words ({letters} letters in {len(text)} characters)"
        raise UnreadableDocument(path, reason, "Give a document with text; a scan must be recognised first.")
