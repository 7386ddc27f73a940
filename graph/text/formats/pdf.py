"""PDF: the words of the text layer with their places, page by page, and the text they make."""

from __future__ import annotations

import ctypes
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import TYPE_CHECKING

from graph.errors import UnreadableDocument
from graph.text.formats.marks import Box, with_marks
from graph.text.formats.page import Word, lines, printed
from graph.text.formats.running import without_running

if TYPE_CHECKING:
    import pypdfium2

MOST_PAGES = 500
MOST_CHARACTERS = 5_000_000
#: Of processor time, so that a busy machine refuses nothing.
LONGEST_SECONDS = 60.0

#: PDFium may be entered by one thread at a time in a process.
_PDFIUM = Lock()
#: What PDFium puts for a hyphen at the end of a line, and characters that a font does not name.
_HYPHENS = frozenset({0x02, 0xFFFE})
_UNNAMED = frozenset({*range(0x09), *range(0x0E, 0x20), *range(0xD800, 0xE000), 0xFFFD, 0xFFFF}) - _HYPHENS
_FONT_NAME = 100
_SCAN = "Have the scan recognised (OCR) and give the PDF with text, or give the original document."
_DAMAGED = (
    "is a PDF file that is damaged or truncated",
    "Save or download it again, or save its text as plain text or Markdown, and give that file.",
)
_PARTS = "Give the part that describes the theme or the report, as a file of its own."


def text(path: Path, data: bytes) -> str:
    """Return the text of a PDF's text layer, a form feed after each page.

    Raises UnreadableDocument for what is damaged, encrypted, a scan without text, or larger than is read.
    """
    with _PDFIUM:
        pages = list(_pages(path, data))
    if not any(pages):
        raise UnreadableDocument(path, "has pages but no text: it is a scan, or only pictures", _SCAN)
    drawn = any(word.drawn for words in pages for word in words)
    return "\f".join(printed(without_running([lines(words) for words in pages]), drawn=drawn)) + "\n"


def pictured(path: Path, data: bytes, numbers: Collection[int]) -> tuple[int, ...]:
    """Return which of the pages with these numbers, from 1, show a picture: a scan among pages of text."""
    if not numbers:
        return ()
    with _PDFIUM, _opened(path, data) as document:
        return tuple(number for number in numbers if _shows_picture(document[number - 1]))


def _shows_picture(page: pypdfium2.PdfPage) -> bool:
    import pypdfium2.raw as pdfium

    return any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))


def _pages(path: Path, data: bytes) -> Iterator[list[Word]]:
    with _opened(path, data) as document:
        yield from _read(path, document)


@contextmanager
def _opened(path: Path, data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Open a file, and close it; raises UnreadableDocument for it and for a page that cannot be read."""
    import pypdfium2  # here, since it loads a library that reading text does not need

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(path, *_why(str(error))) from error
    try:
        yield document
    except pypdfium2.PdfiumError as error:
        reason = "is a PDF file with a page that cannot be read"
        raise UnreadableDocument(path, reason, "Print the document to PDF again.") from error
    finally:
        document.close()


def _why(said: str) -> tuple[str, str]:
    if "password" in said.casefold() or "security" in said.casefold():
        return "is a PDF file protected by a password", "Save the document without a password."
    return _DAMAGED


def _read(path: Path, document: pypdfium2.PdfDocument) -> Iterator[list[Word]]:
    count, characters, began = len(document), 0, time.thread_time()
    if count == 0:
        raise UnreadableDocument(path, "is a PDF file without pages", "Save the document again.")
    if count > MOST_PAGES:
        raise UnreadableDocument(path, f"has {count} pages, more than the {MOST_PAGES} that are read", _PARTS)
    for number in range(count):
        page = document[number]
        held = page.get_textpage()
        characters += held.count_chars()
        if characters > MOST_CHARACTERS or time.thread_time() - began > LONGEST_SECONDS:
            raise UnreadableDocument(path, f"is too large to read, from page {number + 1} on", _PARTS)
        words = list(_words(held.raw, held.count_chars()))
        yield list(with_marks(words, _shapes(page))) if words else words
        held.close()
        page.close()


def _words(page: ctypes._Pointer[ctypes.Structure], count: int) -> Iterator[Word]:
    """Yield the words of a page's so many characters in the order in which it draws them."""
    import pypdfium2.raw as pdfium

    letters: list[str] = []
    placed = _Placed(pdfium, page)
    first, apart, code_of = 0, False, pdfium.FPDFText_GetUnicode
    for i in range(count):
        code = code_of(page, i)
        letter = "-" if code in _HYPHENS else chr(code)
        if not letter.isspace() and code not in _UNNAMED:
            first = first if letters else i
            letters.append(letter)
            if code not in _HYPHENS:
                continue
        if letters:
            yield placed.word("".join(letters), first, apart=apart)
            letters, apart = [], False
        apart = apart or pdfium.FPDFText_IsGenerated(page, i) == 1
    if letters:
        yield placed.word("".join(letters), first, apart=apart)


def _shapes(page: pypdfium2.PdfPage) -> Iterator[Box]:
    """Yield the boxes of what a page draws that is no text and no picture: left, bottom, right, top."""
    import pypdfium2.raw as pdfium

    raw, object_at, type_of = page.raw, pdfium.FPDFPage_GetObject, pdfium.FPDFPageObj_GetType
    left, bottom, right, top = sides = tuple(ctypes.c_float() for _ in range(4))
    places = tuple(map(ctypes.byref, sides))
    for i in range(pdfium.FPDFPage_CountObjects(raw)):
        held = object_at(raw, i)
        if type_of(held) == pdfium.FPDF_PAGEOBJ_PATH and pdfium.FPDFPageObj_GetBounds(held, *places):
            yield left.value, bottom.value, right.value, top.value


class _Placed:
    """What tells where a page draws its words; PDFium writes each place over the one before."""

    def __init__(self, pdfium: ModuleType, page: ctypes._Pointer[ctypes.Structure]) -> None:
        self._pdfium, self._page = pdfium, page
        self._box, self._name = pdfium.FS_RECTF(), ctypes.create_string_buffer(_FONT_NAME)
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box_at, self._x_at, self._y_at = map(ctypes.byref, (self._box, self._x, self._y))

    def word(self, letters: str, first: int, *, apart: bool) -> Word:
        """Return a word by its letters and the number of the first one on the page."""
        pdfium, page, box = self._pdfium, self._page, self._box
        pdfium.FPDFText_GetLooseCharBox(page, first, self._box_at)
        left, size = box.left, abs(box.top - box.bottom)
        pdfium.FPDFText_GetLooseCharBox(page, first + len(letters) - 1, self._box_at)
        pdfium.FPDFText_GetCharOrigin(page, first, self._x_at, self._y_at)
        self._name[0] = b"\0"
        pdfium.FPDFText_GetFontInfo(page, first, self._name, _FONT_NAME, None)
        bold = b"bold" in self._name.value.lower()
        return Word(letters, left, max(box.right, left), self._y.value, size or 1.0, apart, bold)
