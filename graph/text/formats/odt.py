"""ODT: paragraphs, lists, tables and notes in body order; comments, tracked changes and authors stay out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from graph.errors import UnreadableDocument
from graph.text.formats.layout import Part, Piece, Row, address, bold, raised, tidy, written
from graph.text.formats.package import Package, attribute, child, local

CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"

_OUT = frozenset(
    "annotation annotation-end tracked-changes forms sequence-decls desc title note-citation author-name "
    "author-initials initial-creator creator sender-firstname sender-lastname sender-email".split()
)
_SIGNS = {"tab": "\t", "line-break": "\n", "s": " "}
_SPACE = re.compile(r"[ \t\r\n]+")


def text(path: Path, data: bytes) -> str:
    """Return the text of an ODT file."""
    package = Package(path, data)
    if MANIFEST in package.names and b"encryption-data" in package.data(MANIFEST):
        raise UnreadableDocument(path, "is protected by a password", "Save the document without a password.")
    content = package.xml(CONTENT)
    body = child(content, "body", "text")
    return written(_Body(content).parts(body, 0)) if body is not None else ""


class _Body:
    def __init__(self, content: Element) -> None:
        declared = child(content, "automatic-styles")
        self._bold = {
            attribute(style, "name")
            for style in (declared if declared is not None else ())
            if attribute(child(style, "text-properties"), "font-weight") == "bold"
        }

    def parts(self, element: Element, depth: int) -> Iterator[Part]:
        for held in element:
            name = local(held)
            if name in ("p", "h"):
                yield from self._paragraph(held, name)
            elif name == "list":
                yield from self._list(held, depth)
            elif name == "table-row":
                yield Row(tuple(tuple(self.parts(c, 0)) for c in held if local(c) == "table-cell"))
            elif name not in _OUT:
                yield from self.parts(held, depth)

    def _list(self, element: Element, depth: int) -> Iterator[Part]:
        for item in element:
            marked = False
            for part in self.parts(item, depth + 1):
                if isinstance(part, Piece) and part.kind == "paragraph" and not marked:
                    yield Piece("item", part.text, min(depth, 8))
                    marked = True
                else:
                    yield part

    def _paragraph(self, element: Element, name: str) -> Iterator[Part]:
        words: list[str] = []
        after: list[Part] = []
        self._inline(element, words, after)
        content = tidy("".join(words))
        if content:
            level = attribute(element, "outline-level")
            depth = int(level) if level.isdigit() and len(level) < 3 else 1
            yield Piece("heading", content, depth) if name == "h" else Piece("paragraph", content)
        yield from after

    def _inline(self, element: Element, words: list[str], after: list[Part]) -> None:
        words.append(_spaced(element.text))
        for held in element:
            name = local(held)
            if name in _SIGNS:
                words.append(_SIGNS[name])
            elif name == "note":
                self._note(held, words, after)
            elif name == "text-box":
                after.extend(self.parts(held, 0))
            elif name not in _OUT:
                first = len(words)
                self._inline(held, words, after)
                shown = "".join(words[first:])
                if name == "a":
                    words.append(address(attribute(held, "href"), shown))
                elif attribute(held, "style-name") in self._bold:
                    words[first:] = [bold(shown)]
            words.append(_spaced(held.tail))

    def _note(self, note: Element, words: list[str], after: list[Part]) -> None:
        citation = child(note, "note-citation")
        mark = raised("".join(citation.itertext()) if citation is not None else "")
        words.append(mark)
        said = (p.text for p in self.parts(note, 0) if isinstance(p, Piece) and p.kind != "note")
        after.append(Piece("note", f"{mark} {' '.join(said)}"))


def _spaced(text: str | None) -> str:
    """Write white space in ODT's XML as the one space it stands for."""
    return _SPACE.sub(" ", text or "")
