"""Styles of a DOCX file: which are headings, which are lists, and how lists are numbered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from graph.text.formats.package import attribute, child, local

_LONGEST_CHAIN = 12


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph is by its style: a heading of some depth, or an item of a list (its number's id)."""

    heading: int = 0
    list_id: str = ""
    list_level: int = 0


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: Element | None) -> None:
        held = root if root is not None else ()
        self._declared = {attribute(s, "styleId"): s for s in held if local(s) == "style"}

    def get(self, style_id: str) -> Style:
        """Return what paragraphs of a style are, by the style itself or those that it is based on."""
        heading, list_id, level = 0, "", 0
        for _ in range(_LONGEST_CHAIN):
            style = self._declared.get(style_id)
            if style is None:
                break
            heading = heading or _depth(style)
            if not list_id and (numbering := child(style, "pPr", "numPr")) is not None:
                list_id = attribute(child(numbering, "numId"), "val")
                level = _integer(attribute(child(numbering, "ilvl"), "val"))
            style_id = attribute(child(style, "basedOn"), "val")
        return Style(heading, list_id, level)


def _depth(style: Element) -> int:
    name = attribute(child(style, "name"), "val").casefold()
    if name == "title":
        return 1
    if name.startswith("heading ") and name[8:].isdigit():
        return int(name[8:])
    outline = attribute(child(style, "pPr", "outlineLvl"), "val")
    return int(outline) + 1 if outline.isdigit() and int(outline) < 9 else 0


def _integer(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 4 else 0


@dataclass
class Numbering:
    """The lists of a document; asked for the marks of their items in body order, it counts them."""

    root: Element | None
    _counts: dict[str, Counter[int]] = field(default_factory=dict)

    def mark(self, list_id: str, level: int) -> str:
        """Return the mark of the next item: its number as the list writes it, or a hyphen."""
        abstract = self._abstract(list_id)
        counts = self._counts.setdefault(attribute(abstract, "abstractNumId") or list_id, Counter())
        counts[level] += 1
        for deeper in [k for k in counts if k > level]:
            del counts[deeper]
        shape = _level(abstract, level)
        pattern = attribute(child(shape, "lvlText"), "val")
        if _written(shape, 1) is None or "%" not in pattern:
            return "-"
        for upper in range(level + 1):
            held = _level(abstract, upper)
            start = _integer(attribute(child(held, "start"), "val") or "1")
            number = _written(held, start + max(counts[upper], 1) - 1)
            pattern = pattern.replace(f"%{upper + 1}", number or "")
        return pattern

    def _abstract(self, list_id: str) -> Element | None:
        number = self._find("num", "numId", list_id)
        return self._find("abstractNum", "abstractNumId", attribute(child(number, "abstractNumId"), "val"))

    def _find(self, name: str, key: str, value: str) -> Element | None:
        held = self.root if self.root is not None and value else ()
        return next((e for e in held if local(e) == name and attribute(e, key) == value), None)


def _level(abstract: Element | None, level: int) -> Element | None:
    held = abstract if abstract is not None else ()
    return next((e for e in held if local(e) == "lvl" and attribute(e, "ilvl") == str(level)), None)


def _written(shape: Element | None, number: int) -> str | None:
    """Write a number in the level's digits or letters; None for bullets and what has no number."""
    form = attribute(child(shape, "numFmt"), "val")
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if form == "lowerLetter" else letter.upper()
    return str(number) if form.startswith("decimal") else None
