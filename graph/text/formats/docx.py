"""DOCX: paragraphs, lists, tables and notes in body order; comments, deleted and hidden text stay out."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from graph.text.formats.layout import Part, Piece, Row, address, bold, raised, tidy, written
from graph.text.formats.package import Package, attribute, child, local
from graph.text.formats.styles import Numbering, Styles

MAIN = "word/document.xml"

_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\xad"}
_OUT = frozenset({"pPr", "rPr", "tblPr", "sdtPr", "del", "moveFrom", "instrText", "delText", "Fallback"})
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}


def text(path: Path, data: bytes) -> str:
    """Return the text of a DOCX file; what authors' names it holds in its properties is not looked at."""
    package = Package(path, data)
    main = _main(package)
    return written(_Body(package, main).parts(package.xml(main)))


def _main(package: Package) -> str:
    named = _related(package, "").values()
    return next((target for kind, target in named if kind == "officeDocument"), MAIN)


def _related(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Return what a part refers to: by id, the kind and the target."""
    folder, name = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", name + ".rels")
    found: dict[str, tuple[str, str]] = {}
    for relation in package.xml(listed) if listed in package.names else ():
        target = attribute(relation, "Target")
        if attribute(relation, "TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found[attribute(relation, "Id")] = (posixpath.basename(attribute(relation, "Type")), target)
    return found


class _Body:
    def __init__(self, package: Package, main: str) -> None:
        self._related = _related(package, main)
        held = {kind: package.xml(name) for kind, name in self._parts(package)}
        self._styles = Styles(held.get("styles"))
        self._numbering = Numbering(held.get("numbering"))
        self._notes = {
            (kind, attribute(note, "id")): note for kind in _NOTES.values() for note in held.get(kind, ())
        }
        self._noted = 0

    def _parts(self, package: Package) -> Iterator[tuple[str, str]]:
        wanted = ("styles", "numbering", *_NOTES.values())
        return ((k, name) for k, name in self._related.values() if k in wanted and name in package.names)

    def parts(self, element: Element) -> Iterator[Part]:
        for held in element:
            name = local(held)
            if name == "p":
                yield from self._paragraph(held)
            elif name == "tr":
                yield Row(tuple(tuple(self.parts(c)) for c in _cells(held)))
            elif name not in _OUT:
                yield from self.parts(held)

    def _paragraph(self, paragraph: Element) -> Iterator[Part]:
        words: list[str] = []
        after: list[Part] = []
        self._inline(paragraph, words, after)
        content = tidy("".join(words))
        if content:
            yield self._piece(child(paragraph, "pPr"), content)
        yield from after

    def _piece(self, properties: Element | None, content: str) -> Piece:
        style = self._styles.get(attribute(child(properties, "pStyle"), "val"))
        numbering = child(properties, "numPr")
        list_id = attribute(child(numbering, "numId"), "val") or style.list_id
        level = attribute(child(numbering, "ilvl"), "val")
        depth = min(int(level), 8) if level.isdigit() and len(level) < 3 else style.list_level
        mark = self._numbering.mark(list_id, depth) if list_id not in ("", "0") else ""
        if style.heading:
            numbered = f"{mark} {content}" if mark not in ("", "-") else content
            return Piece("heading", numbered, style.heading)
        return Piece("item", content, depth, mark) if mark else Piece("paragraph", content)

    def _inline(self, element: Element, words: list[str], after: list[Part]) -> None:
        for held in element:
            name = local(held)
            if name == "t":
                words.append(held.text or "")
            elif name in _SIGNS:
                words.append(_SIGNS[name])
            elif name in _NOTES:
                self._note(_NOTES[name], attribute(held, "id"), words, after)
            elif name == "txbxContent":
                after.extend(self.parts(held))
            elif name not in _OUT and not (name == "r" and _is_on(held, "vanish")):
                first = len(words)
                self._inline(held, words, after)
                if name == "r" and _is_on(held, "b"):
                    words[first:] = [bold("".join(words[first:]))]
                if name == "hyperlink":
                    _, target = self._related.get(attribute(held, "id"), ("", ""))
                    words.append(address(target, "".join(words[first:])))

    def _note(self, kind: str, note_id: str, words: list[str], after: list[Part]) -> None:
        note = self._notes.get((kind, note_id))
        if note is None:
            return
        del self._notes[kind, note_id]
        self._noted += 1
        mark = raised(str(self._noted))
        words.append(mark)
        held: list[str] = []
        for paragraph in note.iter():
            if local(paragraph) == "p":
                self._inline(paragraph, held, after)
                held.append(" ")
        after.append(Piece("note", f"{mark} {tidy(''.join(held))}"))


def _cells(row: Element) -> Iterator[Element]:
    """Yield a row's cells, those in content controls too; the lower cells of a merged column are empty."""
    for held in row:
        if local(held) == "tc":
            yield held
        elif local(held) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _cells(held)


def _is_on(run: Element, name: str) -> bool:
    switch = child(run, "rPr", name)
    return switch is not None and attribute(switch, "val") not in ("0", "false")
